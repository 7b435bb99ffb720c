//! `cargo xtask bench public`: what an answer of a public page costs, as ratios to bare axum and nginx that give the same bytes in
//! the same run.
//!
//! Owns the measurement and its honesty: the servers take turns on one core, the load comes from another, every answer is
//! compared with the bytes that the page has, and medians are told with their spread. Refuses numbers that belong to one machine
//! only: times stand beside, not for, ratios.

mod client;
mod page;
mod reference;

use std::process::ExitCode;
use std::time::Duration;

use client::Load;
use load::ended;
use load::process::{self, Running};
use page::Page;

/// Rounds in which everybody takes a turn at every page.
const ROUNDS: usize = 5;
/// How long a turn lasts.
const TURN: Duration = Duration::from_millis(1500);
/// Connections that ask at once.
const CONNECTIONS: usize = 32;

/// Goals: at most so much time of the processor for an answer, at least so many answers, as multiples of bare axum.
const CPU: f64 = 1.15;
const ANSWERS: f64 = 0.80;

/// What a turn came to.
#[derive(Clone, Copy)]
struct Turn {
    /// Microseconds of the processor for an answer.
    cpu: f64,
    /// Answers a second.
    answers: f64,
}

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["reference", port, folder] => reference::serve(port, folder),
        [] => bench(),
        _ => Err("usage: bench-public".to_owned()),
    };
    ended(done)
}

/// Runs everything; answers whether the goals were met.
fn bench() -> Result<bool, String> {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let ours = process::ours(folder.path())?;
    let pages = page::all(&ours)?;
    for page in &pages {
        page.keep(folder.path())?;
    }
    let bare = process::bare(folder.path())?;
    let nginx = process::nginx(folder.path())?;
    if nginx.is_none() {
        println!("nginx: skipped; to have it, type: apt-get install nginx-light");
    }
    println!(
        "an answer of each page, {CONNECTIONS} connections, one core for the server, another for the load"
    );
    let mut met = true;
    for page in &pages {
        met &= compare(page, [&ours, &bare], nginx.as_ref())?;
    }
    Ok(met)
}

fn compare(page: &Page, [ours, bare]: [&Running; 2], nginx: Option<&Running>) -> Result<bool, String> {
    let (mut to_bare, mut to_nginx) = (Vec::new(), Vec::new());
    // A path that ends in a slash is a folder to nginx.
    let filed = Page { name: page.name, path: format!("/{}", page.file()), body: page.body.clone() };
    for _ in 0..ROUNDS {
        let (mine, other) = (turn(page, ours)?, turn(page, bare)?);
        to_bare.push((mine, other));
        if let Some(nginx) = nginx {
            to_nginx.push((mine, turn(&filed, nginx)?));
        }
    }
    println!("{} ({} bytes)", page.name, page.body.len());
    let met = told("bare axum", &to_bare, true);
    told("nginx", &to_nginx, false);
    Ok(met)
}

fn turn(page: &Page, of: &Running) -> Result<Turn, String> {
    let before = of.cpu()?;
    let load = Load { port: of.port, page, connections: CONNECTIONS, time: TURN };
    let (answers, took) = load.run()?;
    let cpu = of.cpu()?.saturating_sub(before);
    Ok(Turn { cpu: cpu.as_secs_f64() * 1e6 / answers, answers: answers / took.as_secs_f64() })
}

/// Median, least and most.
fn spread(mut of: Vec<f64>) -> (f64, f64, f64) {
    of.sort_by(f64::total_cmp);
    let at = |place: usize| of.get(place).copied().unwrap_or(f64::NAN);
    (at(of.len() / 2), at(0), at(of.len().saturating_sub(1)))
}

fn told(name: &str, pairs: &[(Turn, Turn)], goal: bool) -> bool {
    if pairs.is_empty() {
        return true;
    }
    let ratios = |of: fn(&Turn) -> f64| spread(pairs.iter().map(|(a, b)| of(a) / of(b)).collect());
    let (cpu, cpu_least, cpu_most) = ratios(|turn| turn.cpu);
    let (many, many_least, many_most) = ratios(|turn| turn.answers);
    let (ours, ..) = spread(pairs.iter().map(|(a, _)| a.cpu).collect());
    let met = cpu <= CPU && many >= ANSWERS;
    let verdict = match (goal, met) {
        (true, true) => format!(", goals {CPU} and {ANSWERS}: met"),
        (true, false) => format!(", goals {CPU} and {ANSWERS}: MISSED"),
        (false, _) => String::new(),
    };
    println!(
        "  beside {name}: {cpu:.2} x processor ({cpu_least:.2} to {cpu_most:.2}), {many:.2} x answers \
         ({many_least:.2} to {many_most:.2}){verdict}; {ours:.1} µs an answer"
    );
    met || !goal
}
