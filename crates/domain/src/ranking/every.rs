//! A whole posting: every position under its scheme, on as many threads as the caller gives. The answers are the same
//! whatever their number.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{panic, thread};

use super::position::Ranker;
use super::{Outcome, Rulings};
use crate::marks::{Entrant, Position, Settings, Settled};
use crate::number::TooFine;
use crate::rulings::Refusal;

/// What came of one position.
pub type Answer = Result<Outcome, Vec<Refusal>>;

/// A position that has people, and where it stands among the settings' positions.
struct Task<'a> {
    at: usize,
    position: &'a Position,
    entrants: &'a [Entrant],
    scheme: &'a str,
}

/// Ranks every position that has people and tells `keep` the place of each among the settings' positions and what came of
/// it; returns what `keep` made of them, in the order of the settings. Each scheme is made ready once.
///
/// Where the machine has no threads (wasm), `threads` is one.
#[must_use]
pub fn every<T: Send>(
    settings: &Settings<'_>,
    settled: &Settled,
    rulings: &Rulings,
    threads: NonZero<usize>,
    keep: impl Fn(usize, Answer) -> T + Sync,
) -> Vec<T> {
    let (mut rankers, mut tasks) = (BTreeMap::new(), Vec::new());
    for (at, position) in settings.positions.iter().enumerate() {
        let entrants = settled.entrants.get(&position.code);
        let (Some(entrants), Some(scheme)) = (entrants, settings.scheme_of(position)) else { continue };
        let name = position.scheme.as_deref().unwrap_or_default();
        rankers.entry(name).or_insert_with(|| Ranker::of(scheme));
        tasks.push(Task { at, position, entrants, scheme: name });
    }
    let answer = |task: &Task<'_>| match rankers.get(task.scheme) {
        Some(Ok(ranker)) => ranker.rank(task.position, task.entrants, rulings),
        Some(Err(TooFine)) | None => Err(vec![Refusal::TooFine { position: task.position.code.clone() }]),
    };
    spread(&tasks, threads, |task| keep(task.at, answer(task)))
}

/// Returns what `work` makes of each task, in the order of the tasks. A thread takes the next task when it has done one, because
/// positions differ in size.
fn spread<A: Sync, T: Send>(tasks: &[A], threads: NonZero<usize>, work: impl Fn(&A) -> T + Sync) -> Vec<T> {
    if threads.get() == 1 {
        return tasks.iter().map(work).collect();
    }
    let next = AtomicUsize::new(0);
    let run = || {
        let mut done = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(task) = tasks.get(at) else { return done };
            done.push((at, work(task)));
        }
    };
    let mut done: Vec<(usize, T)> = thread::scope(|scope| {
        let running: Vec<_> = (0..threads.get()).map(|_| scope.spawn(run)).collect();
        let all = running.into_iter().map(|one| one.join().unwrap_or_else(|why| panic::resume_unwind(why)));
        all.flatten().collect()
    });
    done.sort_unstable_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, made)| made).collect()
}
