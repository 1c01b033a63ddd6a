//! Colleagues in the database. Password hashes never leave this row but to be compared.

use async_trait::async_trait;
use domain::error::Refusal;
use domain::event::Kind;
use domain::mention::Mention;
use domain::patch::Changes;
use domain::user::{Credentials, Link, LinkPurpose, NewUser, User, Users};
use domain::{Actor, Email, Error, Instant, Result, Right, Role, UserId};
use serde::{Deserialize, Serialize};

use crate::ask::ask;
use crate::write::{Said, Tx, write};
use crate::{Failure, Store, calendar, link};

/// A colleague as stored.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct UserRow {
    pub(crate) id: UserId,
    name: String,
    pub(crate) email: Email,
    role: Role,
    #[serde(default)]
    disabled: bool,
    #[serde(default)]
    password_hash: Option<String>,
    /// Whether a second factor is in force; the factor itself stands in a table of its own.
    #[serde(default)]
    pub(crate) second: bool,
    created_at: Instant,
}

impl UserRow {
    pub(crate) fn shown(self) -> User {
        let active = self.password_hash.is_some();
        let Self { id, name, email, role, disabled, second, created_at, .. } = self;
        User { id, name, email, role, disabled, active, second, created_at }
    }
}

/// Whether anybody can sign in: then the set-up is over.
pub(crate) const ACTIVE: &str = "SELECT * FROM user WHERE password_hash != NONE LIMIT 1";

/// Whether the rows of [`ACTIVE`] name somebody.
pub(crate) fn somebody(rows: &mut crate::ask::Rows) -> Result<bool, Failure> {
    Ok(!rows.all::<UserRow>(0)?.is_empty())
}

async fn by_email(tx: &Tx<'_>, email: &Email) -> Result<Option<UserRow>, Failure> {
    tx.run(ask("SELECT * FROM user WHERE email = $email LIMIT 1").bind("email", email)).await?.one(0)
}

/// Writes a new colleague with the event.
pub(crate) async fn put_new(tx: &Tx<'_>, new: &NewUser, hash: Option<String>) -> Result<UserRow, Failure> {
    if by_email(tx, &new.email).await?.is_some() {
        return Err(Error::Taken { field: "email".to_owned() }.into());
    }
    let row = UserRow {
        id: UserId::new(),
        name: domain::text::tidy(&new.name),
        email: new.email.clone(),
        role: new.role,
        disabled: false,
        password_hash: hash,
        second: false,
        created_at: tx.now(),
    };
    tx.put("user", row.id.as_str(), &row).await?;
    tx.emit(Said::new(Kind::UserCreated, vec![row.id.subject()], Changes::from_new(new)));
    Ok(row)
}

/// Another password, which ends the account's sessions and links.
pub(crate) async fn put_password(
    tx: &Tx<'_>,
    id: &UserId,
    hash: &str,
    keep: Option<&String>,
) -> Result<UserRow, Failure> {
    let mut row: UserRow = tx.need("user", id.as_str()).await?;
    row.password_hash = Some(hash.to_owned());
    tx.put("user", row.id.as_str(), &row).await?;
    let keep = keep.cloned().unwrap_or_default();
    let sql = "DELETE session WHERE user = $user AND id != $keep; DELETE link WHERE user = $user";
    tx.run(ask(sql).bind("user", id).record("keep", "session", &keep)).await?;
    tx.emit(Said::new(Kind::UserPasswordChanged, vec![id.subject()], Changes::default()));
    Ok(row)
}

/// Changes a colleague's role, or whether he or she may sign in.
pub(crate) async fn govern(tx: &Tx<'_>, id: &UserId, role: Role, disabled: bool) -> Result<UserRow, Failure> {
    let before: UserRow = tx.need("user", id.as_str()).await?;
    let after = UserRow { role, disabled, ..before.clone() };
    // Two administrators who disable each other at once must meet: both write this record.
    tx.run(ask("UPSERT $guard SET at = $at").record("guard", "guard", "administrators").bind("at", tx.now())).await?;
    let sql = "SELECT * FROM user WHERE role = 'administrator' AND disabled = false";
    let administrators: Vec<UserRow> = tx.run(ask(sql)).await?.all(0)?;
    let remain = |row: &UserRow| row.id != *id && row.password_hash.is_some();
    let stays = after.role == Role::Administrator && !after.disabled;
    if !stays && !administrators.iter().any(remain) && administrators.iter().any(|row| row.id == *id) {
        return Err(Error::refused(Refusal::LastAdministrator).into());
    }
    let changes = Changes::between(&before.shown(), &after.clone().shown());
    if changes.is_empty() {
        return Ok(after);
    }
    tx.put("user", id.as_str(), &after).await?;
    if disabled {
        let sql = "UPDATE session SET data = $closed, user = NONE WHERE user = $user RETURN NONE; DELETE link WHERE user = $user";
        tx.run(ask(sql).bind("user", id).bind("closed", crate::session::closed(id))).await?;
        calendar::take(tx, id).await?;
    }
    tx.emit(Said::new(Kind::UserEdited, vec![id.subject()], changes));
    Ok(after)
}

impl Tx<'_> {
    /// The colleagues who are named in a text, of those who may sign in.
    pub(crate) async fn named_in(&self, text: &str) -> Result<Vec<Mention>, Failure> {
        if !text.contains('@') {
            return Ok(Vec::new());
        }
        let rows: Vec<UserRow> = self.run(ask("SELECT * FROM user ORDER BY name LIMIT 1000")).await?.all(0)?;
        // Also who has not joined yet: the mention waits for them.
        let there = rows.into_iter().filter(|row| !row.disabled);
        let colleagues: Vec<Mention> = there.map(|row| Mention { user: row.id, name: row.name }).collect();
        Ok(domain::mention::find(text, &colleagues))
    }
}

#[async_trait]
impl Users for Store {
    async fn list(&self, actor: &Actor) -> Result<Vec<User>> {
        if actor.role.is_none() {
            return Err(Error::Unauthorized);
        }
        let read = async {
            let rows: Vec<UserRow> = self.read(ask("SELECT * FROM user ORDER BY name LIMIT 1000")).await?.all(0)?;
            Ok(rows.into_iter().map(UserRow::shown).collect())
        };
        self.kept(&self.answers.colleagues, Some(String::new()), read).await
    }

    async fn own(&self, actor: &Actor) -> Result<User> {
        let id = actor.colleague()?.as_str();
        let read = async { Ok(self.need::<UserRow>("user", id).await?.shown()) };
        self.kept(&self.answers.users, Some(id.to_owned()), read).await
    }

    async fn credentials(&self, actor: &Actor, email: &Email) -> Result<Option<Credentials>> {
        tracing::debug!(signed_in = actor.role.is_some(), "credentials asked for");
        let sql = "SELECT * FROM user WHERE email = $email LIMIT 1";
        let row: Option<UserRow> = self.read(ask(sql).bind("email", email)).await?.one(0)?;
        Ok(row.map(|row| Credentials { password_hash: row.password_hash.clone(), user: row.shown() }))
    }

    async fn create(&self, actor: &Actor, new: NewUser) -> Result<User> {
        actor.may(Right::ManagePeople)?;
        new.check()?;
        write!(self, actor, tx => { put_new(&tx, &new, None).await }).map(UserRow::shown)
    }

    async fn govern(&self, actor: &Actor, id: &UserId, role: Role, disabled: bool) -> Result<User> {
        actor.may(Right::ManagePeople)?;
        Ok(write!(self, actor, tx => { govern(&tx, id, role, disabled).await })?.shown())
    }

    async fn rename(&self, actor: &Actor, name: String) -> Result<User> {
        let id = actor.colleague()?;
        domain::text::check_required("name", &domain::text::tidy(&name), 80)?;
        let row = write!(self, actor, tx => {
            let before: UserRow = tx.need("user", id.as_str()).await?;
            let after = UserRow { name: domain::text::tidy(&name), ..before.clone() };
            let changes = Changes::between(&before.shown(), &after.clone().shown());
            if changes.is_empty() {
                return Ok(after);
            }
            tx.put("user", id.as_str(), &after).await?;
            tx.emit(Said::new(Kind::UserEdited, vec![id.subject()], changes));
            Ok(after)
        })?;
        Ok(row.shown())
    }

    async fn set_password(&self, actor: &Actor, id: &UserId, hash: String, keep_session: Option<String>) -> Result<()> {
        if !actor.is(id) {
            actor.may(Right::ManagePeople)?;
        }
        write!(self, actor, tx => { put_password(&tx, id, &hash, keep_session.as_ref()).await.map(drop) })
    }

    async fn make_link(&self, actor: &Actor, purpose: LinkPurpose, user: Option<&UserId>) -> Result<String> {
        actor.may(Right::ManagePeople)?;
        link::make(self, actor, purpose, user).await
    }

    async fn link(&self, actor: &Actor, secret: &str) -> Result<Link> {
        link::look(self, actor, secret).await
    }

    async fn use_link(&self, actor: &Actor, secret: &str, hash: String) -> Result<User> {
        link::set_password(self, actor, secret, &hash).await
    }
}
