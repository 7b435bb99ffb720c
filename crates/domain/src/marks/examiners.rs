//! A panel's score: marks of the examiners, extremes dropped, mean of the rest (`domain.md` 2.14).

use std::collections::{BTreeMap, BTreeSet};

use super::{ExaminerMark, Wrong};
use crate::number::{Exact, Score, TooFine};
use crate::scheme::{Panel, Trim};

/// What a panel's marks made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scored {
    /// The score, before `round.value`.
    pub value: Exact,
    /// The sum of all marks, nothing dropped.
    pub raw: Exact,
    /// One group of marks under `trim = "total"`, one per element else.
    pub groups: Vec<Kept>,
}

/// Marks of one group, which of them were dropped, and their mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The element; `None` for whole totals.
    pub element: Option<String>,
    /// Examiner, mark, dropped; bytewise by examiner.
    pub marks: Vec<(String, Exact, bool)>,
    /// The mean of those not dropped, rounded where the scheme orders it.
    pub mean: Exact,
}

/// Returns the score of a panel.
pub(super) fn score(panel: &Panel, full: Score, marks: &[&ExaminerMark]) -> Result<Scored, Vec<Wrong>> {
    let by_examiner = complete(panel, full, marks)?;
    compute(panel, &by_examiner).map_err(|TooFine| vec![Wrong::TooFine])
}

/// Marks by examiner and element (one nameless element where there are none), or everything that is wrong with them.
type Table<'a> = BTreeMap<&'a str, BTreeMap<&'a str, Score>>;

fn complete<'a>(panel: &'a Panel, full: Score, marks: &[&'a ExaminerMark]) -> Result<Table<'a>, Vec<Wrong>> {
    let mut wrong = Vec::new();
    let mut table: Table<'a> = BTreeMap::new();
    let fulls: BTreeMap<&str, Score> = match panel.elements.as_slice() {
        [] => BTreeMap::from([("", full)]),
        elements => elements.iter().map(|e| (e.key.as_str(), e.full)).collect(),
    };
    let amiss = |examiner: &str, element: Option<&str>| Wrong::ExaminerMarks {
        examiner: examiner.to_owned(),
        element: element.map(str::to_owned),
    };
    for mark in marks {
        let element = mark.element.as_deref().unwrap_or("");
        let first = table.entry(&mark.examiner).or_default().insert(element, mark.mark).is_none();
        match fulls.get(element) {
            Some(_) if !first => wrong.push(amiss(&mark.examiner, mark.element.as_deref())),
            None => wrong.push(amiss(&mark.examiner, mark.element.as_deref())),
            Some(full) if mark.mark > *full => wrong.push(Wrong::AboveFull { full: full.to_string() }),
            Some(_) if mark.mark < Score::ZERO => wrong.push(Wrong::Negative),
            Some(_) if mark.mark.places() > panel.places => {
                wrong.push(Wrong::TooManyPlaces { allowed: panel.places });
            }
            Some(_) => {}
        }
    }
    let all: BTreeSet<&str> = fulls.keys().copied().collect();
    for (examiner, given) in &table {
        let missing = all.iter().filter(|element| !given.contains_key(**element));
        wrong.extend(missing.map(|element| amiss(examiner, Some(element))));
    }
    let found = u32::try_from(table.len()).unwrap_or(u32::MAX);
    if found < u32::from(panel.least()) || found > u32::from(panel.size) {
        wrong.push(Wrong::PanelSize { found, least: panel.least(), most: panel.size });
    }
    if wrong.is_empty() { Ok(table) } else { Err(wrong) }
}

fn compute(panel: &Panel, table: &Table<'_>) -> Result<Scored, TooFine> {
    let total = |given: &BTreeMap<&str, Score>| {
        given.values().try_fold(Exact::ZERO, |sum, mark| sum.plus(Exact::from(*mark)))
    };
    let raw = table.values().try_fold(Exact::ZERO, |sum, given| sum.plus(total(given)?))?;
    if panel.trim == Trim::Total {
        let marks = table.iter().map(|(examiner, given)| Ok(((*examiner).to_owned(), total(given)?)));
        let kept = keep(panel, None, marks.collect::<Result<_, TooFine>>()?)?;
        return Ok(Scored { value: kept.mean, raw, groups: vec![kept] });
    }
    let mut groups = Vec::new();
    let mut value = Exact::ZERO;
    for element in &panel.elements {
        let mark =
            |given: &BTreeMap<&str, Score>| given.get(element.key.as_str()).copied().unwrap_or_default();
        let marks = table
            .iter()
            .map(|(examiner, given)| ((*examiner).to_owned(), Exact::from(mark(given))))
            .collect();
        let mut kept = keep(panel, Some(element.key.to_string()), marks)?;
        if let Some(rounding) = panel.round_element {
            kept.mean = kept.mean.round(rounding)?;
        }
        value = value.plus(kept.mean)?;
        groups.push(kept);
    }
    Ok(Scored { value, raw, groups })
}

/// Drops the highest and lowest; of equal ones only as many as the scheme says (Pixian 2016).
fn keep(panel: &Panel, element: Option<String>, marks: Vec<(String, Exact)>) -> Result<Kept, TooFine> {
    let mut order: Vec<usize> = (0..marks.len()).collect();
    order.sort_by_key(|at| marks.get(*at).map(|(_, mark)| *mark));
    let low = usize::from(panel.drop_low);
    let high = marks.len().saturating_sub(usize::from(panel.drop_high));
    let dropped: BTreeSet<usize> = order
        .into_iter()
        .enumerate()
        .filter(|(place, _)| *place < low || *place >= high)
        .map(|(_, at)| at)
        .collect();
    let marks: Vec<(String, Exact, bool)> = marks
        .into_iter()
        .enumerate()
        .map(|(at, (examiner, mark))| (examiner, mark, dropped.contains(&at)))
        .collect();
    let mean = mean(marks.iter().filter(|(_, _, dropped)| !dropped).map(|(_, mark, _)| *mark))?;
    Ok(Kept { element, marks, mean })
}

/// Returns the mean, or `None` where there are no marks.
pub(super) fn mean(values: impl Iterator<Item = Exact>) -> Result<Exact, TooFine> {
    let (mut sum, mut count) = (Exact::ZERO, 0_u32);
    for value in values {
        sum = sum.plus(value)?;
        count = count.checked_add(1).ok_or(TooFine)?;
    }
    sum.over(Exact::whole(count))
}
