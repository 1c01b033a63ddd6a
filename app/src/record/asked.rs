//! The dialog for a new record in the address: `?nouveau=` asks for it, with what the record begins with; `#nouveau` says
//! that it is open.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate, use_query_map};

use super::list::address_with;

/// The word in the address.
const WORD: &str = "nouveau";

/// What the address of this page asks for. On the way to another page the address is that one's already, and so is its
/// wish.
fn wish() -> Memo<Option<String>> {
    let (query, path) = (use_query_map(), use_location().pathname);
    let here = path.get_untracked();
    Memo::new(move |_| path.with(|path| *path == here).then(|| query.with(|query| query.get(WORD))).flatten())
}

/// Whether the address of this page says that the dialog is open.
fn marked() -> Memo<bool> {
    let (hash, path) = (use_location().hash, use_location().pathname);
    let here = path.get_untracked();
    Memo::new(move |_| path.with(|path| *path == here) && hash.with(|hash| hash.trim_start_matches('#') == WORD))
}

/// Calls `open` with the beginning of the new record, and takes the wish out of the address, so that reading the page
/// again does not repeat it.
pub(crate) fn on_wish(open: impl Fn(String) + 'static) {
    let (query, path, navigate) = (use_query_map(), use_location().pathname, use_navigate());
    let wish = wish();
    Effect::new(move |_| {
        let Some(begun) = wish.get() else { return };
        let address = address_with(&path.get_untracked(), &query.get_untracked(), WORD, "");
        navigate(&address, NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() });
        open(begun.trim().to_owned());
    });
}

/// Whether the address asks for the dialog of a new record, or says that it is open.
pub(crate) fn asked_for() -> Memo<bool> {
    let (wish, marked) = (wish(), marked());
    Memo::new(move |_| wish.with(Option::is_some) || marked.get())
}

/// Keeps a dialog for a new record and the address alike: the wish opens it, with what it begins with, and becomes a
/// mark at the address' end, as does a press on the button. So a reload and the way back from the sign-in open it
/// again, and « back » closes it.
pub(crate) fn asked_open(open: RwSignal<bool>, begin: impl Fn(String) + 'static) {
    let (query, path, navigate) = (use_query_map(), use_location().pathname, use_navigate());
    let (wish, marked) = (wish(), marked());
    let turn = move |mark: bool, replace: bool| {
        let mut query = query.get_untracked();
        query.remove(WORD);
        let (mut address, query) = (path.get_untracked(), query.to_query_string());
        if query.len() > 1 {
            address.push_str(&query);
        }
        if mark {
            address.push('#');
            address.push_str(WORD);
        }
        navigate(&address, NavigateOptions { replace, scroll: false, ..NavigateOptions::default() });
    };
    let (asked, shown) = (turn.clone(), turn);
    Effect::new(move |ran: Option<()>| {
        let Some(text) = wish.get() else {
            let marked = marked.get();
            // One that is part of what is loaded with the first press is open already.
            if marked || ran.is_some() {
                open.set(marked);
            }
            return;
        };
        let text = text.trim();
        if !text.is_empty() {
            begin(text.to_owned());
        }
        // What is typed from here on is the draft's to keep.
        asked(true, true);
        open.set(true);
    });
    Effect::new(move |ran: Option<()>| {
        let open = open.get();
        let asked = marked.get_untracked() || wish.get_untracked().is_some();
        if open != asked && (ran.is_some() || open) {
            shown(open, !open);
        }
    });
}
