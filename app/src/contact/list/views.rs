//! Saved views of the list: opened by a link, saved under a name, for oneself or for everybody.

use domain::Right;
use domain::view::{Details as Fields, View};
use leptos::html::Details;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};
use leptos_router::params::ParamsMap;

use super::view_form::ViewForm;
use crate::board::bar::close_beside;
use crate::contact::api::{change_view, list_views, remove_view};
use crate::i18n::{fill, texts_here};
use crate::me::{can, me};
use crate::record::address_with;
use crate::route;
use crate::ui::{Button, Dialog, Icon, Toasts, Variant};

/// What a view keeps of an address: everything but the page and the view itself.
pub(super) fn kept(query: &ParamsMap) -> String {
    let mut rest = query.clone();
    rest.remove("vue");
    address_with("", &rest, "apres", "")
}

/// The address of a view.
pub(super) fn address(view: &View) -> String {
    let join = if view.details.query.is_empty() { '?' } else { '&' };
    format!("{}{}{join}vue={}", route::CONTACTS, view.details.query, view.id)
}

/// Whether two queries ask for the same, in whatever order.
fn same(one: &str, other: &str) -> bool {
    let parts = |query: &str| {
        let mut parts: Vec<String> = query.trim_start_matches('?').split('&').map(str::to_owned).collect();
        parts.sort();
        parts
    };
    parts(one) == parts(other)
}

/// The views, asked for when they are near.
#[derive(Clone, Copy)]
pub(super) struct Known(RwSignal<Option<Vec<View>>>);

impl Known {
    fn load(self) {
        spawn_local(async move {
            if let Ok(views) = list_views().await {
                self.0.try_set(Some(views));
            }
        });
    }

    /// Puts a view in the place of what was known of it.
    pub(super) fn put(self, view: View) {
        let _ = self.0.try_update(|known| {
            let views = known.get_or_insert_default();
            views.retain(|other| other.id != view.id);
            if view.removed_at.is_none() {
                views.push(view);
            }
            views.sort_by_cached_key(|view| domain::text::fold(&view.details.name));
        });
    }
}

/// The views, and whether one is being saved, or given another name.
#[derive(Clone, Copy)]
pub(super) struct Shelf {
    known: Known,
    saving: RwSignal<bool>,
    naming: RwSignal<bool>,
}

impl Shelf {
    pub(super) fn new() -> Self {
        Self { known: Known(RwSignal::new(None)), saving: RwSignal::new(false), naming: RwSignal::new(false) }
    }

    /// The view that the address names.
    fn open(self) -> Memo<Option<View>> {
        let query = use_query_map();
        Memo::new(move |_| {
            let id = query.with(|query| query.get("vue"))?;
            self.known.0.with(|known| known.iter().flatten().find(|view| view.id.as_str() == id).cloned())
        })
    }
}

/// The dialogs that save a view and name one: outside of the bar, which is a form itself.
#[component]
pub(super) fn SaveView(shelf: Shelf) -> impl IntoView {
    let (l, present) = (texts_here().list(), shelf.open());
    let Shelf { known, saving, naming } = shelf;
    view! {
        <Dialog open=saving title=l.save_view><ViewForm open=saving known view=None /></Dialog>
        <Dialog open=naming title=l.name_view><ViewForm open=naming known view=present.get_untracked() /></Dialog>
    }
}

/// The chip with the views.
#[component]
pub(super) fn Views(shelf: Shelf) -> impl IntoView {
    let l = texts_here().list();
    let query = use_query_map();
    let Shelf { known, saving, naming } = shelf;
    let details = NodeRef::<Details>::new();
    close_beside(details);
    // A view that is open is called by its name.
    Effect::new(move |_| {
        if query.with(|query| query.get_str("vue").is_some()) && known.0.with_untracked(Option::is_none) {
            known.load();
        }
    });
    let present = shelf.open();
    let altered = Memo::new(move |_| {
        present.with(|view| view.as_ref().is_some_and(|view| !same(&view.details.query, &query.with(kept))))
    });
    let name =
        move || present.with(|view| view.as_ref().map_or_else(|| l.views.to_owned(), |view| view.details.name.clone()));
    // Not when it closes: what a dialog over it saves meanwhile would be written over by what was read before.
    let opened = move || {
        if details.get_untracked().is_some_and(|details| details.open()) {
            known.load();
        }
    };
    let shut = move || {
        if let Some(details) = details.get_untracked() {
            details.set_open(false);
        }
    };
    let links = move || {
        let now = query.with(|query| query.get("vue"));
        let link = |view: View| {
            let to = address(&view);
            let here = now.as_deref() == Some(view.id.as_str());
            view! {
                <li>
                    <a class="menu-item" href=to aria-current=here.then_some("true") on:click=move |_| shut()>
                        <span class="cut">{view.details.name}</span>
                        {view.details.shared.then(|| view! { <span class="views-shared">{l.shared}</span> })}
                        {here.then(|| view! { <Icon name="check" /> })}
                    </a>
                </li>
            }
        };
        let views = known.0.get()?;
        if views.is_empty() {
            return Some(view! { <p class="views-none">{l.no_views}</p> }.into_any());
        }
        Some(view! { <ul class="views-list">{views.into_iter().map(link).collect_view()}</ul> }.into_any())
    };
    view! {
        <details class="bar-more" name="bar" node_ref=details on:toggle=move |_| opened()>
            <summary class="chip" class:chip-on=move || present.with(Option::is_some)>
                <Icon name="star" />
                <span class="cut">{name}</span>
                {move || altered.get().then(|| view! { <span class="spoken">{l.altered}</span><span aria-hidden="true">"•"</span> })}
            </summary>
            <div class="bar-fields views">
                {links}
                <Acts present altered known saving naming />
            </div>
        </details>
    }
}

/// What can be done about the views.
#[component]
fn Acts(
    present: Memo<Option<View>>,
    altered: Memo<bool>,
    known: Known,
    saving: RwSignal<bool>,
    naming: RwSignal<bool>,
) -> impl IntoView {
    let t = texts_here();
    let l = t.list();
    let (query, toasts, navigate) = (use_query_map(), Toasts::here(), use_navigate());
    let mine = move || {
        let own = me().map(|me| me.id);
        present.with(|view| {
            view.as_ref().is_some_and(|view| {
                own.as_ref() == Some(&view.owner) || view.details.shared && can(Right::ManageSettings)
            })
        })
    };
    let update = move |_| {
        let Some(view) = present.get_untracked() else { return };
        let wanted = Fields { query: query.with_untracked(kept), ..view.details.clone() };
        spawn_local(async move {
            let patch = domain::Patch::between(view.version, &view.details, &wanted);
            match change_view(view.id, patch).await {
                Ok(view) => {
                    known.put(view);
                    toasts.show(t.common().saved);
                }
                Err(error) => toasts.show(error.say(t)),
            }
        });
    };
    let remove = StoredValue::new(move || {
        let Some(view) = present.get_untracked() else { return };
        navigate(&address_with(route::CONTACTS, &query.get_untracked(), "vue", ""), NavigateOptions::default());
        spawn_local(async move {
            match remove_view(view.id.clone(), true).await {
                Ok(gone) => {
                    known.put(gone);
                    let id = view.id;
                    toasts.show_with_undo(fill(l.view_removed, &[("name", &view.details.name)]), move || {
                        let id = id.clone();
                        spawn_local(async move {
                            if let Ok(back) = remove_view(id, false).await {
                                known.put(back);
                            }
                        });
                    });
                }
                Err(error) => toasts.show(error.say(t)),
            }
        });
    });
    view! {
        <div class="views-acts">
            <Show when=move || mine() && altered.get()>
                <Button small=true variant=Variant::Primary on:click=update>{l.update_view}</Button>
            </Show>
            <Button small=true icon="plus" on:click=move |_| saving.set(true)>{l.save_view}</Button>
            <Show when=mine>
                <Button small=true variant=Variant::Ghost icon="edit" on:click=move |_| naming.set(true)>{l.name_view}</Button>
                <Button small=true variant=Variant::Ghost icon="trash" on:click=move |_| remove.with_value(|remove| remove())>{l.remove_view}</Button>
            </Show>
        </div>
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_order_of_a_query_does_not_count() {
        assert!(super::same("?a=1&b=2", "?b=2&a=1") && super::same("", "?"));
        assert!(!super::same("?a=1", "?a=1&b=2"));
    }
}
