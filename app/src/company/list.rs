//! « Entreprises »: the list, with its search kept in the address, and what is done to many of them.

use domain::Right;
use domain::company::{Company, Filter, Sort};
use domain::page::Count;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use super::api::list_companies;
use super::create::NewCompany;
use super::show::CompanyPeek;
use crate::board::bar::close_beside;
use crate::bulk::{List, PickPage, PickRow, Picking, Picks, Verbs, keyed};
use crate::contact::api::contact_terms;
use crate::frame::unlisted;
use crate::i18n::{lang, plural, texts_here};
use crate::me::can;
use crate::record::api::list_colleagues;
use crate::record::{
    Colleagues, FilterChip, FilterText, Pager, PeekButton, Reload, SearchBox, address_with, after, choices, concerns,
    from_list,
};
use crate::route;
use crate::ui::{Avatar, Button, Empty, Icon, Skeleton, Tag, Variant, hue_of};

/// The list of companies.
#[component]
pub fn CompanyList() -> impl IntoView {
    let (t, lang) = (texts_here(), lang());
    let (c, l) = (t.contact(), t.list());
    let more = NodeRef::<leptos::html::Details>::new();
    close_beside(more);
    let alone = vec![
        (String::new(), l.with_or_without_contacts.to_owned()),
        ("aucun".to_owned(), l.without_contacts.to_owned()),
    ];
    let names = [l.by_name, l.by_name_back, l.by_updated, l.by_updated_back];
    let key = |at: usize, key: &str| if at == 0 { String::new() } else { key.to_owned() };
    let orders: Vec<_> = Sort::ALL
        .iter()
        .zip(names)
        .enumerate()
        .map(|(at, ((name, _), text))| (key(at, name), text.to_owned()))
        .collect();
    let query = use_query_map();
    let filter = Memo::new(move |_| query.with(|query| Filter::of(|name| query.get(name))));
    let asked = move || (filter.get(), query.with(after));
    let found = Resource::new_blocking(asked, |(filter, after)| list_companies(filter, after));
    Reload::on(concerns(&["company"]), move || found.refetch());
    let file = move || {
        let query = query.get();
        address_with(route::COMPANIES_FILE, &query, "apres", "")
    };
    let colleagues = Resource::new_blocking(|| (), |()| list_colleagues());
    let known = Signal::derive(move || colleagues.get().and_then(Result::ok).unwrap_or_default());
    let tag_names = LocalResource::new(contact_terms);
    let tags = Signal::derive(move || tag_names.get().and_then(Result::ok).map(|terms| terms.tags).unwrap_or_default());
    let owners = move || {
        let mut owners = choices(c.any_owner, &known.get(), None);
        owners.insert(1, ("aucun".to_owned(), c.nobody.to_owned()));
        owners
    };
    let creating = RwSignal::new(false);
    // For what is outside of what waits for the list.
    let (offered, count) = (RwSignal::new(Vec::new()), RwSignal::new(Count::default()));
    Effect::new(move |_| offered.set(known.get()));
    Effect::new(move |_| {
        if let Some(Ok(page)) = found.get() {
            count.set(page.count);
        }
    });
    let picks = can(Right::Import).then(Picks::new);
    // Another filter finds others.
    Effect::new(move |before: Option<Filter>| {
        let now = Filter { sort: Default::default(), ..filter.get() };
        if let Some(picks) = picks.filter(|_| before.is_some_and(|before| before != now)) {
            picks.clear();
        }
        now
    });
    let (list, near) = (List::Companies(filter.into()), Callback::new(move |()| tag_names.refetch()));
    let again = Callback::new(move |()| found.refetch());
    let figures = move || {
        let count = found.get()?.ok()?.count;
        let noun = plural(lang, count.rows, c.companies_one, c.companies);
        Some(view! { <span><b class="num">{count.show(lang.french())}</b>" "{noun}</span> })
    };
    let rows = move || {
        found.get().map(|found| match found {
            Ok(page) if page.rows.is_empty() && page.next.is_none() && !filter.with(Filter::narrows) => {
                view! { <Empty icon="company" title=c.no_companies text=c.no_companies_text.to_owned() /> }.into_any()
            }
            Ok(page) if page.rows.is_empty() && page.next.is_none() => view! {
                <Empty icon="search" title=c.none_found text=c.none_found_text.to_owned()>
                    <a class="button" href=route::COMPANIES>{c.clear}</a>
                </Empty>
            }
            .into_any(),
            Ok(page) => {
                let (shown, count, next) = (page.rows.len(), page.count, page.next);
                view! {
                    <Table companies=page.rows colleagues=Colleagues(known.get()) picks />
                    <Pager shown count next />
                }
                .into_any()
            }
            Err(error) => unlisted(&error),
        })
    };
    view! {
        <Title text=t.common().companies />
        <main class="page page-full" id="contenu" tabindex="-1">
            <header class="page-head">
                <h1 class="page-title">{t.common().companies}</h1>
                <p class="page-figures"><Transition>{figures}</Transition></p>
                <div class="page-actions">
                    {picks.map(|picks| view! {
                        <Picking picks />
                        // Sent, not asked for: the log remembers who took the list away.
                        <form method="post" action=file>
                            <button type="submit" class="button">
                                <Icon name="download" /><span class="button-words">{l.export}</span>
                            </button>
                        </form>
                    })}
                    {can(Right::WriteRecords).then(|| {
                        view! {
                            <Button
                                variant=Variant::Primary
                                class="page-main-act"
                                icon="plus"
                                on:click=move |_| creating.set(true)
                            >
                                {c.new_company}
                            </Button>
                        }
                    })}
                </div>
            </header>
            <form class="bar" method="get" action=route::COMPANIES>
                <SearchBox placeholder=c.companies_search_hint />
                <FilterChip label=t.common().contacts name="contacts" options=alone push=true />
                <Transition><FilterChip label=t.common().owner name="responsable" options=Signal::derive(owners) push=true /></Transition>
                <FilterChip label=l.order name="tri" options=orders push=true />
                <details class="bar-more" node_ref=more>
                    <summary class="chip" class:chip-on=move || filter.with(|filter| filter.town.is_some() || filter.tag.is_some())>
                        <Icon name="filter" />{t.board().filters}
                    </summary>
                    <div class="bar-fields">
                        <FilterText label=c.town name="ville" options=Signal::stored(Vec::new()) />
                        <FilterText label=c.tag name="etiquette" options=tags />
                    </div>
                </details>
                <noscript><button class="button" type="submit">{t.board().apply}</button></noscript>
            </form>
            <Transition fallback=|| view! { <Skeleton lines=6 /> }>{rows}</Transition>
            <CompanyPeek />
            {picks.map(|picks| view! { <Verbs picks list found=count.into() colleagues=offered.into() tags near again /> })}
            {can(Right::WriteRecords).then(|| view! { <NewCompany open=creating colleagues=known /> })}
        </main>
    }
}

#[component]
fn Table(
    companies: Vec<Company>,
    colleagues: Colleagues,
    /// The selection, for who may change many at once.
    picks: Option<Picks>,
) -> impl IntoView {
    let t = texts_here();
    if let Some(picks) = picks {
        picks.on_page(companies.iter().map(|company| company.id.to_string()).collect());
    }
    let row = |company: Company| {
        let domain::company::Details { name, siret, town, owner, tags, .. } = company.details;
        let owner = colleagues.name(owner.as_ref());
        let tags = tags.into_iter().map(|text| view! { <Tag hue=hue_of(&text) text /> }).collect_view();
        let (said, id) = (name.clone(), company.id.to_string());
        let pick = picks.map(|picks| view! { <PickRow picks id=id.clone() name=said.clone() /> });
        view! {
            <tr data-id=id>
                {pick}
                <td class="table-first">
                    <a class="table-name" href=from_list(&route::company(&company.id))>
                        <Avatar name=name.clone() square=true silent=true />
                        <span class="cut">{name}<span class="table-sub">{town.clone()}</span></span>
                    </a>
                    <PeekButton name=said />
                </td>
                <td class="col-mid">{town}</td>
                <td class="col-mid"><span class="num">{siret.map(|siret| siret.show())}</span></td>
                <td class="col-mid">{owner}</td>
                <td class="col-mid">{tags}</td>
            </tr>
        }
    };
    let shown = move || picks.is_some_and(|picks| picks.shown.get());
    let on_key = move |event| {
        if let Some(picks) = picks {
            keyed(picks, &event);
        }
    };
    view! {
        <div class="table-wrap" class:table-picking=shown tabindex="0" role="region" aria-label=t.common().companies on:keydown=on_key>
            <table class="table" class:table-picks=picks.is_some()>
                <thead>
                    <tr>
                        {picks.map(|picks| view! { <PickPage picks /> })}
                        <th scope="col">{t.common().name}</th>
                        <th scope="col" class="col-mid">{t.contact().town}</th>
                        <th scope="col" class="col-mid">{t.contact().siret}</th>
                        <th scope="col" class="col-mid">{t.common().owner}</th>
                        <th scope="col" class="col-mid">{t.common().tags}</th>
                    </tr>
                </thead>
                <tbody>{companies.into_iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
}
