//! Saved views in the database.

use async_trait::async_trait;
use domain::event::Kind;
use domain::patch::Changes;
use domain::view::{Details, MOST, View, Views};
use domain::{Actor, Error, Instant, Patch, Problem, Result, Right, UserId, ViewId};
use serde::{Deserialize, Serialize};

use crate::ask::ask;
use crate::write::{Said, Tx, write};
use crate::{Failure, Store};

/// A view as it is stored.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct ViewRow {
    #[serde(flatten)]
    pub(crate) view: View,
    #[serde(default)]
    removed: bool,
    /// The folded name and the id.
    #[serde(default)]
    sort: String,
}

impl From<View> for ViewRow {
    fn from(view: View) -> Self {
        let sort = format!("{} {}", domain::text::fold(&view.details.name), view.id);
        Self { removed: view.removed_at.is_some(), sort, view }
    }
}

async fn put(tx: &Tx<'_>, view: View, kind: Kind, changes: Changes) -> Result<View, Failure> {
    tx.put("view", view.id.as_str(), &ViewRow::from(view.clone())).await?;
    tx.emit(Said::new(kind, vec![view.id.subject()], changes));
    Ok(view)
}

/// Everybody's views: who renames a tag renames it there too.
pub(crate) async fn everybodys(store: &Store) -> Result<Vec<View>, Failure> {
    let sql = "SELECT * FROM view WHERE removed = false LIMIT 5000";
    Ok(store.read(ask(sql)).await?.all::<ViewRow>(0)?.into_iter().map(|row| row.view).collect())
}

/// The view, if the actor may change it. Of somebody's private view nothing is said to others.
async fn own(tx: &Tx<'_>, actor: &Actor, id: &ViewId) -> Result<View, Failure> {
    let row: ViewRow = tx.need("view", id.as_str()).await?;
    let view = row.view;
    if actor.is(&view.owner) {
        return Ok(view);
    }
    if !view.details.shared {
        return Err(Error::NotFound.into());
    }
    actor.may(Right::ManageSettings)?;
    Ok(view)
}

fn may_share(actor: &Actor, details: &Details) -> Result<()> {
    if details.shared { actor.may(Right::Import) } else { Ok(()) }
}

impl Store {
    /// `Taken` where a view that this person sees has the name already: two of one name are told apart by nobody.
    async fn view_name_free(&self, actor: &Actor, name: &str, except: Option<&ViewId>) -> Result<()> {
        let name = domain::text::fold(name);
        let same = |view: &View| Some(&view.id) != except && domain::text::fold(&view.details.name) == name;
        if self.list(actor).await?.iter().any(same) {
            return Err(Error::Taken { field: "name".to_owned() });
        }
        Ok(())
    }

    async fn own_views(&self, user: &UserId) -> Result<Vec<ViewRow>> {
        let sql = format!("SELECT * FROM view WHERE removed = false AND owner = $owner ORDER BY sort LIMIT {MOST}");
        Ok(self.read(ask(sql).bind("owner", user)).await?.all(0)?)
    }
}

/// Changes fields of a view.
pub(crate) async fn edit(tx: &Tx<'_>, actor: &Actor, id: &ViewId, changes: &Changes) -> Result<View, Failure> {
    let view = own(tx, actor, id).await?;
    let next = changes.apply(&view.details)?.tidied();
    next.check()?;
    may_share(actor, &next)?;
    let changes = Changes::between(&view.details, &next);
    if changes.is_empty() {
        return Ok(view);
    }
    put(tx, View { details: next, version: view.version + 1, ..view }, Kind::ViewChanged, changes).await
}

/// Removes, since a moment, a view, or puts it back.
pub(crate) async fn remove(tx: &Tx<'_>, actor: &Actor, id: &ViewId, at: Option<Instant>) -> Result<View, Failure> {
    let view = own(tx, actor, id).await?;
    if view.removed_at.is_some() == at.is_some() {
        return Ok(view);
    }
    let json = |at: Option<Instant>| serde_json::to_value(at).unwrap_or_default();
    let changes = Changes::one("removed_at", json(view.removed_at), json(at));
    let kind = if at.is_some() { Kind::ViewRemoved } else { Kind::ViewChanged };
    put(tx, View { removed_at: at, version: view.version + 1, ..view }, kind, changes).await
}

/// A view as it stands, also a removed one.
pub(crate) async fn stored(tx: &Tx<'_>, id: &ViewId) -> Result<View, Failure> {
    Ok(tx.need::<ViewRow>("view", id.as_str()).await?.view)
}

#[async_trait]
impl Views for Store {
    async fn list(&self, actor: &Actor) -> Result<Vec<View>> {
        actor.may(Right::ReadContacts)?;
        let read = async {
            let mut rows = match &actor.user {
                Some(user) => self.own_views(user).await?,
                None => Vec::new(),
            };
            let sql = format!(
                "SELECT * FROM view WHERE removed = false AND details.shared = true ORDER BY sort LIMIT {MOST}"
            );
            let shared: Vec<ViewRow> = self.read(ask(sql)).await?.all(0)?;
            rows.extend(shared.into_iter().filter(|row| !actor.is(&row.view.owner)));
            rows.sort_by(|a, b| a.sort.cmp(&b.sort));
            Ok(rows.into_iter().map(|row| row.view).collect())
        };
        self.kept(&self.answers.views, Some(format!("{:?}", actor.user)), read).await
    }

    async fn save(&self, actor: &Actor, details: Details) -> Result<View> {
        actor.may(Right::ReadContacts)?;
        let owner = actor.colleague()?.clone();
        let details = details.tidied();
        details.check()?;
        may_share(actor, &details)?;
        if self.own_views(&owner).await?.len() >= MOST {
            return Err(Error::invalid("name", Problem::OutOfRange));
        }
        self.view_name_free(actor, &details.name, None).await?;
        let id = ViewId::new();
        write!(self, actor, tx => {
            let changes = Changes::from_new(&details);
            let (id, details, owner) = (id.clone(), details.clone(), owner.clone());
            put(&tx, View { id, details, owner, version: 1, removed_at: None }, Kind::ViewSaved, changes).await
        })
    }

    async fn edit(&self, actor: &Actor, id: &ViewId, patch: Patch) -> Result<View> {
        actor.may(Right::ReadContacts)?;
        if let Some(name) = patch.changes.0.get("name").and_then(|change| change.after.as_str()) {
            self.view_name_free(actor, name, Some(id)).await?;
        }
        write!(self, actor, tx => { edit(&tx, actor, id, &patch.changes).await })
    }

    async fn remove(&self, actor: &Actor, id: &ViewId, removed: bool) -> Result<View> {
        actor.may(Right::ReadContacts)?;
        write!(self, actor, tx => { remove(&tx, actor, id, removed.then(|| tx.now())).await })
    }
}
