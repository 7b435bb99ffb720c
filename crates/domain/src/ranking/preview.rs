//! Compares two rules on the same people and says who would move. The people are the posting's own, or a dozen made-up ones.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::marks::{Entry, ExaminerMark, Position, Settings, Sheet, settle};
use crate::number::Score;
use crate::ranking::{Asked, At, LineRuling, Outcome, Row, Rulings, rank, table};
use crate::scheme::{FactKind, InputKind, ListAt, Scheme};

/// How one person stands under one rule.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// Composite score as printed; empty where there is none.
    pub total: String,
    /// Rank; empty where there is none.
    pub rank: String,
    /// Placement by list key, in the order of the lists: `in`, `reserve N`, `out`, `open`, or empty.
    pub seats: Vec<(String, String)>,
}

/// One person under both rules; `before` is `None` where there is no rule to compare with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mover {
    /// Position number.
    pub position: String,
    /// Ticket number, or the number of a made-up person.
    pub candidate: String,
    /// Under the saved rule.
    pub before: Option<Standing>,
    /// Under the draft.
    pub after: Standing,
}

impl Mover {
    /// Returns whether anything differs between the two rules.
    #[must_use]
    pub fn moves(&self) -> bool {
        self.before.as_ref().is_some_and(|before| *before != self.after)
    }

    /// Returns whether the person goes on a list, or leaves one.
    #[must_use]
    pub fn crosses(&self) -> bool {
        let on = |standing: &Standing| -> Vec<String> {
            standing.seats.iter().filter(|seat| seat.1 == "in").map(|seat| seat.0.clone()).collect()
        };
        self.before.as_ref().is_some_and(|before| on(before) != on(&self.after))
    }
}

/// A rule with what it computed for one position.
pub type Computed<'a> = (&'a Scheme, &'a Outcome);

/// Returns everyone of one position, best first under the new rule.
#[must_use]
pub fn compare(before: Option<Computed<'_>>, after: Computed<'_>) -> Vec<Mover> {
    let old: BTreeMap<&str, Row<'_>> =
        before.iter().flat_map(|one| one.1.ranking().rows()).map(|row| (row.candidate, row)).collect();
    let mover = |row: Row<'_>| Mover {
        position: row.position().to_owned(),
        candidate: row.candidate.to_owned(),
        before: before.and_then(|one| Some(standing(one.0, old.get(row.candidate)?))),
        after: standing(after.0, &row),
    };
    after.1.ranking().ordered().map(mover).collect()
}

fn standing(scheme: &Scheme, row: &Row<'_>) -> Standing {
    let keys = scheme.shortlists.iter().map(|list| list.to.to_string());
    Standing {
        total: table::total(scheme, row),
        rank: row.rank.map(|rank| rank.to_string()).unwrap_or_default(),
        seats: keys
            .map(|key| {
                let seat = table::seat(scheme, row, &key);
                (key, seat)
            })
            .collect(),
    }
}

/// A made-up position: so many people for so many places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sample {
    /// People.
    pub people: u32,
    /// Places.
    pub plan: u32,
}

impl Sample {
    /// A dozen for two places.
    pub const USUAL: Self = Self { people: 12, plan: 2 };
}

/// Computes made-up people under both rules. Their marks follow from the column's name alone, so that a column that both rules
/// read holds the same marks; two of the people are equal in everything. A line that is set after marking is taken as 60 of 100.
/// Returns `None` where the new rule does not compute on them.
#[must_use]
pub fn sample(before: Option<&Scheme>, after: &Scheme, size: Sample) -> Option<Vec<Mover>> {
    let new = compute(after, size)?;
    let old = before.and_then(|scheme| Some((scheme, compute(scheme, size)?)));
    Some(compare(old.as_ref().map(|one| (one.0, &one.1)), (after, &new)))
}

/// Computes stage by stage; the people on a list get the marks that it opens.
fn compute(scheme: &Scheme, size: Sample) -> Option<Outcome> {
    if !scheme.is_usable() {
        return None;
    }
    let position = Position { code: String::new(), plan: Some(size.plan), scheme: None };
    let none = BTreeMap::new();
    let positions = std::slice::from_ref(&position);
    let settings = Settings { scheme: Some(scheme), schemes: &none, positions };
    let mut outcome: Option<Outcome> = None;
    let mut rulings = Rulings::default();
    for _ in 0..scheme.shortlists.len().saturating_mul(2).saturating_add(2) {
        let called = |stage: ListAt, candidate: &str| {
            let mut rows = outcome.iter().flat_map(|one| one.ranking().rows());
            rows.find(|row| row.candidate == candidate)
                .is_some_and(|row| row.seat(stage).is_some_and(|seat| seat.at == At::In))
        };
        let sheets: Vec<Sheet> = (0..size.people).map(|person| sheet(scheme, person, &called)).collect();
        let settled = settle(&settings, &sheets).ok()?;
        let entrants = settled.entrants.get("")?;
        let next = rank(scheme, &position, entrants, &rulings).ok()?;
        let lines: Vec<LineRuling> =
            next.questions().iter().filter_map(|question| line(&question.asked)).collect();
        let settled = lines.is_empty() && outcome.as_ref() == Some(&next);
        rulings.lines.extend(lines);
        outcome = Some(next);
        if settled {
            break;
        }
    }
    outcome
}

fn line(asked: &Asked) -> Option<LineRuling> {
    let Asked::Line { of } = asked else { return None };
    let date = time::Date::MIN;
    Some(LineRuling {
        position: None,
        of: of.clone(),
        line: Score::from_millionths(60_000_000),
        approver: String::new(),
        date,
    })
}

fn sheet(scheme: &Scheme, person: u32, called: &dyn Fn(ListAt, &str) -> bool) -> Sheet {
    let candidate = format!("{:02}", person.saturating_add(1));
    let mut sheet = Sheet {
        position: String::new(),
        candidate: candidate.clone(),
        entries: BTreeMap::new(),
        examiners: Vec::new(),
    };
    for input in scheme.inputs() {
        if input.opened_by.is_some_and(|stage| !called(stage, &candidate)) {
            continue;
        }
        let entry = match input.kind {
            InputKind::Mark { full, places, .. } => Entry::Mark(mark(&input.name, person, full, places)),
            InputKind::Panel => {
                sheet.examiners.extend(panel(scheme, &input.name, person));
                continue;
            }
            InputKind::Room => Entry::Room(if person.is_multiple_of(2) { "1" } else { "2" }.to_owned()),
            InputKind::Bonus => {
                Entry::Mark(Score::from_millionths(if person % 5 == 3 { 1_000_000 } else { 0 }))
            }
            InputKind::Fact(FactKind::YesNo) => {
                Entry::Mark(Score::from_millionths(if person % 4 == 3 { 0 } else { 1_000_000 }))
            }
            InputKind::Fact(FactKind::Number) => {
                Entry::Mark(Score::from_millionths(i64::from(person % 7).saturating_mul(1_000_000)))
            }
        };
        sheet.entries.insert(input.name, entry);
    }
    sheet
}

/// Returns a number that looks random and follows from the words alone (FNV-1a).
fn drawn(word: &str, salt: u32, below: u32) -> i64 {
    let bytes = word.bytes().chain(salt.to_le_bytes());
    let hash = bytes.fold(2_166_136_261_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(16_777_619));
    i64::from((hash >> 8).checked_rem(below).unwrap_or(0))
}

/// Between about sixty and ninety of a hundred, falling with the person's number; the fifth equals the fourth.
fn mark(column: &str, person: u32, full: Score, places: u8) -> Score {
    let person = if person == 4 { 3 } else { person };
    // In ten-thousandths of the full mark.
    let level = 8_900_i64
        .saturating_sub(i64::from(person).saturating_mul(170))
        .saturating_add(drawn(column, person, 500));
    let exact = i128::from(full.millionths()).saturating_mul(i128::from(level)).div_euclid(10_000);
    let grain = 10_i128.saturating_pow(6_u32.saturating_sub(u32::from(places.min(2))));
    let fits = exact.saturating_sub(exact.checked_rem_euclid(grain).unwrap_or(0));
    Score::from_millionths(i64::try_from(fits).unwrap_or(0))
}

/// Returns the marks of a whole panel.
fn panel(scheme: &Scheme, name: &str, person: u32) -> Vec<ExaminerMark> {
    let walk = crate::scheme::Walk::of(scheme);
    let node = walk.find(name).and_then(|at| walk.nodes.get(at));
    let Some((component, panel)) =
        node.and_then(|node| Some((node.component, node.component.panel.as_ref()?)))
    else {
        return Vec::new();
    };
    let elements: Vec<(Option<String>, Score)> = if panel.elements.is_empty() {
        vec![(None, component.full_mark())]
    } else {
        panel.elements.iter().map(|element| (Some(element.key.to_string()), element.full)).collect()
    };
    let one = |examiner: u8, (element, full): &(Option<String>, Score)| ExaminerMark {
        component: name.to_owned(),
        panel: if person.is_multiple_of(2) { "1" } else { "2" }.to_owned(),
        examiner: examiner.to_string(),
        element: element.clone(),
        mark: mark(&format!("{name}{examiner}{element:?}"), person, *full, panel.places),
    };
    (1..=panel.size)
        .flat_map(|examiner| elements.iter().map(move |element| (examiner, element)))
        .map(|(examiner, element)| one(examiner, element))
        .collect()
}

#[cfg(test)]
mod tests;
