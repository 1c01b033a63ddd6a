//! Contacts from a file, from the command line: columns by their names, everything else as on the screen.

use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use domain::import::{Mapping, Reason, RejectedRow, State};
use domain::{Actor, Crm, Error, Problem};
use serde_json::json;
use store::Store;

use super::Out;
use super::word::say;
use crate::http::import::MOST_BYTES;
use crate::import::{Step, decode, run};

/// The bytes of a file that shall be imported.
pub fn read_file(file: &Path) -> Result<Vec<u8>, String> {
    let failed = |cause: std::io::Error| format!("cannot read {}: {cause}", file.display());
    let size = file.metadata().map_err(failed)?.len();
    if usize::try_from(size).is_ok_and(|size| size > MOST_BYTES) {
        return Err(format!("{} is larger than {} MB", file.display(), MOST_BYTES >> 20));
    }
    std::fs::read(file).map_err(failed)
}

/// How many rows that were rejected, or written with a remark, are named.
const NAMED: usize = 20;

fn name(row: &RejectedRow) -> String {
    let say = |(reason, detail): (Reason, &str)| {
        let detail = if detail.is_empty() { String::new() } else { format!(" ({detail})") };
        let word = serde_json::to_value(reason).unwrap_or_default();
        format!("{}{detail}", word.as_str().unwrap_or_default().replace('_', " "))
    };
    let also = row.also.iter().map(|(reason, detail)| (*reason, detail.as_str()));
    let why: Vec<String> = std::iter::once((row.reason, row.detail.as_str())).chain(also).map(say).collect();
    let written = if row.reason.is_remark() { "imported, but " } else { "" };
    format!("line {}: {written}{}", row.line, why.join(", "))
}

/// Imports the file and ends with its counts.
pub async fn contacts(store: &Arc<Store>, out: &Out, file: &str, json: bool, bytes: Vec<u8>) -> Result<(), String> {
    let began = Instant::now();
    let operator = Actor::operator();
    let read = tokio::task::spawn_blocking(move || decode(bytes)).await.map_err(|cause| cause.to_string())?;
    let table = Arc::new(read.map_err(|error| say(&error))?);
    let mapping = Mapping::guess(&table.headings);
    if !mapping.names_somebody() {
        return Err(say(&Error::invalid("mapping", Problem::Missing)));
    }
    let rows = u32::try_from(table.rows.len()).unwrap_or(u32::MAX);
    out.err(format!("{file}: {rows} rows, {}, delimiter {:?}", table.encoding, table.delimiter));
    let crm: &dyn Crm = &**store;
    // An organisation without a pipeline has no stage for the deals of the file.
    crm.organisation().ensure(&operator).await.map_err(|error| say(&error))?;
    let import = crm.imports().start(&operator, file, rows).await.map_err(|error| say(&error))?;
    let mut named = 0;
    let step = |step: Step| {
        for row in step.rejected.iter().take(NAMED - named) {
            out.err(name(row));
        }
        named = NAMED.min(named + step.rejected.len());
        out.err(format!("{} of {rows}", step.tally.rows()));
        // Whoever ordered it has gone: no more is written.
        !out.unheard()
    };
    let (tally, state) = run(crm, &operator, &import, table, mapping, step).await;
    let seconds = began.elapsed().as_secs_f64();
    let more = usize::try_from(tally.rejected + tally.remarks).unwrap_or(usize::MAX).saturating_sub(NAMED);
    if more > 0 {
        out.err(format!("and {more} more rows rejected or imported in part"));
    }
    out.out(if json {
        json!({
            "created": tally.created, "updated": tally.updated, "unchanged": tally.unchanged,
            "rejected": tally.rejected, "remarks": tally.remarks, "deals": tally.deals, "rows": rows,
            "seconds": (seconds * 1000.0).round() / 1000.0,
        })
        .to_string()
    } else {
        format!(
            "created {}, updated {}, unchanged {}, rejected {}, deals {}",
            tally.created, tally.updated, tally.unchanged, tally.rejected, tally.deals
        )
    });
    match state {
        State::Failed => Err("the database failed: the rows counted above are kept".to_owned()),
        State::Stopped => Err("stopped: the rows counted above are kept".to_owned()),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Command, Said, execute};
    use super::*;

    async fn import(store: &Arc<Store>, text: &str, json: bool) -> (u8, Vec<Said>) {
        let (out, mut said) = Out::pair();
        let command = Command::ImportContacts { file: "a.csv".into(), json };
        let code = execute(store, None, command, text.as_bytes().to_vec(), &out).await;
        drop(out);
        let mut all = Vec::new();
        while let Some(one) = said.recv().await {
            all.push(one);
        }
        (code, all)
    }

    #[tokio::test]
    async fn the_counts_come_last_and_rejected_rows_are_named() {
        let store = Arc::new(Store::in_memory().await.unwrap());
        let text = "Prénom,Nom,Email,Affaire,Statut\nAna,Petit,a@x.fr,Bilan,Ami\nLéo,Roy,nulle part,,\n";
        let (code, said) = import(&store, text, false).await;
        assert_eq!(code, 0);
        assert_eq!(said.last(), Some(&Said::Out("created 1, updated 0, unchanged 0, rejected 1, deals 1".into())));
        assert!(said.contains(&Said::Err("line 3: bad email (nulle part)".into())), "{said:?}");
        assert!(said.contains(&Said::Err("line 2: imported, but unknown status (Ami)".into())), "{said:?}");
        let (_, again) = import(&store, text, true).await;
        let Some(Said::Out(line)) = again.last() else { panic!("{again:?}") };
        let counts: serde_json::Value = serde_json::from_str(line).unwrap();
        assert_eq!((&counts["unchanged"], &counts["rejected"], &counts["rows"]), (&json!(1), &json!(1), &json!(2)));
        assert_eq!(counts["remarks"], json!(1));
        assert!(counts["seconds"].is_number());
        assert_eq!(import(&store, "PK\u{3}\u{4}", false).await.0, 1);
        assert_eq!(import(&store, "Couleur;Taille\nbleu;3\n", false).await.0, 1);
    }
}
