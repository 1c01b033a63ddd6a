//! A postal address: its fields in a form, and edited where it stands.

use domain::Address;
use domain::address::HOME;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::{ev, html};

use super::edit::Saving;
use super::faults::{Faults, General};
use super::kept::Slot;
use super::waits::WaitMark;
use crate::error::Error;
use crate::i18n::texts_here;
use crate::ui::{Button, Kind, TextField, Variant};

/// The fields that an address may be wrong in.
pub(crate) const FIELDS: &[&str] = &["street", "complement", "postal_code", "city", "country"];

/// What is typed of an address.
#[derive(Clone, Copy)]
pub(crate) struct AddressDraft([RwSignal<String>; 5]);

impl AddressDraft {
    /// An empty one, in France.
    pub(crate) fn new() -> Self {
        let draft = Self([(); 5].map(|()| RwSignal::new(String::new())));
        draft.0[4].set(HOME.to_owned());
        draft
    }

    /// Fills in an address.
    pub(crate) fn start(self, address: Option<Address>) {
        let country = HOME.to_owned();
        let Address { street, complement, postal_code, city, country } =
            address.unwrap_or_else(|| Address { country, ..Address::default() });
        for (field, text) in self.0.iter().zip([street, complement, postal_code, city, country]) {
            field.set(text);
        }
    }

    /// The address; none where nothing was typed.
    pub(crate) fn read(self) -> Option<Address> {
        let [street, complement, postal_code, city, country] = self.0.map(|field| field.get_untracked());
        Address { street, complement, postal_code, city, country }.tidied()
    }

    /// The fields by name, to be kept.
    pub(crate) fn slots(self) -> impl Iterator<Item = (&'static str, Slot)> {
        FIELDS.iter().copied().zip(self.0.map(Slot::Text))
    }
}

/// The fields.
#[component]
pub(crate) fn AddressFields(draft: AddressDraft, faults: Faults) -> impl IntoView {
    let f = texts_here().form();
    let [street, complement, postal_code, city, country] = draft.0;
    view! {
        <TextField label=f.street name="street" value=street error=faults.on(&["street"]) autocomplete="off" />
        <TextField label=f.complement name="complement" value=complement error=faults.on(&["complement"]) autocomplete="off" />
        <div class="form-pair">
            <TextField
                label=f.postal_code
                name="postal_code"
                value=postal_code
                error=faults.on(&["postal_code"])
                autocomplete="off"
            />
            <TextField label=texts_here().contact().town name="city" value=city error=faults.on(&["city"]) autocomplete="off" />
        </div>
        <TextField label=f.country name="country" value=country error=faults.on(&["country"]) autocomplete="off" />
    }
}

/// An address on a record's page. Press it to edit it; Escape restores.
#[component]
pub(crate) fn AddressFact<F>(
    /// The address as it stands.
    #[prop(into)]
    value: Signal<Option<Address>>,
    /// Saves it; without, it is only read.
    save: Option<F>,
) -> impl IntoView
where
    F: Fn(Option<Address>) -> Saving + Clone + Send + Sync + 'static,
{
    let t = texts_here();
    let (label, editing) = (t.form().address, RwSignal::new(false));
    let button = NodeRef::<html::Button>::new();
    let done = Callback::new(move |()| {
        editing.try_set(false);
        request_animation_frame(move || {
            if let Some(Some(button)) = button.try_get_untracked() {
                let _ = button.focus();
            }
        });
    });
    let lines = move || {
        let lines = value.get().map(|address| address.lines()).unwrap_or_default();
        view! { <span class="address" dir="auto">{lines.join("\n")}</span> }
    };
    let empty = move || value.with(Option::is_none);
    let body = move || match save.clone() {
        None if empty() => view! { <div class="value value-empty">"–"</div> }.into_any(),
        None => view! { <div class="value">{lines()}</div> }.into_any(),
        Some(save) if editing.get() => view! { <AddressForm start=value.get_untracked() save done /> }.into_any(),
        Some(_) => view! {
            <button
                node_ref=button
                type="button"
                class=if empty() { "value value-empty" } else { "value" }
                on:click=move |_| editing.set(true)
            >
                <span class="spoken">{label}", "</span>
                {if empty() { t.common().add.into_any() } else { lines().into_any() }}
            </button>
        }
        .into_any(),
    };
    view! { <div class="fact"><dt>{label}</dt><dd>{body}<WaitMark label /></dd></div> }
}

#[component]
fn AddressForm<F>(start: Option<Address>, save: F, done: Callback<()>) -> impl IntoView
where
    F: Fn(Option<Address>) -> Saving + Clone + Send + Sync + 'static,
{
    let t = texts_here();
    let (draft, pending) = (AddressDraft::new(), RwSignal::new(false));
    draft.start(start);
    let faults = Faults::new(say);
    let node = NodeRef::<html::Form>::new();
    Effect::new(move |_| {
        if let Some(Some(first)) = node.get().map(|form| form.query_selector("input").ok().flatten()) {
            use leptos::wasm_bindgen::JsCast;
            let _ = first.unchecked_into::<leptos::web_sys::HtmlElement>().focus();
        }
    });
    let send = move |event: ev::SubmitEvent| {
        event.prevent_default();
        if pending.get_untracked() {
            return;
        }
        let address = draft.read();
        let wrong = address.iter().flat_map(Address::faults).map(Error).collect::<Vec<_>>();
        if !wrong.is_empty() {
            return faults.show(wrong);
        }
        pending.set(true);
        let saving = save(address);
        spawn_local(async move {
            match saving.await {
                Ok(()) => drop(done.try_run(())),
                Err(error) => faults.show(vec![error]),
            }
            pending.try_set(false);
        });
    };
    let press = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" {
            event.prevent_default();
            event.stop_propagation();
            done.run(());
        }
    };
    view! {
        <form class="form inplace" node_ref=node on:submit=send on:keydown=press novalidate=true>
            <General faults fields=FIELDS />
            <AddressFields draft faults />
            <div class="form-actions">
                <Button small=true on:click=move |_| done.run(())>{t.common().cancel}</Button>
                <Button small=true variant=Variant::Primary kind=Kind::Submit pending>{t.common().save}</Button>
            </div>
        </form>
    }
}

/// The words for what is wrong with an address.
pub(crate) fn say(error: &Error, t: &'static crate::i18n::Texts) -> String {
    let malformed = matches!(error.0, domain::Error::Invalid { problem: domain::Problem::Malformed, .. });
    match error.0.field() {
        Some("postal_code") if malformed => t.form().bad_postal_code.to_owned(),
        _ => error.say(t),
    }
}
