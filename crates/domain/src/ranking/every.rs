//! A whole posting: every position under its scheme, on as many threads as the caller gives. The answers are the same
//! whatever their number.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{panic, thread};

use super::position::Ranker;
use super::{Outcome, Rulings};
use crate::index::PositionAt;
use crate::marks::{Entrant, Position, Settings, Settled};
use crate::number::TooFine;
use crate::rulings::Refusal;
use crate::scheme::Scheme;

/// What came of one position.
pub type Answer = Result<Outcome, Vec<Refusal>>;

/// A position that has people, with everything that it is ranked by.
#[derive(Clone, Copy, Debug)]
pub struct Ready<'a> {
    /// Its place among the settings' positions.
    pub at: PositionAt,
    /// The position.
    pub position: &'a Position,
    /// Its scheme.
    pub scheme: &'a Scheme,
    /// Its people.
    pub entrants: &'a [Entrant],
}

/// A position and the ranker of its scheme, made once for all positions under that scheme.
struct Task<'a> {
    ready: Ready<'a>,
    ranker: Arc<Result<Ranker<'a>, TooFine>>,
}

/// Ranks every position that has people and tells `keep` each of them and what came of it; returns what `keep` made of them,
/// in the order of the settings. Each scheme is made ready once.
///
/// Where the machine has no threads (wasm), `threads` is one.
#[must_use]
pub fn every<'a, T: Send>(
    settings: &Settings<'a>,
    settled: &'a Settled,
    rulings: &Rulings,
    threads: NonZero<usize>,
    keep: impl Fn(Ready<'a>, Answer) -> T + Sync,
) -> Vec<T> {
    let (mut rankers, mut tasks) = (BTreeMap::new(), Vec::new());
    for (at, position) in settings.pairs() {
        let entrants = settled.entrants.get(&position.code);
        let (Some(entrants), Some(scheme)) = (entrants, settings.scheme_of(position)) else { continue };
        let ranker = rankers.entry(position.scheme_name()).or_insert_with(|| Arc::new(Ranker::of(scheme)));
        tasks.push(Task { ready: Ready { at, position, scheme, entrants }, ranker: Arc::clone(ranker) });
    }
    spread(&tasks, threads, |Task { ready, ranker }| {
        let answer = match ranker.as_ref() {
            Ok(ranker) => ranker.rank(ready.position, ready.entrants, rulings),
            Err(TooFine) => Err(vec![Refusal::TooFine { position: ready.position.code.clone() }]),
        };
        keep(*ready, answer)
    })
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
