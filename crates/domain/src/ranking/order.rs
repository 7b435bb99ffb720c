//! The order of people and the numbers of their ranks.

use crate::number::Exact;
use crate::scheme::{By, Method, Prefer, Step};
use crate::scoring::{Entrant, Graph, Reading, Value, Values};

use super::Place;

/// The value that orders people.
pub(super) fn ordering(by: By, value: &Value) -> Option<Exact> {
    match by {
        By::Rounded => value.exact,
        By::Unrounded => value.fine,
    }
}

/// One person's value at each step of a ladder; a higher one stands first.
pub(super) fn ladder(
    graph: &Graph<'_>,
    steps: &[Step],
    source: &Value,
    entrant: &Entrant,
    values: &Values,
) -> Vec<Option<Exact>> {
    let node = |name: &str| graph.walk.find(name);
    let value = |step: &Step| match step {
        Step::Total => values.total.exact,
        Step::Unrounded => source.fine,
        Step::Component(name) => node(name).and_then(|at| values.nodes.get(at)).and_then(|value| value.exact),
        Step::Raw(name) => match node(name).and_then(|at| entrant.readings.get(at)) {
            Some(Reading::Mark(marked)) => Some(marked.raw),
            _ => None,
        },
        Step::Fact(key) => {
            let at = graph.scheme.facts.iter().position(|fact| &fact.key == key)?;
            let fact = Exact::from(entrant.facts.get(at).copied()?);
            match graph.scheme.facts.get(at)?.prefer {
                Prefer::Higher => Some(fact),
                Prefer::Lower => Exact::ZERO.minus(fact).ok(),
            }
        }
    };
    steps.iter().map(value).collect()
}

/// Ranks of a sorted list by the sizes of its runs of equals: one `(rank, run length)` per run.
pub(super) fn places(runs: &[u32], method: Method) -> Vec<Place> {
    let mut ahead = 0_u32;
    let mut places = Vec::with_capacity(runs.len());
    for (run, size) in (1_u32..).zip(runs) {
        let first = ahead.saturating_add(1);
        let last = ahead.saturating_add(*size);
        places.push(match method {
            Method::Competition => Place::whole(first),
            Method::Dense => Place::whole(run),
            Method::Average => Place { halves: first.saturating_add(last) },
        });
        ahead = last;
    }
    places
}
