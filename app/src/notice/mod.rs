//! « Notifications »: what concerns the reader, and the mark that says how many are unread. Only the mark is in the
//! first load.

pub mod api;
mod page;
mod row;

use domain::Day;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_split::{SplitLoaderError, wasm_split};

use crate::me::today;
use crate::record::Reload;
pub use page::NoticePage;

/// How many notices are unread, up to ten.
#[derive(Clone, Copy)]
pub struct Unread(pub RwSignal<u32>);

/// Provides the number to everything below: at first the page's own, then counted again whenever the reader's notices
/// change, and when a day begins, since what was for yesterday is late then.
pub(crate) fn provide(count: u32) {
    let (count, today) = (RwSignal::new(count), today());
    provide_context(Unread(count));
    let again = move || {
        let today = today.get_untracked();
        spawn_local(async move { drop(recount(count, today).await) });
    };
    let reload = Reload::on(|subjects| subjects.iter().any(|subject| subject.starts_with("notice:")), again);
    Effect::new(move |before: Option<Day>| {
        let today = today.get();
        if before.is_some_and(|before| before != today) {
            reload.soon();
        }
        today
    });
}

#[wasm_split(records, wasm_split_path = ::leptos::wasm_split, fallible, preload(load_recount))]
fn recount(count: RwSignal<u32>, today: Day) -> Result<(), SplitLoaderError> {
    spawn_local(async move {
        if let Ok(unread) = api::count_unread(today).await {
            count.try_set(unread);
        }
    });
    Ok(())
}

/// Marks what is unread about a record as read, where there is something unread: its page was opened.
pub(crate) fn opened(subject: String) {
    let unread = use_context::<Unread>();
    Effect::new(move |_| {
        if unread.is_some_and(|unread| unread.0.get_untracked() > 0) {
            let which = domain::notice::Which::About(subject.clone());
            spawn_local(async move { drop(api::read_notices(which).await) });
        }
    });
}
