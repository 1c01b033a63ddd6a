//! A record over the list it stands in: the row's own page in a sheet, in the address as `?apercu=`.

use leptos::ev::{self, KeyboardEvent};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate, use_query_map};
use wasm_bindgen::JsCast;
use web_sys::{Element, EventTarget};

use super::steps::from_page;
use crate::error::Error;
use crate::i18n::{fill, texts_here};
use crate::ui::{Icon, Sheet, Skeleton, Toasts};

/// The word in the address.
pub(super) const WORD: &str = "apercu";
/// What stands over the page, but for the sheet itself.
const OVER: &str = "dialog[open]:not(:has(.peek)), :popover-open";
/// What can be stepped through: the list's rows, the board's cards.
const ROWS: &str = "main .table tr[data-id], main .board .card[data-id]";
/// Where letters are text.
const FIELDS: &str = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]";

/// Says that what is shown stands in a sheet: ways through the list and back to it make no sense there.
#[derive(Clone, Copy)]
struct Peeking;

/// Whether what is shown stands in a sheet over a list.
pub(crate) fn peeking() -> bool {
    use_context::<Peeking>().is_some()
}

/// Whether the address names a record to be shown over the page.
pub(crate) fn peeked() -> Memo<bool> {
    let query = use_query_map();
    Memo::new(move |_| query.with(|query| query.get(WORD)).is_some_and(|id| !id.is_empty()))
}

/// Shows the record of an id over the page, or none, by the address; the flag says that « back » does not undo it.
fn turner() -> impl Fn(Option<&str>, bool) + Clone + 'static {
    let (query, path, navigate) = (use_query_map(), use_location().pathname, use_navigate());
    move |id, replace| {
        let mut query = query.get_untracked();
        query.remove(WORD);
        if let Some(id) = id {
            query.insert(WORD, id.to_owned());
        }
        let address = match query.to_query_string() {
            text if text.len() > 1 => format!("{}{text}", path.get_untracked()),
            _ => path.get_untracked(),
        };
        navigate(&address, NavigateOptions { replace, scroll: false, ..NavigateOptions::default() });
    }
}

/// Opens the record of an id over the page.
pub(crate) fn peeker() -> Callback<String> {
    let go = turner();
    Callback::new(move |id: String| go(Some(&id), false))
}

/// What opens a row's record over the list with mouse or finger; with the keyboard it is Space on the row's link.
#[component]
pub(crate) fn PeekButton(
    /// What the row is called.
    name: String,
) -> impl IntoView {
    let label = fill(texts_here().list().peek_at, &[("name", &name)]);
    view! { <button type="button" class="row-peek" tabindex="-1" title=texts_here().list().peek aria-label=label></button> }
}

fn element(target: Option<EventTarget>) -> Option<Element> {
    target?.dyn_into::<Element>().ok()
}

fn closest(target: Option<EventTarget>, selector: &str) -> Option<Element> {
    element(target)?.closest(selector).ok().flatten()
}

fn id_of(within: &Element) -> Option<String> {
    within.closest("[data-id]").ok().flatten()?.get_attribute("data-id")
}

/// The id of the row so many rows further, where there is one.
fn beside(id: &str, step: i32) -> Option<String> {
    let rows = document().query_selector_all(ROWS).ok()?;
    let ids = (0..rows.length()).map(|at| rows.item(at)?.dyn_into::<Element>().ok()?.get_attribute("data-id"));
    let ids: Vec<String> = ids.collect::<Option<_>>()?;
    let at = ids.iter().position(|other| other == id)?;
    ids.get(at.checked_add_signed(step as isize)?).cloned()
}

/// Which record a key asks for, while `shown` is open.
fn wanted(event: &KeyboardEvent, shown: Option<&str>) -> Option<String> {
    let modified = event.ctrl_key() || event.meta_key() || event.alt_key() || event.is_composing();
    if modified || event.default_prevented() || document().query_selector(OVER).ok().flatten().is_some() {
        return None;
    }
    match (event.key().as_str(), shown) {
        (" ", None) => id_of(&closest(event.target(), "main .table a.table-name")?),
        ("j" | "J", Some(id)) if closest(event.target(), FIELDS).is_none() => beside(id, 1),
        ("k" | "K", Some(id)) if closest(event.target(), FIELDS).is_none() => beside(id, -1),
        _ => None,
    }
}

/// The sheet over a list, for the record that the address names.
#[component]
pub(crate) fn Peek<D, F>(
    /// Reads all that the record's page shows.
    read: fn(String) -> F,
    /// The page without what surrounds it.
    show: fn(D) -> AnyView,
    /// The page's address.
    page: fn(&str) -> String,
) -> impl IntoView
where
    D: Clone + Send + Sync + 'static,
    F: Future<Output = Result<D, Error>> + 'static,
{
    let (t, toasts) = (texts_here(), Toasts::here());
    let (query, go) = (use_query_map(), turner());
    let shown = Memo::new(move |_| query.with(|query| query.get(WORD)).filter(|id| !id.is_empty()));
    let (open, found) = (RwSignal::new(false), RwSignal::new(None::<D>));
    Effect::new(move |_| {
        let Some(id) = shown.get() else {
            if open.get_untracked() {
                open.set(false);
            }
            return found.set(None);
        };
        open.set(true);
        spawn_local(async move {
            let answer = read(id.clone()).await;
            if shown.try_get_untracked().flatten() != Some(id) {
                return;
            }
            match answer {
                Ok(dossier) => drop(found.try_set(Some(dossier))),
                Err(error) => {
                    toasts.show(error.say(t));
                    open.try_set(false);
                }
            }
        });
    });
    let closed = go.clone();
    Effect::new(move |was: Option<bool>| {
        let open = open.get();
        if was == Some(true) && !open && shown.get_untracked().is_some() {
            closed(None, true);
        }
        open
    });
    Effect::new(move |_| {
        let (pressed, turned) = (go.clone(), go.clone());
        let click = window_event_listener(ev::click, move |event| {
            if let Some(id) = closest(event.target(), ".row-peek").and_then(|button| id_of(&button)) {
                pressed(Some(&id), false);
            }
        });
        let key = window_event_listener(ev::keydown, move |event| {
            let shown = shown.get_untracked();
            if let Some(id) = wanted(&event, shown.as_deref()) {
                event.prevent_default();
                turned(Some(&id), shown.is_some());
            }
        });
        let handles = StoredValue::new_local(Some((click, key)));
        on_cleanup(move || {
            if let Some((click, key)) = handles.try_update_value(Option::take).flatten() {
                click.remove();
                key.remove();
            }
        });
    });
    let inside = move || {
        let dossier = found.get();
        let Some(dossier) = dossier else { return view! { <Skeleton /> }.into_any() };
        provide_context(Peeking);
        show(dossier)
    };
    let path = use_location().pathname;
    let whole = move || shown.get().map(|id| from_page(&path.get(), &page(&id), query.get())).unwrap_or_default();
    view! {
        <Sheet open title=t.list().peek>
            <div class="peek">
                <a class="button button-small peek-page" autofocus href=whole>
                    {t.board().open_page}
                    <Icon name="chevron-right" />
                </a>
                {inside}
            </div>
        </Sheet>
    }
}
