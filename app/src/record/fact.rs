//! A fact: its name, and its value, which one edits where it stands.

use leptos::html::Button;
use leptos::prelude::*;

use super::draft::Draft;
use super::edit::Save;
use super::entry::Entry;
use super::waits::WaitMark;
use super::way::Way;
use crate::i18n::texts_here;
use crate::ui::Icon;

/// One line of a record. Press the value to edit it; Enter saves, Escape restores, leaving the field saves too.
#[component]
pub(crate) fn Fact(
    /// Its name.
    label: &'static str,
    /// What is edited, as text.
    #[prop(into)]
    value: Signal<String>,
    /// How the value looks at rest; the text itself without.
    #[prop(optional, into)]
    shown: Option<ViewFn>,
    /// How it is typed.
    #[prop(optional)]
    way: Way,
    /// Whether a phone shows it before one asks for all of them.
    #[prop(optional)]
    key: bool,
    /// A link that stands beside the value, for values that are records.
    #[prop(optional, into)]
    beside: Option<ViewFn>,
    /// What is to be known besides, under the value.
    #[prop(optional, into)]
    below: Option<ViewFn>,
    /// Saves it; a fact without cannot be edited.
    save: Option<Save>,
) -> impl IntoView {
    let t = texts_here();
    let editing = RwSignal::new(false);
    let button = NodeRef::<Button>::new();
    let show = move || match &shown {
        Some(shown) => shown.run(),
        None => value.get().into_any(),
    };
    let linked = beside.is_some();
    let empty = move || value.with(String::is_empty);
    if let Some(draft) = save.as_ref().and_then(|_| Draft::of_value(label)) {
        // Whoever had to sign in again finds the field as it was left.
        Effect::new(move |_| {
            if draft.read().is_some() {
                editing.set(true);
            }
        });
    }
    let done = Callback::new(move |refocus: bool| {
        editing.try_set(false);
        if refocus {
            request_animation_frame(move || {
                if let Some(Some(button)) = button.try_get_untracked() {
                    let _ = button.focus();
                }
            });
        }
    });
    let body = move || match &save {
        None if empty() => view! { <div class="value value-empty">"–"</div> }.into_any(),
        None if linked => ().into_any(),
        None => view! { <div class="value">{show()}</div> }.into_any(),
        Some(save) if editing.get() => {
            view! { <Entry label present=value way=way.clone() save=save.clone() done /> }.into_any()
        }
        // The record's link stands before it; the value itself would be said twice.
        Some(_) if linked && !empty() => view! {
            <button
                node_ref=button
                type="button"
                class="button button-ghost button-icon button-small"
                aria-label=format!("{} – {label}", t.common().edit)
                title=t.common().edit
                on:click=move |_| editing.set(true)
            >
                <Icon name="edit" />
            </button>
        }
        .into_any(),
        Some(_) => {
            let content = if empty() { t.common().add.into_any() } else { show() };
            view! {
                <button
                    node_ref=button
                    type="button"
                    class=if empty() { "value value-empty" } else { "value" }
                    on:click=move |_| editing.set(true)
                >
                    <span class="spoken">{label}", "</span>
                    {content}
                </button>
            }
            .into_any()
        }
    };
    view! { <div class=if key { "fact fact-key" } else { "fact" }><dt>{label}</dt><dd class=if linked { "fact-linked" } else { "" }>{move || beside.as_ref().filter(|_| !editing.get()).map(ViewFn::run)}{body}{below.map(|below| below.run())}<WaitMark label /></dd></div> }
}

/// The fields of a record. A phone shows the ones that matter most, until one asks for all of them.
#[component]
pub(crate) fn FactList(children: Children) -> impl IntoView {
    let (t, whole) = (texts_here(), RwSignal::new(false));
    let f = t.form();
    view! {
        <dl class=move || if whole.get() { "facts facts-whole" } else { "facts" }>{children()}</dl>
        <button
            type="button"
            class="button button-ghost facts-more"
            aria-expanded=move || whole.get().to_string()
            on:click=move |_| whole.update(|whole| *whole = !*whole)
        >
            <Icon name="chevron-down" />
            <span>{move || if whole.get() { f.fewer_facts } else { f.all_facts }}</span>
        </button>
    }
}
