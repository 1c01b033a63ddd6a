//! Quick add: title, contact and amount in one short dialog; a contact that is not there yet is made with the deal.

use domain::deal::{Details, NewDeal};
use domain::{ContactId, Error as Cause, Money};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::state::State;
use crate::contact::choice::{ContactField, Named, named};
use crate::deal::api::create_deal;
use crate::error::Error;
use crate::i18n::{fill, texts_here};
use crate::me::me;
use crate::ui::{Button, Dialog, Kind, TextField, Toasts, Variant};

/// The dialog; `adding` names the column it adds to.
#[component]
pub fn QuickAdd(state: State, adding: RwSignal<Option<usize>>) -> impl IntoView {
    let t = texts_here();
    let open = RwSignal::new(false);
    Effect::new(move |_| {
        if adding.get().is_some() {
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
    let failed = RwSignal::new(None::<Error>);
    let several = RwSignal::new(None::<&'static str>);
    let pending = RwSignal::new(false);
    let may_write = state.may_write;
    crate::record::on_wish(move |begun| {
        if may_write {
            if !begun.is_empty() {
                title.set(begun);
            }
            adding.set(Some(0));
        }
    });
    let toasts = Toasts::here();
    let owner = me().map(|me| me.id);
    let on = move |field: &'static str| {
        Signal::derive(move || failed.with(|error| error.as_ref().and_then(|error| error.on(field, t))))
    };
    let contact_error = {
        let on = on("contact");
        Signal::derive(move || several.get().map(str::to_owned).or_else(|| on.get()))
    };
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if pending.get_untracked() {
            return;
        }
        let money = match amount.get_untracked().trim() {
            "" => Ok(None),
            text => Money::parse(text).map(Some),
        };
        let checked = (|| {
            domain::text::check_required("title", &title.get_untracked(), 120)?;
            let contact = contact.get_untracked();
            if contact.is_none() {
                domain::text::check_required("contact", &contact_text.get_untracked(), 80)?;
            }
            Ok::<_, Cause>((contact, money?))
        })();
        let (known, money) = match checked {
            Ok(values) => values,
            Err(cause) => return failed.set(Some(Error(cause))),
        };
        failed.set(None);
        several.set(None);
        pending.set(true);
        let column = adding.get_untracked().and_then(|at| state.column(at));
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
                    for text in [title, amount, contact_text] {
                        text.set(String::new());
                    }
                    contact.set(None);
                    open.set(false);
                }
                Ok(_) => return,
                Err(Named::Failed(error)) => failed.set(Some(error)),
                Err(Named::Several(text)) => several.set(Some(text)),
            }
            pending.set(false);
        });
    };
    let other = move || {
        failed.with(|error| {
            let error = error.as_ref()?;
            let shown = ["title", "contact", "amount"].iter().any(|field| error.on(field, t).is_some());
            (!shown).then(|| error.say(t))
        })
    };
    view! {
        <Dialog open title=t.board().new_deal light=false>
            <form class="form" novalidate on:submit=save.clone()>
                {move || other().map(|text| view! { <p class="notice notice-danger" role="alert">{text}</p> })}
                <TextField label=t.board().deal_title name="deal-title" value=title error=on("title") required=true />
                <ContactField label=t.board().contact text=contact_text chosen=contact error=contact_error />
                <TextField label=t.board().amount name="deal-amount" value=amount error=on("amount") />
                <div class="form-actions">
                    <Button on:click=move |_| open.set(false)>{t.common().cancel}</Button>
                    <Button variant=Variant::Primary kind=Kind::Submit pending=pending>{t.common().save}</Button>
                </div>
            </form>
        </Dialog>
    }
}
