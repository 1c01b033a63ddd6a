//! A deal's fields, edited where they stand.

use domain::Right;
use domain::board::Card;
use domain::deal::Funding;
use leptos::prelude::*;

use super::edit::{alter, contact_way, save_company, save_contact};
use super::others::Others;
use super::words::funding_name;
use crate::contact::company_way;
use crate::i18n::{lang, texts_here};
use crate::me::{can, today};
use crate::record::api::Colleague;
use crate::record::{Colleagues, Fact, FactList, Save, Way, choices};
use crate::route;
use crate::ui::{Avatar, AvatarSize, Tag, hue_of};

/// The fields.
#[component]
pub(super) fn DealFacts(record: RwSignal<Card>, colleagues: Signal<Vec<Colleague>>) -> impl IntoView {
    let (t, french, today) = (texts_here(), lang().french(), today());
    let c = t.contact();
    let writes = can(Right::WriteRecords);
    let save = move |field: &'static str| writes.then(|| Save::from((record, alter(field))));
    let text = move |read: fn(&Card) -> String| Signal::derive(move || record.with(read));
    let amount =
        move || record.with(|card| card.deal.details.amount.map(|amount| amount.show(french)).unwrap_or_default());
    let closing = move || record.with(|card| card.deal.details.closing_on.map(|day| day.show(today.get(), french)));
    let funding = move || record.with(|card| card.deal.details.funding.map(|funding| funding_name(t, funding)));
    let fundings = Funding::ALL.map(|funding| (funding.as_str().to_owned(), funding_name(t, funding).to_owned()));
    let fundings: Vec<_> = std::iter::once((String::new(), c.not_set.to_owned())).chain(fundings).collect();
    let owner = move || {
        let name = record.with(|card| Colleagues(colleagues.get()).name(card.deal.details.owner.as_ref()));
        name.map(|name| view! { <Avatar name=name.clone() size=AvatarSize::Small silent=true /><span>{name}</span> })
    };
    let owners =
        move || choices(c.nobody, &colleagues.get(), record.with(|card| card.deal.details.owner.clone()).as_ref());
    let tags = move || {
        let tags = record.with(|card| card.deal.details.tags.clone());
        tags.into_iter().map(|text| view! { <Tag hue=hue_of(&text) text /> }).collect_view()
    };
    let contact_link = move || {
        let (id, name) = record.with(|card| (card.deal.details.contact.clone(), card.contact_name.clone()));
        view! { <a class="fact-link" href=route::contact(&id)>{name}</a> }
    };
    let company_link = move || {
        let (id, name) = record.with(|card| (card.deal.details.company.clone(), card.company_name.clone()));
        id.map(|id| view! { <a class="fact-link" href=route::company(&id)>{name}</a> })
    };
    view! {
        <section class="section" aria-labelledby="details-title">
            <div class="section-head"><h2 class="section-title" id="details-title">{c.details}</h2></div>
            <FactList>
                <Fact label=c.deal_title value=text(|card| card.deal.details.title.clone()) save=save("title") />
                <Fact label=c.amount key=true value=Signal::derive(amount) save=save("amount") />
                <Fact
                    label=c.contact
                    key=true
                    way=contact_way()
                    value=text(|card| card.contact_name.clone())
                    beside=contact_link
                    save=writes.then(|| save_contact(record))
                />
                <Others record />
                <Fact
                    label=c.company
                    way=company_way()
                    value=text(|card| card.company_name.clone().unwrap_or_default())
                    beside=company_link
                    save=writes.then(|| save_company(record))
                />
                <Fact
                    label=t.common().owner
                    way=Way::Choice(Signal::derive(owners))
                    value=text(|card| card.deal.details.owner.as_ref().map(ToString::to_string).unwrap_or_default())
                    shown=owner
                    save=save("owner")
                />
                <Fact label=c.training value=text(|card| card.deal.details.training.clone()) save=save("training") />
                <Fact
                    label=c.funding
                    key=true
                    way=Way::Choice(Signal::stored(fundings))
                    value=text(|card| card.deal.details.funding.map(|funding| funding.as_str().to_owned()).unwrap_or_default())
                    shown=funding
                    save=save("funding")
                />
                <Fact
                    label=c.closing_on
                    key=true
                    way=Way::Text("date")
                    value=text(|card| card.deal.details.closing_on.map(|day| day.to_string()).unwrap_or_default())
                    shown=closing
                    save=save("closing_on")
                />
                <Fact
                    label=t.common().tags
                    way=Way::Several
                    value=text(|card| card.deal.details.tags.join(", "))
                    shown=tags
                    save=save("tags")
                />
            </FactList>
        </section>
    }
}
