//! The desk: files in memory between their upload and the end of their import.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use async_trait::async_trait;
use domain::import::{Desk as Port, Job as Own, Mapping, Preview, Progress, State};
use domain::{Actor, Error, Problem, Result, Right, SharedCrm};
use store::Store;
use tokio::sync::Semaphore;
use tokio::task::JoinHandle;

use super::job::{Job, Jobs, PATIENCE, lighten, millis, tidy};
use super::{Step, Table, decode, rehearse, rejects_file, run};

/// One file is read at a time: one of twenty megabytes takes up to six times that while it becomes a table.
static READING: Semaphore = Semaphore::const_new(1);
/// How many rows a preview shows.
const SAMPLES: usize = 10;
/// How many rows with a reason a progress carries.
const FIRST_REJECTED: usize = 50;

/// The desk of one server.
pub struct Desk {
    crm: SharedCrm,
    jobs: Arc<Mutex<Jobs>>,
}

fn lock(jobs: &Mutex<Jobs>) -> MutexGuard<'_, Jobs> {
    // A panic while the lock was held leaves counts behind, nothing worse.
    jobs.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Desk {
    /// An empty desk in front of a store.
    #[must_use]
    pub fn new(store: Arc<Store>) -> Self {
        Self { crm: store, jobs: Arc::default() }
    }

    /// Stops what is running and waits for it: the chunks under way are finished.
    pub async fn stop_all(&self) {
        let tasks: Vec<_> = {
            let mut jobs = lock(&self.jobs);
            jobs.values_mut()
                .filter_map(|job| {
                    job.stop.store(true, Ordering::Relaxed);
                    job.task.take()
                })
                .collect()
        };
        for task in tasks {
            if let Err(cause) = task.await {
                tracing::error!(%cause, "an import did not end by itself");
            }
        }
    }

    /// The job of that name, if it is the actor's own.
    fn with<T>(&self, actor: &Actor, name: &str, then: impl FnOnce(&mut Job) -> Result<T>) -> Result<T> {
        actor.may(Right::Import)?;
        let mut jobs = lock(&self.jobs);
        let job = jobs.get_mut(name).filter(|job| job.owner == actor.user).ok_or(Error::NotFound)?;
        if job.is(State::Waiting) && job.came.elapsed() >= PATIENCE {
            jobs.remove(name);
            return Err(Error::NotFound);
        }
        then(job)
    }

    /// Runs a job to its end, telling the desk after each chunk.
    fn spawn(
        &self,
        actor: Actor,
        name: String,
        import: domain::ImportId,
        table: Arc<Table>,
        mapping: Mapping,
        stop: Arc<AtomicBool>,
    ) -> JoinHandle<()> {
        let (crm, jobs) = (Arc::clone(&self.crm), Arc::clone(&self.jobs));
        tokio::spawn(async move {
            let step = |step: Step| {
                if let Some(job) = lock(&jobs).get_mut(&name) {
                    job.progress.tally = step.tally;
                    let room = FIRST_REJECTED.saturating_sub(job.progress.rejected.len());
                    job.progress.rejected.extend(step.rejected.iter().take(room).cloned());
                    job.rejected.extend(step.rejected);
                }
                !stop.load(Ordering::Relaxed)
            };
            let (tally, state) = run(&*crm, &actor, &import, table, mapping, step).await;
            if let Some(job) = lock(&jobs).get_mut(&name) {
                job.progress.tally = tally;
                job.end(state);
            }
        })
    }
}

#[async_trait]
impl Port for Desk {
    async fn bring(&self, actor: &Actor, file: &str, bytes: Vec<u8>) -> Result<String> {
        actor.may(Right::Import)?;
        let size = bytes.len();
        let alone = READING.acquire().await.map_err(|_| Error::Internal)?;
        let reading = move || {
            // Goes with the reading, which goes on when nobody waits for it any more.
            let _alone = alone;
            decode(bytes)
        };
        // Before it is read: reading takes several times the file.
        lighten(&mut lock(&self.jobs), actor.user.as_ref(), size);
        let table = tokio::task::spawn_blocking(reading).await.map_err(|_| Error::Internal)??;
        // 160 random bits: the name is as good as a secret, and the owner is compared all the same.
        let name = format!("{}{}", domain::ImportId::new(), domain::ImportId::new()).to_lowercase();
        let rows = u32::try_from(table.rows.len()).unwrap_or(u32::MAX);
        let job = Job {
            owner: actor.user.clone(),
            file: file.chars().filter(|c| !c.is_control()).take(200).collect(),
            came: Instant::now(),
            headings: table.headings.clone(),
            table: Some(Arc::new(table)),
            progress: Progress { rows, ..Progress::default() },
            rejected: Vec::new(),
            began: None,
            stop: Arc::default(),
            task: None,
        };
        let mut jobs = lock(&self.jobs);
        lighten(&mut jobs, actor.user.as_ref(), job.table.as_ref().map_or(0, |table| table.weight()));
        tidy(&mut jobs, actor.user.as_ref())?;
        jobs.insert(name.clone(), job);
        Ok(name)
    }

    async fn own(&self, actor: &Actor) -> Result<Vec<Own>> {
        actor.may(Right::Import)?;
        let jobs = lock(&self.jobs);
        let mut own: Vec<_> = jobs.iter().filter(|(_, job)| job.owner == actor.user).collect();
        own.sort_by_key(|(_, job)| std::cmp::Reverse(job.came));
        let shown = |(name, job): (&String, &Job)| {
            let (name, file, state) = (name.clone(), job.file.clone(), job.progress.state);
            Own { name, file, state }
        };
        Ok(own.into_iter().map(shown).collect())
    }

    async fn preview(&self, actor: &Actor, job: &str) -> Result<Preview> {
        self.with(actor, job, |job| {
            let table = job.table.as_ref().ok_or(Error::NotFound)?;
            let whole = |line: &super::Line| {
                let mut cells: Vec<String> = line.cells().map(str::to_owned).collect();
                cells.resize(cells.len().max(table.headings.len()), String::new());
                cells
            };
            Ok(Preview {
                file: job.file.clone(),
                headings: table.headings.clone(),
                mapping: Mapping::guess(&table.headings),
                samples: table.rows.iter().take(SAMPLES).map(whole).collect(),
                rows: job.progress.rows,
                encoding: table.encoding.to_owned(),
                delimiter: table.delimiter,
            })
        })
    }

    async fn rehearse(&self, actor: &Actor, job: &str, mut mapping: Mapping) -> Result<Progress> {
        let table = self.with(actor, job, |job| job.table.clone().ok_or(Error::NotFound))?;
        if !mapping.names_somebody() {
            return Err(Error::invalid("mapping", Problem::Missing));
        }
        mapping.0.resize(table.headings.len(), domain::import::Column::Ignored);
        let rows = u32::try_from(table.rows.len()).unwrap_or(u32::MAX);
        let Step { tally, mut rejected } = rehearse(&*self.crm, actor, table, mapping).await?;
        rejected.truncate(FIRST_REJECTED);
        Ok(Progress { rows, tally, rejected, ..Progress::default() })
    }

    async fn start(&self, actor: &Actor, job: &str, mut mapping: Mapping) -> Result<()> {
        let (table, file, stop) = self.with(actor, job, |job| {
            if !job.is(State::Waiting) {
                return Err(Error::invalid("job", Problem::Fixed));
            }
            if !mapping.names_somebody() {
                return Err(Error::invalid("mapping", Problem::Missing));
            }
            let table = job.table.clone().ok_or(Error::NotFound)?;
            job.progress.state = State::Running;
            job.began = Some(Instant::now());
            Ok((table, job.file.clone(), Arc::clone(&job.stop)))
        })?;
        mapping.0.resize(table.headings.len(), domain::import::Column::Ignored);
        let rows = u32::try_from(table.rows.len()).unwrap_or(u32::MAX);
        let import = match self.crm.imports().start(actor, &file, rows).await {
            Ok(import) => import,
            Err(error) => {
                self.with(actor, job, |job| {
                    job.progress.state = State::Waiting;
                    job.began = None;
                    Ok(())
                })?;
                return Err(error);
            }
        };
        let task = self.spawn(actor.clone(), job.to_owned(), import, table, mapping, stop);
        self.with(actor, job, |job| {
            job.task = Some(task);
            Ok(())
        })
    }

    async fn progress(&self, actor: &Actor, job: &str) -> Result<Progress> {
        self.with(actor, job, |job| {
            let running = job.began.filter(|_| job.is(State::Running)).map(millis);
            Ok(Progress { millis: running.unwrap_or(job.progress.millis), ..job.progress.clone() })
        })
    }

    async fn stop(&self, actor: &Actor, job: &str) -> Result<()> {
        self.with(actor, job, |job| {
            job.stop.store(true, Ordering::Relaxed);
            if job.is(State::Waiting) {
                job.end(State::Stopped);
            }
            Ok(())
        })
    }

    async fn rejects(&self, actor: &Actor, job: &str) -> Result<Vec<u8>> {
        self.with(actor, job, |job| Ok(rejects_file(&job.headings, &job.rejected)))
    }
}
