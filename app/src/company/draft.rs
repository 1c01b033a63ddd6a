//! What has been typed of a new company so far, and how its fields are read.

use domain::company::{Company, Details};
use domain::{Error as Cause, Naf, Problem, Result as Checked, Siren, Siret, Website};
use leptos::prelude::*;

use super::api::create_company;
use crate::error::Error;
use crate::i18n::Texts;
use crate::me::me;
use crate::record::{AddressDraft, Kept, Slot, filled, id, say_address, several};

/// The words for what is wrong with a field.
pub(super) fn say(error: &Error, t: &'static Texts) -> String {
    let f = t.form();
    let Cause::Invalid { field, problem, .. } = &error.0 else { return error.say(t) };
    match (field.as_str(), problem) {
        (_, Problem::TooLong | Problem::Missing | Problem::Checksum) => error.say(t),
        ("siret", _) => t.contact().siret_bad.to_owned(),
        ("siren", _) => f.siren_bad.to_owned(),
        ("naf", _) => f.naf_bad.to_owned(),
        ("head_count", _) => f.head_count_bad.to_owned(),
        ("website", _) => f.website_bad.to_owned(),
        ("postal_code", _) => say_address(error, t),
        (_, Problem::Malformed) => f.bad_text.to_owned(),
        _ => error.say(t),
    }
}

/// A number of people, or none.
fn head_count(text: &str) -> Checked<Option<u32>> {
    let digits: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    filled(&digits).map(|text| text.parse().map_err(|_| Cause::invalid("head_count", Problem::Malformed))).transpose()
}

/// How each field of text is written into the details.
pub(super) fn alter(field: &str) -> fn(&mut Details, &str) -> Checked<()> {
    match field {
        "name" => |details, text| {
            text.clone_into(&mut details.name);
            Ok(())
        },
        "siren" => |details, text| {
            details.siren = filled(text).map(|text| Siren::parse(&text)).transpose()?;
            Ok(())
        },
        "siret" => |details, text| {
            details.siret = filled(text).map(|text| Siret::parse(&text)).transpose()?;
            Ok(())
        },
        "naf" => |details, text| {
            details.naf = filled(text).map(|text| Naf::parse(&text)).transpose()?;
            Ok(())
        },
        "head_count" => |details, text| {
            details.head_count = head_count(text)?;
            Ok(())
        },
        "website" => |details, text| {
            details.website = filled(text).map(|text| Website::parse(&text)).transpose()?;
            Ok(())
        },
        "owner" => |details, text| id(text).map(|owner| details.owner = owner),
        "tags" => |details, text| {
            details.tags = several(text).map(str::to_owned).collect();
            Ok(())
        },
        _ => |details, text| {
            text.clone_into(&mut details.town);
            Ok(())
        },
    }
}

/// The fields of one line, in the order of the form.
const LINES: [&str; 8] = ["name", "siren", "siret", "naf", "head_count", "website", "owner", "tags"];

/// The fields.
#[derive(Clone, Copy)]
pub(super) struct Draft {
    lines: [RwSignal<String>; 8],
    pub(super) address: AddressDraft,
}

impl Draft {
    pub(super) fn new() -> Self {
        // Who writes it down is in charge, as with contacts.
        let own = me().map(|me| me.id.to_string()).unwrap_or_default();
        let start = |line| if line == "owner" { own.clone() } else { String::new() };
        Self { lines: LINES.map(|line| RwSignal::new(start(line))), address: AddressDraft::new() }
    }

    /// A field by its name.
    pub(super) fn line(self, name: &str) -> RwSignal<String> {
        let at = LINES.iter().position(|line| *line == name).unwrap_or_default();
        self.lines[at]
    }

    /// Keeps the fields in this tab until they are saved.
    pub(super) fn kept(self) -> Kept {
        let lines = LINES.into_iter().zip(self.lines.map(Slot::Text));
        Kept::new("form:company", lines.chain(self.address.slots()))
    }

    /// The fields, or everything that is wrong with them.
    fn read(self) -> Result<Details, Vec<Error>> {
        let (mut details, mut wrong) = (Details::default(), Vec::new());
        for (field, typed) in LINES.into_iter().zip(self.lines) {
            wrong.extend(alter(field)(&mut details, &typed.get_untracked()).err());
        }
        details.address = self.address.read();
        let details = details.tidied();
        wrong.extend(details.faults());
        if wrong.is_empty() { Ok(details) } else { Err(wrong.into_iter().map(Error).collect()) }
    }

    pub(super) async fn send(self) -> Result<Company, Vec<Error>> {
        create_company(self.read()?).await.map_err(|error| vec![error])
    }
}
