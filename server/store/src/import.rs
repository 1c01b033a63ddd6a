//! Rows of a file in the database: a chunk is one transaction, a row is written whole or not at all.

use std::collections::HashMap;

use async_trait::async_trait;
use domain::contact::{Details, DoNotContact};
use domain::event::Kind;
use domain::import::{CHUNK, Imports, Outcome, Reason, Row, Tally, Written};
use domain::patch::Changes;
use domain::pipeline::Pipeline;
use domain::position::Position;
use domain::text::fold;
use domain::{Actor, CompanyId, ContactId, Error, ImportId, Instant, Problem, Result, Right, StageId};
use serde::{Deserialize, Serialize};

use crate::ask::ask;
use crate::company::CompanyRow;
use crate::contact::ContactRow;
use crate::deal::{DealRow, place_on_top};
use crate::write::{Said, Tx, write};
use crate::{Failure, Store};

#[derive(Clone, Serialize, Deserialize)]
struct ImportRow {
    file: String,
    rows: u32,
    started_at: Instant,
    #[serde(default)]
    finished_at: Option<Instant>,
    #[serde(default)]
    stopped: bool,
    #[serde(default)]
    tally: Tally,
}

/// What a chunk is written with: everything it may meet, read in a handful of queries.
struct Chunk<'t, 's> {
    tx: &'t Tx<'s>,
    actor: &'t Actor,
    import: &'t ImportId,
    pipelines: Vec<Pipeline>,
    companies: HashMap<String, (CompanyRow, bool)>,
    /// Contacts met, and whether they are new or changed.
    contacts: HashMap<ContactId, (ContactRow, Option<Changes>, bool)>,
    by_email: HashMap<String, Vec<ContactId>>,
    by_phone: HashMap<String, Vec<ContactId>>,
    tops: HashMap<StageId, Position>,
    deals: Vec<DealRow>,
}

impl<'t, 's> Chunk<'t, 's> {
    async fn prepare(tx: &'t Tx<'s>, actor: &'t Actor, import: &'t ImportId, rows: &[Row]) -> Result<Self, Failure> {
        let emails: Vec<_> = rows.iter().flat_map(|row| &row.contact.emails).collect();
        let phones: Vec<_> = rows.iter().flat_map(|row| &row.contact.phones).collect();
        let mut names: Vec<String> =
            rows.iter().map(|row| fold(&row.company)).filter(|name| !name.is_empty()).collect();
        names.sort();
        names.dedup();
        let sql = "SELECT * FROM pipeline ORDER BY id LIMIT 50;
                   SELECT * FROM company WHERE folded IN $names;
                   SELECT * FROM contact WHERE details.emails CONTAINSANY $emails;
                   SELECT * FROM contact WHERE details.phones CONTAINSANY $phones";
        let query = ask(sql).bind("names", names).bind("emails", emails).bind("phones", phones);
        let mut found = tx.run(query).await?;
        let mut chunk = Self {
            tx,
            actor,
            import,
            pipelines: found.all(0)?,
            companies: found.all::<CompanyRow>(1)?.into_iter().map(|row| (row.folded.clone(), (row, false))).collect(),
            contacts: HashMap::new(),
            by_email: HashMap::new(),
            by_phone: HashMap::new(),
            tops: HashMap::new(),
            deals: Vec::new(),
        };
        for row in found.all::<ContactRow>(2)?.into_iter().chain(found.all::<ContactRow>(3)?) {
            chunk.remember(row, None, false);
        }
        Ok(chunk)
    }

    fn remember(&mut self, row: ContactRow, changes: Option<Changes>, new: bool) {
        for email in &row.details.emails {
            let ids = self.by_email.entry(email.to_string()).or_default();
            if !ids.contains(&row.id) {
                ids.push(row.id.clone());
            }
        }
        for phone in &row.details.phones {
            let ids = self.by_phone.entry(phone.as_str().to_owned()).or_default();
            if !ids.contains(&row.id) {
                ids.push(row.id.clone());
            }
        }
        self.contacts.insert(row.id.clone(), (row, changes, new));
    }

    /// The one known contact with any of the row's addresses; by number only where no address is known.
    fn known(&self, details: &Details) -> Result<Option<ContactId>, (Reason, String)> {
        let emails =
            details.emails.iter().filter_map(|email| Some((email.to_string(), self.by_email.get(email.as_str())?)));
        let phones = details.phones.iter().filter_map(|phone| Some((phone.show(), self.by_phone.get(phone.as_str())?)));
        for found in [emails.collect::<Vec<_>>(), phones.collect::<Vec<_>>()] {
            let mut ids: Vec<&ContactId> = found.iter().flat_map(|(_, ids)| ids.iter()).collect();
            ids.sort();
            ids.dedup();
            match ids[..] {
                [] => {}
                [one] => return Ok(Some(one.clone())),
                _ => {
                    return Err((
                        Reason::Ambiguous,
                        found.into_iter().map(|(value, _)| value).next().unwrap_or_default(),
                    ));
                }
            }
        }
        Ok(None)
    }

    fn stage(&self, name: &str) -> Result<(domain::PipelineId, StageId), (Reason, String)> {
        let found = self.pipelines.iter().find_map(|pipeline| {
            let stage =
                if name.is_empty() { pipeline.details.visible().next() } else { pipeline.details.stage_named(name) };
            stage.map(|stage| (pipeline.id.clone(), stage.id.clone()))
        });
        found.ok_or_else(|| (Reason::UnknownStage, name.to_owned()))
    }

    fn company(&mut self, name: &str) -> Option<CompanyId> {
        let folded = fold(name);
        if folded.is_empty() {
            return None;
        }
        let now = self.tx.now();
        let new = || {
            let details = domain::company::Details { name: name.to_owned(), ..Default::default() };
            (CompanyRow::new(CompanyId::new(), details, now), true)
        };
        Some(self.companies.entry(folded).or_insert_with(new).0.id.clone())
    }

    /// Writes one row into the picture of the chunk.
    async fn take(&mut self, row: &Row) -> Result<Outcome, Failure> {
        let rejected = |(reason, detail)| Ok(Outcome::Rejected { reason, detail });
        let known = match self.known(&row.contact) {
            Ok(known) => known,
            Err(why) => return rejected(why),
        };
        let stage = match &row.deal {
            Some(deal) => match self.stage(&deal.stage) {
                Ok(stage) => Some(stage),
                Err(why) => return rejected(why),
            },
            None => None,
        };
        let company = self.company(&row.company);
        let stop = row.do_not_contact.then(|| DoNotContact {
            at: self.tx.now(),
            by: self.actor.name.clone(),
            reason: String::new(),
            channels: Vec::new(),
        });
        let (contact, outcome) = match known {
            Some(id) => self.update(&id, row, company.clone(), stop)?,
            None => {
                let details = Details { company: company.clone(), do_not_contact: stop, ..row.contact.clone() };
                let owner = details.owner.clone().or_else(|| self.actor.user.clone());
                let details = Details { owner, ..details };
                let new = ContactRow::new(ContactId::new(), details, self.tx.now());
                let changes = Changes::from_new(&new.details);
                let id = new.id.clone();
                self.remember(new, Some(changes), true);
                (id, Outcome::Created)
            }
        };
        if let (Some(deal), Some((pipeline, stage))) = (&row.deal, stage) {
            self.deal(deal, contact, company, pipeline, stage).await?;
        }
        Ok(outcome)
    }

    /// Fills what is empty, adds addresses, numbers and tags; overwrites and weakens nothing.
    fn update(
        &mut self,
        id: &ContactId,
        row: &Row,
        company: Option<CompanyId>,
        stop: Option<DoNotContact>,
    ) -> Result<(ContactId, Outcome), Failure> {
        let (known, earlier, new) = self.contacts.get(id).cloned().ok_or(Failure::Answer(Error::Internal))?;
        let mut next = known.details.clone();
        let fill = |old: &mut String, new: &str| {
            if old.is_empty() {
                new.clone_into(old);
            }
        };
        fill(&mut next.given_name, &row.contact.given_name);
        fill(&mut next.family_name, &row.contact.family_name);
        fill(&mut next.job_title, &row.contact.job_title);
        next.source = next.source.or_else(|| row.contact.source.clone());
        next.company = next.company.or(company);
        next.do_not_contact = next.do_not_contact.or(stop);
        next.emails.extend(row.contact.emails.iter().cloned());
        next.phones.extend(row.contact.phones.iter().cloned());
        next.tags.extend(row.contact.tags.iter().cloned());
        let next = next.tidied();
        let changes = Changes::between(&known.details, &next);
        if changes.is_empty() {
            return Ok((id.clone(), Outcome::Unchanged));
        }
        let changes = if new { Changes::from_new(&next) } else { merged(earlier, changes) };
        let version = if new { known.version } else { known.version + 1 };
        let updated = ContactRow { details: next, version, updated_at: self.tx.now(), ..known };
        self.remember(updated, Some(changes), new);
        Ok((id.clone(), Outcome::Updated))
    }

    async fn deal(
        &mut self,
        deal: &domain::import::DealRow,
        contact: ContactId,
        company: Option<CompanyId>,
        pipeline: domain::PipelineId,
        stage: StageId,
    ) -> Result<(), Failure> {
        // The same deal twice in a file, or in a file read twice, is one deal.
        let sql = "SELECT * FROM deal WHERE details.contact = $contact AND details.title = $title LIMIT 1";
        let same = |row: &DealRow| row.details.contact == contact && row.details.title == deal.title;
        let is_new = self.contacts.get(&contact).is_some_and(|(_, _, new)| *new);
        let stored: Option<DealRow> = match is_new {
            true => None,
            false => self.tx.run(ask(sql).bind("contact", &contact).bind("title", &deal.title)).await?.one(0)?,
        };
        if stored.is_some() || self.deals.iter().any(same) {
            return Ok(());
        }
        // Rows of a file come from the top down: each new deal goes above the ones before it, as by hand.
        let position = match self.tops.get(&stage) {
            Some(top) => Position::between(None, Some(top)),
            None => place_on_top(self.tx, &stage).await?,
        };
        self.tops.insert(stage.clone(), position.clone());
        let details = domain::deal::Details {
            title: deal.title.clone(),
            contact,
            other_contacts: Vec::new(),
            company,
            amount: deal.amount,
            owner: self.actor.user.clone(),
            training: String::new(),
            funding: None,
            closing_on: None,
            tags: Vec::new(),
        };
        self.deals.push(DealRow::new(details, pipeline, stage, position, self.tx.now()));
        Ok(())
    }

    /// Writes the picture: new rows in one statement a table, changed ones each by itself.
    async fn write(self) -> Result<u32, Failure> {
        let say = |said: Said| self.tx.emit(Said { import: Some(self.import.clone()), ..said });
        let companies: Vec<&CompanyRow> = self.companies.values().filter(|(_, new)| *new).map(|(row, _)| row).collect();
        for row in &companies {
            say(Said::new(Kind::CompanyCreated, vec![row.id.subject()], Changes::from_new(&row.details)));
        }
        self.tx.insert("company", &companies).await?;
        let names: HashMap<&CompanyId, &str> =
            self.companies.values().map(|(row, _)| (&row.id, row.details.name.as_str())).collect();
        let mut new = Vec::new();
        for (row, changes, is_new) in self.contacts.into_values() {
            let Some(changes) = changes else { continue };
            let name = row.details.company.as_ref().and_then(|id| names.get(id)).copied();
            let row = row.indexed(name);
            let kind = if is_new { Kind::ContactCreated } else { Kind::ContactEdited };
            say(Said::new(kind, row.subjects(), changes));
            if is_new {
                new.push(row);
            } else {
                self.tx.put("contact", row.id.as_str(), &row).await?;
            }
        }
        let who: HashMap<ContactId, String> = new.iter().map(|row| (row.id.clone(), row.details.full_name())).collect();
        self.tx.insert("contact", &new).await?;
        let mut deals = Vec::with_capacity(self.deals.len());
        for row in self.deals {
            let contact = who.get(&row.details.contact).cloned().unwrap_or_default();
            let company = row.details.company.as_ref().and_then(|id| names.get(id)).copied().unwrap_or_default();
            let row = row.indexed(&contact, company);
            let mut changes = Changes::from_new(&row.details);
            let after = serde_json::to_value(&row.stage).unwrap_or_default();
            changes.0.extend(Changes::one("stage", serde_json::Value::Null, after).0);
            say(Said::new(Kind::DealCreated, row.subjects(), changes));
            deals.push(row);
        }
        self.tx.insert("deal", &deals).await?;
        Ok(u32::try_from(deals.len()).unwrap_or(u32::MAX))
    }
}

/// Two changes of one record, one after the other, as one.
fn merged(earlier: Option<Changes>, later: Changes) -> Changes {
    let mut all = earlier.unwrap_or_default();
    for (field, change) in later.0 {
        all.0.entry(field).and_modify(|first| first.after = change.after.clone()).or_insert(change);
    }
    all
}

#[async_trait]
impl Imports for Store {
    async fn start(&self, actor: &Actor, file: &str, rows: u32) -> Result<ImportId> {
        actor.may(Right::Import)?;
        let id = ImportId::new();
        let file: String = file.chars().take(200).collect();
        write!(self, actor, tx => {
            let row = ImportRow {
                file: file.clone(),
                rows,
                started_at: tx.now(),
                finished_at: None,
                stopped: false,
                tally: Tally::default(),
            };
            tx.put("import", id.as_str(), &row).await?;
            tx.emit(Said::new(Kind::ImportStarted, vec![id.subject()], Changes::from_new(&row)));
            Ok(())
        })?;
        Ok(id)
    }

    async fn write(&self, actor: &Actor, import: &ImportId, rows: Vec<Row>) -> Result<Written> {
        actor.may(Right::Import)?;
        if rows.len() > CHUNK {
            return Err(Error::invalid("rows", Problem::TooLong));
        }
        write!(self, actor, tx => {
            tx.need::<ImportRow>("import", import.as_str()).await?;
            let mut chunk = Chunk::prepare(&tx, actor, import, &rows).await?;
            let mut outcomes = Vec::with_capacity(rows.len());
            for row in &rows {
                outcomes.push(chunk.take(row).await?);
            }
            let deals = chunk.write().await?;
            Ok(Written { outcomes, deals })
        })
    }

    async fn finish(&self, actor: &Actor, import: &ImportId, tally: Tally, stopped: bool) -> Result<()> {
        actor.may(Right::Import)?;
        write!(self, actor, tx => {
            let before: ImportRow = tx.need("import", import.as_str()).await?;
            let after = ImportRow { finished_at: Some(tx.now()), stopped, tally, ..before.clone() };
            tx.put("import", import.as_str(), &after).await?;
            tx.emit(Said::new(Kind::ImportFinished, vec![import.subject()], Changes::between(&before, &after)));
            Ok(())
        })
    }
}
