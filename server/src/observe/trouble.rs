//! Warnings and errors of the last day, as the log had them: kept in memory, alike ones together.

use std::fmt::{Debug, Write};
use std::sync::{Arc, Mutex, PoisonError};

use domain::Instant;
use domain::health::Trouble;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id};
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::layer::Context;
use tracing_subscriber::registry::LookupSpan;

use super::DAY;
use crate::refusal::REFUSED;
use crate::session::now;

/// How many kinds are kept.
const MOST: usize = 100;
/// How much of a text is kept, in characters.
const LONGEST: usize = 500;

/// Hears the log. Clones hear and keep the same.
#[derive(Clone, Default)]
pub struct Troubles(Arc<Mutex<Vec<Trouble>>>);

/// The id of a request, kept with its span.
struct RequestId(String);

/// Reads fields into a line, as the log shows them.
#[derive(Default)]
struct Line {
    text: String,
    fields: String,
    id: Option<String>,
}

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        // Writing into text cannot fail.
        let _ = match field.name() {
            "message" => write!(self.text, "{value:?}"),
            "id" => {
                self.id = Some(format!("{value:?}"));
                Ok(())
            }
            name => write!(self.fields, " {name}={value:?}"),
        };
    }
}

impl Troubles {
    /// What went wrong within a day, the latest first.
    #[must_use]
    pub fn list(&self) -> Vec<Trouble> {
        let now = now();
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.iter().rev().filter(|one| now.0 - one.at.0 < DAY).cloned().collect()
    }

    /// Notes one. The same text is one kind, whenever it comes again.
    fn note(&self, at: Instant, failed: bool, text: String, request: Option<String>) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|one| at.0 - one.at.0 < DAY);
        let known = kept.iter().position(|one| one.text == text).map(|place| kept.remove(place));
        let times = known.map_or(0, |one| one.times).saturating_add(1);
        if kept.len() == MOST {
            // Who tries passwords fills the list with warnings: errors stay longer.
            let oldest = kept.iter().position(|one| !one.failed).unwrap_or_default();
            kept.remove(oldest);
        }
        kept.push(Trouble { at, times, failed, text, request });
    }
}

impl<S: Subscriber + for<'a> LookupSpan<'a>> Layer<S> for Troubles {
    fn on_new_span(&self, span: &Attributes<'_>, id: &Id, context: Context<'_, S>) {
        let mut line = Line::default();
        span.record(&mut line);
        if let (Some(request), Some(span)) = (line.id, context.span(id)) {
            span.extensions_mut().insert(RequestId(request));
        }
    }

    fn on_event(&self, event: &Event<'_>, context: Context<'_, S>) {
        let level = *event.metadata().level();
        // What was refused to somebody is no trouble of the server, unless there is a flood of it.
        if level > Level::WARN || event.metadata().target() == REFUSED {
            return;
        }
        let mut line = Line::default();
        event.record(&mut line);
        let text = format!("{}{}", line.text, line.fields).chars().take(LONGEST).collect();
        let request = context
            .event_scope(event)
            .and_then(|mut scope| scope.find_map(|span| span.extensions().get::<RequestId>().map(|id| id.0.clone())));
        self.note(now(), level == Level::ERROR, text, request);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tracing_subscriber::layer::SubscriberExt;

    #[test]
    fn the_log_is_heard_and_what_is_alike_counted() {
        let troubles = Troubles::default();
        let subscriber = tracing_subscriber::registry().with(troubles.clone());
        tracing::subscriber::with_default(subscriber, || {
            tracing::info!("nothing of interest");
            tracing::error!(code = 7, "it failed");
            tracing::warn!(target: REFUSED, "a session was over");
            tracing::info_span!("request", id = %"01J").in_scope(|| {
                tracing::warn!("nearly");
                tracing::error!(code = 7, "it failed");
            });
        });
        let heard: Vec<_> = troubles
            .list()
            .into_iter()
            .map(|one| (one.text, one.times, one.failed, one.request.unwrap_or_default()))
            .collect();
        let expected = [("it failed code=7", 2, true, "01J"), ("nearly", 1, false, "01J")];
        assert_eq!(heard, expected.map(|(text, times, failed, id)| (text.to_owned(), times, failed, id.to_owned())));
    }

    #[test]
    fn only_so_many_kinds_are_kept_and_only_for_a_day() {
        let troubles = Troubles::default();
        troubles.note(Instant(now().0 - DAY), true, "yesterday".into(), None);
        for n in 0..=MOST {
            troubles.note(now(), true, n.to_string(), None);
        }
        let kept = troubles.list();
        assert_eq!((kept.len(), kept[0].text.as_str(), kept[MOST - 1].text.as_str()), (MOST, "100", "1"));
        for n in 0..MOST * 2 {
            troubles.note(now(), false, format!("wrong password {n}"), None);
        }
        assert_eq!(troubles.list().iter().filter(|one| one.failed).count(), MOST - 1);
    }
}
