//! A company's fields, edited where they stand.

use domain::company::Company;
use domain::{Naf, Right, Siren, Siret};
use leptos::prelude::*;

use super::draft::alter;
use crate::i18n::texts_here;
use crate::me::can;
use crate::record::api::Colleague;
use crate::record::{AddressFact, Colleagues, Fact, FactList, Save, Saving, Way, change, choices};
use crate::ui::{Avatar, AvatarSize, Tag, hue_of};

/// The fields.
#[component]
pub(super) fn Facts(record: RwSignal<Company>, colleagues: Signal<Vec<Colleague>>) -> impl IntoView {
    let t = texts_here();
    let (c, f) = (t.contact(), t.form());
    let writes = can(Right::WriteRecords);
    let save = move |field: &'static str| writes.then(|| Save::from((record, alter(field))));
    let text = move |read: fn(&Company) -> String| Signal::derive(move || record.with(read));
    // What follows from another field is read, not typed.
    let numbered = Memo::new(move |_| record.with(|company| company.details.siret.is_some()));
    let housed = Memo::new(move |_| {
        record.with(|company| company.details.address.as_ref().is_some_and(|address| !address.city.is_empty()))
    });
    let siren = move || {
        let value = text(|company| company.details.siren.as_ref().map(Siren::show).unwrap_or_default());
        view! { <Fact label=f.siren value save=if numbered.get() { None } else { save("siren") } /> }
    };
    let town = move || {
        let value = text(|company| company.details.town.clone());
        (!housed.get()).then(|| view! { <Fact label=c.town value save=save("town") /> })
    };
    let site = move || {
        let site = record.with(|company| company.details.website.clone());
        site.map(|site| {
            let said = site.show().to_owned();
            view! { <a class="fact-link" href=site.as_str().to_owned() target="_blank" rel="noopener noreferrer">{said}</a> }
        })
    };
    let owner = move || {
        let name = record.with(|company| Colleagues(colleagues.get()).name(company.details.owner.as_ref()));
        name.map(|name| view! { <Avatar name=name.clone() size=AvatarSize::Small silent=true /><span>{name}</span> })
    };
    let owners =
        move || choices(c.nobody, &colleagues.get(), record.with(|company| company.details.owner.clone()).as_ref());
    let tags = move || {
        let tags = record.with(|company| company.details.tags.clone());
        tags.into_iter().map(|text| view! { <Tag hue=hue_of(&text) text /> }).collect_view()
    };
    let save_address = move |address| -> Saving {
        Box::pin(change(record, move |details| {
            details.address = address;
            Ok(())
        }))
    };
    view! {
        <section class="section" aria-labelledby="details-title">
            <div class="section-head"><h2 class="section-title" id="details-title">{c.details}</h2></div>
            <FactList>
                <Fact label=t.common().name value=text(|company| company.details.name.clone()) save=save("name") />
                {siren}
                <Fact
                    label=c.siret
                    value=text(|company| company.details.siret.as_ref().map(Siret::show).unwrap_or_default())
                    save=save("siret")
                />
                <Fact
                    label=f.naf
                    value=text(|company| company.details.naf.as_ref().map(Naf::as_str).unwrap_or_default().to_owned())
                    save=save("naf")
                />
                <Fact
                    label=f.head_count
                    value=text(|company| company.details.head_count.map(|count| count.to_string()).unwrap_or_default())
                    save=save("head_count")
                />
                <Fact
                    label=f.website
                    key=true
                    value=text(|company| company.details.website.as_ref().map(|site| site.as_str().to_owned()).unwrap_or_default())
                    beside=site
                    save=save("website")
                />
                <AddressFact
                    value=Signal::derive(move || record.with(|company| company.details.address.clone()))
                    save=writes.then_some(save_address)
                />
                {town}
                <Fact
                    label=t.common().owner
                    key=true
                    way=Way::Choice(Signal::derive(owners))
                    value=text(|company| company.details.owner.as_ref().map(ToString::to_string).unwrap_or_default())
                    shown=owner
                    save=save("owner")
                />
                <Fact
                    label=t.common().tags
                    key=true
                    way=Way::Several
                    value=text(|company| company.details.tags.join(", "))
                    shown=tags
                    save=save("tags")
                />
            </FactList>
        </section>
    }
}
