//! The organisation's picture: its bytes in a record of their own, what is known of them on the organisation.

use domain::event::Kind;
use domain::organisation::{Image, Logo, Organisation, SUBJECT, check_logo};
use domain::patch::Changes;
use domain::{Actor, Error, Result};
use surrealdb_types::Value;

use super::KEY;
use crate::ask::ask;
use crate::write::{Said, write};
use crate::{Failure, Store};

/// Another picture, or none.
pub(super) async fn set(store: &Store, actor: &Actor, picture: Option<Vec<u8>>) -> Result<Organisation> {
    let picture = match picture {
        Some(bytes) => Some((check_logo(&bytes)?, bytes)),
        None => None,
    };
    write!(store, actor, tx => {
        let before: Organisation = tx.need("organisation", KEY).await?;
        let known = |(kind, bytes): &(Image, Vec<u8>)| {
            let size = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
            Logo { kind: *kind, size, at: tx.now() }
        };
        let logo = picture.as_ref().map(known);
        if logo.is_none() && before.logo.is_none() {
            return Ok(before);
        }
        let ask = match &picture {
            Some((_, bytes)) => ask("UPSERT $id SET data = $data RETURN NONE").bytes("data", bytes.clone()),
            None => ask("DELETE $id RETURN NONE"),
        };
        tx.run(ask.record("id", "logo", KEY)).await?;
        let after = Organisation { logo, version: before.version + 1, ..before.clone() };
        tx.put("organisation", KEY, &after).await?;
        let changes = Changes::between(&before, &after);
        tx.emit(Said::new(Kind::OrganisationEdited, vec![SUBJECT.to_owned()], changes));
        Ok(after)
    })
}

/// The picture.
pub(super) async fn show(store: &Store) -> Result<(Logo, Vec<u8>)> {
    let sql = "SELECT * FROM $organisation; SELECT VALUE data FROM $logo";
    let ask = ask(sql).record("organisation", "organisation", KEY).record("logo", "logo", KEY);
    let mut rows = store.read(ask).await?;
    let logo = rows.one::<Organisation>(0)?.and_then(|organisation| organisation.logo).ok_or(Error::NotFound)?;
    let data: Value = rows.0.take(1).map_err(Failure::from)?;
    let first = match data {
        Value::Array(values) => values.into_iter().next(),
        other => Some(other),
    };
    match first {
        Some(Value::Bytes(bytes)) => Ok((logo, bytes.to_vec())),
        _ => Err(Error::NotFound),
    }
}
