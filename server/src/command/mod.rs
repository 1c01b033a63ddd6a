//! What the person at the server's command line may order: carried out by the running server, or without one.

pub mod backup;
mod check;
mod demo;
pub mod import;
mod out;
mod user;
mod word;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use domain::{Day, Role};
use serde::{Deserialize, Serialize};
use store::Store;

pub use out::{Out, Said};

/// An order, as it also travels over the admin socket. A password or a file travels beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "name", rename_all = "snake_case")]
pub enum Command {
    /// A new colleague; the payload is the password.
    UserAdd {
        /// The address to sign in with.
        email: String,
        /// The name that colleagues see.
        person: String,
        /// What the colleague may do.
        role: Role,
    },
    /// All colleagues.
    UserList,
    /// A colleague may no longer sign in.
    UserDisable {
        /// Whose account.
        email: String,
        /// Who gets what the colleague has in hand: an address, or `nobody`.
        #[serde(default)]
        hand_over_to: Option<String>,
    },
    /// Another password, which is the payload.
    UserPassword {
        /// Whose account.
        email: String,
    },
    /// A colleague's second factor is asked for no more.
    UserResetSecond {
        /// Whose account.
        email: String,
    },
    /// Data of a demonstration, added to what is there.
    Demo {
        /// How many people.
        contacts: u32,
        /// How many companies.
        companies: u32,
        /// How many open deals.
        deals: u32,
        /// How many events of the history.
        events: u32,
        /// The same seed gives the same data.
        seed: u64,
        /// The day of the demonstration; today when none is given.
        as_of: Option<Day>,
    },
    /// Contacts from a CSV file, which is the payload.
    ImportContacts {
        /// The file's name, for the history.
        file: String,
        /// The counts as one JSON object.
        json: bool,
    },
    /// Everything into one file.
    Backup {
        /// The file, from the root.
        to: PathBuf,
    },
    /// Looks through everything that is kept.
    Check,
}

impl Command {
    /// Whether it makes no sense where nobody is yet: a mistyped folder is no new organisation.
    pub fn needs_somebody(&self) -> bool {
        matches!(
            self,
            Self::UserList
                | Self::UserDisable { .. }
                | Self::UserPassword { .. }
                | Self::UserResetSecond { .. }
                | Self::Check
                | Self::Backup { .. }
        )
    }

    /// Whether a secret or a file belongs to it.
    #[must_use]
    pub fn has_payload(&self) -> bool {
        !matches!(
            self,
            Self::UserList
                | Self::UserDisable { .. }
                | Self::UserResetSecond { .. }
                | Self::Demo { .. }
                | Self::Check
                | Self::Backup { .. }
        )
    }
}

/// Carries an order out. What there is to say goes to `out` as it comes; the answer is the exit code. `settings` is the
/// settings file in force.
pub async fn execute(store: &Arc<Store>, settings: Option<&Path>, command: Command, payload: Vec<u8>, out: &Out) -> u8 {
    let done = match command {
        Command::UserAdd { email, person, role } => user::add(store, out, &email, person, role, payload).await,
        Command::UserList => user::list(store, out).await,
        Command::UserDisable { email, hand_over_to } => user::disable(store, out, &email, hand_over_to).await,
        Command::UserResetSecond { email } => user::reset_second(store, out, &email).await,
        Command::UserPassword { email } => user::password(store, out, &email, payload).await,
        Command::Demo { contacts, companies, deals, events, seed, as_of } => {
            let as_of = as_of.unwrap_or_else(demo::today);
            demo::plant(store, out, store::DemoPlan { contacts, companies, deals, events, seed, as_of }).await
        }
        Command::Check => check::check(store, out).await,
        Command::ImportContacts { file, json } => import::contacts(store, out, &file, json, payload).await,
        Command::Backup { to } => backup::backup(store, out, &to, settings).await,
    };
    match done {
        Ok(()) => 0,
        Err(why) => {
            out.err(format!("crm-formation: {why}"));
            1
        }
    }
}
