//! The columns of the list after the name.

use domain::contact::{Contact, Order, Sort};
use leptos::prelude::*;

use super::address::sort_key;
use crate::contact::words::StatusBadge;
use crate::i18n::{Texts, lang};
use crate::me::{today, zone};
use crate::record::Colleagues;
use crate::ui::{Avatar, AvatarSize, Tag, hue_of};

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Company,
    Job,
    Status,
    Email,
    Phone,
    Exchange,
    Next,
    Source,
    Tags,
    Created,
    Updated,
    Owner,
}

impl Column {
    /// All of them, in the order in which they stand.
    pub(super) const ALL: [Self; 12] = [
        Self::Company,
        Self::Job,
        Self::Status,
        Self::Email,
        Self::Phone,
        Self::Exchange,
        Self::Next,
        Self::Source,
        Self::Tags,
        Self::Created,
        Self::Updated,
        Self::Owner,
    ];

    /// What the address calls it.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Company => "entreprise",
            Self::Job => "fonction",
            Self::Status => "statut",
            Self::Email => "email",
            Self::Phone => "telephone",
            Self::Exchange => "echange",
            Self::Next => "action",
            Self::Source => "source",
            Self::Tags => "etiquettes",
            Self::Created => "cree",
            Self::Updated => "modifie",
            Self::Owner => "responsable",
        }
    }

    /// What it is called on screen.
    pub(super) fn name(self, t: &'static Texts) -> &'static str {
        let (c, l) = (t.contact(), t.list());
        match self {
            Self::Company => c.company,
            Self::Job => c.job_title,
            Self::Status => c.status,
            Self::Email => t.common().email,
            Self::Phone => c.phone,
            Self::Exchange => t.note().latest,
            Self::Next => l.next,
            Self::Source => c.source,
            Self::Tags => t.common().tags,
            Self::Created => l.created,
            Self::Updated => l.updated,
            Self::Owner => t.common().owner,
        }
    }

    /// Whether it is shown as long as nobody chose.
    pub(super) fn usual(self) -> bool {
        !matches!(self, Self::Job | Self::Next | Self::Source | Self::Created | Self::Updated)
    }

    /// How much room it needs to be shown by itself.
    pub(super) fn class(self, chosen: bool) -> &'static str {
        match self {
            Self::Company | Self::Status | Self::Owner => "col-mid",
            _ if chosen => "col-mid",
            Self::Tags => "col-extra",
            _ => "col-wide",
        }
    }

    /// The order it can be put in.
    pub(super) fn order(self) -> Option<Order> {
        match self {
            Self::Exchange => Some(Order::Exchange),
            Self::Created => Some(Order::Created),
            Self::Updated => Some(Order::Updated),
            _ => None,
        }
    }

    /// A contact's value.
    pub(super) fn cell(self, contact: &Contact, colleagues: &Colleagues) -> AnyView {
        let details = &contact.details;
        let day = |at: domain::Instant| {
            let (zone, today, french) = (zone(), today(), lang().french());
            view! { <span class="num">{move || at.day(&zone).show(today.get(), french)}</span> }.into_any()
        };
        match self {
            Self::Company => contact.company_name.clone().into_any(),
            Self::Job => details.job_title.clone().into_any(),
            Self::Status => view! { <StatusBadge status=details.status /> }.into_any(),
            Self::Email => details.emails.first().map(ToString::to_string).into_any(),
            Self::Phone => {
                view! { <span class="num">{details.phones.first().map(domain::Phone::show)}</span> }.into_any()
            }
            Self::Exchange => contact.last_exchange.map(|latest| day(latest.at)).into_any(),
            Self::Next => contact.next.as_ref().map(next).into_any(),
            Self::Source => details.source.clone().into_any(),
            Self::Tags => {
                let tags = details.tags.iter().map(|text| view! { <Tag hue=hue_of(text) text=text.clone() /> });
                view! { <span class="row">{tags.collect_view()}</span> }.into_any()
            }
            Self::Created => day(contact.created_at),
            Self::Updated => day(contact.updated_at),
            Self::Owner => colleagues
                .name(details.owner.as_ref())
                .map(|name| view! { <Avatar name size=AvatarSize::Small /> })
                .into_any(),
        }
    }
}

fn next(next: &domain::deal::Next) -> impl IntoView + use<> {
    let (today, french) = (today(), lang().french());
    let due = next.due_on;
    let late = move || due.is_some_and(|due| due < today.get());
    let day = move || due.map(|due| due.show(today.get(), french));
    view! {
        <span class=move || if late() { "num table-late" } else { "num" }>{day}</span>
        " "
        {next.title.clone()}
    }
}

/// What the address calls the order a press on a heading leads to: its own, and the other way round when it is that.
pub(super) fn pressed(order: Order, present: Sort) -> &'static str {
    sort_key(Sort { by: order, reverse: present.by == order && !present.reverse })
}

/// What a screen reader says of a heading.
pub(super) fn sorted(order: Order, present: Sort) -> Option<&'static str> {
    (present.by == order).then(|| if present.ascending() { "ascending" } else { "descending" })
}
