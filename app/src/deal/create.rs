//! « Opportunités » of a contact, and « Nouvelle opportunité » for them.

use domain::deal::{Details, NewDeal};
use domain::pipeline::Pipeline;
use domain::{ContactId, DealId, Right, UserId};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::api::create_deal;
use crate::error::Error;
use crate::i18n::texts_here;
use crate::me::{can, me};
use crate::record::{Back, Faults, General, Kept, Reload, Slot, amount, id};
use crate::ui::{Button, Dialog, Kind, SelectField, TextField, Variant};

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
    let texts = [("title", draft.title), ("amount", draft.amount), ("stage", draft.stage)];
    let kept = Kept::new(&format!("form:deal:{contact}"), texts.map(|(name, text)| (name, Slot::Text(text))));
    let (contact, stages) = (StoredValue::new(contact), StoredValue::new(stages));
    view! {
        <Dialog open title=texts_here().contact().new_deal light=false>
            <Form open draft kept contact stages reload />
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
    /// The fields, or everything that is wrong with them.
    fn read(self, contact: ContactId) -> Result<NewDeal, Vec<Error>> {
        let mut wrong = Vec::new();
        let amount = amount(&self.amount.get_untracked()).unwrap_or_else(|error| {
            wrong.push(error);
            None
        });
        let stage = id(&self.stage.get_untracked()).unwrap_or_else(|error| {
            wrong.push(error);
            None
        });
        let details = Details {
            title: self.title.get_untracked(),
            contact,
            other_contacts: Vec::new(),
            company: None,
            amount,
            owner: self.owner.get_value(),
            training: String::new(),
            funding: None,
            closing_on: None,
            tags: Vec::new(),
        };
        let details = details.tidied();
        wrong.extend(details.faults());
        let new = NewDeal { details, stage };
        if wrong.is_empty() { Ok(new) } else { Err(wrong.into_iter().map(Error).collect()) }
    }

    async fn send(self, contact: ContactId) -> Result<DealId, Vec<Error>> {
        create_deal(self.read(contact)?).await.map(|card| card.deal.id).map_err(|error| vec![error])
    }
}

/// The fields that say themselves what is wrong with them.
const FIELDS: &[&str] = &["title", "amount", "stage"];

#[component]
fn Form(
    open: RwSignal<bool>,
    draft: Draft,
    kept: Kept,
    contact: StoredValue<ContactId>,
    stages: StoredValue<Vec<(String, String)>>,
    reload: Reload,
) -> impl IntoView {
    let t = texts_here();
    let c = t.contact();
    let (pending, faults) = (RwSignal::new(false), Faults::new(Error::say));
    let back = StoredValue::new(Back::here());
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if pending.get_untracked() {
            return;
        }
        pending.set(true);
        let (contact, back) = (contact.get_value(), back.get_value());
        spawn_local(async move {
            match draft.send(contact).await {
                Ok(deal) => {
                    kept.clear();
                    open.try_set(false);
                    back.offer(deal.subject(), t.log().deal_made, Default::default(), move |_| reload.soon());
                    reload.soon();
                }
                Err(wrong) => faults.show(wrong),
            }
            pending.try_set(false);
        });
    };
    view! {
        <form class="form" on:submit=send novalidate=true>
            <General faults fields=FIELDS />
            <TextField label=c.deal_title name="deal_title" value=draft.title error=faults.on(&["title"]) placeholder=c.deal_title_hint />
            <TextField
                label=c.amount
                name="amount"
                inputmode="decimal"
                value=draft.amount
                error=faults.on(&["amount"])
                placeholder=c.amount_hint
                optional_mark=true
            />
            <SelectField label=c.stage name="stage" value=draft.stage options=stages.get_value() error=faults.on(&["stage"]) />
            <div class="form-actions">
                <Button on:click=move |_| open.set(false)>{t.common().cancel}</Button>
                <Button variant=Variant::Primary kind=Kind::Submit pending>{t.common().save}</Button>
            </div>
        </form>
    }
}
