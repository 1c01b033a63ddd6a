//! Every address once.

use domain::{CompanyId, ContactId, Day, DealId};

/// The day at a glance.
pub const HOME: &str = "/";
/// What concerns the reader.
pub const NOTICES: &str = "/notifications";
/// The board.
pub const PIPELINE: &str = "/pipeline";
/// The deals as a list.
pub const DEALS: &str = "/opportunites";
/// The contacts.
pub const CONTACTS: &str = "/contacts";
/// The list of contacts as a file.
pub const CONTACTS_FILE: &str = "/contacts/export.csv";
/// Everything as one file.
pub const EVERYTHING: &str = "/export/tout.zip";
/// The companies.
pub const COMPANIES: &str = "/entreprises";
/// The list of companies as a file.
pub const COMPANIES_FILE: &str = "/entreprises/export.csv";
/// The next actions.
pub const TASKS: &str = "/actions";
/// Finishes an action by a plain form.
pub const TASK_DONE: &str = "/actions/terminer";
/// Takes a note by a plain form.
pub const NOTES: &str = "/notes";
/// The week of actions.
pub const WEEK: &str = "/actions?vue=semaine";
/// The import.
pub const IMPORT: &str = "/import";
/// Where a file to import is sent.
pub const IMPORT_FILE: &str = "/import/fichier";
/// The settings; the first page is one's own profile.
pub const SETTINGS: &str = "/reglages";
/// The backups.
pub const BACKUPS: &str = "/reglages/sauvegardes";
/// Makes a backup.
pub const BACKUP_MAKE: &str = "/sauvegardes";
/// How the server does.
pub const SERVER: &str = "/reglages/serveur";
/// The change log.
pub const LOG: &str = "/journal";
/// What was deleted.
pub const BIN: &str = "/corbeille";
/// The organisation's picture.
pub const LOGO: &str = "/organisme/logo";
/// Takes the organisation's picture away.
pub const LOGO_REMOVE: &str = "/organisme/logo/retirer";
/// Where to sign in.
pub const SIGN_IN: &str = "/connexion";
/// Where a code of the second factor is asked for.
pub const CODE: &str = "/connexion/code";
/// One's own second factor.
pub const SECOND: &str = "/double-authentification";
/// Its codes on paper.
pub const CODES: &str = "/double-authentification/codes";
/// Forgets them: they were written down.
pub const CODES_KEPT: &str = "/double-authentification/codes/gardes";
/// Takes one's own second factor away.
pub const SECOND_OFF: &str = "/double-authentification/retirer";

/// A deal's own page.
#[must_use]
pub fn deal(id: &DealId) -> String {
    format!("/opportunites/{id}")
}

/// A contact's own page.
#[must_use]
pub fn contact(id: &ContactId) -> String {
    format!("/contacts/{id}")
}

/// A company's own page.
#[must_use]
pub fn company(id: &CompanyId) -> String {
    format!("/entreprises/{id}")
}

/// The actions of the week that holds a day.
#[must_use]
pub fn week(day: Day) -> String {
    format!("{TASKS}?vue=semaine&du={day}")
}

/// What a calendar reads, behind a person's secret.
#[must_use]
pub fn agenda(secret: &str) -> String {
    format!("/agenda/{secret}.ics")
}

/// The archived contacts that answer a search.
#[must_use]
pub fn archived(text: &str) -> String {
    format!("{CONTACTS}?q={}&archives=oui", leptos_router::location::Url::escape(text))
}

/// A list or the board with the dialog for a new record open, which begins with what is given.
#[must_use]
pub fn create(list: &str, begun: &str) -> String {
    format!("{list}?nouveau={}", leptos_router::location::Url::escape(begun))
}
