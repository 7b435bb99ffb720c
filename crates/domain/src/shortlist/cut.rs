//! The cut of one list: how many go on, and who, when equals straddle the last place.

use core::cmp::Ordering;

use super::{At, Listed, Seat};
use crate::number::Number;
use crate::ruling::{Asked, Refusal, Ruling, RulingKind};
use crate::scheme::{AtCut, Scope, Step, StillTied};

/// One who qualifies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry<'a, N> {
    /// The row.
    pub at: usize,
    /// The person.
    pub candidate: &'a str,
    /// The score that orders the list.
    pub score: N,
    /// The rank in the order of the list.
    rank: u32,
    /// The value at each step of the ladder, for equals; a higher one stands first, none last.
    ladder: Vec<Option<N>>,
    /// The value at each step that counts only after an extra test, for equals at the cut.
    after_test: Vec<Option<N>>,
}

impl<'a, N> Entry<'a, N> {
    /// Somebody with a score.
    pub(crate) const fn new(at: usize, candidate: &'a str, score: N) -> Self {
        Self { at, candidate, score, rank: 0, ladder: Vec::new(), after_test: Vec::new() }
    }
}

/// What equals are compared by; asked for them only.
pub(crate) trait Ladders<N> {
    /// The value at each step of the ladder of the person in that row.
    fn ladder(&self, at: usize) -> Vec<Option<N>>;
    /// The value at each step that counts only after an extra test.
    fn after_test(&self, at: usize) -> Vec<Option<N>>;
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
fn by_ladder<N: Number>(a: &Entry<'_, N>, b: &Entry<'_, N>) -> Ordering {
    b.ladder.cmp(&a.ladder)
}

fn in_order<N: Number>(rules: &Rules<'_>, a: &Entry<'_, N>, b: &Entry<'_, N>) -> Ordering {
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
pub(crate) fn cut<N: Number>(
    mut entries: Vec<Entry<'_, N>>,
    ladders: &impl Ladders<N>,
    rules: &Rules<'_>,
) -> Taken {
    entries.sort_by(|a, b| b.score.cmp(&a.score).then_with(|| a.candidate.cmp(b.candidate)));
    if rules.scope == Scope::List {
        for run in entries.chunk_by_mut(|a, b| a.score == b.score).filter(|run| run.len() > 1) {
            run.iter_mut().for_each(|entry| entry.ladder = ladders.ladder(entry.at));
            run.sort_by(|a, b| by_ladder(a, b).then_with(|| a.candidate.cmp(b.candidate)));
        }
    }
    let mut ahead = 0_u32;
    for run in entries.chunk_by_mut(|a, b| in_order(rules, a, b) == Ordering::Equal) {
        run.iter_mut().for_each(|entry| entry.rank = ahead.saturating_add(1));
        ahead = ahead.saturating_add(u32::try_from(run.len()).unwrap_or(u32::MAX));
    }
    let mut taken = Taken::default();
    let mut run = Run { rules, taken: &mut taken, placed: Vec::with_capacity(entries.len()) };
    run.place(&mut entries, ladders);
    let mut placed = run.placed;
    number(&mut placed, &taken);
    taken.seats = placed.into_iter().map(|one| (one.at, one.seat)).collect();
    taken
}

/// Where the cut puts one; `group` is equal for those who share a reserve number, which is told at the end.
struct Placed {
    at: usize,
    seat: Seat,
    group: usize,
}

/// A reserve whose number is not told yet.
const RESERVE: At = At::Reserve(0);

struct Run<'r, 'a> {
    rules: &'r Rules<'a>,
    taken: &'r mut Taken,
    placed: Vec<Placed>,
}

impl Run<'_, '_> {
    fn put<N: Number>(&mut self, entry: &Entry<'_, N>, at: At, why: Listed, group: usize) {
        self.placed.push(Placed { at: entry.at, seat: Seat { at, rank: Some(entry.rank), why }, group });
    }

    fn place<N: Number>(&mut self, entries: &mut [Entry<'_, N>], ladders: &impl Ladders<N>) {
        let rules = self.rules;
        if entries.len() <= rules.seats {
            for (group, entry) in entries.iter().enumerate() {
                self.put(entry, At::In, Listed::AllFit, group);
            }
            return;
        }
        let equal = |a: usize, b: usize| match (entries.get(a), entries.get(b)) {
            (Some(a), Some(b)) => in_order(rules, a, b) == Ordering::Equal,
            _ => false,
        };
        let (start, end) =
            straddling(entries.len(), rules.seats, equal).unwrap_or((rules.seats, rules.seats));
        let (entries, after) = entries.split_at_mut_checked(end).unwrap_or_default();
        let (entries, tied) = entries.split_at_mut_checked(start).unwrap_or_default();
        for entry in tied.iter_mut() {
            entry.ladder = ladders.ladder(entry.at);
            entry.after_test = ladders.after_test(entry.at);
        }
        for (group, entry) in entries.iter().enumerate() {
            self.put(entry, At::In, Listed::AboveCut, group);
        }
        self.tied(tied.to_vec(), rules.seats.saturating_sub(start));
        // Reserves share a number where they are equal; the group is the first of the equals.
        let mut group = end;
        for (place, entry) in after.iter().enumerate() {
            let same = place.checked_sub(1).and_then(|before| after.get(before));
            if same.is_none_or(|other| in_order(rules, other, entry) != Ordering::Equal) {
                group = end.saturating_add(place);
            }
            self.put(entry, RESERVE, Listed::BelowCut, group.saturating_add(1));
        }
    }

    fn tied<N: Number>(&mut self, mut tied: Vec<Entry<'_, N>>, seats: usize) {
        match self.rules.tie {
            AtCut::All => tied.iter().for_each(|entry| self.put(entry, At::In, Listed::TiedAtCut, 0)),
            AtCut::None => tied.iter().for_each(|entry| self.put(entry, RESERVE, Listed::NoneAtCut, 0)),
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
                    self.put(entry, At::In, why, 0);
                }
                self.still(still, seats.saturating_sub(start), 1);
                for (place, entry) in after.iter().enumerate() {
                    let why = self.decided(entry, last_in.as_ref());
                    let first = after.iter().position(|other| other.ladder == entry.ladder).unwrap_or(place);
                    self.put(entry, RESERVE, why, first.saturating_add(1));
                }
            }
        }
    }

    /// The first step at which the two differ.
    fn decided<N: Number>(&self, entry: &Entry<'_, N>, other: Option<&Entry<'_, N>>) -> Listed {
        let step = other.and_then(|other| {
            let differs = entry.ladder.iter().zip(&other.ladder).position(|(a, b)| a != b)?;
            self.rules.steps.get(differs)
        });
        step.map_or(Listed::TiedAtCut, |step| Listed::Ladder { step: step.to_string() })
    }

    /// Those whom the ladder leaves equal; `round` counts the questions about this cut.
    fn still<N: Number>(&mut self, still: Vec<Entry<'_, N>>, seats: usize, round: u32) {
        if still.is_empty() {
            return;
        }
        let id = match round {
            1 => self.rules.question.to_owned(),
            _ => format!("{}.{round}", self.rules.question),
        };
        let asked = match self.rules.still_tied {
            StillTied::All => {
                still.iter().for_each(|entry| self.put(entry, At::In, Listed::TiedAtCut, 0));
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
                self.put(entry, At::Open, Listed::Undecided { question: id.clone() }, 0);
            }
            self.taken.open = Some(OpenTie { id, asked, candidates, seats });
            return;
        };
        let mut ordered: Vec<(i64, Entry<'_, N>)> = order.into_iter().zip(still).collect();
        ordered.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.candidate.cmp(b.1.candidate)));
        let equal = |a: usize, b: usize| ordered.get(a).map(|o| o.0) == ordered.get(b).map(|o| o.0);
        let (start, end) = straddling(ordered.len(), seats, equal).unwrap_or((seats, seats));
        let after = ordered.split_off(end);
        let again = ordered.split_off(start);
        let why = Listed::Ruling { question: id };
        for (_, entry) in &ordered {
            self.put(entry, At::In, why.clone(), 0);
        }
        let again = again.into_iter().map(|(_, entry)| entry).collect();
        self.after_test(again, seats.saturating_sub(start), round);
        for (place, (mark, entry)) in after.iter().enumerate() {
            let first = after.iter().position(|(other, _)| other == mark).unwrap_or(place);
            self.put(entry, RESERVE, why.clone(), first.saturating_add(1));
        }
    }
}

impl Run<'_, '_> {
    /// Those whom a ruling leaves equal: the steps that count only now, then the next question.
    fn after_test<N: Number>(&mut self, mut again: Vec<Entry<'_, N>>, seats: usize, round: u32) {
        again.sort_by(|a, b| b.after_test.cmp(&a.after_test).then_with(|| a.candidate.cmp(b.candidate)));
        let equal =
            |a: usize, b: usize| again.get(a).map(|e| &e.after_test) == again.get(b).map(|e| &e.after_test);
        let (start, end) = straddling(again.len(), seats, equal).unwrap_or((seats, seats));
        let steps = self.rules.after_test;
        let why = |entry: &Entry<'_, N>, other: Option<&Entry<'_, N>>| {
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
            self.put(entry, At::In, why(entry, first_out.as_ref()), 0);
        }
        self.still(still, seats.saturating_sub(start), round.saturating_add(1));
        for (place, entry) in after.iter().enumerate() {
            let first = after.iter().position(|other| other.after_test == entry.after_test).unwrap_or(place);
            self.put(entry, RESERVE, why(entry, last_in.as_ref()), first.saturating_add(1));
        }
    }
}

/// The ruling as a number for each of the tied, higher first; or why it does not fit.
fn order_of<N: Number>(ruling: &Ruling, still: &[Entry<'_, N>], asked: &Asked) -> Result<Vec<i64>, Refusal> {
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
    let find = |entry: &Entry<'_, N>| {
        named.iter().find(|(name, _)| *name == entry.candidate).map(|(_, place)| *place)
    };
    let order: Option<Vec<i64>> = still.iter().map(find).collect();
    match order {
        Some(order) if named.len() == still.len() => Ok(order),
        _ => Err(Refusal::WrongPeople { question }),
    }
}

/// Numbers the reserves in the order placed; equals of one group share a number.
fn number(placed: &mut [Placed], taken: &Taken) {
    let seats_open = taken.open.as_ref().map_or(0, |open| open.candidates.len().saturating_sub(open.seats));
    let (mut ahead, mut opened) = (0_usize, false);
    let mut last: Option<(usize, &Listed, u32)> = None;
    for Placed { seat, group, .. } in placed {
        opened |= seat.at == At::Open;
        if seat.at != RESERVE {
            continue;
        }
        let before = if opened { ahead.saturating_add(seats_open) } else { ahead };
        let number = match last {
            Some((other, why, number)) if other == *group && *why == seat.why => number,
            _ => u32::try_from(before).unwrap_or(u32::MAX).saturating_add(1),
        };
        ahead = ahead.saturating_add(1);
        seat.at = At::Reserve(number);
        last = Some((*group, &seat.why, number));
    }
}
