//! `cargo xtask bench registration`: submissions through the full HTTP path, with one client and with many, beside pgbench writing the
//! same rows in the same run.
//!
//! Owns the measurement: each database has candidates of its own whose drafts are ready, one POST submits each as soon as the program
//! rests, every answer must lead to the receipt, and pgbench takes its turn right after. Program and reference have the whole machine each. Refuses numbers of one machine for goals: they stand beside ratios.

#[path = "registration/candidates.rs"]
mod candidates;
#[path = "registration/reference.rs"]
mod reference;
#[path = "registration/submitting.rs"]
mod submitting;

use std::path::PathBuf;
use std::process::ExitCode;

use candidates::Ready;
use load::process::{self, Cores, Running};
use reference::Reference;

pub type Fallible<T> = Result<T, Box<dyn std::error::Error>>;

/// Goal: at least this part of what pgbench writes in the same time.
const GOAL: f64 = 0.3;
/// Clients that submit at once, and the submissions of each turn.
const TURNS: [(usize, usize); 2] = [(1, 200), (32, 800)];

fn main() -> ExitCode {
    load::ended(run())
}

fn run() -> Fallible<bool> {
    let server = std::env::var("LINXUAN_TEST_PG").map_err(|_| "LINXUAN_TEST_PG names no server")?;
    let reference = Reference::on(&server)?;
    let mut met = true;
    // PostgreSQL first: what a submission leaves there is what the reference writes.
    let url = reference.url();
    for (name, database) in [("PostgreSQL", Some(url.as_str())), ("SQLite", None)] {
        met &= measured(name, database, &reference)?;
    }
    Ok(met)
}

/// All turns on one database.
fn measured(name: &str, database: Option<&str>, reference: &Reference) -> Fallible<bool> {
    let folder = tempfile::tempdir()?;
    let data: PathBuf = folder.path().join("data");
    let wanted = TURNS.iter().map(|(_, count)| count).sum::<usize>();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    process::demonstration(&data, database)?;
    let mut ready = runtime.block_on(candidates::prepare(&data, database, wanted + 1))?;
    let server = process::serving(&data, database, Cores::All)?;
    println!("{name}");
    server.rests()?;
    // The first one wakes what a server makes once, and leaves the rows that the reference writes again.
    let first = ready.split_off(wanted);
    if database.is_some() {
        reference.watch()?;
    }
    runtime.block_on(submitting::all(server.port, first, 1))?;
    if database.is_some() {
        reference.keep()?;
    }
    let mut met = true;
    for (clients, count) in TURNS {
        let some = ready.split_off(ready.len().saturating_sub(count));
        met &= turn(&server, (clients, some), reference, &runtime)?;
    }
    Ok(met)
}

fn turn(
    server: &Running,
    (clients, people): (usize, Vec<Ready>),
    reference: &Reference,
    runtime: &tokio::runtime::Runtime,
) -> Fallible<bool> {
    let count = people.len();
    server.rests()?;
    let before = server.cpu()?;
    let took = runtime.block_on(submitting::all(server.port, people, clients))?;
    let cpu = server.cpu()?.saturating_sub(before);
    let submissions = u32::try_from(count)?;
    let ours = f64::from(submissions) / took.as_secs_f64();
    let theirs = reference.run(clients)?;
    let (part, met) = (ours / theirs, ours / theirs >= GOAL);
    println!(
        "  {clients:>2} clients: {ours:.0} submissions/s, pgbench {theirs:.0}: {part:.2} x, goal {GOAL}: {}; {:.2} ms of the \
         processor each",
        if met { "met" } else { "MISSED" },
        cpu.as_secs_f64() * 1e3 / f64::from(submissions),
    );
    Ok(met)
}
