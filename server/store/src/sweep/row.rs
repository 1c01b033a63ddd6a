//! Records of several kinds changed alike: their fields replaced, each with an event that names the whole.

use std::collections::HashMap;

use domain::event::Kind;
use domain::patch::Changes;
use domain::view::View;
use domain::{BulkId, EventId, Instant, Result, company, contact, deal, task, view};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::Failure;
use crate::ask::ask;
use crate::company::CompanyRow;
use crate::contact::ContactRow;
use crate::deal::DealRow;
use crate::task::TaskRow;
use crate::view::ViewRow;
use crate::write::{Said, Tx};

/// A stored record whose fields a sweep may change.
pub(crate) trait Row: Clone + Serialize + DeserializeOwned {
    /// The fields that people fill in.
    type Details: Serialize + DeserializeOwned;
    /// Its table.
    const TABLE: &'static str;
    /// What its event is called.
    const EDITED: Kind;
    fn id(&self) -> String;
    fn details(&self) -> &Self::Details;
    fn check(details: &Self::Details) -> Result<()>;
    /// The same record with other fields, a version on.
    fn with(&self, details: Self::Details, now: Instant) -> Self;
    fn subjects(&self) -> Vec<String>;
}

macro_rules! rows {
    ($($row:ident in $table:ident, $edited:ident, |$old:ident, $details:ident, $now:ident| $with:expr, $subjects:expr;)*) => {$(
        impl Row for $row {
            type Details = $table::Details;
            const TABLE: &'static str = stringify!($table);
            const EDITED: Kind = Kind::$edited;

            fn id(&self) -> String {
                self.id.to_string()
            }
            fn details(&self) -> &Self::Details {
                &self.details
            }
            fn check(details: &Self::Details) -> Result<()> {
                details.check()
            }
            fn with(&self, $details: Self::Details, $now: Instant) -> Self {
                let $old = self;
                $with
            }
            fn subjects(&self) -> Vec<String> {
                ($subjects)(self)
            }
        }
    )*};
}

rows! {
    ContactRow in contact, ContactEdited, |old, details, updated_at| Self { details, version: old.version + 1, updated_at, ..old.clone() }.keyed(), Self::subjects;
    CompanyRow in company, CompanyEdited, |old, details, updated_at| Self { details, version: old.version + 1, updated_at, ..old.clone() }.indexed(), |row: &Self| vec![row.id.subject()];
    DealRow in deal, DealEdited, |old, details, updated_at| Self { details, version: old.version + 1, updated_at, ..old.clone() }, Self::subjects;
    TaskRow in task, TaskEdited, |old, details, _now| old.with(details), Self::subjects;
}

/// A saved view, whose address names what is renamed.
impl Row for ViewRow {
    type Details = view::Details;
    const TABLE: &'static str = "view";
    const EDITED: Kind = Kind::ViewChanged;

    fn id(&self) -> String {
        self.view.id.to_string()
    }
    fn details(&self) -> &view::Details {
        &self.view.details
    }
    fn check(details: &view::Details) -> Result<()> {
        details.check()
    }
    fn with(&self, details: view::Details, _now: Instant) -> Self {
        View { details, version: self.view.version + 1, ..self.view.clone() }.into()
    }
    fn subjects(&self) -> Vec<String> {
        vec![self.view.id.subject()]
    }
}

/// Changes those of the records that are still there. `next` answers the new fields; none leaves the record as it is.
/// `undoes` answers the event that is taken back with it.
/// Answers how many were changed, were so already, and could not be.
pub(crate) async fn change<R: Row>(
    tx: &Tx<'_>,
    whole: &BulkId,
    ids: &[String],
    next: impl Fn(&R) -> Option<Result<R::Details>>,
    undoes: impl Fn(&str) -> Option<EventId>,
) -> Result<[u32; 3], Failure> {
    let ask = ask("SELECT * FROM $ids").records("ids", R::TABLE, ids.iter().map(String::as_str));
    let known: Vec<R> = tx.run(ask).await?.all(0)?;
    let known: HashMap<String, R> = known.into_iter().map(|row| (row.id(), row)).collect();
    let (mut rows, mut tally) = (Vec::new(), [0, 0, 0]);
    for id in ids {
        let fate = known.get(id).and_then(|row| Some((row, next(row)?)));
        let Some((row, details)) = fate else {
            tally[1] += 1;
            continue;
        };
        let Some(details) = details.ok().filter(|details| R::check(details).is_ok()) else {
            tally[2] += 1;
            continue;
        };
        let changes = Changes::between(row.details(), &details);
        if changes.is_empty() {
            tally[1] += 1;
            continue;
        }
        let mut subjects = row.subjects();
        subjects.push(whole.subject());
        tx.emit(Said { undoes: undoes(id), ..Said::new(R::EDITED, subjects, changes) });
        rows.push(row.with(details, tx.now()));
        tally[0] += 1;
    }
    tx.put_all(R::TABLE, &rows).await?;
    Ok(tally)
}
