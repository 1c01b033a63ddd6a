//! Where a person stands, since when, and where before.

use domain::Instant;
use domain::contact::Status;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::words::status_name;
use crate::i18n::{fill, lang, texts_here};
use crate::me::zone;

/// A status, and when somebody got it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// The status.
    pub status: Status,
    /// Since when.
    pub since: Instant,
}

/// « Client depuis le 3 mars 2026 », and what came before.
#[component]
pub(super) fn Standings(
    /// Newest first.
    all: RwSignal<Vec<Standing>>,
) -> impl IntoView {
    let (t, french, zone) = (texts_here(), lang().french(), zone());
    let f = t.form();
    move || {
        let all = all.get();
        let day = |at: Instant| at.day(&zone).dated(french);
        let mut later: Option<Instant> = None;
        let mut lines = Vec::with_capacity(all.len());
        for one in &all {
            let status = status_name(t, one.status);
            lines.push(match later {
                None => fill(f.since, &[("status", status), ("day", &day(one.since))]),
                Some(end) => fill(f.from_to, &[("status", status), ("from", &day(one.since)), ("to", &day(end))]),
            });
            later = Some(one.since);
        }
        let mut lines = lines.into_iter();
        let first = lines.next()?;
        let rest: Vec<String> = lines.collect();
        Some(view! {
            <p class="fact-note">{first}</p>
            {(!rest.is_empty()).then(|| {
                let lines = rest.into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
                view! { <details class="fact-note more"><summary>{f.earlier}</summary><ul>{lines}</ul></details> }
            })}
        })
    }
}

/// The standings that events tell, newest first. What was taken back never was, and neither was its taking back.
#[cfg(feature = "ssr")]
pub(super) fn standings(turns: &[domain::event::Event]) -> Vec<Standing> {
    let mut void = std::collections::BTreeSet::new();
    let stands = |event: &&domain::event::Event| {
        if void.contains(&event.id) {
            return false;
        }
        let known = event.undoes.as_ref().filter(|undone| turns.iter().any(|turn| turn.id == **undone));
        known.is_none_or(|undone| !void.insert(undone.clone()))
    };
    let standing = |event: &domain::event::Event| {
        let status = event.changes.0.get("status")?.after.clone();
        Some(Standing { status: serde_json::from_value(status).ok()?, since: event.at })
    };
    turns.iter().filter(stands).filter_map(standing).collect()
}
