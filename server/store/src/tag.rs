//! How each tag is written: as it was first, until somebody renames it.

use std::borrow::Cow;
use std::collections::HashMap;

use domain::event::Event;
use domain::import::Row;
use domain::patch::FieldChange;
use domain::tag::{tag_key, tidy_tags};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::ask::ask;
use crate::write::Tx;
use crate::{Failure, Store};

/// A tag as it is stored, under its [`tag_key`].
#[derive(Serialize)]
struct Spelling {
    id: String,
    name: String,
}

fn spelling(name: String) -> Spelling {
    Spelling { id: tag_key(&name), name }
}

impl Tx<'_> {
    /// Tags as everybody writes them, so that « vip » typed beside « VIP » is one tag in filters, files and segments.
    /// Those the record had `before` stay; those nobody has used yet are noted as they were typed.
    pub(crate) async fn spelled(&self, before: &[String], mut tags: Vec<String>) -> Result<Vec<String>, Failure> {
        let new: Vec<String> = tags.iter().filter(|tag| !before.contains(tag)).map(|tag| tag_key(tag)).collect();
        if new.is_empty() {
            return Ok(tags);
        }
        let known = self.names("tag", new.iter().map(String::as_str)).await?;
        let mut first = Vec::new();
        for tag in tags.iter_mut().filter(|tag| !before.contains(tag)) {
            match known.get(&tag_key(tag)) {
                Some(name) => name.clone_into(tag),
                None => first.push(spelling(tag.clone())),
            }
        }
        self.put_all("tag", &first).await?;
        Ok(tidy_tags(tags))
    }

    /// The rows of an import with their tags as everybody writes them.
    pub(crate) async fn spelled_rows<'r>(&self, rows: &'r [Row]) -> Result<Cow<'r, [Row]>, Failure> {
        let all: Vec<String> = rows.iter().flat_map(|row| row.contact.tags.iter().cloned()).collect();
        if all.is_empty() {
            return Ok(Cow::Borrowed(rows));
        }
        let known = self.spelled(&[], tidy_tags(all)).await?;
        let known: HashMap<String, String> = known.into_iter().map(|tag| (tag_key(&tag), tag)).collect();
        let mut rows = rows.to_vec();
        for tag in rows.iter_mut().flat_map(|row| &mut row.contact.tags) {
            if let Some(name) = known.get(&tag_key(tag)) {
                name.clone_into(tag);
            }
        }
        Ok(Cow::Owned(rows))
    }

    /// A tag is renamed, joined to another one, or taken away everywhere.
    pub(crate) async fn respell(&self, from: &str, to: Option<&str>) -> Result<(), Failure> {
        self.run(ask("DELETE $id RETURN NONE").record("id", "tag", &tag_key(from))).await?;
        let to: Vec<Spelling> = to.map(|to| spelling(to.to_owned())).into_iter().collect();
        self.put_all("tag", &to).await
    }

    /// What events took away or renamed is written again as it was before them.
    pub(crate) async fn spell_back(&self, events: &[Event]) -> Result<(), Failure> {
        let tags = |value: &Value| Vec::<String>::deserialize(value).unwrap_or_default();
        let changes = events.iter().filter_map(|event| event.changes.0.get("tags"));
        let gone = changes.flat_map(|FieldChange { before, after }| {
            let after = tags(after);
            tags(before).into_iter().filter(move |tag| !after.contains(tag))
        });
        let gone: Vec<Spelling> = tidy_tags(gone.collect()).into_iter().map(spelling).collect();
        self.put_all("tag", &gone).await
    }
}

impl Store {
    /// Notes how the tags are written that records have: each as most of them have it.
    pub(crate) async fn learn_tags(&self) -> Result<(), Failure> {
        let tags = self.tags_in_use().await?.into_iter().map(|tag| spelling(tag.name));
        let rows: Vec<_> = tags.map(|tag| (tag.id, tag.name)).collect();
        let sql = "FOR $row IN $rows { UPSERT type::record('tag', $row[0]) CONTENT { name: $row[1] } RETURN NONE }";
        self.read(ask(sql).bind("rows", rows)).await.map(drop)
    }
}
