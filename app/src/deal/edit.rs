//! How a deal's fields are typed and saved.

use domain::board::Card;
use domain::deal::Details;
use domain::{ContactId, Error as Cause, Patch, Problem, Result as Checked};
use leptos::prelude::*;

use super::api::{EditDeal, show_deal};
use super::words::funding_of;
use crate::company::api::create_company;
use crate::contact::choice::{choose_contact, spoken};
use crate::error::Error;
use crate::record::{Editable, Save, Suggest, Way, amount, change, day, filled, id, several};

impl Editable for Card {
    type Call = EditDeal;
    type Details = Details;

    fn details(&self) -> &Details {
        &self.deal.details
    }

    fn version(&self) -> u32 {
        self.deal.version
    }

    fn subject(&self) -> String {
        self.deal.id.subject()
    }

    fn put(&mut self, details: Details) {
        if details.company.is_none() {
            self.company_name = None;
        }
        self.others.retain(|(id, _)| details.other_contacts.contains(id));
        self.deal.details = details;
    }

    fn call(&self, patch: Patch) -> EditDeal {
        EditDeal { id: self.deal.id.clone(), patch }
    }

    async fn again(&self) -> Result<Self, Error> {
        show_deal(self.deal.id.clone()).await
    }
}

/// How each field of text is written into the details.
pub(super) fn alter(field: &str) -> fn(&mut Details, &str) -> Checked<()> {
    match field {
        "title" => |details, text| {
            text.clone_into(&mut details.title);
            Ok(())
        },
        "amount" => |details, text| amount(text).map(|amount| details.amount = amount),
        "training" => |details, text| {
            text.clone_into(&mut details.training);
            Ok(())
        },
        "funding" => |details, text| {
            details.funding = funding_of(text);
            Ok(())
        },
        "closing_on" => |details, text| day(text).map(|day| details.closing_on = day),
        "owner" => |details, text| id(text).map(|owner| details.owner = owner),
        "tags" => |details, text| {
            details.tags = several(text).map(str::to_owned).collect();
            Ok(())
        },
        // Forgotten here: better refused than written into another field.
        _ => |_, _| Err(Cause::Internal),
    }
}

/// Saves the company by its name; one that is not there is made.
pub(super) fn save_company(record: RwSignal<Card>) -> Save {
    Save::new(move |typed: String| async move {
        let company = match filled(&typed) {
            Some(name) => Some(create_company(domain::company::Details { name, ..Default::default() }).await?.id),
            None => None,
        };
        change(record, move |details| {
            details.company = company;
            Ok(())
        })
        .await
    })
}

/// A contact typed by name, with those that begin so.
pub(super) fn contact_way() -> Way {
    Way::Suggested(Suggest::new(|typed: String| async move {
        let found = choose_contact(typed).await.unwrap_or_default();
        found.iter().map(spoken).collect()
    }))
}

/// The contact that was chosen from the list, or that alone has the name typed.
async fn chosen(typed: &str) -> Result<ContactId, Error> {
    let name = typed.split(" (").next().unwrap_or_default().to_owned();
    let found = choose_contact(name).await?;
    let exact = found.iter().find(|choice| spoken(choice) == typed);
    let only = if found.len() == 1 { found.first() } else { None };
    let unknown = || Error(Cause::invalid("contact", Problem::Unknown));
    Ok(exact.or(only).ok_or_else(unknown)?.id.parse()?)
}

/// Adds one more person concerned; nothing typed adds nobody.
pub(super) fn add_other(record: RwSignal<Card>) -> Save {
    Save::new(move |typed: String| async move {
        if typed.trim().is_empty() {
            return Ok(());
        }
        let contact = chosen(&typed).await?;
        change(record, move |details| {
            details.other_contacts.push(contact);
            *details = details.clone().tidied();
            Ok(())
        })
        .await
    })
}

/// Saves the contact by what was chosen from the list, or by a name that only one has.
pub(super) fn save_contact(record: RwSignal<Card>) -> Save {
    Save::new(move |typed: String| async move {
        let contact = chosen(&typed).await?;
        change(record, move |details| {
            details.contact = contact;
            Ok(())
        })
        .await
    })
}
