//! What a chunk of rows is written with: everything it may meet, read in a handful of queries.

use std::collections::{HashMap, HashSet};

use domain::import::{Reason, Remark, Row, name_key};
use domain::patch::Changes;
use domain::pipeline::Pipeline;
use domain::position::Position;
use domain::text::fold;
use domain::{Actor, CompanyId, ContactId, ImportId, PipelineId, StageId, UserId};

use crate::Failure;
use crate::ask::ask;
use crate::company::CompanyRow;
use crate::contact::{ContactRow, alike};
use crate::deal::DealRow;
use crate::write::Tx;

/// Why a row is set aside, and what about.
pub(super) type Refused = (Reason, String);

/// A contact of the chunk.
#[derive(Clone)]
pub(super) struct Met {
    pub(super) row: ContactRow,
    /// What the file changed; none when nothing yet.
    pub(super) changes: Option<Changes>,
    /// Whether the file made it.
    pub(super) new: bool,
    /// The name as people are compared by it.
    pub(super) name: String,
}

impl Met {
    pub(super) fn new(row: ContactRow, changes: Option<Changes>, new: bool) -> Self {
        let name = name_key(&row.details);
        Self { row, changes, new, name }
    }
}

/// The picture that rows are written into before it is saved.
pub(super) struct Chunk<'t, 's> {
    pub(super) tx: &'t Tx<'s>,
    pub(super) actor: &'t Actor,
    pub(super) import: &'t ImportId,
    pub(super) companies: HashMap<String, (CompanyRow, bool)>,
    pub(super) contacts: HashMap<ContactId, Met>,
    pub(super) tops: HashMap<StageId, Position>,
    pub(super) deals: Vec<DealRow>,
    /// The deals that are there already, by contact and title, and what the file adds to them; those of the file itself
    /// by name only.
    pub(super) titles: HashMap<(ContactId, String), Option<(DealRow, Changes)>>,
    /// Whose deals were read.
    pub(super) asked: HashSet<ContactId>,
    pub(super) remarks: Vec<Remark>,
    pipelines: Vec<Pipeline>,
    /// Colleagues by name and by address.
    pub(super) owners: HashMap<String, UserId>,
    pub(super) by_email: HashMap<String, Vec<ContactId>>,
    pub(super) by_phone: HashMap<String, Vec<ContactId>>,
    /// By name and company, or by a bare name.
    pub(super) by_name: HashMap<String, Vec<ContactId>>,
}

impl<'t, 's> Chunk<'t, 's> {
    /// A picture of nothing yet.
    pub(super) fn new(tx: &'t Tx<'s>, actor: &'t Actor, import: &'t ImportId) -> Self {
        Self {
            tx,
            actor,
            import,
            companies: HashMap::new(),
            contacts: HashMap::new(),
            tops: HashMap::new(),
            deals: Vec::new(),
            titles: HashMap::new(),
            asked: HashSet::new(),
            remarks: Vec::new(),
            pipelines: Vec::new(),
            owners: HashMap::new(),
            by_email: HashMap::new(),
            by_phone: HashMap::new(),
            by_name: HashMap::new(),
        }
    }

    /// Reads all that these rows may meet. What the picture holds already stays as the rows before have left it.
    pub(super) async fn learn(&mut self, rows: &[Row]) -> Result<(), Failure> {
        let emails: Vec<_> = rows.iter().flat_map(|row| &row.contact.emails).collect();
        let phones: Vec<_> = rows.iter().flat_map(|row| &row.contact.phones).collect();
        let mut names: Vec<String> =
            rows.iter().map(|row| fold(&row.company)).filter(|name| !name.is_empty()).collect();
        names.sort();
        names.dedup();
        let mut query = ask("SELECT * FROM pipeline ORDER BY id LIMIT 50");
        let companies = query.each("SELECT * FROM company WHERE folded IN $any", &names);
        let by_email = query.each("SELECT * FROM contact WHERE details.emails CONTAINSANY $any", &emails);
        let by_phone = query.each("SELECT * FROM contact WHERE details.phones CONTAINSANY $any", &phones);
        let mut found = self.tx.run(query).await?;
        self.pipelines = found.all(0)?;
        for part in companies {
            for row in found.all::<CompanyRow>(part)? {
                self.companies.entry(row.folded.clone()).or_insert((row, false));
            }
        }
        for part in by_email.chain(by_phone) {
            for row in found.all::<ContactRow>(part)? {
                self.meet(row);
            }
        }
        self.know_names(rows).await?;
        if rows.iter().any(|row| row.deal.is_some()) {
            self.know_deals().await?;
        }
        if rows.iter().any(|row| !row.owner.is_empty()) {
            self.know_owners().await?;
        }
        Ok(())
    }

    /// Puts a known contact into the picture, unless it is there.
    pub(super) fn meet(&mut self, row: ContactRow) {
        if !self.contacts.contains_key(&row.id) {
            self.remember(Met::new(row, None, false));
        }
    }

    /// Puts a contact into the picture, in place of what was there.
    pub(super) fn remember(&mut self, met: Met) {
        let details = &met.row.details;
        for email in &details.emails {
            note(&mut self.by_email, email.to_string(), &met.row.id);
        }
        for phone in &details.phones {
            note(&mut self.by_phone, phone.as_str().to_owned(), &met.row.id);
        }
        if let Some(key) = alike(&met.name, details) {
            note(&mut self.by_name, key, &met.row.id);
        }
        self.contacts.insert(met.row.id.clone(), met);
    }

    /// The visible stage of that name; the first one for no name.
    pub(super) fn stage(&self, name: &str) -> Option<(PipelineId, StageId)> {
        self.pipelines.iter().find_map(|pipeline| {
            let stage =
                if name.is_empty() { pipeline.details.visible().next() } else { pipeline.details.stage_named(name) };
            stage.map(|stage| (pipeline.id.clone(), stage.id.clone()))
        })
    }

    /// The company of that name, made when there is none; none for an empty name.
    pub(super) fn company(&mut self, name: &str) -> Option<CompanyId> {
        let folded = fold(name);
        if folded.is_empty() {
            return None;
        }
        let now = self.tx.now();
        let new = || {
            let details = domain::company::Details { name: name.to_owned(), ..Default::default() }.tidied();
            (CompanyRow::new(CompanyId::new(), details, now), true)
        };
        Some(self.companies.entry(folded).or_insert_with(new).0.id.clone())
    }
}

fn note(index: &mut HashMap<String, Vec<ContactId>>, value: String, id: &ContactId) {
    let ids = index.entry(value).or_default();
    if !ids.contains(id) {
        ids.push(id.clone());
    }
}
