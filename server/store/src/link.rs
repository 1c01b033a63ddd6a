//! Single-use links: set-up, invitation, reset. Only the hash of a secret is kept.

use domain::error::Refusal;
use domain::user::{Link, LinkPurpose, User};
use domain::{Actor, Error, Instant, Result, UserId};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::user::{UserRow, put_password};
use crate::write::{Tx, write};
use crate::{Failure, Store, user};

/// How long a link holds: a day for the set-up, three for a person who has to be told.
const fn lifetime(purpose: LinkPurpose) -> i64 {
    let days = match purpose {
        LinkPurpose::SetUp => 1,
        LinkPurpose::Invitation | LinkPurpose::Reset => 3,
    };
    days * 86_400_000
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct LinkRow {
    purpose: LinkPurpose,
    #[serde(default)]
    user: Option<UserId>,
    expires_at: Instant,
}

/// The name under which a secret is kept.
pub(crate) fn hashed(secret: &str) -> String {
    Sha256::digest(secret.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

pub(crate) async fn make(store: &Store, actor: &Actor, purpose: LinkPurpose, user: Option<&UserId>) -> Result<String> {
    match (purpose, user) {
        (LinkPurpose::SetUp, None) if actor.user.is_none() => {}
        (LinkPurpose::SetUp, _) => return Err(Error::Forbidden),
        (_, Some(_)) => {}
        (_, None) => return Err(Error::invalid("user", domain::Problem::Missing)),
    }
    // Two ULIDs carry 160 random bits.
    let secret = format!("{}{}", ulid::Ulid::generate(), ulid::Ulid::generate()).to_lowercase();
    let expires_at = Instant(store.now().0 + lifetime(purpose));
    write!(store, actor, tx => {
        if let Some(id) = user {
            tx.need::<UserRow>("user", id.as_str()).await?;
        }
        // A new link replaces the ones before it.
        let old = crate::ask::ask("DELETE link WHERE purpose = $purpose AND user = $user");
        tx.run(old.bind("purpose", purpose).bind("user", user)).await?;
        tx.put("link", &hashed(&secret), &LinkRow { purpose, user: user.cloned(), expires_at }).await
    })?;
    Ok(secret)
}

fn holds(row: Option<LinkRow>, now: Instant) -> Result<LinkRow> {
    row.filter(|row| row.expires_at > now).ok_or(Error::refused(Refusal::LinkExpired))
}

pub(crate) async fn look(store: &Store, actor: &Actor, secret: &str) -> Result<Link> {
    tracing::debug!(signed_in = actor.role.is_some(), "a link was looked at");
    let found = store.need::<LinkRow>("link", &hashed(secret)).await;
    let row = if found == Err(Error::NotFound) { None } else { Some(found?) };
    let LinkRow { purpose, user, expires_at } = holds(row, store.now())?;
    if purpose == LinkPurpose::SetUp && user::somebody(&mut store.read(crate::ask::ask(user::ACTIVE)).await?)? {
        return Err(Error::refused(Refusal::LinkExpired));
    }
    let user = match user {
        Some(id) => Some(store.need::<UserRow>("user", id.as_str()).await?.shown()),
        None => None,
    };
    Ok(Link { purpose, user, expires_at })
}

/// Takes the link away inside a transaction, so that it is used once.
pub(crate) async fn take(tx: &Tx<'_>, secret: &str, purposes: &[LinkPurpose]) -> Result<Option<UserId>, Failure> {
    let key = hashed(secret);
    let row = holds(tx.get("link", &key).await?, tx.now())?;
    if !purposes.contains(&row.purpose) {
        return Err(Error::refused(Refusal::LinkExpired).into());
    }
    tx.run(crate::ask::ask("DELETE $id").record("id", "link", &key)).await?;
    Ok(row.user)
}

pub(crate) async fn set_password(store: &Store, actor: &Actor, secret: &str, hash: &str) -> Result<User> {
    // The secret says who it is: history names the colleague, not the operator.
    let by = look(store, actor, secret).await?.user;
    let by =
        by.map_or_else(|| actor.clone(), |user| Actor { user: Some(user.id), name: user.name, role: Some(user.role) });
    write!(store, &by, tx => {
        let user = take(&tx, secret, &[LinkPurpose::Invitation, LinkPurpose::Reset]).await?;
        let user = user.ok_or(Failure::Answer(Error::refused(Refusal::LinkExpired)))?;
        put_password(&tx, &user, hash, None).await
    })
    .map(UserRow::shown)
}
