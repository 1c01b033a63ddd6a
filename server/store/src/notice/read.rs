//! Notices as they are read: a page with the names of what they are about, and how many are unread.

use std::collections::HashMap;

use domain::notice::{COUNTED, Late, Notice, Seen};
use domain::page::Count;
use domain::{Actor, Cursor, Day, Page, Result, Right, UserId};
use serde::Deserialize;

use super::NoticeRow;
use crate::ask::ask;
use crate::list::{Clauses, PAGE, page};
use crate::{Failure, Store};

/// The most characters of a note that its notice repeats.
const EXCERPT: usize = 200;

#[derive(Deserialize)]
struct Counted {
    count: u32,
}

#[derive(Deserialize)]
struct Titled {
    title: String,
}

/// The names of the records of each table.
type Names = HashMap<&'static str, HashMap<String, String>>;

impl Store {
    pub(super) async fn own_notices(&self, actor: &Actor, after: Option<Cursor>) -> Result<Page<Notice>> {
        let me = actor.colleague()?;
        let clauses = Clauses::new()
            .when("user = $me", "me", Some(me))
            .given(!actor.can(Right::ReadDeals), "deal = false")
            .by("WITH INDEX notice_user");
        let found =
            page(self, "notice", &clauses, "key", false, after, PAGE, |row: &NoticeRow| row.key.clone()).await?;
        let names = self.names_for(actor, &found.rows).await?;
        Ok(found.map(|row| {
            let mut notice = row.shown();
            notice.name = named(&names, &notice.subject);
            notice.detail = match (&notice.note, &notice.stage) {
                (Some(note), _) => names["note"].get(note.as_str()).map(|text| excerpt(text)),
                (None, Some(stage)) => names["stage"].get(stage.as_str()).cloned(),
                _ => None,
            };
            notice
        }))
    }

    /// What a page of notices speaks of, one question a table.
    async fn names_for(&self, actor: &Actor, rows: &[NoticeRow]) -> Result<Names> {
        let of = |table: &str| {
            let own = rows.iter().filter_map(|row| row.subject.split_once(':')).filter(move |(of, _)| *of == table);
            own.map(|(_, id)| id).collect::<Vec<_>>()
        };
        let mut names = Names::new();
        for table in ["contact", "company"] {
            names.insert(table, self.names(table, of(table)).await?);
        }
        let tasks = self.names("task", of("task")).await?;
        names.insert("task", tasks);
        let (mut deals, mut stages) = (HashMap::new(), HashMap::new());
        if actor.can(Right::ReadDeals) {
            deals = self.names("deal", of("deal")).await?;
            if rows.iter().any(|row| row.stage.is_some()) {
                let all = self.all_pipelines().await?.into_iter().flat_map(|pipeline| pipeline.details.stages);
                stages = all.map(|stage| (stage.id.to_string(), stage.name)).collect();
            }
        }
        names.insert("deal", deals);
        names.insert("stage", stages);
        let notes = rows.iter().filter_map(|row| row.note.as_ref()).map(|note| note.as_str());
        names.insert("note", self.names("note", notes).await?);
        Ok(names)
    }

    pub(super) async fn late_actions(&self, actor: &Actor, today: Day) -> Result<Late> {
        let me = actor.colleague()?;
        let most = Count::EXACT + 1;
        let late = "open = true AND details.assignee = $me AND due < $today";
        let sql = format!(
            "SELECT count() FROM (SELECT id FROM task WHERE {late} LIMIT {most}) GROUP ALL; \
             SELECT due, details.title AS title FROM task WHERE {late} ORDER BY due LIMIT 1"
        );
        let mut found = self.read(ask(sql).bind("me", me).bind("today", today)).await?;
        let rows = found.one::<Counted>(0)?.map_or(0, |counted| counted.count);
        let count = Count { rows: rows.min(Count::EXACT), more: rows > Count::EXACT };
        let first = found.one::<Titled>(1)?.map(|task| task.title);
        let unread = if rows == 0 { 0 } else { self.late_unread(me, today).await? };
        Ok(Late { count, unread, first })
    }

    /// How many actions are late on a day and were not seen to be, counted up to [`COUNTED`].
    async fn late_unread(&self, me: &UserId, today: Day) -> Result<u32, Failure> {
        let seen: Option<Seen> =
            self.read(ask("SELECT * FROM $id").record("id", "notice_seen", me.as_str())).await?.one(0)?;
        let from = seen.and_then(|seen| seen.late).map(|day| day.to_string()).unwrap_or_default();
        let sql = format!(
            "SELECT count() FROM (SELECT id FROM task WHERE open = true AND details.assignee = $me AND due >= $from \
             AND due < $today LIMIT {COUNTED}) GROUP ALL"
        );
        let found: Option<Counted> =
            self.read(ask(sql).bind("me", me).bind("from", from).bind("today", today)).await?.one(0)?;
        Ok(found.map_or(0, |counted| counted.count))
    }

    pub(super) async fn unread_notices(&self, actor: &Actor, today: Day) -> Result<u32> {
        let me = actor.colleague()?;
        let deals = if actor.can(Right::ReadDeals) { "" } else { " AND deal = false" };
        let sql = format!(
            "SELECT count() FROM (SELECT id FROM notice WITH INDEX notice_unread WHERE user = $me AND unread = true{deals} \
             LIMIT {COUNTED}) GROUP ALL"
        );
        let found: Option<Counted> = self.read(ask(sql).bind("me", me)).await?.one(0)?;
        let told = found.map_or(0, |counted| counted.count);
        // What is late is one line, however many.
        Ok((told + self.late_unread(me, today).await?.min(1)).min(COUNTED))
    }
}

fn named(names: &Names, subject: &str) -> Option<String> {
    let (table, id) = subject.split_once(':')?;
    names.get(table)?.get(id).cloned()
}

/// The beginning of a note in one line.
fn excerpt(text: &str) -> String {
    let line = domain::text::tidy(&text.replace("**", ""));
    match line.char_indices().nth(EXCERPT) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default().trim_end()),
        None => line,
    }
}
