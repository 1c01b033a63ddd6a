//! Exchanges in the database. A contact carries its latest one, written with it.

use async_trait::async_trait;
use domain::event::Kind;
use domain::exchange::{Details, Exchange, Exchanges, Latest};
use domain::patch::Changes;
use domain::{Actor, ContactId, Error, ExchangeId, Instant, Patch, Problem, Result, Right};
use serde::{Deserialize, Serialize};

use crate::ask::ask;
use crate::contact::ContactRow;
use crate::deal::DealRow;
use crate::write::{Said, Tx, write};
use crate::{Failure, Store, once};

/// An exchange as it is stored.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct ExchangeRow {
    #[serde(flatten)]
    pub(crate) exchange: Exchange,
    /// Whether it was removed.
    #[serde(default)]
    removed: bool,
    /// The moment in thirteen digits, and the id.
    #[serde(default)]
    sort: String,
}

impl From<Exchange> for ExchangeRow {
    fn from(exchange: Exchange) -> Self {
        let sort = format!("{:013} {}", exchange.details.at.unwrap_or_default().0, exchange.id);
        Self { removed: exchange.removed_at.is_some(), sort, exchange }
    }
}

/// What one must be allowed to read to see an exchange.
fn right(details: &Details) -> Right {
    if details.deal.is_some() { Right::ReadDeals } else { Right::ReadContacts }
}

/// The latest exchange with a contact that stands.
async fn latest(tx: &Tx<'_>, contact: &ContactId) -> Result<Option<Latest>, Failure> {
    let sql = "SELECT * FROM exchange WHERE removed = false AND details.contact = $contact ORDER BY sort DESC LIMIT 1";
    let row: Option<ExchangeRow> = tx.run(ask(sql).bind("contact", contact)).await?.one(0)?;
    let details = row.map(|row| row.exchange.details);
    Ok(details.and_then(|details| Some(Latest { at: details.at?, channel: details.channel })))
}

/// Writes an exchange with its event, and the contact's latest.
async fn put(tx: &Tx<'_>, exchange: Exchange, kind: Kind, changes: Changes) -> Result<Exchange, Failure> {
    let mut contact: ContactRow = tx.known("contact", exchange.details.contact.as_str()).await?;
    let mut subjects = vec![exchange.id.subject()];
    subjects.extend(contact.subjects());
    if let Some(deal) = &exchange.details.deal {
        let deal: DealRow = tx.known("deal", deal.as_str()).await?;
        let together = deal.details.contact == contact.id || deal.details.other_contacts.contains(&contact.id);
        if !together {
            return Err(Error::invalid("deal", Problem::Unknown).into());
        }
        subjects.push(deal.id.subject());
    }
    tx.put("exchange", exchange.id.as_str(), &ExchangeRow::from(exchange.clone())).await?;
    contact.last_exchange = latest(tx, &contact.id).await?;
    let contact = contact.keyed();
    tx.put("contact", contact.id.as_str(), &contact).await?;
    tx.emit(Said::new(kind, subjects, changes));
    Ok(exchange)
}

/// The exchange, if the actor may see it. Of one about a deal that is closed to the actor nothing is said.
fn open_to(actor: &Actor, row: ExchangeRow) -> Result<Exchange> {
    actor.may(right(&row.exchange.details)).map_err(|_| Error::NotFound)?;
    Ok(row.exchange)
}

/// The exchange, if the actor may write it: who may not write records corrects those of their own, as with notes.
async fn writable(tx: &Tx<'_>, actor: &Actor, id: &ExchangeId) -> Result<Exchange, Failure> {
    let exchange = open_to(actor, tx.need("exchange", id.as_str()).await?)?;
    if !actor.can(Right::WriteRecords) && !once::wrote(tx, actor, "exchange", id.as_str()).await? {
        return Err(Error::Forbidden.into());
    }
    Ok(exchange)
}

/// Changes fields of an exchange.
pub(crate) async fn edit(tx: &Tx<'_>, actor: &Actor, id: &ExchangeId, changes: &Changes) -> Result<Exchange, Failure> {
    let exchange = writable(tx, actor, id).await?;
    if exchange.removed_at.is_some() {
        return Err(Error::NotFound.into());
    }
    let next = changes.apply(&exchange.details)?.tidied();
    let next = Details { at: next.at.or(exchange.details.at), ..next };
    next.check(tx.now())?;
    actor.may(right(&next))?;
    if next.contact != exchange.details.contact {
        return Err(Error::invalid("contact", Problem::Fixed).into());
    }
    let changes = Changes::between(&exchange.details, &next);
    if changes.is_empty() {
        return Ok(exchange);
    }
    let exchange = Exchange { details: next, version: exchange.version + 1, ..exchange };
    put(tx, exchange, Kind::ExchangeChanged, changes).await
}

/// Removes, since a moment, an exchange, or puts it back.
pub(crate) async fn remove(
    tx: &Tx<'_>,
    actor: &Actor,
    id: &ExchangeId,
    at: Option<Instant>,
) -> Result<Exchange, Failure> {
    let exchange = writable(tx, actor, id).await?;
    if exchange.removed_at.is_some() == at.is_some() {
        return Ok(exchange);
    }
    let json = |at: Option<Instant>| serde_json::to_value(at).unwrap_or_default();
    let changes = Changes::one("removed_at", json(exchange.removed_at), json(at));
    let kind = if at.is_some() { Kind::ExchangeRemoved } else { Kind::ExchangeChanged };
    put(tx, Exchange { removed_at: at, version: exchange.version + 1, ..exchange }, kind, changes).await
}

/// An exchange as it stands, also a removed one.
pub(crate) async fn stored(tx: &Tx<'_>, id: &ExchangeId) -> Result<Exchange, Failure> {
    Ok(tx.need::<ExchangeRow>("exchange", id.as_str()).await?.exchange)
}

#[async_trait]
impl Exchanges for Store {
    async fn show(&self, actor: &Actor, id: &ExchangeId) -> Result<Exchange> {
        actor.may(Right::ReadContacts)?;
        open_to(actor, self.need("exchange", id.as_str()).await?)
    }

    async fn log(&self, actor: &Actor, details: Details) -> Result<Exchange> {
        self.log_once(actor, ExchangeId::new(), details).await
    }

    async fn log_once(&self, actor: &Actor, id: ExchangeId, details: Details) -> Result<Exchange> {
        actor.may(Right::WriteNotes)?;
        actor.may(right(&details))?;
        let details = details.tidied();
        once::check(id.as_str())?;
        let exchange = write!(self, actor, tx => {
            if let Some(row) = once::written::<ExchangeRow>(&tx, actor, "exchange", id.as_str()).await? {
                return Ok(row.exchange);
            }
            let details = Details { at: details.at.or(Some(tx.now())), ..details.clone() };
            details.check(tx.now())?;
            let changes = Changes::from_new(&details);
            let exchange = Exchange { id: id.clone(), details, version: 1, removed_at: None };
            put(&tx, exchange, Kind::ExchangeLogged, changes).await
        })?;
        // The first one said when it was.
        let wanted = Details { at: exchange.details.at, ..details };
        if exchange.details == wanted || exchange.version > 1 {
            return Ok(exchange);
        }
        self.edit(actor, &exchange.id, Patch::between(exchange.version, &exchange.details, &wanted)).await
    }

    async fn edit(&self, actor: &Actor, id: &ExchangeId, patch: Patch) -> Result<Exchange> {
        actor.may(Right::WriteNotes)?;
        write!(self, actor, tx => { edit(&tx, actor, id, &patch.changes).await })
    }

    async fn remove(&self, actor: &Actor, id: &ExchangeId, removed: bool) -> Result<Exchange> {
        actor.may(Right::WriteNotes)?;
        write!(self, actor, tx => { remove(&tx, actor, id, removed.then(|| tx.now())).await })
    }
}
