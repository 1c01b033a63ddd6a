//! The bin in the database: what was deleted is kept row by row, as it was.

use std::collections::{BTreeMap, BTreeSet};

use async_trait::async_trait;
use domain::bin::{Bin, Binned, KEPT_DAYS};
use domain::error::Refusal;
use domain::event::{By, Kind};
use domain::note::Subject;
use domain::patch::Changes;
use domain::{Actor, BinId, Cursor, Error, Instant, Page, Result, Right};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::ask::ask;
use crate::company::CompanyRow;
use crate::contact::ContactRow;
use crate::deal::DealRow;
use crate::list::{Clauses, PAGE, page};
use crate::search::{Entry, Table};
use crate::write::{Said, Tx, write};
use crate::{Failure, Store};

/// A record on which more rows of one kind hang is not deleted: part of them would stay behind.
const MOST: usize = 1_000;

/// The rows of each table.
pub(crate) type Rows = BTreeMap<String, Vec<Value>>;

/// A place in the bin as it is stored; its rows stand in a table of their own, so that the list stays light.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct BinRow {
    #[serde(flatten)]
    binned: Binned,
    /// The id once more: the list is ordered by it.
    #[serde(default)]
    key: String,
}

#[derive(Serialize, Deserialize)]
struct Kept {
    rows: Rows,
}

fn id_of(row: &Value) -> &str {
    row["id"].as_str().unwrap_or_default()
}

fn typed<T: serde::de::DeserializeOwned>(row: &Value) -> Result<T, Failure> {
    serde_json::from_value(row.clone()).map_err(Failure::shape)
}

/// Every row as history names it.
fn names(rows: &Rows) -> Vec<String> {
    rows.iter().flat_map(|(table, rows)| rows.iter().map(move |row| format!("{table}:{}", id_of(row)))).collect()
}

/// The record, those that hear of it, and what hangs on it.
fn subjects(subject: &Subject, rows: &Rows) -> Result<Vec<String>, Failure> {
    let first = |table: &str| rows.get(table).and_then(|rows| rows.first());
    let mut all = match (subject, first("contact"), first("deal")) {
        (Subject::Contact(_), Some(row), _) => typed::<ContactRow>(row)?.subjects(),
        (Subject::Deal(_), _, Some(row)) => typed::<DealRow>(row)?.subjects(),
        _ => vec![subject.to_string()],
    };
    for name in names(rows) {
        if !all.contains(&name) {
            all.push(name);
        }
    }
    Ok(all)
}

/// What the record is called.
fn name_of(subject: &Subject, rows: &Rows) -> Result<String, Failure> {
    let first = |table: &str| rows.get(table).and_then(|rows| rows.first()).ok_or(Failure::Answer(Error::NotFound));
    Ok(match subject {
        Subject::Contact(_) => typed::<ContactRow>(first("contact")?)?.details.full_name(),
        Subject::Company(_) => typed::<CompanyRow>(first("company")?)?.details.name,
        Subject::Deal(_) => typed::<DealRow>(first("deal")?)?.details.title,
    })
}

/// The contacts of the tasks among the rows: another action is next for them.
fn concerned(rows: &Rows) -> BTreeSet<String> {
    let tasks = rows.get("task").into_iter().flatten();
    tasks.filter_map(|row| row["details"]["contact"].as_str().map(str::to_owned)).collect()
}

impl Tx<'_> {
    async fn rows_where(&self, table: &str, condition: &str, values: &[String]) -> Result<Vec<Value>, Failure> {
        let sql = format!("SELECT * FROM {table} WHERE {condition} LIMIT {}", MOST + 1);
        let rows: Vec<Value> = self.run(ask(sql).bind("values", values)).await?.all(0)?;
        if rows.len() > MOST { Err(Error::too_long(table, MOST).into()) } else { Ok(rows) }
    }

    /// A record with all that hangs on it.
    async fn hanging(&self, subject: &Subject) -> Result<Rows, Failure> {
        let (table, id) = match subject {
            Subject::Contact(id) => ("contact", id.as_str()),
            Subject::Company(id) => ("company", id.as_str()),
            Subject::Deal(id) => ("deal", id.as_str()),
        };
        let mut rows = Rows::from([(table.to_owned(), vec![self.need::<Value>(table, id).await?])]);
        let own = [id.to_owned()];
        let mut tasks = Vec::new();
        match subject {
            Subject::Contact(_) => {
                let deals = self.rows_where("deal", "details.contact IN $values", &own).await?;
                let condition = "removed IN [true, false] AND details.contact IN $values";
                rows.insert("exchange".to_owned(), self.rows_where("exchange", condition, &own).await?);
                rows.insert("deal".to_owned(), deals);
                let condition = "open IN [true, false] AND details.contact IN $values";
                tasks = self.rows_where("task", condition, &own).await?;
            }
            Subject::Company(_) => {
                for table in ["contact", "deal"] {
                    let sql = format!("SELECT id FROM {table} WHERE details.company = $company LIMIT 1");
                    if self.run(ask(sql).bind("company", id)).await?.one::<Value>(0)?.is_some() {
                        return Err(Error::refused(Refusal::CompanyInUse).into());
                    }
                }
            }
            Subject::Deal(_) => {}
        }
        let deals: Vec<String> = rows.get("deal").into_iter().flatten().map(|row| id_of(row).to_owned()).collect();
        if !deals.is_empty() {
            let more = self.rows_where("task", "open IN [true, false] AND details.deal IN $values", &deals).await?;
            tasks.extend(more);
            tasks.sort_by(|a, b| id_of(a).cmp(id_of(b)));
            tasks.dedup_by(|a, b| id_of(a) == id_of(b));
        }
        rows.insert("task".to_owned(), tasks);
        let on: Vec<String> = names(&rows);
        let notes = self.rows_where("note", "removed IN [true, false] AND subject IN $values", &on).await?;
        rows.insert("note".to_owned(), notes);
        rows.retain(|_, rows| !rows.is_empty());
        Ok(rows)
    }

    /// Takes rows out of their tables and out of the search.
    async fn take(&self, rows: &Rows) -> Result<(), Failure> {
        for (table, rows) in rows {
            if let Some(searched) = Table::named(table) {
                let gone = |row: &Value| {
                    let entry = Entry::of(id_of(row), row);
                    (searched, Entry { search: String::new(), hidden: true, ..entry })
                };
                self.note(rows.iter().map(gone));
            }
            self.run(ask("DELETE $ids RETURN NONE").records("ids", table, rows.iter().map(id_of))).await?;
        }
        crate::task::anew(self, concerned(rows)).await
    }

    /// Puts rows back. A company that has gone meanwhile is left off, and history says so.
    async fn give_back(&self, rows: Rows) -> Result<(), Failure> {
        let contacts = concerned(&rows);
        for (table, rows) in rows {
            for mut row in rows {
                let company = row["details"]["company"].clone();
                if let Some(id) = company.as_str()
                    && self.get::<Value>("company", id).await?.is_none()
                    && let Some(details) = row["details"].as_object_mut()
                {
                    details.remove("company");
                    let kind = if table == "deal" { Kind::DealEdited } else { Kind::ContactEdited };
                    let name = format!("{table}:{}", id_of(&row));
                    self.emit(Said::new(kind, vec![name], Changes::one("company", company, Value::Null)));
                }
                let id = id_of(&row).to_owned();
                self.put(&table, &id, &row).await?;
            }
        }
        crate::task::anew(self, contacts).await
    }

    /// Whether nothing stands in the way of what comes back.
    async fn free(&self, subject: &Subject, rows: &Rows) -> Result<(), Failure> {
        match subject {
            Subject::Contact(_) => Ok(()),
            Subject::Company(_) => {
                let folded = rows.get("company").and_then(|rows| rows.first()).map(|row| row["folded"].clone());
                let sql = "SELECT id FROM company WHERE folded = $folded";
                let same: Vec<Value> = self.run(ask(sql).bind("folded", folded)).await?.all(0)?;
                if same.is_empty() { Ok(()) } else { Err(Error::Taken { field: "name".to_owned() }.into()) }
            }
            Subject::Deal(_) => {
                let contact =
                    rows.get("deal").and_then(|rows| rows.first()).map(|row| row["details"]["contact"].clone());
                let contact = contact.as_ref().and_then(Value::as_str).unwrap_or_default();
                match self.get::<Value>("contact", contact).await? {
                    Some(_) => Ok(()),
                    None => Err(Error::refused(Refusal::ContactGone).into()),
                }
            }
        }
    }

    /// Empties a place in the bin, and gives what it held.
    async fn empty(&self, id: &BinId) -> Result<(Binned, Rows), Failure> {
        let binned = self.need::<BinRow>("bin", id.as_str()).await?.binned;
        let rows = self.need::<Kept>("bin_rows", id.as_str()).await?.rows;
        let sql = "DELETE $place RETURN NONE; DELETE $kept RETURN NONE";
        self.run(ask(sql).record("place", "bin", id.as_str()).record("kept", "bin_rows", id.as_str())).await?;
        Ok((binned, rows))
    }
}

/// Puts a record into the bin with all that hangs on it, if that is as it should be.
pub(crate) async fn delete(
    tx: &Tx<'_>,
    actor: &Actor,
    subject: &Subject,
    check: impl Fn(&Rows) -> Result<()>,
) -> Result<Binned, Failure> {
    let id = BinId::new();
    let rows = tx.hanging(subject).await?;
    check(&rows)?;
    let (name, all) = (name_of(subject, &rows)?, subjects(subject, &rows)?);
    let others = u32::try_from(rows.values().map(Vec::len).sum::<usize>() - 1).unwrap_or(u32::MAX);
    let said = Changes::one("bin", Value::Null, json!({ "name": name, "others": others, "id": id }));
    let (subject, by) = (subject.clone(), By::from(actor));
    let binned = Binned { id: id.clone(), subject, name, others, by, at: tx.now() };
    tx.take(&rows).await?;
    tx.put("bin", id.as_str(), &BinRow { binned: binned.clone(), key: id.to_string() }).await?;
    tx.put("bin_rows", id.as_str(), &Kept { rows }).await?;
    tx.emit(Said::new(Kind::RecordDeleted, all, said));
    Ok(binned)
}

/// Puts a record back with all that went along.
pub(crate) async fn restore(tx: &Tx<'_>, id: &BinId) -> Result<Binned, Failure> {
    let (binned, rows) = tx.empty(id).await?;
    tx.free(&binned.subject, &rows).await?;
    let was = json!({ "name": binned.name, "others": binned.others, "id": binned.id });
    let said = Changes::one("bin", was, Value::Null);
    tx.emit(Said::new(Kind::RecordRestored, subjects(&binned.subject, &rows)?, said));
    tx.give_back(rows).await?;
    Ok(binned)
}

#[async_trait]
impl Bin for Store {
    async fn delete(&self, actor: &Actor, subject: &Subject) -> Result<Binned> {
        actor.may(Right::WriteRecords)?;
        write!(self, actor, tx => { delete(&tx, actor, subject, |_| Ok(())).await })
    }

    async fn list(&self, actor: &Actor, after: Option<Cursor>) -> Result<Page<Binned>> {
        actor.may(Right::WriteRecords)?;
        let rows: Page<BinRow> =
            page(self, "bin", &Clauses::new(), "key", false, after, PAGE, |row: &BinRow| row.key.clone()).await?;
        Ok(rows.map(|row| row.binned))
    }

    async fn find(&self, actor: &Actor, subject: &Subject) -> Result<Option<Binned>> {
        actor.may(Right::WriteRecords)?;
        let found = ask("SELECT * FROM bin WHERE subject = $subject LIMIT 1").bind("subject", subject);
        Ok(self.read(found).await?.one::<BinRow>(0)?.map(|row| row.binned))
    }

    async fn restore(&self, actor: &Actor, id: &BinId) -> Result<Binned> {
        actor.may(Right::WriteRecords)?;
        write!(self, actor, tx => { restore(&tx, id).await })
    }

    async fn erase(&self, actor: &Actor, id: &BinId) -> Result<()> {
        actor.may(Right::DeleteForGood)?;
        write!(self, actor, tx => {
            let (binned, rows) = tx.empty(id).await?;
            let gone = names(&rows);
            // The frame of each event stays; its values go. Only what is about these records alone.
            let sql = "FOR $one IN $gone \
                       { UPDATE event SET changes = {} WHERE subjects CONTAINS $one AND subjects[0] = $one RETURN NONE }";
            tx.run(ask(sql).bind("gone", &gone)).await?;
            let first = binned.subject.to_string();
            let rest = gone.into_iter().filter(|name| *name != first);
            let all = std::iter::once(first.clone()).chain(rest).collect();
            tx.emit(Said::new(Kind::RecordErased, all, Changes::default()));
            Ok(())
        })
    }
}

impl Store {
    /// Erases what has lain in the bin for its thirty days.
    ///
    /// # Errors
    /// `Internal`.
    pub async fn empty_bin(&self, actor: &Actor) -> Result<u32> {
        let before = Instant(self.now().0 - KEPT_DAYS * 86_400_000);
        let sql = "SELECT * FROM bin WHERE at < $before ORDER BY key ASC LIMIT 100";
        let old: Vec<BinRow> = self.read(ask(sql).bind("before", before)).await?.all(0)?;
        for row in &old {
            self.erase(actor, &row.binned.id).await?;
        }
        Ok(u32::try_from(old.len()).unwrap_or(u32::MAX))
    }
}
