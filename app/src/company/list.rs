//! « Entreprises »: the list, with its search kept in the address.

use domain::Right;
use domain::company::{Company, Filter, Sort};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use super::api::list_companies;
use super::create::NewCompany;
use super::show::CompanyPeek;
use crate::board::bar::close_beside;
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
    let tags = LocalResource::new(contact_terms);
    let tags = Signal::derive(move || tags.get().and_then(Result::ok).map(|terms| terms.tags).unwrap_or_default());
    let owners = move || {
        let mut owners = choices(c.any_owner, &known.get(), None);
        owners.insert(1, ("aucun".to_owned(), c.nobody.to_owned()));
        owners
    };
    let creating = RwSignal::new(false);
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
                    <Table companies=page.rows colleagues=Colleagues(known.get()) />
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
                    {can(Right::Import).then(|| view! {
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
            {can(Right::WriteRecords).then(|| view! { <NewCompany open=creating colleagues=known /> })}
        </main>
    }
}

#[component]
fn Table(companies: Vec<Company>, colleagues: Colleagues) -> impl IntoView {
    let t = texts_here();
    let row = |company: Company| {
        let domain::company::Details { name, siret, town, owner, tags, .. } = company.details;
        let owner = colleagues.name(owner.as_ref());
        let tags = tags.into_iter().map(|text| view! { <Tag hue=hue_of(&text) text /> }).collect_view();
        let said = name.clone();
        view! {
            <tr data-id=company.id.to_string()>
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
    view! {
        <div class="table-wrap" tabindex="0" role="region" aria-label=t.common().companies>
            <table class="table">
                <thead>
                    <tr>
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
