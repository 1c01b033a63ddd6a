//! The declarative schema, applied when it changed, and the numbered migrations, each run once.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::ask::ask;
use crate::engine::private_file;
use crate::{OpenError, Store};

/// The schema as it stands, in order.
const SCHEMA: [&str; 4] = [
    include_str!("../schema/base.surql"),
    include_str!("../schema/contact.surql"),
    include_str!("../schema/deal.surql"),
    include_str!("../schema/note.surql"),
];

/// Migrations run once and in order: name and text. Append only; the text of one that was released never changes.
const MIGRATIONS: [(&str, &str); 4] = [
    ("0001_start", include_str!("../migration/0001_start.surql")),
    ("0002_alike", include_str!("../migration/0002_alike.surql")),
    ("0003_order", include_str!("../migration/0003_order.surql")),
    ("0004_companies", include_str!("../migration/0004_companies.surql")),
];

#[derive(Serialize, Deserialize)]
struct Applied {
    hash: String,
}

fn hash(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What a database has run: each migration with the hash of its text, the schema's, and the version of the program.
pub type Migrations = BTreeMap<String, String>;

/// The rows that are no migration: the schema, and which version of the program opened the data last.
const OTHERS: [&str; 2] = ["schema", "program"];
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// A version as it is compared.
fn version(text: &str) -> Vec<u64> {
    text.split('.').map(|part| part.parse().unwrap_or_default()).collect()
}

/// Says no to data that this program does not know.
///
/// # Errors
/// `Version`, with the reason.
pub fn refuse_newer(recorded: &Migrations) -> Result<(), OpenError> {
    let text = |name: &str| MIGRATIONS.iter().find(|(known, _)| *known == name).map(|(_, text)| *text);
    if let Some(program) = recorded.get("program").filter(|program| version(program) > version(VERSION)) {
        return Err(OpenError::Version(format!(
            "it is of version {program}, this is {VERSION}; use the newer program"
        )));
    }
    for (name, ran) in recorded.iter().filter(|(name, _)| !OTHERS.contains(&name.as_str())) {
        match text(name) {
            None => {
                return Err(OpenError::Version(format!(
                    "it has run migration {name}, which this one does not know; use the newer program"
                )));
            }
            Some(text) if hash(text) != *ran => {
                return Err(OpenError::Version(format!("migration {name} ran with another text")));
            }
            Some(_) => {}
        }
    }
    Ok(())
}

/// Brings data up to date whose indexes are missing, because its rows were just put back.
pub(crate) async fn apply_anew(store: &Store) -> Result<(), OpenError> {
    store.read(ask("DELETE $id RETURN NONE").record("id", "schema", "schema")).await?;
    apply(store, Path::new("")).await
}

/// Brings the database up to date. A folder's first migration on existing data is preceded by a copy of the data.
pub(crate) async fn apply(store: &Store, data: &Path) -> Result<(), OpenError> {
    let recorded: Migrations = store
        .read(ask("DEFINE TABLE IF NOT EXISTS schema SCHEMALESS; SELECT * FROM schema"))
        .await?
        .all::<Named>(1)?
        .into_iter()
        .map(|row| (row.id, row.hash))
        .collect();
    let known = |name: &str| recorded.get(name).map(String::as_str);
    refuse_newer(&recorded)?;
    for (name, text) in MIGRATIONS {
        // Each can be run once more: one that was interrupted begins anew.
        if known(name).is_none() {
            if !recorded.is_empty() {
                snapshot(store, data, name).await?;
            }
            store.read(ask(text)).await?;
            record(store, name, &hash(text)).await?;
        }
    }
    let whole = SCHEMA.concat();
    if known("schema") != Some(hash(&whole).as_str()) {
        store.read(ask(whole.clone())).await?;
        store.learn_tags().await?;
        record(store, "schema", &hash(&whole)).await?;
    }
    if known("program") != Some(VERSION) {
        record(store, "program", VERSION).await?;
    }
    Ok(())
}

#[derive(Deserialize)]
struct Named {
    id: String,
    hash: String,
}

async fn record(store: &Store, name: &str, hash: &str) -> Result<(), OpenError> {
    let row = Applied { hash: hash.to_owned() };
    store.read(ask("UPSERT $id CONTENT $row").record("id", "schema", name).bind("row", row)).await?;
    Ok(())
}

/// The data as statements, in the data folder, before a migration changes it. A remote database has its own tools.
async fn snapshot(store: &Store, data: &Path, before: &str) -> Result<(), OpenError> {
    let crate::engine::Engine::Embedded(db, _) = &store.engine else { return Ok(()) };
    if data.as_os_str().is_empty() {
        return Ok(());
    }
    let file = data.join(format!("before-{before}.surql"));
    // It holds what the database holds: hashes of passwords, addresses of people.
    private_file(&file).map_err(|cause| OpenError::Folder(data.to_owned(), cause.to_string()))?;
    db.export(&file).await?;
    tracing::info!(file = %file.display(), "wrote the data down before a migration");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_schema_is_applied_once_and_a_changed_migration_is_refused() {
        let store = Store::in_memory().await.unwrap();
        apply(&store, Path::new("")).await.unwrap();
        record(&store, MIGRATIONS[0].0, "another").await.unwrap();
        assert!(matches!(apply(&store, Path::new("")).await, Err(OpenError::Version(_))));
    }

    #[tokio::test]
    async fn people_of_an_earlier_version_are_given_what_an_import_knows_them_by() {
        let w = crate::tests::store().await;
        let company = Some("acme".parse().unwrap());
        let mail = crate::tests::email("a@b.fr");
        for (given, family, company, emails) in [
            ("Zoé", "De Roy", company, vec![mail.clone()]),
            ("Zoé", "De Roy", None, Vec::new()),
            ("Ana", "", None, vec![mail.clone()]),
            ("", "", None, vec![mail]),
        ] {
            let details = domain::contact::Details { emails, ..crate::tests::person(given, family) };
            let mut row = crate::contact::ContactRow::new(domain::ContactId::new(), details, domain::Instant(1));
            row.details.company = company;
            let put = ask("UPSERT $id CONTENT $row").record("id", "contact", row.id.as_str());
            w.store.read(put.bind("row", row.indexed(None))).await.unwrap();
        }
        let all = || ask("SELECT VALUE alike FROM contact ORDER BY alike");
        let written: Vec<String> = w.store.read(all()).await.unwrap().all(0).unwrap();
        assert_eq!(written, ["", "", "de roy zoe/", "de roy zoe/acme"]);
        w.store.read(ask("UPDATE contact UNSET alike")).await.unwrap();
        w.store.read(ask(MIGRATIONS[1].1)).await.unwrap();
        assert_eq!(w.store.read(all()).await.unwrap().all::<String>(0).unwrap(), written);
    }

    #[tokio::test]
    async fn the_data_is_written_down_before_a_migration() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::in_memory().await.unwrap();
        record(&store, "0000_before", "x").await.unwrap();
        snapshot(&store, folder.path(), "0002_next").await.unwrap();
        let text = std::fs::read_to_string(folder.path().join("before-0002_next.surql")).unwrap();
        assert!(text.contains("0000_before"), "{text}");
    }

    #[tokio::test]
    async fn newer_data_is_refused() {
        for (name, hash) in [("9999_future", "x"), ("program", "0.10.0"), ("program", "99.0.0")] {
            let store = Store::in_memory().await.unwrap();
            record(&store, name, hash).await.unwrap();
            let said = apply(&store, Path::new("")).await.unwrap_err().to_string();
            assert!(said.contains("use the newer program") && !said.contains('\n'), "{said}");
        }
        assert!(version("0.10.0") > version("0.9.12") && version("1.0.0") > version("0.99.0"));
    }

    #[tokio::test]
    async fn an_interrupted_migration_runs_to_its_end() {
        let w = crate::tests::store().await;
        let contact = w.contact("Zoé", "De Roy").await;
        let id = contact.id.as_str();
        let row = || async move { ask("SELECT * FROM $id").record("id", "contact", id) };
        let whole: serde_json::Value = w.store.read(row().await).await.unwrap().one(0).unwrap().unwrap();
        // As an earlier program left it, and as a process leaves it that was killed after the first statements.
        w.store.read(ask("UPDATE contact UNSET alike, created, updated, spoken RETURN NONE")).await.unwrap();
        w.store
            .read(ask("DELETE schema WHERE record::id(id) NOT IN ['0001_start', 'schema', 'program']"))
            .await
            .unwrap();
        let (first, _) = MIGRATIONS[1].1.split_once("WHERE details").unwrap();
        w.store.read(ask(format!("{first} WHERE false"))).await.unwrap();
        for _ in 0..2 {
            apply(&w.store, Path::new("")).await.unwrap();
            let now: serde_json::Value = w.store.read(row().await).await.unwrap().one(0).unwrap().unwrap();
            assert_eq!(now, whole);
        }
        let ran: Vec<Named> = w.store.read(ask("SELECT * FROM schema")).await.unwrap().all(0).unwrap();
        assert!(MIGRATIONS.iter().all(|(name, text)| ran.iter().any(|row| row.id == *name && row.hash == hash(text))));
    }
}
