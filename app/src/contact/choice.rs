//! A field that finds a contact by name, or takes the name of a new one.

use domain::ContactId;
use domain::contact::Choice;
use domain::text::fold;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use leptos::task::spawn_local;

use crate::error::Error;
use crate::i18n::{Texts, fill};
use crate::ui::Icon;

/// The first few contacts whose name begins so.
#[server(prefix = "/api", endpoint = "contact/choices", input = Json)]
pub async fn choose_contact(text: String) -> Result<Vec<Choice>, Error> {
    let (crm, actor) = crate::ssr::crm()?;
    crate::ssr::answer(crm.contacts().choices(&actor, &text).await)
}

/// A contact of whom only the name is known.
#[server(prefix = "/api", endpoint = "contact/named", input = Json)]
pub async fn create_named_contact(name: String) -> Result<ContactId, Error> {
    let (crm, actor) = crate::ssr::crm()?;
    let (given_name, family_name) = match name.trim().split_once(' ') {
        Some((given, family)) => (given.to_owned(), family.to_owned()),
        None => (String::new(), name),
    };
    let details = domain::contact::Details { given_name, family_name, owner: actor.user.clone(), ..Default::default() };
    crate::ssr::answer(crm.contacts().create(&actor, details).await.map(|contact| contact.id))
}

/// The contact of that very name, or a new one.
///
/// # Errors
/// As the port; `Refused` when several have the name.
pub async fn named(name: String, t: &'static Texts) -> Result<ContactId, Named> {
    let typed = fold(&name);
    let found = choose_contact(name.clone()).await?;
    let mut same = found.iter().filter(|choice| fold(&choice.name) == typed || fold(&spoken(choice)) == typed);
    match (same.next(), same.next()) {
        (None, _) => Ok(create_named_contact(name).await?),
        (Some(only), None) => only.id.parse().map_err(|cause| Named::Failed(Error(cause))),
        _ => Err(Named::Several(t.board().contact_known)),
    }
}

/// Why a name leads to nobody.
#[derive(Clone, Debug)]
pub enum Named {
    /// Several have it; what to do about that.
    Several(&'static str),
    /// The server's answer.
    Failed(Error),
}

impl From<Error> for Named {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

/// The field: what is typed, and the known contact that was chosen.
#[component]
pub fn ContactField(
    label: &'static str,
    text: RwSignal<String>,
    chosen: RwSignal<Option<ContactId>>,
    error: Signal<Option<String>>,
) -> impl IntoView {
    let t = crate::i18n::texts_here();
    let found = RwSignal::new(Vec::<Choice>::new());
    let latest = StoredValue::new(0_u32);
    let typed = move |value: String| {
        text.set(value.clone());
        // The name of one that was offered is that one.
        let known = found.with_untracked(|found| {
            found.iter().find(|choice| spoken(choice) == value).map(|choice| choice.id.clone())
        });
        chosen.set(known.and_then(|id| id.parse().ok()));
        let turn = latest.try_update_value(|latest| {
            *latest += 1;
            *latest
        });
        if chosen.get_untracked().is_some() || value.trim().chars().count() < 2 {
            return;
        }
        spawn_local(async move {
            if let Ok(choices) = choose_contact(value).await
                && turn == Some(latest.get_value())
            {
                found.set(choices);
            }
        });
    };
    let invalid = move || error.get().is_some().then_some("true");
    view! {
        <div class="field">
            <label class="field-label" for="deal-contact">{label}</label>
            <input
                class="field-input"
                id="deal-contact"
                name="deal-contact"
                list="deal-contacts"
                autocomplete="off"
                placeholder=t.board().contact_hint
                aria-invalid=invalid
                aria-describedby=move || error.get().is_some().then_some("deal-contact-error")
                prop:value=text
                on:input=move |event| typed(event_target_value(&event))
            />
            <datalist id="deal-contacts">
                {move || found.get().into_iter().map(|choice| view! { <option value=spoken(&choice)></option> }).collect_view()}
            </datalist>
            // Who is not chosen from the list is made: said before it happens.
            <p class="field-help" aria-live="polite">{move || {
                let name = text.get();
                let new = chosen.get().is_none() && name.trim().chars().count() >= 2;
                new.then(|| fill(t.board().new_contact, &[("name", name.trim())]))
            }}</p>
            {move || error.get().map(|text| view! { <p class="field-error" id="deal-contact-error"><Icon name="alert" /><span>{text}</span></p> })}
        </div>
    }
}

/// The name with what tells it from its namesakes, as it is offered and recognised again.
pub(crate) fn spoken(choice: &Choice) -> String {
    if choice.hint.is_empty() { choice.name.clone() } else { format!("{} ({})", choice.name, choice.hint) }
}
