//! Contacts as rows: on a phone the name with what matters under it.

use domain::contact::{Contact, Order, Sort};
use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_query_map};

use super::address::Look;
use super::column::{Column, pressed, sorted};
use crate::bulk::{PickPage, PickRow, Picks, keyed};
use crate::contact::words::status_name;
use crate::i18n::texts_here;
use crate::record::api::Colleague;
use crate::record::{Colleagues, PeekButton, address_with, from_list};
use crate::route;
use crate::ui::{Avatar, Badge, Icon, Tone};

/// The table.
#[component]
pub(super) fn ContactTable(
    /// The rows.
    contacts: Vec<Contact>,
    /// For the names of owners.
    colleagues: Vec<Colleague>,
    /// How they look.
    look: Look,
    /// The order they are in.
    sort: Sort,
    /// The selection, for who may change many at once.
    picks: Option<Picks>,
) -> impl IntoView {
    let t = texts_here();
    let (columns, chosen) = (look.shown(), look.columns.is_some());
    let colleagues = Colleagues(colleagues);
    if let Some(picks) = picks {
        picks.on_page(contacts.iter().map(|contact| contact.id.to_string()).collect());
    }
    let rows = contacts.into_iter().map(|contact| row(&contact, &colleagues, &columns, chosen, picks)).collect_view();
    let heads = columns.into_iter().map(|column| {
        view! { <Heading name=column.name(t) class=column.class(chosen) order=column.order() sort /> }
    });
    let shown = move || picks.is_some_and(|picks| picks.shown.get());
    view! {
        <div
            class="table-wrap"
            class:table-picking=shown
            tabindex="0"
            role="region"
            aria-label=t.common().contacts
            on:keydown=move |event| {
                if let Some(picks) = picks {
                    keyed(picks, &event);
                }
            }
        >
            <table class="table" class:table-dense=look.dense class:table-picks=picks.is_some()>
                <thead>
                    <tr>
                        {picks.map(|picks| view! { <PickPage picks /> })}
                        <Heading name=t.common().name order=Some(Order::Name) sort />
                        {heads.collect_view()}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

/// A heading; where the list can be put in its order, a link that does it.
#[component]
fn Heading(
    name: &'static str,
    #[prop(optional)] class: &'static str,
    order: Option<Order>,
    sort: Sort,
) -> impl IntoView {
    let Some(order) = order else {
        return view! { <th scope="col" class=class>{name}</th> }.into_any();
    };
    let (query, path) = (use_query_map().get_untracked(), use_location().pathname.get_untracked());
    let address = address_with(&path, &query, "tri", pressed(order, sort));
    let icon = sorted(order, sort).map(|way| if way == "ascending" { "chevron-up" } else { "chevron-down" });
    view! {
        <th scope="col" class=class aria-sort=sorted(order, sort)>
            <a class="table-sort" href=address>{name}{icon.map(|name| view! { <Icon name /> })}</a>
        </th>
    }
    .into_any()
}

fn row(
    contact: &Contact,
    colleagues: &Colleagues,
    columns: &[Column],
    chosen: bool,
    picks: Option<Picks>,
) -> impl IntoView + use<> {
    let t = texts_here();
    let details = &contact.details;
    let name =
        Some(details.full_name()).filter(|name| !name.is_empty()).unwrap_or_else(|| t.contact().no_name.to_owned());
    let status = status_name(t, details.status);
    let sub = match &contact.company_name {
        Some(company) => format!("{company} · {status}"),
        None => status.to_owned(),
    };
    let (stop, said) = (details.do_not_contact.is_some(), name.clone());
    let cell = |column: &Column| {
        view! { <td class=column.class(chosen)>{column.cell(contact, colleagues)}</td> }
    };
    let id = contact.id.to_string();
    let pick = picks.map(|picks| view! { <PickRow picks id=id.clone() name=name.clone() /> });
    view! {
        <tr data-id=id>
            {pick}
            <td class="table-first">
                <a class="table-name" href=from_list(&route::contact(&contact.id))>
                    <Avatar name=name.clone() silent=true />
                    <span class="cut">{name}<span class="table-sub">{sub}</span></span>
                    {stop.then(|| view! { <Badge tone=Tone::Danger icon="ban"><span class="table-words">{t.contact().stop}</span></Badge> })}
                </a>
                <PeekButton name=said />
            </td>
            {columns.iter().map(cell).collect_view()}
        </tr>
    }
}
