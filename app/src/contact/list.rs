//! « Contacts »: the list, with search and filters kept in the address.

use domain::Right;
use domain::contact::{Contact, Filter};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use leptos_router::params::ParamsMap;

use super::api::list_contacts;
use super::create::NewContact;
use super::steps::from_list;
use super::words::{StatusBadge, status_choices, status_name, status_of};
use crate::i18n::{lang, plural, texts_here};
use crate::me::{can, today, zone};
use crate::record::api::{Colleague, list_colleagues};
use crate::record::{Colleagues, FilterChip, Pager, Reload, SearchBox, TextChip, after, choices, concerns};
use crate::route;
use crate::ui::{Avatar, AvatarSize, Badge, Button, Empty, Icon, Tag, Tone, Variant, hue_of};

pub(super) fn filter(query: &ParamsMap) -> Filter {
    let text = |name: &str| query.get(name).unwrap_or_default().trim().to_owned();
    Filter {
        text: text("q"),
        status: status_of(&text("statut")),
        owner: text("responsable").parse().ok(),
        tag: Some(text("etiquette")).filter(|tag| !tag.is_empty()),
        company: text("entreprise").parse().ok(),
    }
}

/// The list of contacts.
#[component]
pub fn ContactList() -> impl IntoView {
    let (t, lang) = (texts_here(), lang());
    let c = t.contact();
    let query = use_query_map();
    let asked = move || query.with(|query| (filter(query), after(query)));
    let found = Resource::new_blocking(asked, |(filter, after)| list_contacts(filter, after));
    let colleagues = Resource::new_blocking(|| (), |()| list_colleagues());
    Reload::on(concerns(&["contact", "company"]), move || found.refetch());
    let creating = RwSignal::new(false);
    let figures = move || {
        let count = found.get()?.ok()?.count;
        let noun = plural(lang, count.rows, c.people_one, c.people);
        Some(view! { <span><b class="num">{count.show(lang.french())}</b>" "{noun}</span> })
    };
    let known = move || colleagues.get().and_then(Result::ok).unwrap_or_default();
    // For the dialog, which is opened outside of what waits for the list.
    let offered = RwSignal::new(Vec::new());
    Effect::new(move |_| offered.set(known()));
    let statuses = status_choices(t);
    let statuses = std::iter::once((String::new(), c.any_status.to_owned())).chain(statuses).collect::<Vec<_>>();
    let rows = move || {
        let known = known();
        found.get().map(|found| match found {
            Ok(page) => {
                let filtered = query.with(|query| filter(query) != Filter::default());
                let (shown, count, next) = (page.rows.len(), page.count, page.next);
                if shown == 0 {
                    return view! { <NoContacts filtered /> }.into_any();
                }
                view! {
                    <ContactTable contacts=page.rows colleagues=known />
                    <Pager shown count next />
                }
                .into_any()
            }
            Err(error) => view! { <Empty icon="alert" title=error.say(t) /> }.into_any(),
        })
    };
    view! {
        <Title text=t.common().contacts />
        <main class="page page-full" id="contenu" tabindex="-1">
            <header class="page-head">
                <h1 class="page-title">{t.common().contacts}</h1>
                <p class="page-figures"><Transition>{figures}</Transition></p>
                <div class="page-actions">
                    {can(Right::Import).then(|| {
                        view! { <a class="button" href=route::IMPORT><Icon name="import" />{t.common().import}</a> }
                    })}
                    {can(Right::WriteRecords).then(|| {
                        view! {
                            <Button
                                variant=Variant::Primary
                                class="page-main-act"
                                icon="plus"
                                on:click=move |_| creating.set(true)
                            >
                                {c.new}
                            </Button>
                        }
                    })}
                </div>
            </header>
            <form class="bar" method="get">
                <SearchBox placeholder=c.search_hint />
                <FilterChip label=c.status name="statut" options=statuses />
                <Transition>
                    <FilterChip
                        label=t.common().owner
                        name="responsable"
                        options=Signal::derive(move || choices(c.any_owner, &known(), None))
                    />
                </Transition>
                <TextChip label=c.tag name="etiquette" />
            </form>
            <Transition>{rows}</Transition>
            {can(Right::WriteRecords).then(|| view! { <NewContact open=creating colleagues=offered.into() /> })}
        </main>
    }
}

#[component]
fn NoContacts(filtered: bool) -> impl IntoView {
    let c = texts_here().contact();
    if filtered {
        view! {
            <Empty icon="search" title=c.none_found text=c.none_found_text.to_owned()>
                <a class="button" href=route::CONTACTS>{c.clear}</a>
            </Empty>
        }
    } else {
        view! {
            <Empty icon="contact" title=c.none_title text=c.none_text.to_owned()>
                <span></span>
            </Empty>
        }
    }
}

/// Contacts as rows: on a phone the name with what matters under it.
#[component]
pub(crate) fn ContactTable(
    /// The rows.
    contacts: Vec<Contact>,
    /// For the names of owners.
    colleagues: Vec<Colleague>,
) -> impl IntoView {
    let t = texts_here();
    let (c, colleagues) = (t.contact(), Colleagues(colleagues));
    let rows = contacts.into_iter().map(|contact| row(contact, &colleagues)).collect_view();
    view! {
        <div class="table-wrap" tabindex="0" role="region" aria-label=t.common().contacts>
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">{t.common().name}</th>
                        <th scope="col" class="col-mid">{c.company}</th>
                        <th scope="col" class="col-mid">{c.status}</th>
                        <th scope="col" class="col-wide">{t.common().email}</th>
                        <th scope="col" class="col-wide">{c.phone}</th>
                        <th scope="col" class="col-wide">{t.note().latest}</th>
                        <th scope="col" class="col-extra">{t.common().tags}</th>
                        <th scope="col" class="col-mid">{t.common().owner}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn row(contact: Contact, colleagues: &Colleagues) -> impl IntoView + use<> {
    let t = texts_here();
    let Contact { id, details, company_name, last_exchange, .. } = contact;
    let (lang, zone, today) = (lang(), zone(), today());
    let latest = move || last_exchange.map(|latest| latest.at.day(&zone).show(today.get(), lang.french()));
    let name =
        Some(details.full_name()).filter(|name| !name.is_empty()).unwrap_or_else(|| t.contact().no_name.to_owned());
    let company = company_name.unwrap_or_default();
    let status = status_name(t, details.status);
    let sub = if company.is_empty() { status.to_owned() } else { format!("{company} · {status}") };
    let email = details.emails.first().map(ToString::to_string).unwrap_or_default();
    let phone = details.phones.first().map(domain::Phone::show).unwrap_or_default();
    let tags = details.tags.into_iter().map(|text| view! { <Tag hue=hue_of(&text) text /> }).collect_view();
    let owner = colleagues.name(details.owner.as_ref());
    let stop = details.do_not_contact.is_some();
    view! {
        <tr>
            <td>
                <a class="table-name" href=from_list(&id)>
                    <Avatar name=name.clone() silent=true />
                    <span class="cut">{name}<span class="table-sub">{sub}</span></span>
                    {stop.then(|| view! { <Badge tone=Tone::Danger icon="ban">{t.contact().stop}</Badge> })}
                </a>
            </td>
            <td class="col-mid">{company}</td>
            <td class="col-mid"><StatusBadge status=details.status /></td>
            <td class="col-wide">{email}</td>
            <td class="col-wide"><span class="num">{phone}</span></td>
            <td class="col-wide"><span class="num">{latest}</span></td>
            <td class="col-extra"><span class="row">{tags}</span></td>
            <td class="col-mid">{owner.map(|name| view! { <Avatar name size=AvatarSize::Small /> })}</td>
        </tr>
    }
}
