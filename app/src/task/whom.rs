//! Quick entry: the contact whom the line names, where exactly one is called so. It is linked unless one says no.

use domain::ContactId;
use domain::contact::Choice;
use domain::task::quick::is_called;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::quick::Reader;
use crate::contact::choice::choose_contact;
use crate::i18n::fill;
use crate::ui::Icon;

/// Whom a line names.
#[derive(Clone, Copy)]
pub(super) struct Whom {
    found: RwSignal<Option<Choice>>,
    /// Who was said no to.
    refused: RwSignal<Option<String>>,
}

impl Whom {
    /// Looks for the name that stands in the line, whenever it is another.
    pub(super) fn of(text: RwSignal<String>, reader: Reader) -> Self {
        let (found, refused) = (RwSignal::new(None), RwSignal::new(None));
        let name = Memo::new(move |_| text.with(|text| reader.read(text).who));
        Effect::new(move |_| {
            found.set(None);
            let Some(said) = name.get() else { return };
            spawn_local(async move {
                // Without an answer nobody is named.
                let Ok(mut known) = choose_contact(said.clone()).await else { return };
                known.retain(|choice| is_called(&choice.name, &said));
                let still = name.try_get_untracked().flatten().is_some_and(|now| now == said);
                if let (true, [_]) = (still, &known[..]) {
                    found.try_set(known.pop());
                }
            });
        });
        Self { found, refused }
    }

    /// Who it is about.
    pub(super) fn choice(self) -> Option<Choice> {
        self.found.get().filter(|one| self.refused.with(|refused| refused.as_ref() != Some(&one.id)))
    }

    /// The same as a contact.
    pub(super) fn id(self) -> Option<ContactId> {
        untrack(|| self.choice())?.id.parse().ok()
    }

    /// For the next line.
    pub(super) fn forget(self) {
        self.refused.try_set(None);
    }
}

/// « avec Claire Dupont », and the way to say no.
#[component]
pub(super) fn Named(whom: Whom, reader: Reader) -> impl IntoView {
    let k = reader.texts().task();
    view! {
        <span class="adder-whom" role="status">
            {move || {
                whom.choice().map(|one| {
                    let Choice { id, name, hint } = one;
                    let no = fill(k.not_about, &[("name", &name)]);
                    view! {
                        <span class="adder-whom-name" title=hint><Icon name="contact" />{fill(k.about, &[("name", &name)])}</span>
                        <button
                            type="button"
                            class="button button-ghost button-icon button-small"
                            aria-label=no.clone()
                            title=no
                            on:click=move |_| whom.refused.set(Some(id.clone()))
                        >
                            <Icon name="x" />
                        </button>
                    }
                })
            }}
        </span>
    }
}
