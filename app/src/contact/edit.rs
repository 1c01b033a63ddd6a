//! How a contact's fields are typed and saved.

use domain::contact::{Civility, Contact, Details};
use domain::text::fold;
use domain::{CompanyId, Error as Cause, Patch, Problem, Result as Checked, company};
use leptos::prelude::*;

use super::api::{EditContact, show_contact};
use super::words::status_of;
use crate::company::api::{choose_companies, create_company};
use crate::error::Error;
use crate::i18n::{fill, texts_here};
use crate::record::{Editable, Save, Suggest, Way, change_saying, filled, id, several};

impl Editable for Contact {
    type Call = EditContact;
    type Details = Details;

    fn details(&self) -> &Details {
        &self.details
    }

    fn version(&self) -> u32 {
        self.version
    }

    fn subject(&self) -> String {
        self.id.subject()
    }

    fn put(&mut self, details: Details) {
        if details.company.is_none() {
            self.company_name = None;
        }
        self.details = details;
    }

    fn call(&self, patch: Patch) -> EditContact {
        EditContact { id: self.id.clone(), patch }
    }

    async fn again(&self) -> Result<Self, Error> {
        show_contact(self.id.clone()).await
    }
}

/// Tags as typed in one line.
pub(super) fn tags(text: &str) -> Vec<String> {
    several(text).map(str::to_owned).collect()
}

/// How each field of text is written into the details.
pub(super) fn alter(field: &str) -> fn(&mut Details, &str) -> Checked<()> {
    match field {
        "given_name" => |details, text| {
            text.clone_into(&mut details.given_name);
            Ok(())
        },
        "family_name" => |details, text| {
            text.clone_into(&mut details.family_name);
            Ok(())
        },
        "civility" => |details, text| {
            details.civility = Civility::named(text);
            Ok(())
        },
        "job_title" => |details, text| {
            text.clone_into(&mut details.job_title);
            Ok(())
        },
        "status" => |details, text| {
            let unknown = || Cause::invalid("status", Problem::Unknown);
            status_of(text).map(|status| details.status = status).ok_or_else(unknown)
        },
        "source" => |details, text| {
            details.source = filled(text);
            Ok(())
        },
        "owner" => |details, text| id(text).map(|owner| details.owner = owner),
        "tags" => |details, text| {
            details.tags = tags(text);
            Ok(())
        },
        // Forgotten here: better refused than written into another field.
        _ => |_, _| Err(Cause::Internal),
    }
}

/// The company with that name, made when there is none; none for no name.
pub(crate) async fn company_named(name: String) -> Result<Option<CompanyId>, Error> {
    let Some(name) = filled(&name) else { return Ok(None) };
    let details = company::Details { name, ..company::Details::default() };
    Ok(Some(create_company(details).await?.id))
}

/// A company typed by its name, with those that begin so.
pub(crate) fn company_way() -> Way {
    Way::Suggested(Suggest::new(|typed: String| async move {
        let found = choose_companies(typed).await.unwrap_or_default();
        found.into_iter().map(|choice| choice.name).collect()
    }))
}

/// Whether no company is called so yet. Not known without network: then it is no news either.
async fn is_new(typed: &str) -> bool {
    let Some(name) = filled(typed) else { return false };
    let known = choose_companies(name.clone()).await;
    known.is_ok_and(|known| !known.iter().any(|choice| fold(&choice.name) == fold(&name)))
}

/// Saves the company by its name.
pub(super) fn save_company(record: RwSignal<Contact>) -> Save {
    let made = texts_here().contact().company_made;
    Save::new(move |typed: String| async move {
        // Half a name makes a company as well: that is said.
        let said = is_new(&typed).await.then(|| fill(made, &[("name", typed.trim())]));
        let company = company_named(typed).await?;
        change_saying(record, said, move |details| {
            details.company = company;
            Ok(())
        })
        .await
    })
}
