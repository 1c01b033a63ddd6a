//! Finishing an action without scripts: one form a page, which the button of each line belongs to.

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::route;

/// The form's id.
pub(super) const FORM: &str = "finish-plain";

/// The form. It leads back to this page.
#[component]
pub(super) fn PlainFinish() -> impl IntoView {
    let here = use_location();
    let (path, query) = (here.pathname.get_untracked(), here.search.get_untracked());
    let query = query.trim_start_matches('?');
    let back = if query.is_empty() { path } else { format!("{path}?{query}") };
    view! {
        <form id=FORM method="post" action=route::TASK_DONE hidden=true>
            <input type="hidden" name="suite" value=back />
        </form>
    }
}
