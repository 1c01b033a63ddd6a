//! The wish for a new record in the address: `?nouveau=`, with what it begins with.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate, use_query_map};

use super::list::address_with;

/// Calls `open` with the beginning of the new record, and takes the wish out of the address, so that reading the page
/// again does not repeat it.
pub(crate) fn on_wish(open: impl Fn(String) + 'static) {
    let (query, path, navigate) = (use_query_map(), use_location().pathname, use_navigate());
    Effect::new(move |_| {
        let Some(begun) = query.with(|query| query.get("nouveau")) else { return };
        let address = address_with(&path.get_untracked(), &query.get_untracked(), "nouveau", "");
        navigate(&address, NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() });
        open(begun.trim().to_owned());
    });
}
