//! Words for a contact's status, and its badge.

use domain::Label;
use domain::contact::{Civility, Status};
use leptos::prelude::*;

use crate::i18n::{Texts, texts_here};
use crate::ui::{Badge, Tone};

/// What a status is called.
pub fn status_name(t: &'static Texts, status: Status) -> &'static str {
    match status {
        Status::Prospect => t.contact().prospect,
        Status::Enrolled => t.contact().enrolled,
        Status::Client => t.contact().client,
        Status::FormerClient => t.contact().former_client,
    }
}

/// What the status with that name in the database is called.
pub(crate) fn status_named(t: &'static Texts, name: &str) -> &'static str {
    status_of(name).map_or("", |status| status_name(t, status))
}

/// The status with that name in the database.
pub(crate) fn status_of(name: &str) -> Option<Status> {
    Status::ALL.into_iter().find(|status| status.as_str() == name)
}

/// How somebody is addressed, in words.
pub(crate) fn civility_name(t: &'static Texts, civility: Civility) -> &'static str {
    match civility {
        Civility::Madam => t.form().madam,
        Civility::Sir => t.form().sir,
    }
}

/// What an address or a number is for, in a word.
pub(crate) fn label_name(t: &'static Texts, label: Label) -> &'static str {
    let f = t.form();
    match label {
        Label::Work => f.work,
        Label::Personal => f.personal,
        Label::Mobile => f.mobile,
        Label::Landline => f.landline,
        Label::Other => f.other,
    }
}

/// The statuses to choose from.
pub(crate) fn status_choices(t: &'static Texts) -> Vec<(String, String)> {
    Status::ALL.map(|status| (status.as_str().to_owned(), status_name(t, status).to_owned())).to_vec()
}

/// A status in a word.
#[component]
pub(crate) fn StatusBadge(
    /// The status.
    status: Status,
) -> impl IntoView {
    let tone = match status {
        Status::Prospect | Status::FormerClient => Tone::Neutral,
        Status::Enrolled => Tone::Info,
        Status::Client => Tone::Good,
    };
    view! { <Badge tone>{status_name(texts_here(), status)}</Badge> }
}
