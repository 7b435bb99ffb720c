//! Every possible line (合格分数线) of what is open: how many people stand at or above it, and how many stand on it.
//!
//! Owns: the counts, by values alone. Refuses: saying who they are; whoever sets a line before the ranking is known must not
//! see whom it lets through.

use core::cmp::Reverse;

use super::{At, Listed, Outcome, Row, Shown};
use crate::index::ListAt;
use crate::number::Exact;
use crate::scheme::{Scheme, Source, Walk};

/// A line that could be set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Possible {
    /// How high it is: a value that somebody has.
    pub line: Exact,
    /// People at or above it.
    pub pass: usize,
    /// People exactly on it.
    pub tied: usize,
}

/// Returns every line that lets another number of people through, the highest first. A line between two of them lets as many
/// through as the higher one.
#[must_use]
pub fn possible(mut values: Vec<Exact>) -> Vec<Possible> {
    values.sort_unstable_by_key(|value| Reverse(*value));
    let mut pass = 0_usize;
    let line = |same: &[Exact]| {
        pass = pass.saturating_add(same.len());
        Some(Possible { line: *same.first()?, pass, tied: same.len() })
    };
    values.chunk_by(|a, b| a == b).filter_map(line).collect()
}

/// Returns the lines around the highest that lets at least so many people through: at most `around` on each side of it.
#[must_use]
pub fn near(all: &[Possible], seats: usize, around: usize) -> &[Possible] {
    let cut = all.partition_point(|one| one.pass < seats).min(all.len().saturating_sub(1));
    let from = cut.saturating_sub(around);
    let to = cut.saturating_add(around).saturating_add(1).min(all.len());
    all.get(from..to).unwrap_or_default()
}

/// Whether a person stands for a list whose floor is to be set: whoever is not on the list before, or whom anything but its floor keeps
/// off it, is let through by no line.
fn stands_for(row: &Row<'_>, list: ListAt) -> bool {
    let kept_off = |why: &Listed| !matches!(why, Listed::BelowFloor(_));
    row.seat(list).is_none_or(|seat| seat.at != At::Out || !kept_off(&seat.why))
}

/// Returns the values that a line is compared with, in a position computed without it; `of` names the line as rulings do. `own` gives
/// what a list with a composite of its own compares, in the order of the rows. `None` where the scheme has no such value.
#[must_use]
pub fn compared(
    scheme: &Scheme,
    outcome: &Outcome,
    of: &str,
    own: impl FnOnce(ListAt) -> Option<Vec<Option<Exact>>>,
) -> Option<Vec<Exact>> {
    let (name, list) = match of.strip_prefix("floor.") {
        None => (of.strip_prefix("conditional.").unwrap_or(of), None),
        Some(key) => {
            let (at, list) = scheme.list_to(key)?;
            match list.source()? {
                Source::Total => ("total", Some(at)),
                Source::Component(name) => (name, Some(at)),
                Source::Partial(_) => {
                    let rows = outcome.ranking().rows().zip(own(at)?);
                    let standing = rows.filter(|(row, _)| stands_for(row, at));
                    return Some(standing.filter_map(|(_, value)| value).collect());
                }
            }
        }
    };
    let rows = outcome.ranking().rows().filter(|row| list.is_none_or(|list| stands_for(row, list)));
    if name == "total" {
        return Some(rows.filter_map(|row| row.total()).collect());
    }
    let at = Walk::of(scheme).find(name)?;
    let value = |shown| match shown {
        Shown::Value(value) => Some(value),
        Shown::Status(_) | Shown::Blank => None,
    };
    Some(rows.filter_map(|row| value(row.shown(at))).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Marks that look random and follow from the seed alone.
    fn marks(seed: u32, people: u32) -> Vec<Exact> {
        let next = |at: u32| seed.wrapping_mul(2_654_435_761).wrapping_add(at).wrapping_mul(16_777_619) >> 16;
        (0..people).map(|at| Exact::whole(next(at) % 40)).collect()
    }

    #[test]
    fn each_line_lets_through_who_is_found_by_hand_and_fewer_than_the_next() {
        for seed in 0..200 {
            let values = marks(seed, seed % 37);
            let all = possible(values.clone());
            assert_eq!(
                all.iter().map(|one| one.tied).sum::<usize>(),
                values.len(),
                "everybody is on one line"
            );
            assert_eq!(all.last().map_or(0, |one| one.pass), values.len());
            for one in &all {
                let by_hand = values.iter().filter(|value| **value >= one.line).count();
                let on = values.iter().filter(|value| **value == one.line).count();
                assert_eq!((one.pass, one.tied), (by_hand, on), "seed {seed}");
            }
            for pair in all.windows(2) {
                assert!(pair[0].line > pair[1].line && pair[0].pass < pair[1].pass, "seed {seed}");
            }
        }
    }

    #[test]
    fn the_lines_shown_lie_around_the_cut_whatever_it_is() {
        let all = possible((0..30).map(Exact::whole).collect());
        let lines = |seats, around| near(&all, seats, around).iter().map(|one| one.pass).collect::<Vec<_>>();
        assert_eq!(lines(10, 2), [8, 9, 10, 11, 12]);
        assert_eq!(lines(1, 2), [1, 2, 3]);
        assert_eq!(lines(31, 2), [28, 29, 30], "more seats than people");
        assert_eq!(lines(0, 0), [1]);
        assert!(near(&[], 3, 2).is_empty());
    }
}
