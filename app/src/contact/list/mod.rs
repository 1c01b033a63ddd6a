//! « Contacts »: the list, with search, filters, order and look kept in its address.

mod address;
mod arrange;
mod bar;
mod chips;
mod column;
mod rows;
mod view_form;
mod views;

pub use address::filter as filter_of;

use domain::contact::{Contact, Filter};
use domain::page::{Count, Page};
use domain::{Cursor, Right};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use self::bar::{Bar, Known};
use self::chips::Chips;
use self::rows::ContactTable;
use super::api::list_contacts;
use super::create::NewContact;
use super::show::ContactPeek;
use crate::bulk::{List, Picking, Picks, Verbs};
use crate::error::Error;
use crate::frame::unlisted;
use crate::i18n::{lang, plural, texts_here};
use crate::me::can;
use crate::record::api::list_colleagues;
use crate::record::{Pager, Reload, after, concerns};
use crate::route;
use crate::ui::{Button, Empty, Icon, Skeleton, Variant};

/// What is asked for: who, and from where on.
type Asked = (Filter, Option<Cursor>);

/// Reads a page. While the server is out of reach, the one that is there stays, if it is what is asked for.
async fn read(asked: Asked, kept: StoredValue<Option<(Asked, Page<Contact>)>>) -> Result<Page<Contact>, Error> {
    let answer = list_contacts(asked.0.clone(), asked.1.clone()).await;
    match answer {
        Err(Error(domain::Error::Offline)) => {
            let same = kept.try_get_value().flatten().filter(|(known, _)| *known == asked);
            same.map_or(answer, |(_, page)| Ok(page))
        }
        Ok(page) => {
            kept.try_set_value(Some((asked, page.clone())));
            Ok(page)
        }
        Err(_) => answer,
    }
}

/// The list of contacts.
#[component]
pub fn ContactList() -> impl IntoView {
    let (t, lang) = (texts_here(), lang());
    let (c, l) = (t.contact(), t.list());
    let query = use_query_map();
    let filter = Memo::new(move |_| query.with(|query| filter_of(|name| query.get(name))));
    let asked = move || (filter.get(), query.with(after));
    let kept = StoredValue::new(None);
    let found = Resource::new_blocking(asked, move |asked| read(asked, kept));
    let colleagues = Resource::new_blocking(|| (), |()| list_colleagues());
    let known = Known::new();
    let again = Callback::new(move |()| {
        known.forget();
        found.refetch();
    });
    Reload::on(concerns(&["contact", "company"]), move || again.run(()));
    let creating = RwSignal::new(false);
    let figures = move || {
        let count = found.get()?.ok()?.count;
        let noun = plural(lang, count.rows, c.people_one, c.people);
        Some(view! { <span><b class="num">{count.show(lang.french())}</b>" "{noun}</span> })
    };
    let people = Signal::derive(move || colleagues.get().and_then(Result::ok).unwrap_or_default());
    // For what is outside of what waits for the list.
    let (offered, count, company) =
        (RwSignal::new(Vec::new()), RwSignal::new(Count::default()), RwSignal::new(None::<String>));
    Effect::new(move |_| offered.set(people.get()));
    Effect::new(move |_| {
        if let Some(Ok(page)) = found.get() {
            if kept.with_value(Option::is_none) {
                kept.set_value(Some((untrack(asked), page.clone())));
            }
            count.set(page.count);
            company.set(page.rows.first().and_then(|row| row.company_name.clone()));
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
    let look = Memo::new(move |_| query.with(arrange::look));
    let rows = move || {
        let known = people.get();
        found.get().map(|found| match found {
            Ok(page) => {
                let (shown, count, next) = (page.rows.len(), page.count, page.next);
                if shown == 0 && next.is_none() {
                    return view! { <NoContacts filtered=filter.with(Filter::narrows) /> }.into_any();
                }
                let look = look.get();
                let sort = filter.with(|filter| filter.sort);
                view! {
                    <ContactTable contacts=page.rows colleagues=known look sort picks />
                    <Pager shown count next />
                }
                .into_any()
            }
            Err(error) => unlisted(&error),
        })
    };
    let list = List::Contacts(filter.into());
    let near = Callback::new(move |()| known.load());
    view! {
        <Title text=t.common().contacts />
        <main class="page page-full" id="contenu" tabindex="-1">
            <header class="page-head">
                <h1 class="page-title">{t.common().contacts}</h1>
                <p class="page-figures"><Transition>{figures}</Transition></p>
                <div class="page-actions">
                    {picks.map(|picks| view! {
                        <Picking picks />
                        // Sent, not asked for: the log remembers who took the list away.
                        <form method="post" action=move || query.with(chips::file)>
                            <button type="submit" class="button">
                                <Icon name="download" /><span class="button-words">{l.export}</span>
                            </button>
                        </form>
                        <a class="button" href=route::IMPORT><Icon name="import" /><span class="button-words">{t.common().import}</span></a>
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
            <Bar colleagues=people known />
            <Chips company=company.into() />
            <Transition fallback=|| view! { <Skeleton lines=6 /> }>{rows}</Transition>
            <ContactPeek />
            {picks.map(|picks| view! { <Verbs picks list found=count.into() colleagues=offered.into() tags=known.tags() near again /> })}
            {can(Right::WriteRecords).then(|| view! { <NewContact open=creating colleagues=offered.into() /> })}
        </main>
    }
}

#[component]
fn NoContacts(filtered: bool) -> impl IntoView {
    let c = texts_here().contact();
    if filtered {
        let query = use_query_map().get_untracked();
        let clear = chips::cleared(&query);
        let archived = query.get("q").filter(|_| query.get("archives").is_none()).map(|text| route::archived(&text));
        view! {
            <Empty icon="search" title=c.none_found text=c.none_found_text.to_owned()>
                <a class="button" href=clear>{c.clear}</a>
                {archived.map(|href| view! { <a class="button button-ghost" href=href>{c.among_archived}</a> })}
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
