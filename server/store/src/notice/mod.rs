//! Notices in the database: written in the transaction of the event they come from, read by their own reader only.

mod read;

use std::collections::BTreeMap;

use async_trait::async_trait;
use domain::event::{By, Event};
use domain::live::Change;
use domain::notice::{KEPT_DAYS, Kind, Late, Marked, Notice, Notices, Seen, Told, Which, told};
use domain::{Actor, Cursor, Day, Instant, NoteId, NoticeId, Page, Result, StageId, UserId};
use serde::{Deserialize, Serialize};

use crate::ask::ask;
use crate::write::{Tx, write};
use crate::{Failure, Store};

/// So many notices are taken away at once when they are old.
const SWEPT: usize = 1_000;

/// A notice as it is stored. What records are called is not in it: it is read with them.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct NoticeRow {
    id: NoticeId,
    user: UserId,
    kind: Kind,
    at: Instant,
    by: By,
    subject: String,
    count: u32,
    #[serde(default)]
    note: Option<NoteId>,
    #[serde(default)]
    stage: Option<StageId>,
    #[serde(default)]
    read_at: Option<Instant>,
    unread: bool,
    /// Whether it tells of a deal, which not every role may see.
    deal: bool,
    /// The moment in thirteen digits and the id: the order of the list.
    key: String,
}

impl NoticeRow {
    fn new(told: Told, id: NoticeId, at: Instant, by: &By) -> Self {
        let key = format!("{:013} {id}", at.0.max(0));
        let Told { user, kind, subject, note, stage, .. } = told;
        let (deal, by) = (subject.starts_with("deal:"), by.clone());
        Self { id, user, kind, at, by, subject, count: 1, note, stage, read_at: None, unread: true, deal, key }
    }

    fn shown(self) -> Notice {
        let Self { id, kind, at, by, subject, count, note, stage, read_at, .. } = self;
        Notice { id, kind, at, by, subject, count, note, stage, read_at, name: None, detail: None }
    }
}

/// That a colleague's notices are others than before, for the open pages.
pub(crate) fn news(users: impl IntoIterator<Item = UserId>) -> impl Iterator<Item = Change> {
    let change = |user| Change { number: 0, subjects: vec![format!("notice:{user}")], origin: String::new() };
    users.into_iter().map(change)
}

impl Tx<'_> {
    /// Writes who is told. What comes to the same notice once more makes it new; the many of a group are counted.
    pub(crate) async fn notify(&self, told: Vec<Told>, by: &By) -> Result<(), Failure> {
        if told.is_empty() {
            return Ok(());
        }
        let (mut rows, mut groups) = (BTreeMap::<NoticeId, NoticeRow>::new(), Vec::new());
        for told in told {
            let Ok(id) = told.id().parse::<NoticeId>() else { continue };
            match rows.get_mut(&id) {
                Some(row) if told.group.is_some() => row.count += 1,
                _ => {
                    groups.extend(told.group.is_some().then(|| id.clone()));
                    rows.insert(id.clone(), NoticeRow::new(told, id, self.now(), by));
                }
            }
        }
        if !groups.is_empty() {
            // The chunks before this one have written theirs.
            let ids = groups.iter().map(NoticeId::as_str);
            let before: Vec<NoticeRow> =
                self.run(ask("SELECT * FROM $ids").records("ids", "notice", ids)).await?.all(0)?;
            for before in before {
                if let Some(row) = rows.get_mut(&before.id) {
                    (row.count, row.subject) = (row.count + before.count, before.subject);
                }
            }
        }
        let rows: Vec<NoticeRow> = rows.into_values().collect();
        self.put_all("notice", &rows).await
    }

    /// Takes the notice of a bulk away, which is being taken back.
    pub(crate) async fn untell(&self, events: &[Event]) -> Result<(), Failure> {
        let told: BTreeMap<String, UserId> =
            events.iter().flat_map(|event| told(event, &[])).map(|told| (told.id(), told.user)).collect();
        if told.is_empty() {
            return Ok(());
        }
        let ids = told.keys().map(String::as_str);
        self.run(ask("DELETE $ids RETURN NONE").records("ids", "notice", ids)).await?;
        told.into_values().for_each(|user| self.hear(user));
        Ok(())
    }

    /// The unread notices of a colleague that are meant.
    async fn meant(&self, me: &UserId, which: &Which) -> Result<Vec<NoticeId>, Failure> {
        #[derive(Deserialize)]
        struct Id {
            id: NoticeId,
        }
        let most = Marked::MOST;
        let ask = match which {
            Which::These(ids) => {
                let ids = ids.iter().take(most).map(NoticeId::as_str);
                ask("SELECT id FROM $ids WHERE user = $me AND unread = true").records("ids", "notice", ids)
            }
            Which::About(subject) => {
                let sql = "SELECT id FROM notice WITH INDEX notice_about WHERE user = $me AND subject = $subject \
                           AND unread = true LIMIT 1000";
                ask(sql).bind("subject", subject)
            }
            Which::Late(_) => return Ok(Vec::new()),
            Which::Everything(_) => {
                let sql =
                    "SELECT id FROM notice WITH INDEX notice_unread WHERE user = $me AND unread = true LIMIT 1000";
                ask(sql)
            }
        };
        let found: Vec<Id> = self.run(ask.bind("me", me)).await?.all(0)?;
        Ok(found.into_iter().map(|row| row.id).collect())
    }
}

#[async_trait]
impl Notices for Store {
    async fn list(&self, actor: &Actor, after: Option<Cursor>) -> Result<Page<Notice>> {
        self.own_notices(actor, after).await
    }

    async fn late(&self, actor: &Actor, today: Day) -> Result<Late> {
        self.late_actions(actor, today).await
    }

    async fn unread(&self, actor: &Actor, today: Day) -> Result<u32> {
        let asked = format!("{:?} {:?} {today:?}", actor.user, actor.role);
        self.kept(&self.answers.unread, Some(asked), self.unread_notices(actor, today)).await
    }

    async fn read(&self, actor: &Actor, which: &Which) -> Result<Marked> {
        let me = actor.colleague()?;
        write!(self, actor, tx => {
            let notices = tx.meant(me, which).await?;
            let sql = "UPDATE $ids SET unread = false, read_at = $now RETURN NONE";
            let ids = notices.iter().map(NoticeId::as_str);
            if !notices.is_empty() {
                tx.run(ask(sql).records("ids", "notice", ids).bind("now", tx.now())).await?;
            }
            let mut marked = Marked { notices, late: None };
            if let Which::Late(today) | Which::Everything(today) = which {
                let seen: Seen = tx.get("notice_seen", me.as_str()).await?.unwrap_or_default();
                if seen.late.is_none_or(|day| day < *today) {
                    tx.put("notice_seen", me.as_str(), &Seen { late: Some(*today) }).await?;
                    marked.late = Some(seen);
                }
            }
            if !marked.is_empty() {
                tx.hear(me.clone());
            }
            Ok(marked)
        })
    }

    async fn unmark(&self, actor: &Actor, marked: &Marked) -> Result<()> {
        let me = actor.colleague()?;
        write!(self, actor, tx => {
            let ids = marked.notices.iter().take(Marked::MOST).map(NoticeId::as_str);
            let sql = "UPDATE $ids SET unread = true, read_at = NONE WHERE user = $me RETURN NONE";
            if !marked.notices.is_empty() {
                tx.run(ask(sql).records("ids", "notice", ids).bind("me", me)).await?;
            }
            if let Some(seen) = &marked.late {
                tx.put("notice_seen", me.as_str(), seen).await?;
            }
            tx.hear(me.clone());
            Ok(())
        })
    }
}

impl Store {
    /// Takes away the notices that are older than they are kept.
    ///
    /// # Errors
    /// `Internal`.
    pub async fn forget_notices(&self) -> Result<u32> {
        #[derive(Deserialize)]
        struct Id {
            id: String,
        }
        let before = format!("{:013}", (self.now().0 - KEPT_DAYS * 86_400_000).max(0));
        let sql = format!("SELECT id, key FROM notice WHERE key < $before ORDER BY key LIMIT {SWEPT}");
        let mut gone = 0;
        loop {
            let old: Vec<Id> = self.read(ask(sql.clone()).bind("before", &before)).await?.all(0)?;
            if old.is_empty() {
                return Ok(gone);
            }
            let ids = old.iter().map(|row| row.id.as_str());
            self.read(ask("DELETE $ids RETURN NONE").records("ids", "notice", ids)).await?;
            gone += u32::try_from(old.len()).unwrap_or(u32::MAX);
        }
    }
}
