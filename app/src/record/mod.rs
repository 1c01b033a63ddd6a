//! What the pages of contacts, companies and deals have in common: facts edited in place, history, lists.

mod address;
pub mod api;
mod asked;
mod back;
#[cfg(feature = "ssr")]
mod coded;
mod colleague;
mod draft;
mod edit;
mod entry;
mod fact;
mod faults;
mod gone;
mod history;
mod kept;
mod line;
mod list;
mod listed;
mod log;
mod many;
mod offered;
mod office;
mod peek;
mod said;
mod sentence;
mod speller;
pub mod steps;
mod timeline;
mod value;
mod waits;
mod watch;
mod way;

pub(crate) use address::{AddressDraft, AddressFact, AddressFields, say as say_address};
pub(crate) use asked::{asked_for, asked_open, on_wish};
pub(crate) use back::{Back, said_of, undo_change, values};
#[cfg(feature = "ssr")]
pub use coded::coded;
pub(crate) use colleague::{Colleagues, choices};
pub(crate) use draft::{Draft, take_drafts};
pub(crate) use edit::{Editable, Save, Saving, change, change_saying};
pub(crate) use entry::Entry;
pub(crate) use fact::{Fact, FactList};
pub(crate) use faults::{Faults, General, refusal};
pub(crate) use gone::{Opening, gone};
pub(crate) use history::wanted;
pub(crate) use kept::{Kept, Slot};
pub(crate) use list::{FilterChip, FilterText, Pager, SearchBox, address_with, after, turn, typed};
pub use log::LogPage;
pub(crate) use offered::{Offered, offered, offered_words};
pub(crate) use peek::{Peek, PeekButton, peeked, peeker, peeking};
pub(crate) use speller::Speller;
pub(crate) use steps::{Crumb, StepLinks, Within, from_board, from_list};
pub(crate) use timeline::Timeline;
pub(crate) use waits::{WaitMark, waits};
pub(crate) use watch::{Reload, concerns};
pub(crate) use way::{Suggest, Way};

use domain::{Day, Money};

/// An optional text as people type it: nothing when it is blank.
pub(crate) fn filled(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// Several values in one line, as people type them: separated by commas, semicolons,
/// tabs or line breaks.
pub(crate) fn several(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', ';', '\t', '\n']).map(str::trim).filter(|part| !part.is_empty())
}

/// A day, or none.
pub(crate) fn day(text: &str) -> domain::Result<Option<Day>> {
    filled(text).map(|text| Day::parse(&text)).transpose()
}

/// An amount, or none.
pub(crate) fn amount(text: &str) -> domain::Result<Option<Money>> {
    filled(text).map(|text| Money::parse(&text)).transpose()
}

/// An id, or none.
pub(crate) fn id<T: std::str::FromStr<Err = domain::Error>>(text: &str) -> domain::Result<Option<T>> {
    filled(text).map(|text| text.parse()).transpose()
}

/// Gives the focus to the first field that is wrong, once it says so.
pub(crate) fn focus_problem() {
    use leptos::prelude::{document, request_animation_frame};
    use leptos::wasm_bindgen::JsCast;
    request_animation_frame(|| {
        let first = |within: &str| document().query_selector(&format!("{within} [aria-invalid=true]")).ok().flatten();
        let found = first("dialog[open]").or_else(|| first(".inplace"));
        if let Some(field) = found.and_then(|field| field.dyn_into::<leptos::web_sys::HtmlElement>().ok()) {
            let _ = field.focus();
        }
    });
}

/// An id that the browser makes: a hundred random bits.
pub(crate) fn new_id<T: std::str::FromStr>() -> Option<T> {
    let part = || (js_sys::Math::random() * 9_007_199_254_740_992.0) as u64;
    format!("{:014x}{:014x}", part(), part()).parse().ok()
}
