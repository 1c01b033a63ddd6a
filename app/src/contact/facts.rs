//! A contact's fields, edited where they stand.

use domain::Right;
use domain::contact::{Civility, Contact};
use domain::exchange::Latest;
use leptos::prelude::*;

use super::edit::{alter, company_way, save_company};
use super::reach::{Reach, ReachFact};
use super::standing::{Standing, Standings};
use super::words::{StatusBadge, civility_name, status_choices};
use crate::exchange::words::channel_name;
use crate::i18n::{lang, texts_here};
use crate::me::{can, today, zone};
use crate::record::api::Colleague;
use crate::record::{AddressFact, Colleagues, Fact, FactList, Save, Saving, Way, change, choices};
use crate::route;
use crate::ui::{Avatar, AvatarSize, Tag, hue_of};

/// The fields.
#[component]
pub(super) fn ContactFacts(
    record: RwSignal<Contact>,
    standings: RwSignal<Vec<Standing>>,
    colleagues: Signal<Vec<Colleague>>,
) -> impl IntoView {
    let t = texts_here();
    let (c, f) = (t.contact(), t.form());
    let writes = can(Right::WriteRecords);
    let save = move |field: &'static str| writes.then(|| Save::from((record, alter(field))));
    // Set once: then it is read and no more.
    let sourced = record.with_untracked(|contact| contact.details.source.is_some());
    let text = move |read: fn(&Contact) -> String| Signal::derive(move || record.with(read));
    let owner = move || {
        let name = record.with(|contact| Colleagues(colleagues.get()).name(contact.details.owner.as_ref()));
        name.map(|name| view! { <Avatar name=name.clone() size=AvatarSize::Small silent=true /><span>{name}</span> })
    };
    let owners =
        move || choices(c.nobody, &colleagues.get(), record.with(|contact| contact.details.owner.clone()).as_ref());
    let tags = move || {
        let tags = record.with(|contact| contact.details.tags.clone());
        tags.into_iter().map(|text| view! { <Tag hue=hue_of(&text) text /> }).collect_view()
    };
    let (lang, zone, today) = (lang(), zone(), today());
    let latest = move || {
        let latest = record.with(|contact| contact.last_exchange);
        let say = |latest: Latest| {
            let at = latest.at.show(&zone, today.get(), lang.french());
            format!("{}, {at}", channel_name(t, latest.channel))
        };
        latest.map(say).unwrap_or_default()
    };
    let civilities = Civility::ALL.map(|one| (one.as_str().to_owned(), civility_name(t, one).to_owned()));
    let civilities = std::iter::once((String::new(), c.not_set.to_owned())).chain(civilities).collect::<Vec<_>>();
    let civility = move || record.with(|contact| contact.details.civility.map(|one| civility_name(t, one)));
    let save_address = move |address| -> Saving {
        Box::pin(change(record, move |details| {
            details.address = address;
            Ok(())
        }))
    };
    let company = move || record.with(|contact| contact.company_name.clone().unwrap_or_default());
    let company_link = move || {
        let id = record.with(|contact| contact.details.company.clone());
        id.map(|id| view! { <a class="fact-link" href=route::company(&id)>{company}</a> })
    };
    view! {
        <section class="section" aria-labelledby="details-title">
            <div class="section-head"><h2 class="section-title" id="details-title">{c.details}</h2></div>
            <FactList>
                <Fact
                    label=f.civility
                    way=Way::Choice(Signal::stored(civilities))
                    value=text(|contact| contact.details.civility.map(Civility::as_str).unwrap_or_default().to_owned())
                    shown=civility
                    save=save("civility")
                />
                <Fact label=c.given_name value=text(|contact| contact.details.given_name.clone()) save=save("given_name") />
                <Fact label=t.common().name value=text(|contact| contact.details.family_name.clone()) save=save("family_name") />
                <ReachFact record reach=Reach::Emails />
                <ReachFact record reach=Reach::Phones />
                <Fact
                    label=c.company
                    key=true
                    way=company_way()
                    value=Signal::derive(company)
                    save=writes.then(|| save_company(record))
                    beside=company_link
                />
                <Fact label=c.job_title value=text(|contact| contact.details.job_title.clone()) save=save("job_title") />
                <Fact
                    label=c.status
                    way=Way::Choice(Signal::stored(status_choices(t)))
                    value=text(|contact| contact.details.status.as_str().to_owned())
                    shown=move || view! { <StatusBadge status=record.with(|contact| contact.details.status) /> }
                    below=move || view! { <Standings all=standings /> }
                    save=save("status")
                />
                <AddressFact
                    value=Signal::derive(move || record.with(|contact| contact.details.address.clone()))
                    save=writes.then_some(save_address)
                />
                <Fact label=t.note().latest key=true value=Signal::derive(latest) save=None />
                <Fact
                    label=c.source
                    value=text(|contact| contact.details.source.clone().unwrap_or_default())
                    save=if sourced { None } else { save("source") }
                />
                <Fact
                    label=t.common().owner
                    key=true
                    way=Way::Choice(Signal::derive(owners))
                    value=text(|contact| contact.details.owner.as_ref().map(ToString::to_string).unwrap_or_default())
                    shown=owner
                    save=save("owner")
                />
                <Fact
                    label=t.common().tags
                    key=true
                    way=Way::Several
                    value=text(|contact| join(contact.details.tags.iter().cloned()))
                    shown=tags
                    save=save("tags")
                />
            </FactList>
        </section>
    }
}

fn join(texts: impl Iterator<Item = String>) -> String {
    texts.collect::<Vec<_>>().join(", ")
}
