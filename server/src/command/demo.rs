//! Data of a demonstration, from the command line.

use std::sync::Mutex;
use std::time::{Duration, Instant};

use domain::time::Zone;
use domain::{Actor, Day};
use store::{DemoPlan, Store};

use super::Out;
use super::word::say;

/// How often progress is told.
const TELL: Duration = Duration::from_secs(1);

/// Today where the organisation lives.
pub fn today() -> Day {
    domain::Instant(jiff::Timestamp::now().as_millisecond()).day(&Zone::default())
}

/// Adds what the plan says.
pub async fn plant(store: &Store, out: &Out, plan: DemoPlan) -> Result<(), String> {
    let told = Mutex::new(None::<Instant>);
    let progress = |what: &str, done: u32, all: u32| {
        let Ok(mut told) = told.lock() else { return };
        if told.is_none_or(|at| at.elapsed() >= TELL) || done == all {
            out.err(format!("{what}: {done} of {all}"));
            *told = Some(Instant::now());
        }
    };
    let planted = store.plant_demo(&Actor::operator(), &plan, progress).await.map_err(|error| say(&error))?;
    out.out(format!(
        "planted contacts {}, companies {}, deals {} (open {}, ended {}), tasks {}, notes {}, exchanges {}, events {}",
        planted.contacts,
        planted.companies,
        planted.deals,
        planted.deals - planted.ended,
        planted.ended,
        planted.tasks,
        planted.notes,
        planted.exchanges,
        planted.events
    ));
    Ok(())
}
