//! One field's way from what was typed to the server and back.

use std::pin::Pin;
use std::sync::{Arc, Mutex};

use domain::patch::Patch;
use domain::{Error as Cause, Result as Checked};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::back::edited;
use super::waits;
use crate::error::Error;

/// A saving under way.
pub(crate) type Saving = Pin<Box<dyn Future<Output = Result<(), Error>> + Send>>;

type Run = Arc<dyn Fn(String) -> Saving + Send + Sync>;

/// Saves what was typed into one field.
#[derive(Clone)]
pub(crate) struct Save {
    run: Run,
    /// Holds the record as it stands now, to be compared with what it is when it is saved.
    begin: Option<Arc<dyn Fn() -> Run + Send + Sync>>,
}

impl Save {
    /// From a function that does it.
    pub(crate) fn new<F>(save: impl Fn(String) -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = Result<(), Error>> + Send + 'static,
    {
        Self { run: Arc::new(move |typed| Box::pin(save(typed))), begin: None }
    }

    /// For an edit that begins now; and whether the server will tell of what others write into the field meanwhile.
    pub(crate) fn begin(&self) -> (Self, bool) {
        let run = self.begin.as_ref().map_or_else(|| self.run.clone(), |begin| begin());
        (Self { run, begin: None }, self.begin.is_some())
    }

    /// Does it.
    pub(crate) fn run(&self, typed: String) -> Saving {
        (self.run)(typed)
    }
}

/// A record that is changed field by field.
pub(crate) trait Editable: Clone + Send + Sync + 'static {
    /// What the server is asked for.
    type Call: ServerFn<Output = Self, Error = Error> + Serialize + Clone + Send + Sync;
    /// What people fill in.
    type Details: Clone + PartialEq + Serialize + DeserializeOwned + Send + Sync + 'static;
    /// The fields as read.
    fn details(&self) -> &Self::Details;
    /// The version as read.
    fn version(&self) -> u32;
    /// How events name it, `table:id`.
    fn subject(&self) -> String;
    /// With other fields, as far as they can be shown before the server has answered.
    fn put(&mut self, details: Self::Details);
    /// The call that sends the changes.
    fn call(&self, patch: Patch) -> Self::Call;
    /// Reads the record again.
    fn again(&self) -> impl Future<Output = Result<Self, Error>> + Send;
}

/// Changes a record through its details, and offers to take it back. When somebody else was faster the record is read again, so that saving once
/// more is a decision and not an accident.
pub(crate) async fn change<R: Editable>(
    record: RwSignal<R>,
    alter: impl FnOnce(&mut R::Details) -> Checked<()>,
) -> Result<(), Error> {
    change_saying(record, None, alter).await
}

/// As [`change`], saying what was done in words of its own.
pub(crate) async fn change_saying<R: Editable>(
    record: RwSignal<R>,
    said: Option<String>,
    alter: impl FnOnce(&mut R::Details) -> Checked<()>,
) -> Result<(), Error> {
    let Some(read) = record.try_get_untracked() else { return Ok(()) };
    change_from(record, &Mutex::new(read), said, alter).await
}

/// As [`change`], of the record as it was read when the edit began. After a refusal because of somebody else that is the
/// record as it stands: saving once more is a decision.
async fn change_from<R: Editable>(
    record: RwSignal<R>,
    seen: &Mutex<R>,
    said: Option<String>,
    alter: impl FnOnce(&mut R::Details) -> Checked<()>,
) -> Result<(), Error> {
    let Ok(read) = seen.lock().map(|seen| seen.clone()) else { return Err(Error(Cause::Internal)) };
    let mut wanted = read.details().clone();
    alter(&mut wanted)?;
    if wanted == *read.details() {
        return Ok(());
    }
    let patch = Patch::between(read.version(), read.details(), &wanted);
    let fields: Vec<String> = patch.changes.0.keys().cloned().collect();
    // One way for one field: behind what waits.
    if waits::begun(&read, &patch.changes) && waits::keep(record, &read, &wanted, &patch).await {
        return Ok(());
    }
    match read.call(patch.clone()).run_on_client().await {
        Ok(next) => {
            edited(record, &next, &fields, said);
            record.try_set(next);
            Ok(())
        }
        Err(Error(Cause::Offline)) if waits::keep(record, &read, &wanted, &patch).await => Ok(()),
        Err(error) => {
            if matches!(error.0, Cause::Changed { .. })
                && let Ok(present) = read.again().await
            {
                if let Ok(mut seen) = seen.lock() {
                    *seen = present.clone();
                }
                record.try_set(present);
            }
            Err(error)
        }
    }
}

impl<R: Editable> From<(RwSignal<R>, fn(&mut R::Details, &str) -> Checked<()>)> for Save {
    /// A field whose text says all there is to know.
    fn from((record, alter): (RwSignal<R>, fn(&mut R::Details, &str) -> Checked<()>)) -> Self {
        let begin = move || -> Run {
            let seen = Arc::new(Mutex::new(record.get_untracked()));
            Arc::new(move |typed: String| {
                let seen = seen.clone();
                Box::pin(async move { change_from(record, &seen, None, |details| alter(details, &typed)).await })
            })
        };
        let save = Self::new(move |typed: String| change(record, move |details| alter(details, &typed)));
        Self { begin: Some(Arc::new(begin)), ..save }
    }
}
