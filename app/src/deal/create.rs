//! « Opportunités » of a contact, and « Nouvelle opportunité » for them.

use domain::deal::{Details, NewDeal};
use domain::pipeline::Pipeline;
use domain::{ContactId, Error as Cause, Right, UserId};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::api::create_deal;
use crate::error::Error;
use crate::i18n::{Texts, texts_here};
use crate::me::{can, me};
use crate::record::{Reload, amount, id};
use crate::ui::{Button, Dialog, Icon, Kind, SelectField, TextField, Variant};

/// The section of a contact's page.
#[component]
pub(crate) fn ContactDeals(
    /// Whose.
    contact: ContactId,
    /// For the stages to start in.
    pipelines: Vec<Pipeline>,
    /// Reads the page again.
    reload: Reload,
    /// The deals.
    children: Children,
) -> impl IntoView {
    let t = texts_here();
    let c = t.contact();
    let creating = RwSignal::new(false);
    let writes = can(Right::WriteRecords);
    view! {
        <section class="section" aria-labelledby="deals-title">
            <div class="section-head">
                <h2 class="section-title" id="deals-title">{c.deals}</h2>
                {writes.then(|| {
                    view! {
                        <Button
                            variant=Variant::Ghost
                            small=true
                            icon="plus"
                            class="push"
                            on:click=move |_| creating.set(true)
                        >
                            {c.new_deal}
                        </Button>
                    }
                })}
            </div>
            {children()}
            {writes.then(|| view! { <NewDealDialog open=creating contact pipelines reload /> })}
        </section>
    }
}

#[component]
fn NewDealDialog(open: RwSignal<bool>, contact: ContactId, pipelines: Vec<Pipeline>, reload: Reload) -> impl IntoView {
    let text = || RwSignal::new(String::new());
    let draft = Draft { title: text(), amount: text(), stage: text(), owner: StoredValue::new(me().map(|me| me.id)) };
    let several = pipelines.len() > 1;
    let stages: Vec<(String, String)> = pipelines
        .iter()
        .flat_map(|pipeline| pipeline.details.visible().map(move |stage| (pipeline, stage)))
        .map(|(pipeline, stage)| {
            let name =
                if several { format!("{} · {}", pipeline.details.name, stage.name) } else { stage.name.clone() };
            (stage.id.to_string(), name)
        })
        .collect();
    if let Some((first, _)) = stages.first() {
        draft.stage.set(first.clone());
    }
    let (contact, stages) = (StoredValue::new(contact), StoredValue::new(stages));
    view! {
        <Dialog open title=texts_here().contact().new_deal light=false>
            <Form open draft contact stages reload />
        </Dialog>
    }
}

/// What has been typed so far.
#[derive(Clone, Copy)]
struct Draft {
    title: RwSignal<String>,
    amount: RwSignal<String>,
    stage: RwSignal<String>,
    owner: StoredValue<Option<UserId>>,
}

impl Draft {
    fn new_deal(self, contact: ContactId) -> domain::Result<NewDeal> {
        let details = Details {
            title: self.title.get_untracked(),
            contact,
            other_contacts: Vec::new(),
            company: None,
            amount: amount(&self.amount.get_untracked())?,
            owner: self.owner.get_value(),
            training: String::new(),
            funding: None,
            closing_on: None,
            tags: Vec::new(),
        };
        let details = details.tidied();
        details.check()?;
        Ok(NewDeal { details, stage: id(&self.stage.get_untracked())? })
    }
}

/// The words for one field's problem.
fn say(error: &Error, field: &str, t: &'static Texts) -> Option<String> {
    let text = error.on(field, t)?;
    let amount = field == "amount" && matches!(error.0, Cause::Invalid { .. });
    Some(if amount { t.contact().bad_amount.to_owned() } else { text })
}

#[component]
fn Form(
    open: RwSignal<bool>,
    draft: Draft,
    contact: StoredValue<ContactId>,
    stages: StoredValue<Vec<(String, String)>>,
    reload: Reload,
) -> impl IntoView {
    let t = texts_here();
    let c = t.contact();
    let (pending, error) = (RwSignal::new(false), RwSignal::new(None::<Error>));
    let on = move |field: &'static str| Signal::derive(move || error.with(|error| say(error.as_ref()?, field, t)));
    let general = move || {
        let other = |e: &&Error| ["title", "amount", "stage"].iter().all(|field| e.on(field, t).is_none());
        error.with(|error| error.as_ref().filter(other).map(|e| e.say(t)))
    };
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if pending.get_untracked() {
            return;
        }
        pending.set(true);
        let new = draft.new_deal(contact.get_value());
        spawn_local(async move {
            let created = async { create_deal(new?).await };
            match created.await {
                Ok(_) => {
                    open.try_set(false);
                    draft.title.try_set(String::new());
                    draft.amount.try_set(String::new());
                    reload.soon();
                }
                Err(problem) => {
                    error.try_set(Some(problem));
                    crate::record::focus_problem();
                }
            }
            pending.try_set(false);
        });
    };
    view! {
        <form class="form" on:submit=send novalidate=true>
            {move || {
                general().map(|text| view! { <p class="notice notice-danger" role="alert"><Icon name="alert" /><span>{text}</span></p> })
            }}
            <TextField label=c.deal_title name="deal_title" value=draft.title error=on("title") placeholder=c.deal_title_hint />
            <TextField
                label=c.amount
                name="amount"
                inputmode="decimal"
                value=draft.amount
                error=on("amount")
                placeholder=c.amount_hint
                optional_mark=true
            />
            <SelectField label=c.stage name="stage" value=draft.stage options=stages.get_value() error=on("stage") />
            <div class="form-actions">
                <Button on:click=move |_| open.set(false)>{t.common().cancel}</Button>
                <Button variant=Variant::Primary kind=Kind::Submit pending>{t.common().save}</Button>
            </div>
        </form>
    }
}
