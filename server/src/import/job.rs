//! A file on the desk, and how many of them there may be.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use domain::import::{Progress, RejectedRow, State};
use domain::{Error, Result, UserId};
use tokio::task::JoinHandle;

use super::Table;

/// How many files the desk holds.
const MOST_JOBS: usize = 20;
/// How many files of one person may wait at once.
const MOST_WAITING: usize = 2;
/// How many bytes of memory they may take together, except where one alone is larger.
const MOST_WEIGHT: usize = 48 << 20;
/// How long a file waits for its mapping.
pub(super) const PATIENCE: Duration = Duration::from_secs(3600);

/// One file, from its upload to the end of its import.
pub(super) struct Job {
    pub(super) owner: Option<UserId>,
    pub(super) file: String,
    pub(super) came: Instant,
    pub(super) headings: Vec<String>,
    /// Let go of when the import ends.
    pub(super) table: Option<Arc<Table>>,
    pub(super) progress: Progress,
    pub(super) rejected: Vec<RejectedRow>,
    pub(super) began: Option<Instant>,
    pub(super) stop: Arc<AtomicBool>,
    pub(super) task: Option<JoinHandle<()>>,
}

impl Job {
    pub(super) fn is(&self, state: State) -> bool {
        self.progress.state == state
    }

    pub(super) fn over(&self) -> bool {
        !self.is(State::Waiting) && !self.is(State::Running)
    }

    pub(super) fn end(&mut self, state: State) {
        self.progress.state = state;
        self.progress.millis = self.began.map_or(0, millis);
        self.table = None;
    }
}

pub(super) fn millis(since: Instant) -> u64 {
    u64::try_from(since.elapsed().as_millis()).unwrap_or(u64::MAX)
}

/// The jobs by name.
pub(super) type Jobs = HashMap<String, Job>;

/// Takes away the oldest job of those that `which` lets through.
fn drop_oldest(jobs: &mut Jobs, which: impl Fn(&Job) -> bool) -> bool {
    let oldest =
        jobs.iter().filter(|(_, job)| which(job)).min_by_key(|(_, job)| job.came).map(|(name, _)| name.clone());
    oldest.and_then(|name| jobs.remove(&name)).is_some()
}

/// Takes away what this person has waiting, the oldest first, until so much more has room in memory.
pub(super) fn lighten(jobs: &mut Jobs, owner: Option<&UserId>, coming: usize) {
    let own = |job: &Job| job.is(State::Waiting) && job.owner.as_ref() == owner;
    let weight = |job: &Job| job.table.as_ref().map_or(0, |table| table.weight());
    let waiting = |jobs: &Jobs| jobs.values().filter(|job| own(job)).map(weight).sum::<usize>();
    while waiting(jobs) + coming > MOST_WEIGHT && drop_oldest(jobs, own) {}
}

/// Makes room for one more file of this person.
pub(super) fn tidy(jobs: &mut Jobs, owner: Option<&UserId>) -> Result<()> {
    jobs.retain(|_, job| !job.is(State::Waiting) || job.came.elapsed() < PATIENCE);
    let own = |job: &Job| job.is(State::Waiting) && job.owner.as_ref() == owner;
    while jobs.values().filter(|job| own(job)).count() >= MOST_WAITING {
        drop_oldest(jobs, own);
    }
    while jobs.len() >= MOST_JOBS {
        if !drop_oldest(jobs, Job::over) && !drop_oldest(jobs, |job| job.is(State::Waiting)) {
            return Err(Error::TooMany { seconds: 60 });
        }
    }
    Ok(())
}
