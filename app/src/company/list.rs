//! « Entreprises »: the list, with its search kept in the address.

use domain::Right;
use domain::company::Company;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use super::api::list_companies;
use super::create::NewCompany;
use super::show::CompanyPeek;
use crate::i18n::{lang, plural, texts_here};
use crate::me::can;
use crate::record::{Pager, PeekButton, Reload, SearchBox, after, concerns};
use crate::route;
use crate::ui::{Avatar, Button, Empty, Variant};

/// The list of companies.
#[component]
pub fn CompanyList() -> impl IntoView {
    let (t, lang) = (texts_here(), lang());
    let c = t.contact();
    let query = use_query_map();
    let text = move || query.with(|query| query.get("q").unwrap_or_default());
    let asked = move || (text(), query.with(after));
    let found = Resource::new_blocking(asked, |(text, after)| list_companies(text, after));
    Reload::on(concerns(&["company"]), move || found.refetch());
    let creating = RwSignal::new(false);
    let figures = move || {
        let count = found.get()?.ok()?.count;
        let noun = plural(lang, count.rows, c.companies_one, c.companies);
        Some(view! { <span><b class="num">{count.show(lang.french())}</b>" "{noun}</span> })
    };
    let rows = move || {
        found.get().map(|found| match found {
            Ok(page) if page.rows.is_empty() && text().is_empty() => {
                view! { <Empty icon="company" title=c.no_companies text=c.no_companies_text.to_owned() /> }.into_any()
            }
            Ok(page) if page.rows.is_empty() => view! {
                <Empty icon="search" title=c.none_found text=c.none_found_text.to_owned()>
                    <a class="button" href=route::COMPANIES>{c.clear}</a>
                </Empty>
            }
            .into_any(),
            Ok(page) => {
                let (shown, count, next) = (page.rows.len(), page.count, page.next);
                view! {
                    <Table companies=page.rows />
                    <Pager shown count next />
                }
                .into_any()
            }
            Err(error) => view! { <Empty icon="alert" title=error.say(t) /> }.into_any(),
        })
    };
    view! {
        <Title text=t.common().companies />
        <main class="page page-full" id="contenu" tabindex="-1">
            <header class="page-head">
                <h1 class="page-title">{t.common().companies}</h1>
                <p class="page-figures"><Transition>{figures}</Transition></p>
                {can(Right::WriteRecords).then(|| {
                    view! {
                        <div class="page-actions">
                            <Button
                                variant=Variant::Primary
                                class="page-main-act"
                                icon="plus"
                                on:click=move |_| creating.set(true)
                            >
                                {c.new_company}
                            </Button>
                        </div>
                    }
                })}
            </header>
            <form class="bar" method="get"><SearchBox placeholder=c.companies_search_hint /></form>
            <Transition>{rows}</Transition>
            <CompanyPeek />
            {can(Right::WriteRecords).then(|| view! { <NewCompany open=creating /> })}
        </main>
    }
}

#[component]
fn Table(companies: Vec<Company>) -> impl IntoView {
    let t = texts_here();
    let row = |company: Company| {
        let domain::company::Details { name, siret, town, .. } = company.details;
        let said = name.clone();
        view! {
            <tr data-id=company.id.to_string()>
                <td class="table-first">
                    <a class="table-name" href=route::company(&company.id)>
                        <Avatar name=name.clone() square=true silent=true />
                        <span class="cut">{name}<span class="table-sub">{town.clone()}</span></span>
                    </a>
                    <PeekButton name=said />
                </td>
                <td class="col-mid">{town}</td>
                <td class="col-mid"><span class="num">{siret.map(|siret| siret.show())}</span></td>
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
                    </tr>
                </thead>
                <tbody>{companies.into_iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
}
