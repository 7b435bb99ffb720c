//! Stages: each step is announced, timed and, where asked, survived so that one run shows every fault.

use std::time::{Duration, Instant};

use anyhow::{Result, anyhow, bail};

/// The steps of one command with their times.
pub struct Stages {
    start: Instant,
    done: Vec<(String, Duration, bool)>,
}

impl Stages {
    /// Starts the clock.
    pub fn new() -> Self {
        Self { start: Instant::now(), done: Vec::new() }
    }

    /// Runs a step that everything after it needs.
    pub fn must<T>(&mut self, name: &str, body: impl FnOnce() -> Result<T>) -> Result<T> {
        println!("── {name}");
        let since = Instant::now();
        let result = body();
        let took = since.elapsed();
        println!("   {name}: {}", seconds(took));
        self.done.push((name.to_owned(), took, result.is_ok()));
        result
    }

    /// Runs a step whose failure is told now, remembered, and does not stop the next one.
    pub fn may(&mut self, name: &str, body: impl FnOnce() -> Result<()>) {
        if let Err(fault) = self.must(name, body) {
            println!("   FAILED {name}: {fault:#}");
        }
    }

    /// Runs two steps side by side that everything after them needs. The first prints what it does; the second is told after it.
    pub fn both(
        &mut self,
        (name, body): (&str, impl FnOnce() -> Result<()>),
        (other, beside): (&str, impl FnOnce() -> Result<()> + Send),
    ) -> Result<()> {
        let since = Instant::now();
        let (first, (second, took)) = std::thread::scope(|steps| {
            let beside = steps.spawn(move || (beside(), since.elapsed()));
            let first = self.must(name, body);
            (first, beside.join().unwrap_or_else(|_| (Err(anyhow!("it broke off")), since.elapsed())))
        });
        println!("── {other}, beside it");
        match &second {
            Ok(()) => println!("   {other}: {}", seconds(took)),
            Err(fault) => println!("   FAILED {other}: {fault:#}"),
        }
        self.done.push((other.to_owned(), took, second.is_ok()));
        first.and(second)
    }

    /// Prints the table of steps; an error names those that failed.
    pub fn close(&self) -> Result<()> {
        println!("\n── stages");
        for (name, took, good) in &self.done {
            println!("   {:<6} {:>8}  {name}", if *good { "ok" } else { "FAILED" }, seconds(*took));
        }
        println!("   {:<6} {:>8}  in all", "", seconds(self.start.elapsed()));
        let bad: Vec<&str> = self.done.iter().filter(|step| !step.2).map(|step| step.0.as_str()).collect();
        if bad.is_empty() {
            return Ok(());
        }
        bail!("failed: {}", bad.join(", "))
    }
}

fn seconds(took: Duration) -> String {
    format!("{:.1} s", took.as_secs_f64())
}
