//! SurrealDB behind the ports of the domain: the only crate that knows the database.

mod alike;
mod ask;
mod backup;
mod bin;
mod bulk;
mod calendar;
mod check;
mod clock;
mod company;
mod contact;
#[cfg(test)]
mod corpus;
mod damage;
mod deal;
mod demo;
mod engine;
mod event;
mod exchange;
mod export;
mod failure;
mod find;
mod home;
mod import;
mod kept;
mod link;
mod list;
mod live;
mod mark;
mod names;
mod note;
mod notice;
mod once;
mod organisation;
mod pipeline;
mod pulse;
mod put;
mod said;
mod schema;
mod search;
mod second;
mod session;
mod sweep;
mod tag;
mod task;
mod tries;
mod undo;
mod user;
mod view;
mod vocabulary;
mod write;

pub use backup::{BackupError, LEFT_OUT, Part, Restoring, Snapshot};
pub use check::Checkup;
pub use demo::{DemoPlan, DemoPlanted};
pub use engine::private_folder;
pub use mark::Lost;
pub use schema::{Migrations, refuse_newer};
#[cfg(test)]
mod tests;

pub use session::SessionRow;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use domain::{Crm, Instant};
use engine::Engine;
use failure::Failure;

/// Why the database could not be opened. Each text says what happened and what to do.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// `--database` is no address this program knows.
    #[error("{0} is no database address: leave it out for an embedded database, or give ws:// or wss://")]
    Url(String),
    /// The folder cannot be written.
    #[error(
        "the data folder {0} cannot be written ({1}): choose another with --data, or give this user the right to write there"
    )]
    Folder(PathBuf, String),
    /// Another process holds the folder.
    #[error(
        "the data folder {0} is in use by another process: stop that one first, or choose another folder with --data"
    )]
    Busy(PathBuf),
    /// A migration was changed after it ran, or an older program meets newer data.
    #[error("the data was written by another version of the program: {0}")]
    Version(String),
    /// A database server is at that address or on its way to it, and says nothing.
    #[error("the database server {0} does not answer: is it running, and is the address right?")]
    Silent(String),
    /// A file of the database is not what was written.
    #[error(
        "{0} is damaged: its checksum does not fit what it holds. Nothing was changed. Bring the last backup into an empty folder with `restore`, and have the disk looked at"
    )]
    Damaged(String),
    /// The database says no.
    #[error("the database could not be opened: {0}")]
    Database(String),
}

impl From<surrealdb::Error> for OpenError {
    fn from(cause: surrealdb::Error) -> Self {
        damage::refused(cause.to_string())
    }
}

impl From<Failure> for OpenError {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Database(cause) => damage::refused(cause),
            other => Self::Database(format!("{other:?}")),
        }
    }
}

/// The open database. One a process.
pub struct Store {
    engine: Engine,
    hub: Arc<live::Hub>,
    searches: Arc<search::Searches>,
    clock: fn() -> Instant,
    events: clock::EventIds,
    columns: deal::Columns,
    answers: kept::Answers,
    then: home::Ago,
    pulse: pulse::Pulse,
    mark: Arc<mark::Mark>,
    /// How many rows are looked at for a page of a list whose conditions no index answers.
    looked: usize,
    /// What was asked, for the test that looks at the plans.
    #[cfg(test)]
    asked: std::sync::Mutex<Vec<ask::Ask>>,
    /// Whether answers are kept, for tests that want each one read.
    #[cfg(test)]
    keeps: bool,
}

impl Store {
    /// Opens the database at `url` (empty for the folder's own), and brings its schema up to date.
    ///
    /// # Errors
    /// Says what is in the way; the data is untouched.
    pub async fn open(url: &str, data: &Path) -> Result<Self, OpenError> {
        let store = Self::bare(url, data).await?;
        schema::apply(&store, data).await?;
        store.go_on_counting().await?;
        store.look_for_lost_tail().await?;
        Ok(store)
    }

    /// Opens the database and leaves it as it is.
    pub(crate) async fn bare(url: &str, data: &Path) -> Result<Self, OpenError> {
        Ok(Self {
            engine: engine::open(url, data).await?,
            hub: Arc::new(live::Hub::new()),
            searches: Arc::default(),
            clock: clock::now,
            events: clock::EventIds::default(),
            columns: deal::Columns::default(),
            answers: kept::Answers::default(),
            then: home::Ago::default(),
            pulse: pulse::Pulse::default(),
            mark: Arc::new(mark::Mark::of(url, data)),
            looked: search::LOOKED,
            #[cfg(test)]
            asked: std::sync::Mutex::default(),
            #[cfg(test)]
            keeps: true,
        })
    }

    /// A database that lives as long as this value: for tests.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub async fn in_memory() -> Result<Self, OpenError> {
        Self::open("mem://", Path::new("")).await
    }

    /// Writes what is in memory and lets go of the folder. Call it last.
    pub async fn close(&self) {
        self.hub.close();
        self.keep_mark().await;
        self.engine.close().await;
    }

    pub(crate) fn next_event(&self) -> domain::EventId {
        self.events.next(self.now())
    }

    pub(crate) fn looked(&self) -> usize {
        self.looked
    }

    pub(crate) fn now(&self) -> Instant {
        (self.clock)()
    }

    /// Runs statements that only read.
    pub(crate) async fn read(&self, ask: ask::Ask) -> Result<ask::Rows, Failure> {
        #[cfg(test)]
        self.asked.lock().unwrap().push(ask.clone());
        let rows = match &self.engine {
            Engine::Embedded(db, _) => db.query(ask.sql).bind(ask.vars).await?,
            Engine::Remote(db) => engine::answered(db.query(ask.sql).bind(ask.vars)).await?,
        };
        Ok(ask::Rows(rows.check()?))
    }
}

impl Crm for Store {
    fn contacts(&self) -> &dyn domain::contact::Contacts {
        self
    }
    fn companies(&self) -> &dyn domain::company::Companies {
        self
    }
    fn deals(&self) -> &dyn domain::deal::Deals {
        self
    }
    fn pipelines(&self) -> &dyn domain::pipeline::Pipelines {
        self
    }
    fn bin(&self) -> &dyn domain::bin::Bin {
        self
    }
    fn undos(&self) -> &dyn domain::undo::Undos {
        self
    }
    fn tasks(&self) -> &dyn domain::task::Tasks {
        self
    }
    fn notes(&self) -> &dyn domain::note::Notes {
        self
    }
    fn notices(&self) -> &dyn domain::notice::Notices {
        self
    }
    fn homes(&self) -> &dyn domain::home::Homes {
        self
    }
    fn exchanges(&self) -> &dyn domain::exchange::Exchanges {
        self
    }
    fn events(&self) -> &dyn domain::event::Events {
        self
    }
    fn users(&self) -> &dyn domain::user::Users {
        self
    }
    fn seconds(&self) -> &dyn domain::second::Seconds {
        self
    }
    fn sessions(&self) -> &dyn domain::session::Sessions {
        self
    }
    fn calendars(&self) -> &dyn domain::calendar::Calendars {
        self
    }
    fn organisation(&self) -> &dyn domain::organisation::Organisations {
        self
    }
    fn imports(&self) -> &dyn domain::import::Imports {
        self
    }
    fn finder(&self) -> &dyn domain::find::Finder {
        self
    }
    fn views(&self) -> &dyn domain::view::Views {
        self
    }
    fn sweeps(&self) -> &dyn domain::sweep::Sweeps {
        self
    }
    fn vocabularies(&self) -> &dyn domain::vocabulary::Vocabularies {
        self
    }
    fn exports(&self) -> &dyn domain::export::Exports {
        self
    }
    fn live(&self) -> &dyn domain::live::Live {
        self
    }
}
