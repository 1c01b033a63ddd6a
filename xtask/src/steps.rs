//! Named steps: each says that it starts and how long it took; a table closes the run.

use std::time::{Duration, Instant};

use crate::Outcome;

/// The steps of one command. Dropping it prints the table, after a failure too.
pub struct Steps {
    started: Instant,
    done: Vec<(&'static str, Duration, bool)>,
}

impl Steps {
    /// Starts the clock.
    pub fn new() -> Self {
        Self { started: Instant::now(), done: Vec::new() }
    }

    /// Runs one step and notes its time; the reason of a failure is led by the step's name.
    pub fn step<T>(&mut self, name: &'static str, work: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
        eprintln!("\n==> {name}");
        let started = Instant::now();
        let outcome = work();
        let elapsed = started.elapsed();
        self.done.push((name, elapsed, outcome.is_ok()));
        eprintln!("    {} in {}", if outcome.is_ok() { "done" } else { "failed" }, seconds(elapsed));
        outcome.map_err(|reason| format!("{name}: {reason}"))
    }
}

impl Drop for Steps {
    fn drop(&mut self) {
        if self.done.len() < 2 {
            return;
        }
        eprintln!("\n{:<34}{:>10}", "step", "time");
        for (name, elapsed, ok) in &self.done {
            eprintln!("{name:<34}{:>10}{}", seconds(*elapsed), if *ok { "" } else { "   failed" });
        }
        eprintln!("{:<34}{:>10}", "total", seconds(self.started.elapsed()));
    }
}

fn seconds(elapsed: Duration) -> String {
    format!("{:.1} s", elapsed.as_secs_f64())
}
