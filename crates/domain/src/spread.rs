//! How scores are distributed, and of whom those above each cut consist (分布).
//!
//! Owns: the steps of a histogram, and which rows of a composition may be shown. A row is left out where one of its cells would tell of
//! fewer than five people, and further rows with it, so that no difference to a total that is known gives it away. Refuses: scores of
//! single people, which the ranking shows to whoever may read it.

use serde::{Deserialize, Serialize};

use crate::number::Score;

/// Fewest people that a cell may tell of, unless nobody is in it.
pub const SMALLEST: u32 = 5;
/// Steps of a histogram.
const STEPS: i64 = 10;

/// One step of a histogram: from here, until below there, and the full mark in the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bin {
    /// First score inside.
    pub from: Score,
    /// First score above it; in the last step the last inside.
    pub to: Score,
    /// How many people.
    pub people: u32,
}

/// Counts scores into ten equal steps from nought to the full mark. A score above the full mark counts in the last, one below nought in
/// the first.
#[must_use]
pub fn histogram(scores: &[Score], full: Score) -> Vec<Bin> {
    let width = full.millionths().max(STEPS) / STEPS;
    let edge = |step: i64| Score::from_millionths(width.saturating_mul(step));
    let mut bins: Vec<Bin> = (0..STEPS)
        .map(|step| {
            let to = if step == STEPS - 1 { full } else { edge(step.saturating_add(1)) };
            Bin { from: edge(step), to, people: 0 }
        })
        .collect();
    for score in scores {
        let step = score.millionths().max(0).checked_div(width).unwrap_or(0).min(STEPS - 1);
        if let Some(bin) = usize::try_from(step).ok().and_then(|step| bins.get_mut(step)) {
            bin.people = bin.people.saturating_add(1);
        }
    }
    bins
}

/// A row of a composition: of a group, how many people got how far. The classes exclude each other: not above the first cut, above the
/// first and not the second, and so on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// Word of the group, as the form has it; empty where the person answered nothing.
    pub word: String,
    /// People in each class; `None` where the row is left out.
    pub classes: Option<Vec<u32>>,
}

/// Leaves out what may not be shown: each row with a class of one to four people, and then the smallest others, until at least two rows
/// are left out and in none of the classes they come to one to four people together. So no difference to a total, which whoever reads a
/// list knows, tells of fewer than five.
#[must_use]
pub fn composition(rows: Vec<(String, Vec<u32>)>) -> Vec<Group> {
    let is_small = |people: &u32| (1..SMALLEST).contains(people);
    let mut hidden: Vec<bool> = rows.iter().map(|(_, classes)| classes.iter().any(is_small)).collect();
    while tells(&rows, &hidden) {
        let shown = rows.iter().enumerate().filter(|(at, _)| hidden.get(*at) == Some(&false));
        let Some(smallest) = shown.min_by_key(|(_, row)| sum(&row.1)).map(|(at, _)| at) else { break };
        if let Some(hidden) = hidden.get_mut(smallest) {
            *hidden = true;
        }
    }
    let group = |((word, classes), hidden): ((String, Vec<u32>), bool)| Group {
        word,
        classes: (!hidden).then_some(classes),
    };
    rows.into_iter().zip(hidden).map(group).collect()
}

fn sum<'a>(people: impl IntoIterator<Item = &'a u32>) -> u32 {
    people.into_iter().fold(0, |sum, one| sum.saturating_add(*one))
}

/// Whether what is left out could be told from the totals: it is one row, or comes to one to four people in a class.
fn tells(rows: &[(String, Vec<u32>)], hidden: &[bool]) -> bool {
    let left: Vec<&Vec<u32>> =
        rows.iter().zip(hidden).filter(|(_, hidden)| **hidden).map(|(row, _)| &row.1).collect();
    let classes = left.iter().map(|classes| classes.len()).max().unwrap_or(0);
    let together = |class: usize| sum(left.iter().filter_map(|classes| classes.get(class)));
    left.len() == 1 || (0..classes).any(|class| (1..SMALLEST).contains(&together(class)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn score(whole: i64) -> Score {
        Score::from_millionths(whole.saturating_mul(1_000_000))
    }

    #[test]
    fn everybody_is_counted_once_and_the_full_mark_in_the_last_step() {
        let scores = [0, 9, 10, 59, 60, 99, 100].map(score);
        let bins = histogram(&scores, score(100));
        let people: Vec<u32> = bins.iter().map(|bin| bin.people).collect();
        assert_eq!(people, [2, 1, 0, 0, 0, 1, 1, 0, 0, 2]);
        assert_eq!((bins[5].from, bins[5].to, bins[9].to), (score(50), score(60), score(100)));
        assert_eq!(
            histogram(&[score(140), score(-3)], score(120)).iter().map(|bin| bin.people).sum::<u32>(),
            2
        );
    }

    fn shown(rows: &[&[u32]]) -> Vec<bool> {
        let rows = rows.iter().map(|classes| (String::new(), classes.to_vec())).collect();
        composition(rows).into_iter().map(|group| group.classes.is_some()).collect()
    }

    #[test]
    fn a_small_cell_hides_its_row_and_another_one_so_that_no_difference_tells_it() {
        assert_eq!(shown(&[&[20, 10], &[30, 5], &[8, 0]]), [true, true, true], "nobody is no small number");
        // One row alone would be the difference to the total.
        assert_eq!(shown(&[&[20, 10], &[30, 5], &[8, 2]]), [false, true, false]);
        // Two would hide each other, and yet tell that three of both together are on the list.
        assert_eq!(shown(&[&[20, 1], &[30, 5], &[8, 2]]), [false, false, false]);
        assert_eq!(shown(&[&[20, 2], &[30, 5], &[8, 3]]), [false, true, false], "five together");
        assert_eq!(shown(&[&[1, 0], &[0, 1], &[30, 5], &[40, 9]]), [false, false, false, true]);
        assert_eq!(shown(&[&[3, 0]]), [false], "alone");
    }

    #[test]
    fn what_is_left_out_is_never_one_row_nor_few_people_of_a_class() {
        let mut some = 0;
        for seed in 0_u32..2_000 {
            let cell =
                |n: u32| (seed.wrapping_mul(2_654_435_761).wrapping_add(n.wrapping_mul(40_503)) >> 7) % 19;
            let rows: Vec<(String, Vec<u32>)> =
                (0..4).map(|row| (String::new(), vec![cell(row * 2), cell(row * 2 + 1)])).collect();
            let groups = composition(rows.clone());
            let hidden: Vec<bool> = groups.iter().map(|group| group.classes.is_none()).collect();
            let left = hidden.iter().filter(|hidden| **hidden).count();
            some += usize::from((1..4).contains(&left));
            for class in 0..2 {
                let of = |hides: bool| {
                    let rows = rows.iter().zip(&hidden).filter(move |(_, hidden)| **hidden == hides);
                    rows.map(move |(row, _)| row.1[class]).collect::<Vec<u32>>()
                };
                assert!(of(false).iter().all(|one| *one == 0 || *one >= SMALLEST), "{rows:?}");
                let together: u32 = of(true).iter().sum();
                assert!(left == 4 || together == 0 || together >= SMALLEST, "{rows:?}");
            }
            assert_ne!(left, 1, "{rows:?}");
        }
        assert!(some > 100, "something is shown beside what is left out: {some}");
    }
}
