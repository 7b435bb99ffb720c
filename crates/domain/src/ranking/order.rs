//! The order of people and the numbers of their ranks.

use core::cmp::Reverse;

use crate::index::RowAt;
use crate::marks::{Entrant, Graph, Reading, Value, Values};
use crate::number::Number;
use crate::scheme::{By, Method, Prefer, Step};

use super::Place;

/// Returns the value by which people are ordered.
pub(super) fn ordering<N: Number>(by: By, value: &Value<N>) -> Option<N> {
    match by {
        By::Rounded => value.exact,
        By::Unrounded => value.fine,
    }
}

/// Returns one person's value at each step of a tie ladder; the person with the higher value comes first.
pub(super) fn ladder<N: Number>(
    graph: &Graph<'_, N>,
    steps: &[Step],
    source: &Value<N>,
    entrant: &Entrant,
    values: Values<'_, N>,
) -> Vec<Option<N>> {
    let node = |name: &str| graph.walk.find(name);
    let value = |step: &Step| match step {
        Step::Total => values.total().exact,
        Step::Unrounded => source.fine,
        Step::Component(name) => node(name).and_then(|at| values.node(at)).and_then(|value| value.exact),
        Step::Raw(name) => node(name)
            .and_then(|at| entrant.readings.get(at))
            .and_then(Reading::raw)
            .and_then(|raw| N::of(raw).ok()),
        Step::Fact(key) => {
            let (at, fact) = graph.scheme.fact(key)?;
            let value = N::mark(entrant.facts.get(at).copied()?);
            match fact.prefer {
                Prefer::Higher => Some(value),
                Prefer::Lower => N::ZERO.minus(value).ok(),
            }
        }
    };
    steps.iter().map(value).collect()
}

/// A score and the row of its person. It is kept narrow because sorting moves it.
#[derive(Clone, Copy)]
pub(super) struct Scored<N> {
    pub score: N,
    pub at: RowAt,
    /// The group within people of equal scores after their ladders separated them, best first; 0 for all before that.
    pub part: u32,
}

impl<N: Number> Scored<N> {
    /// Returns true where neither score nor ladder separates the two.
    pub(super) fn equals(&self, other: &Self) -> bool {
        (self.score, self.part) == (other.score, other.part)
    }
}

/// Sorts the list with higher scores first; equal scores keep their order.
pub(super) fn best_first<N: Number>(list: &mut [Scored<N>]) {
    list.sort_by_key(|one| Reverse(one.score));
}

/// Orders people with equal scores in a sorted list by their tie ladders.
pub(super) fn by_ladder<N: Number>(
    sorted: &mut [Scored<N>],
    ladder: impl Fn(RowAt) -> Option<Vec<Option<N>>>,
) {
    for run in sorted.chunk_by_mut(|a, b| a.score == b.score).filter(|run| run.len() > 1) {
        let mut laddered: Vec<_> = run.iter().map(|one| (ladder(one.at), *one)).collect();
        laddered.sort_by(|a, b| b.0.cmp(&a.0));
        let mut slots = run.iter_mut();
        for (part, equals) in (0_u32..).zip(laddered.chunk_by(|a, b| a.0 == b.0)) {
            for ((_, one), slot) in equals.iter().zip(slots.by_ref()) {
                *slot = Scored { part, ..*one };
            }
        }
    }
}

/// Returns the rank of `size` people with equal scores who have `ahead` people before them; `run` counts the groups of equals up
/// to and including theirs.
pub(super) fn place(method: Method, ahead: u32, size: u32, run: u32) -> Place {
    let first = ahead.saturating_add(1);
    match method {
        Method::Competition => Place::whole(first),
        Method::Dense => Place::whole(run),
        Method::Average => Place { halves: first.saturating_add(ahead.saturating_add(size)) },
    }
}
