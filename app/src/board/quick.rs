//! Quick add: title, contact and amount in one short dialog; a contact that is not there yet is made with the deal.

use domain::ContactId;
use domain::deal::{Details, NewDeal};
use domain::text::check_required;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::state::State;
use crate::contact::choice::{ContactField, Named, named};
use crate::deal::api::create_deal;
use crate::error::Error;
use crate::i18n::{fill, texts_here};
use crate::me::me;
use crate::record::{Faults, General, Kept, Slot, amount as read_amount, asked_open};
use crate::ui::{Button, Dialog, Kind, TextField, Toasts, Variant};

/// The fields that say themselves what is wrong with them.
const FIELDS: &[&str] = &["title", "contact", "given_name", "family_name", "amount"];

/// The dialog; `adding` names the column it adds to.
#[component]
pub fn QuickAdd(state: State, adding: RwSignal<Option<usize>>) -> impl IntoView {
    let t = texts_here();
    let open = RwSignal::new(false);
    // Where the deal goes, also when the form is opened again after a reload; else the first column of this board.
    let place = RwSignal::new(None::<usize>);
    Effect::new(move |_| {
        if let Some(at) = adding.get() {
            place.set(Some(at));
            open.set(true);
        }
    });
    Effect::new(move |_| {
        if !open.get() {
            adding.set(None);
        }
    });
    let (title, amount) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let contact = RwSignal::new(None::<ContactId>);
    let contact_text = RwSignal::new(String::new());
    let faults = Faults::new(Error::say);
    let texts = [("title", title), ("amount", amount), ("contact_text", contact_text)];
    let slots = texts.map(|(name, text)| (name, Slot::Text(text))).into_iter();
    let kept = Kept::new("form:deal", slots.chain([("contact", Slot::one(contact)), ("place", Slot::one(place))]));
    let several = RwSignal::new(None::<&'static str>);
    let pending = RwSignal::new(false);
    if state.may_write {
        asked_open(open, move |begun| title.set(begun));
    }
    let toasts = Toasts::here();
    let owner = me().map(|me| me.id);
    let contact_error = {
        let on = faults.on(&["contact", "given_name", "family_name"]);
        Signal::derive(move || several.get().map(str::to_owned).or_else(|| on.get()))
    };
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if pending.get_untracked() {
            return;
        }
        let (known, money) = (contact.get_untracked(), read_amount(&amount.get_untracked()));
        let whom = match &known {
            Some(_) => Ok(()),
            None => check_required("contact", &contact_text.get_untracked(), 80),
        };
        let checks = [check_required("title", &title.get_untracked(), 120), whom, money.clone().map(drop)];
        faults.show(checks.into_iter().filter_map(Result::err).map(Error).collect());
        several.set(None);
        let Some(money) = money.ok().filter(|_| !faults.any(FIELDS)) else { return };
        pending.set(true);
        let column = state.column(place.get_untracked().unwrap_or_default());
        let (title_text, name, owner) = (title.get_untracked(), contact_text.get_untracked(), owner.clone());
        spawn_local(async move {
            let made = async {
                let contact = match known {
                    Some(contact) => contact,
                    None => {
                        let made = named(name, t).await?;
                        // A second try must not make the person twice.
                        contact.set(Some(made.clone()));
                        made
                    }
                };
                let details = Details {
                    title: title_text.clone(),
                    contact,
                    other_contacts: Vec::new(),
                    company: None,
                    amount: money,
                    owner,
                    training: String::new(),
                    funding: None,
                    closing_on: None,
                    tags: Vec::new(),
                };
                Ok(create_deal(NewDeal { details, stage: column.map(super::state::Column::id) }).await?)
            };
            match made.await {
                Ok(card) if state.alive() => {
                    let deal = card.deal.id.clone();
                    state.add(card);
                    toasts.show_with_undo(fill(t.board().created, &[("title", &title_text)]), move || {
                        state.unmake(deal.clone())
                    });
                    kept.clear();
                    open.set(false);
                }
                Ok(_) => return,
                Err(Named::Failed(error)) => faults.show(vec![error]),
                Err(Named::Several(text)) => several.set(Some(text)),
            }
            pending.set(false);
        });
    };
    view! {
        <Dialog open title=t.board().new_deal light=false>
            <form class="form" novalidate on:submit=save.clone()>
                <General faults fields=FIELDS />
                <TextField label=t.board().deal_title name="deal-title" value=title error=faults.on(&["title"]) required=true />
                <ContactField label=t.board().contact text=contact_text chosen=contact error=contact_error />
                <TextField label=t.board().amount name="deal-amount" value=amount error=faults.on(&["amount"]) />
                <div class="form-actions">
                    <Button on:click=move |_| open.set(false)>{t.common().cancel}</Button>
                    <Button variant=Variant::Primary kind=Kind::Submit pending=pending>{t.common().save}</Button>
                </div>
            </form>
        </Dialog>
    }
}
