//! The cut of one list: how many go on, and who, when equals straddle the last place.

use core::cmp::Ordering;

use super::{At, Listed, Seat};
use crate::number::Exact;
use crate::ruling::{Asked, Refusal, Ruling, RulingKind};
use crate::scheme::{AtCut, Scope, Step, StillTied};

/// One who qualifies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry<'a> {
    /// The row.
    pub at: usize,
    /// The person.
    pub candidate: &'a str,
    /// The score that orders the list.
    pub score: Exact,
    /// The value at each step of the ladder; a higher one stands first, none last.
    pub ladder: Vec<Option<Exact>>,
    /// The value at each step that counts only after an extra test.
    pub after_test: Vec<Option<Exact>>,
}

/// How the list is cut.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rules<'a> {
    /// Seats.
    pub seats: usize,
    /// Who goes on when equals straddle the last place.
    pub tie: AtCut,
    /// The ladder's steps.
    pub steps: &'a [Step],
    /// Where the ladder works.
    pub scope: Scope,
    /// Steps that count only after an extra test.
    pub after_test: &'a [Step],
    /// What happens to those still tied.
    pub still_tied: StillTied,
    /// The id of the question that a tie would ask: `POSITION/STAGE`.
    pub question: &'a str,
    /// The rulings of the position.
    pub rulings: &'a [&'a Ruling],
}

/// A question that the cut leaves open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OpenTie {
    pub id: String,
    pub asked: Asked,
    pub candidates: Vec<String>,
    pub seats: usize,
}

/// What came of it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Taken {
    /// Everyone's seat, by row.
    pub seats: Vec<(usize, Seat)>,
    /// What is open.
    pub open: Option<OpenTie>,
    /// Questions that were asked, answered or not.
    pub asked: Vec<String>,
    /// Rulings that do not fit.
    pub refusals: Vec<Refusal>,
}

/// Higher first; a missing value last.
fn by_ladder(a: &Entry<'_>, b: &Entry<'_>) -> Ordering {
    b.ladder.cmp(&a.ladder)
}

fn in_order(rules: &Rules<'_>, a: &Entry<'_>, b: &Entry<'_>) -> Ordering {
    let by_score = b.score.cmp(&a.score);
    match rules.scope {
        Scope::Cut => by_score,
        Scope::List => by_score.then_with(|| by_ladder(a, b)),
    }
}

/// The run of equals around the last place: those at `start..end` with `start < seats < end`.
fn straddling(len: usize, seats: usize, equal: impl Fn(usize, usize) -> bool) -> Option<(usize, usize)> {
    if seats == 0 || seats >= len || !equal(seats.saturating_sub(1), seats) {
        return None;
    }
    let start = (0..seats).rev().take_while(|at| equal(*at, seats)).last().unwrap_or(seats);
    let end = (seats..len).take_while(|at| equal(*at, seats)).last().unwrap_or(seats).saturating_add(1);
    Some((start, end))
}

/// Cuts the list. `entries` may come in any order.
pub(crate) fn cut(mut entries: Vec<Entry<'_>>, rules: &Rules<'_>) -> Taken {
    entries.sort_by(|a, b| in_order(rules, a, b).then_with(|| a.candidate.cmp(b.candidate)));
    let ranks = ranks(&entries, |a, b| in_order(rules, a, b) == Ordering::Equal);
    let mut taken = Taken::default();
    let rank_of: std::collections::BTreeMap<usize, u32> =
        entries.iter().zip(&ranks).map(|(entry, rank)| (entry.at, *rank)).collect();
    let mut run = Run { rules, taken: &mut taken, placed: Vec::new() };
    run.place(entries);
    let placed = run.placed;
    seat(placed, &rank_of, &mut taken);
    taken
}

/// Competition ranks of a sorted list.
pub(crate) fn ranks<T>(sorted: &[T], equal: impl Fn(&T, &T) -> bool) -> Vec<u32> {
    let mut ranks: Vec<u32> = Vec::with_capacity(sorted.len());
    for (at, one) in sorted.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|before| Some((sorted.get(before)?, ranks.get(before)?)));
        let rank = match before {
            Some((other, rank)) if equal(other, one) => *rank,
            _ => u32::try_from(at).unwrap_or(u32::MAX).saturating_add(1),
        };
        ranks.push(rank);
    }
    ranks
}

/// Where the cut puts one: in, open, or not in; `group` is equal for those who share a reserve number.
struct Placed {
    at: usize,
    way: Way,
    why: Listed,
    group: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    In,
    Open,
    After,
}

struct Run<'r, 'a> {
    rules: &'r Rules<'a>,
    taken: &'r mut Taken,
    placed: Vec<Placed>,
}

impl Run<'_, '_> {
    fn put(&mut self, entry: &Entry<'_>, way: Way, why: Listed, group: usize) {
        self.placed.push(Placed { at: entry.at, way, why, group });
    }

    fn place(&mut self, mut entries: Vec<Entry<'_>>) {
        let rules = self.rules;
        if entries.len() <= rules.seats {
            for (group, entry) in entries.iter().enumerate() {
                self.put(entry, Way::In, Listed::AllFit, group);
            }
            return;
        }
        let equal = |a: usize, b: usize| match (entries.get(a), entries.get(b)) {
            (Some(a), Some(b)) => in_order(rules, a, b) == Ordering::Equal,
            _ => false,
        };
        let (start, end) =
            straddling(entries.len(), rules.seats, equal).unwrap_or((rules.seats, rules.seats));
        let after = entries.split_off(end);
        let tied = entries.split_off(start);
        for (group, entry) in entries.iter().enumerate() {
            self.put(entry, Way::In, Listed::AboveCut, group);
        }
        self.tied(tied, rules.seats.saturating_sub(start));
        // Reserves share a number where they are equal; the group is the first of the equals.
        let mut group = end;
        for (place, entry) in after.iter().enumerate() {
            let same = place.checked_sub(1).and_then(|before| after.get(before));
            if same.is_none_or(|other| in_order(rules, other, entry) != Ordering::Equal) {
                group = end.saturating_add(place);
            }
            self.put(entry, Way::After, Listed::BelowCut, group.saturating_add(1));
        }
    }

    fn tied(&mut self, mut tied: Vec<Entry<'_>>, seats: usize) {
        match self.rules.tie {
            AtCut::All => tied.iter().for_each(|entry| self.put(entry, Way::In, Listed::TiedAtCut, 0)),
            AtCut::None => tied.iter().for_each(|entry| self.put(entry, Way::After, Listed::NoneAtCut, 0)),
            AtCut::Ladder => {
                tied.sort_by(|a, b| by_ladder(a, b).then_with(|| a.candidate.cmp(b.candidate)));
                let equal =
                    |a: usize, b: usize| tied.get(a).map(|e| &e.ladder) == tied.get(b).map(|e| &e.ladder);
                let (start, end) = straddling(tied.len(), seats, equal).unwrap_or((seats, seats));
                let (last_in, first_out) =
                    (tied.get(seats.saturating_sub(1)).cloned(), tied.get(seats).cloned());
                let after = tied.split_off(end);
                let still = tied.split_off(start);
                for entry in &tied {
                    let why = self.decided(entry, first_out.as_ref());
                    self.put(entry, Way::In, why, 0);
                }
                self.still(still, seats.saturating_sub(start), 1);
                for (place, entry) in after.iter().enumerate() {
                    let why = self.decided(entry, last_in.as_ref());
                    let first = after.iter().position(|other| other.ladder == entry.ladder).unwrap_or(place);
                    self.put(entry, Way::After, why, first.saturating_add(1));
                }
            }
        }
    }

    /// The first step at which the two differ.
    fn decided(&self, entry: &Entry<'_>, other: Option<&Entry<'_>>) -> Listed {
        let step = other.and_then(|other| {
            let differs = entry.ladder.iter().zip(&other.ladder).position(|(a, b)| a != b)?;
            self.rules.steps.get(differs)
        });
        step.map_or(Listed::TiedAtCut, |step| Listed::Ladder { step: step.to_string() })
    }

    /// Those whom the ladder leaves equal; `round` counts the questions about this cut.
    fn still(&mut self, still: Vec<Entry<'_>>, seats: usize, round: u32) {
        if still.is_empty() {
            return;
        }
        let id = match round {
            1 => self.rules.question.to_owned(),
            _ => format!("{}.{round}", self.rules.question),
        };
        let asked = match self.rules.still_tied {
            StillTied::All => {
                still.iter().for_each(|entry| self.put(entry, Way::In, Listed::TiedAtCut, 0));
                return;
            }
            StillTied::ExtraTest => Asked::ExtraTest,
            StillTied::Lots => Asked::Lots,
        };
        self.taken.asked.push(id.clone());
        let order = self.rules.rulings.iter().find(|ruling| ruling.question == id).and_then(|ruling| {
            let order = order_of(ruling, &still, &asked);
            order.map_err(|refusal| self.taken.refusals.push(refusal)).ok()
        });
        let Some(order) = order else {
            let candidates = still.iter().map(|entry| entry.candidate.to_owned()).collect();
            for entry in &still {
                self.put(entry, Way::Open, Listed::Undecided { question: id.clone() }, 0);
            }
            self.taken.open = Some(OpenTie { id, asked, candidates, seats });
            return;
        };
        let mut ordered: Vec<(i64, Entry<'_>)> = order.into_iter().zip(still).collect();
        ordered.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.candidate.cmp(b.1.candidate)));
        let equal = |a: usize, b: usize| ordered.get(a).map(|o| o.0) == ordered.get(b).map(|o| o.0);
        let (start, end) = straddling(ordered.len(), seats, equal).unwrap_or((seats, seats));
        let after = ordered.split_off(end);
        let again = ordered.split_off(start);
        let why = Listed::Ruling { question: id };
        for (_, entry) in &ordered {
            self.put(entry, Way::In, why.clone(), 0);
        }
        let again = again.into_iter().map(|(_, entry)| entry).collect();
        self.after_test(again, seats.saturating_sub(start), round);
        for (place, (mark, entry)) in after.iter().enumerate() {
            let first = after.iter().position(|(other, _)| other == mark).unwrap_or(place);
            self.put(entry, Way::After, why.clone(), first.saturating_add(1));
        }
    }
}

impl Run<'_, '_> {
    /// Those whom a ruling leaves equal: the steps that count only now, then the next question.
    fn after_test(&mut self, mut again: Vec<Entry<'_>>, seats: usize, round: u32) {
        again.sort_by(|a, b| b.after_test.cmp(&a.after_test).then_with(|| a.candidate.cmp(b.candidate)));
        let equal =
            |a: usize, b: usize| again.get(a).map(|e| &e.after_test) == again.get(b).map(|e| &e.after_test);
        let (start, end) = straddling(again.len(), seats, equal).unwrap_or((seats, seats));
        let steps = self.rules.after_test;
        let why = |entry: &Entry<'_>, other: Option<&Entry<'_>>| {
            let differs =
                other.and_then(|o| entry.after_test.iter().zip(&o.after_test).position(|(a, b)| a != b));
            differs
                .and_then(|at| steps.get(at))
                .map_or(Listed::TiedAtCut, |step| Listed::Ladder { step: step.to_string() })
        };
        let (last_in, first_out) = (again.get(seats.saturating_sub(1)).cloned(), again.get(seats).cloned());
        let after = again.split_off(end);
        let still = again.split_off(start);
        for entry in &again {
            self.put(entry, Way::In, why(entry, first_out.as_ref()), 0);
        }
        self.still(still, seats.saturating_sub(start), round.saturating_add(1));
        for (place, entry) in after.iter().enumerate() {
            let first = after.iter().position(|other| other.after_test == entry.after_test).unwrap_or(place);
            self.put(entry, Way::After, why(entry, last_in.as_ref()), first.saturating_add(1));
        }
    }
}

/// The ruling as a number for each of the tied, higher first; or why it does not fit.
fn order_of(ruling: &Ruling, still: &[Entry<'_>], asked: &Asked) -> Result<Vec<i64>, Refusal> {
    let question = ruling.question.clone();
    let named: Vec<(&str, i64)> = match (&ruling.by, asked) {
        (RulingKind::ExtraTest(marks), Asked::ExtraTest) => {
            marks.iter().map(|mark| (mark.candidate.as_str(), mark.mark.millionths())).collect()
        }
        (RulingKind::Lots(_), Asked::Lots)
            if ruling.witnesses.iter().all(|witness| witness.trim().is_empty()) =>
        {
            return Err(Refusal::NoWitness { question });
        }
        (RulingKind::Lots(order), Asked::Lots) => {
            let places = (0_i64..).map(i64::saturating_neg);
            order.iter().map(String::as_str).zip(places).collect()
        }
        _ => return Err(Refusal::WrongRulingKind { question }),
    };
    let find =
        |entry: &Entry<'_>| named.iter().find(|(name, _)| *name == entry.candidate).map(|(_, place)| *place);
    let order: Option<Vec<i64>> = still.iter().map(find).collect();
    match order {
        Some(order) if named.len() == still.len() => Ok(order),
        _ => Err(Refusal::WrongPeople { question }),
    }
}

/// Numbers the reserves in the order placed; equals of one group share a number.
fn seat(placed: Vec<Placed>, ranks: &std::collections::BTreeMap<usize, u32>, taken: &mut Taken) {
    let seats_open = taken.open.as_ref().map_or(0, |open| open.candidates.len().saturating_sub(open.seats));
    let mut ahead = 0_usize;
    let mut last: Option<(usize, Listed, u32)> = None;
    let mut opened = false;
    for one in placed {
        let at = match one.way {
            Way::In => At::In,
            Way::Open => {
                opened = true;
                At::Open
            }
            Way::After => {
                let before = if opened { ahead.saturating_add(seats_open) } else { ahead };
                let next = u32::try_from(before).unwrap_or(u32::MAX).saturating_add(1);
                let number = match &last {
                    Some((group, why, number)) if *group == one.group && *why == one.why => *number,
                    _ => next,
                };
                ahead = ahead.saturating_add(1);
                last = Some((one.group, one.why.clone(), number));
                At::Reserve(number)
            }
        };
        taken.seats.push((one.at, Seat { at, rank: ranks.get(&one.at).copied(), why: one.why }));
    }
}
