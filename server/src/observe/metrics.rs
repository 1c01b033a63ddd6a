//! Figures for a monitoring system, in the text format of Prometheus.

use std::time::Duration;

use axum::http::StatusCode;
use domain::Instant;
use domain::health::Health;
use prometheus_client::encoding::text::encode;
use prometheus_client::encoding::{EncodeLabelSet, EncodeLabelValue};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::ConstGauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::metrics::info::Info;
use prometheus_client::registry::{Registry, Unit};

/// Upper ends of the classes of times, in seconds.
const CLASSES: [f64; 11] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1.0, 2.5, 5.0];

/// What a request was for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EncodeLabelValue)]
pub(super) enum Sort {
    /// A page, as HTML.
    Page,
    /// A call of a page.
    Call,
    /// A file of the program.
    Asset,
    /// No address of this server.
    Nothing,
}

impl Sort {
    /// Of a route.
    pub(super) fn of(path: &str) -> Self {
        match path {
            "" => Self::Nothing,
            _ if path.starts_with("/api/") => Self::Call,
            _ if path.starts_with("/assets/") => Self::Asset,
            _ => Self::Page,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Answer {
    sort: Sort,
    /// The first figure of the status: 2 to 5.
    class: u16,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Asked {
    sort: Sort,
}

/// What is counted while the server runs.
pub(super) struct Metrics {
    answers: Family<Answer, Counter>,
    times: Family<Asked, Histogram, fn() -> Histogram>,
}

impl Default for Metrics {
    fn default() -> Self {
        let times = Family::new_with_constructor((|| Histogram::new(CLASSES)) as fn() -> Histogram);
        Self { answers: Family::default(), times }
    }
}

impl Metrics {
    pub(super) fn note(&self, sort: Sort, status: StatusCode, took: Duration) {
        self.answers.get_or_create(&Answer { sort, class: status.as_u16() / 100 }).inc();
        self.times.get_or_create(&Asked { sort }).observe(took.as_secs_f64());
    }

    /// What was counted, and how the server does now.
    pub(super) fn text(&self, health: &Health) -> Result<String, std::fmt::Error> {
        let mut registry = Registry::with_prefix("crm");
        let mut gauge = |name: &str, help: &str, value: Option<u64>| {
            if let Some(value) = value {
                registry.register(name, help, ConstGauge::new(i64::try_from(value).unwrap_or(i64::MAX)));
            }
        };
        let seconds = |at: Instant| u64::try_from(at.0 / 1000).ok();
        gauge("memory_bytes", "Memory in use", health.memory);
        gauge("data_bytes", "What the data folder takes", health.room.map(|room| room.taken));
        gauge("free_bytes", "What is free on its disk", health.room.and_then(|room| room.free));
        gauge("writes", "1 when the database writes, 0 when it only reads", Some(u64::from(!health.ails)));
        gauge("listening", "Open pages that hear of changes", Some(health.listening));
        gauge("backup_timestamp_seconds", "When the latest backup was made", health.backup.and_then(seconds));
        gauge("start_timestamp_seconds", "When the server was started", seconds(health.since));
        let troubles = u64::try_from(health.troubles.len()).ok();
        gauge("troubles", "Kinds of warnings and errors in the log within a day", troubles);
        registry.register("build", "The program", Info::new([("version", health.version.clone())]));
        let (answers, times) = (self.answers.clone(), self.times.clone());
        registry.register("requests", "Requests answered, by what was asked and the class of the status", answers);
        registry.register_with_unit("answer", "Until an answer began", Unit::Seconds, times);
        let mut text = String::new();
        encode(&mut text, &registry)?;
        Ok(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_asked_is_told_by_its_route() {
        for (path, sort) in [
            ("/contacts/{id}", Sort::Page),
            ("/api/find", Sort::Call),
            ("/assets/{name}", Sort::Asset),
            ("", Sort::Nothing),
        ] {
            assert_eq!(Sort::of(path), sort);
        }
    }
}
