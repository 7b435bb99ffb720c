//! The order of people and the numbers of their ranks.

use crate::number::Number;
use crate::scheme::{By, Method, Prefer, Step};
use crate::scoring::{Entrant, Graph, Reading, Value, Values};

use super::Place;

/// The value that orders people.
pub(super) fn ordering<N: Number>(by: By, value: &Value<N>) -> Option<N> {
    match by {
        By::Rounded => value.exact,
        By::Unrounded => value.fine,
    }
}

/// One person's value at each step of a ladder; a higher one stands first.
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
            let at = graph.scheme.facts.iter().position(|fact| &fact.key == key)?;
            let fact = N::mark(entrant.facts.get(at).copied()?);
            match graph.scheme.facts.get(at)?.prefer {
                Prefer::Higher => Some(fact),
                Prefer::Lower => N::ZERO.minus(fact).ok(),
            }
        }
    };
    steps.iter().map(value).collect()
}

/// A score and whose it is.
pub(super) type Scored<N> = (N, usize);

/// Sorts: higher scores first, equals in the order of the people.
pub(super) fn best_first<N: Number>(list: &mut [Scored<N>]) {
    list.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
}

/// The sizes of the runs of equals in a sorted list.
pub(super) fn runs<N: Number>(sorted: &[Scored<N>]) -> Vec<usize> {
    sorted.chunk_by(|a, b| a.0 == b.0).map(<[_]>::len).collect()
}

/// Orders equals of a sorted list by their ladders; returns the sizes of the runs of those whom it leaves equal.
pub(super) fn by_ladder<N: Number>(
    sorted: &mut [Scored<N>],
    ladder: impl Fn(usize) -> Option<Vec<Option<N>>>,
) -> Vec<usize> {
    let mut sizes = Vec::with_capacity(sorted.len());
    for run in sorted.chunk_by_mut(|a, b| a.0 == b.0) {
        if run.len() == 1 {
            sizes.push(1);
            continue;
        }
        let mut laddered: Vec<(Option<Vec<Option<N>>>, Scored<N>)> =
            run.iter().map(|one| (ladder(one.1), *one)).collect();
        laddered.sort_by(|a, b| b.0.cmp(&a.0));
        sizes.extend(laddered.chunk_by(|a, b| a.0 == b.0).map(<[_]>::len));
        for (slot, (_, one)) in run.iter_mut().zip(laddered) {
            *slot = one;
        }
    }
    sizes
}

/// The rank of each run of equals, by their sizes, best first.
pub(super) fn places(runs: &[usize], method: Method) -> Vec<Place> {
    let mut ahead = 0_u32;
    let mut places = Vec::with_capacity(runs.len());
    for (run, size) in (1_u32..).zip(runs) {
        let first = ahead.saturating_add(1);
        let last = ahead.saturating_add(u32::try_from(*size).unwrap_or(u32::MAX));
        places.push(match method {
            Method::Competition => Place::whole(first),
            Method::Dense => Place::whole(run),
            Method::Average => Place { halves: first.saturating_add(last) },
        });
        ahead = last;
    }
    places
}
