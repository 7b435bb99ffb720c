//! The cut of one list: how many go on, and who, when equals straddle the last place.

use core::cmp::{Ordering, Reverse};
use std::collections::BTreeMap;

use super::column::{Column, Why};
use super::{At, Listed};
use crate::index::RowAt;
use crate::number::Number;
use crate::rulings::{Asked, Refusal, TieOrder, TieRuling};
use crate::scheme::{AtCut, Scope, Step, StillTied};

/// A person who qualifies for the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry<N> {
    /// The row; rows are in the order of the candidates.
    pub at: RowAt,
    /// The score that orders the list.
    score: N,
    /// The rank in the order of the list.
    rank: u32,
    /// The ladders, filled only for people with equal scores.
    equal: Option<Box<Equal<N>>>,
}

/// The values that separate people with equal scores.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Equal<N> {
    /// The value at each step of the ladder; a higher one comes first, a missing one last.
    ladder: Vec<Option<N>>,
    /// The value at each step that counts only after an extra test, for equals at the cut.
    after_test: Vec<Option<N>>,
}

impl<N> Entry<N> {
    /// Makes an entry of a person with a score; the cut fills in the rest.
    pub(crate) const fn new(at: RowAt, score: N) -> Self {
        Self { at, score, rank: 0, equal: None }
    }

    fn ladder(&self) -> &[Option<N>] {
        self.equal.as_ref().map_or(&[], |equal| &equal.ladder)
    }

    fn after_test(&self) -> &[Option<N>] {
        self.equal.as_ref().map_or(&[], |equal| &equal.after_test)
    }
}

/// The ladders by which people with equal scores are compared. They are asked for only where scores are equal.
pub(crate) trait Ladders<N> {
    /// Returns the value at each step of the ladder of the person in that row.
    fn ladder(&self, at: RowAt) -> Vec<Option<N>>;
    /// Returns the value at each step that counts only after an extra test.
    fn after_test(&self, at: RowAt) -> Vec<Option<N>>;
    /// Returns the candidate in that row.
    fn candidate(&self, at: RowAt) -> &str;
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
    pub ties: &'a [&'a TieRuling],
}

/// A question that the cut leaves open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OpenTie {
    pub id: String,
    pub asked: Asked,
    pub candidates: Vec<String>,
    pub seats: usize,
}

/// The result of a cut.
#[derive(Clone, Debug, Default)]
pub(crate) struct Taken {
    /// The question that is open.
    pub open: Option<OpenTie>,
    /// Questions that were asked, answered or not.
    pub asked: Vec<String>,
    /// Rulings that do not fit.
    pub refusals: Vec<Refusal>,
}

fn in_order<N: Number>(rules: &Rules<'_>, a: &Entry<N>, b: &Entry<N>) -> Ordering {
    let by_score = b.score.cmp(&a.score);
    match rules.scope {
        Scope::Cut => by_score,
        // Higher first; a missing value last.
        Scope::List => by_score.then_with(|| b.ladder().cmp(a.ladder())),
    }
}

/// Returns the bounds of the group of equals at the last place, `start..end` with `start < seats < end`, or `None` where no
/// group lies across it.
fn straddling(len: usize, seats: usize, equal: impl Fn(usize, usize) -> bool) -> Option<(usize, usize)> {
    if seats == 0 || seats >= len || !equal(seats.saturating_sub(1), seats) {
        return None;
    }
    let start = (0..seats).rev().take_while(|at| equal(*at, seats)).last().unwrap_or(seats);
    let end = (seats..len).take_while(|at| equal(*at, seats)).last().unwrap_or(seats).saturating_add(1);
    Some((start, end))
}

/// Cuts the list and writes everyone's seat to their row. `entries` may come in any order.
pub(crate) fn cut<N: Number>(
    mut entries: Vec<Entry<N>>,
    seats: &mut Column,
    ladders: &impl Ladders<N>,
    rules: &Rules<'_>,
) -> Taken {
    entries.sort_by_key(|entry| Reverse(entry.score));
    if rules.scope == Scope::List {
        for run in entries.chunk_by_mut(|a, b| a.score == b.score).filter(|run| run.len() > 1) {
            measure(run, ladders);
            run.sort_by(|a, b| b.ladder().cmp(a.ladder()));
        }
    }
    let (mut rank, mut before) = (0_u32, None);
    for (place, entry) in (1_u32..).zip(&mut entries) {
        if before.is_none_or(|before| in_order(rules, before, entry) != Ordering::Equal) {
            rank = place;
        }
        entry.rank = rank;
        before = Some(&*entry);
    }
    let mut run = Run { rules, ladders, taken: Taken::default(), seats, reserves: 0, last: None };
    run.place(&mut entries);
    run.taken
}

/// Fills in the tie ladders of people with equal scores.
fn measure<N>(equals: &mut [Entry<N>], ladders: &impl Ladders<N>) {
    for entry in equals {
        let (ladder, after_test) = (ladders.ladder(entry.at), ladders.after_test(entry.at));
        entry.equal = Some(Box::new(Equal { ladder, after_test }));
    }
}

/// A group of people who share a reserve number.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Group {
    /// All who are equal at the cut, where none of them goes on.
    AtCut,
    /// Equals at the cut, by the first of them and what parted them from the others.
    Parted(By, usize),
    /// Equals below the cut, by their rank.
    Below(u32),
}

/// What separated people with equal scores at the cut.
#[derive(Clone, Copy, PartialEq, Eq)]
enum By {
    Ladder,
    /// The ruling on a question of that round.
    Ruling(u32),
    /// The steps after that ruling.
    AfterTest(u32),
}

struct Run<'r, 'a, L> {
    rules: &'r Rules<'a>,
    ladders: &'r L,
    taken: Taken,
    seats: &'r mut Column,
    /// Reserves so far.
    reserves: usize,
    /// The last reserves and their number.
    last: Option<(Group, u32)>,
}

impl<L> Run<'_, '_, L> {
    fn put<N>(&mut self, entry: &Entry<N>, at: At, why: Why) {
        self.seats.put(entry.at, at, entry.rank, why);
    }

    /// Gives all of them the same seat for the same reason.
    fn all<N>(&mut self, entries: &[Entry<N>], at: At, why: Listed) {
        let why = self.seats.why(why);
        entries.iter().for_each(|entry| self.put(entry, at, why));
    }

    /// Puts the next person in reserve. The numbers leave room for those at the cut who will not get a seat.
    fn reserve<N>(&mut self, entry: &Entry<N>, why: Why, group: Group) {
        let losing = |open: &OpenTie| open.candidates.len().saturating_sub(open.seats);
        let number = match self.last {
            Some((last, number)) if last == group => number,
            _ => {
                let ahead = self.reserves.saturating_add(self.taken.open.as_ref().map_or(0, losing));
                u32::try_from(ahead).unwrap_or(u32::MAX).saturating_add(1)
            }
        };
        self.reserves = self.reserves.saturating_add(1);
        self.last = Some((group, number));
        self.put(entry, At::Reserve(number), why);
    }
}

impl<L> Run<'_, '_, L> {
    fn place<N: Number>(&mut self, entries: &mut [Entry<N>])
    where
        L: Ladders<N>,
    {
        let rules = self.rules;
        if entries.len() <= rules.seats {
            return self.all(entries, At::In, Listed::AllFit);
        }
        let equal = |a: usize, b: usize| match (entries.get(a), entries.get(b)) {
            (Some(a), Some(b)) => in_order(rules, a, b) == Ordering::Equal,
            _ => false,
        };
        let (start, end) =
            straddling(entries.len(), rules.seats, equal).unwrap_or((rules.seats, rules.seats));
        let (entries, after) = entries.split_at_mut_checked(end).unwrap_or_default();
        let (entries, tied) = entries.split_at_mut_checked(start).unwrap_or_default();
        self.all(entries, At::In, Listed::AboveCut);
        if !tied.is_empty() {
            measure(tied, self.ladders);
            self.tied(tied.to_vec(), rules.seats.saturating_sub(start));
        }
        let why = self.seats.why(Listed::BelowCut);
        after.iter().for_each(|entry| self.reserve(entry, why, Group::Below(entry.rank)));
    }

    fn tied<N: Number>(&mut self, mut tied: Vec<Entry<N>>, seats: usize)
    where
        L: Ladders<N>,
    {
        match self.rules.tie {
            AtCut::All => self.all(&tied, At::In, Listed::TiedAtCut),
            AtCut::None => {
                let why = self.seats.why(Listed::NoneAtCut);
                tied.iter().for_each(|entry| self.reserve(entry, why, Group::AtCut));
            }
            AtCut::Ladder => {
                tied.sort_by(|a, b| b.ladder().cmp(a.ladder()).then(a.at.cmp(&b.at)));
                let equal =
                    |a: usize, b: usize| tied.get(a).map(Entry::ladder) == tied.get(b).map(Entry::ladder);
                let (start, end) = straddling(tied.len(), seats, equal).unwrap_or((seats, seats));
                let (last_in, first_out) =
                    (tied.get(seats.saturating_sub(1)).cloned(), tied.get(seats).cloned());
                let after = tied.split_off(end);
                let still = tied.split_off(start);
                for entry in &tied {
                    let why = self.decided(entry, first_out.as_ref());
                    self.put(entry, At::In, why);
                }
                self.still(still, seats.saturating_sub(start), 1);
                for (first, entry) in runs(&after, |a, b| a.ladder() == b.ladder()) {
                    let why = self.decided(entry, last_in.as_ref());
                    self.reserve(entry, why, Group::Parted(By::Ladder, first));
                }
            }
        }
    }

    /// Returns the first step of the ladder at which the two differ, as the reason of the entry's seat.
    fn decided<N: Number>(&mut self, entry: &Entry<N>, other: Option<&Entry<N>>) -> Why {
        self.seats.why(first_difference(self.rules.steps, entry.ladder(), other.map_or(&[], Entry::ladder)))
    }

    /// Seats the people whom the ladder leaves equal: by the rule of the scheme, by a ruling, or as open with a question.
    /// `round` counts the questions about this cut.
    fn still<N: Number>(&mut self, still: Vec<Entry<N>>, seats: usize, round: u32)
    where
        L: Ladders<N>,
    {
        if still.is_empty() {
            return;
        }
        let id = match round {
            1 => self.rules.question.to_owned(),
            _ => format!("{}.{round}", self.rules.question),
        };
        let asked = match self.rules.still_tied {
            StillTied::All => {
                return self.all(&still, At::In, Listed::TiedAtCut);
            }
            StillTied::ExtraTest => Asked::ExtraTest,
            StillTied::Lots => Asked::Lots,
        };
        self.taken.asked.push(id.clone());
        let order = self.rules.ties.iter().find(|ruling| ruling.question == id).and_then(|ruling| {
            let names: Vec<&str> = still.iter().map(|entry| self.ladders.candidate(entry.at)).collect();
            let order = order_of(ruling, &names, &asked);
            order.map_err(|refusal| self.taken.refusals.push(refusal)).ok()
        });
        let Some(order) = order else {
            let names = still.iter().map(|entry| self.ladders.candidate(entry.at).to_owned());
            let candidates = names.collect();
            self.all(&still, At::Open, Listed::Undecided { question: id.clone() });
            self.taken.open = Some(OpenTie { id, asked, candidates, seats });
            return;
        };
        let mut ordered: Vec<(i64, Entry<N>)> = order.into_iter().zip(still).collect();
        ordered.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.at.cmp(&b.1.at)));
        let equal = |a: usize, b: usize| ordered.get(a).map(|o| o.0) == ordered.get(b).map(|o| o.0);
        let (start, end) = straddling(ordered.len(), seats, equal).unwrap_or((seats, seats));
        let after = ordered.split_off(end);
        let again = ordered.split_off(start);
        let why = self.seats.why(Listed::Ruling { question: id });
        for (_, entry) in &ordered {
            self.put(entry, At::In, why);
        }
        let again = again.into_iter().map(|(_, entry)| entry).collect();
        self.after_test(again, seats.saturating_sub(start), round);
        for (first, (_, entry)) in runs(&after, |a, b| a.0 == b.0) {
            self.reserve(entry, why, Group::Parted(By::Ruling(round), first));
        }
    }

    /// Seats the people whom a ruling leaves equal: first by the steps that count only now, then by the next question.
    fn after_test<N: Number>(&mut self, mut again: Vec<Entry<N>>, seats: usize, round: u32)
    where
        L: Ladders<N>,
    {
        again.sort_by(|a, b| b.after_test().cmp(a.after_test()).then(a.at.cmp(&b.at)));
        let equal =
            |a: usize, b: usize| again.get(a).map(Entry::after_test) == again.get(b).map(Entry::after_test);
        let (start, end) = straddling(again.len(), seats, equal).unwrap_or((seats, seats));
        let steps = self.rules.after_test;
        let why = |entry: &Entry<N>, other: Option<&Entry<N>>| {
            first_difference(steps, entry.after_test(), other.map_or(&[], Entry::after_test))
        };
        let (last_in, first_out) = (again.get(seats.saturating_sub(1)).cloned(), again.get(seats).cloned());
        let after = again.split_off(end);
        let still = again.split_off(start);
        for entry in &again {
            let why = self.seats.why(why(entry, first_out.as_ref()));
            self.put(entry, At::In, why);
        }
        self.still(still, seats.saturating_sub(start), round.saturating_add(1));
        for (first, entry) in runs(&after, |a, b| a.after_test() == b.after_test()) {
            let why = self.seats.why(why(entry, last_in.as_ref()));
            self.reserve(entry, why, Group::Parted(By::AfterTest(round), first));
        }
    }
}

/// Returns each of a sorted list with the place of the first who equals them: equals stand together, so that nobody is searched
/// for.
fn runs<'l, T>(sorted: &'l [T], equal: impl Fn(&T, &T) -> bool + 'l) -> impl Iterator<Item = (usize, &'l T)> {
    let mut from = 0_usize;
    sorted.chunk_by(equal).flat_map(move |run| {
        let first = from;
        from = from.saturating_add(run.len());
        run.iter().map(move |one| (first, one))
    })
}

/// Returns the first step at which two of the tied differ, as a reason.
fn first_difference<N: PartialEq>(steps: &[Step], one: &[N], other: &[N]) -> Listed {
    let differs = one.iter().zip(other).position(|(a, b)| a != b);
    let step = differs.and_then(|at| steps.get(at));
    step.map_or(Listed::TiedAtCut, |step| Listed::Ladder { step: step.to_string() })
}

/// Returns the ruling as one number for each of the tied, the higher first, or the reason why it does not fit.
fn order_of(ruling: &TieRuling, still: &[&str], asked: &Asked) -> Result<Vec<i64>, Refusal> {
    let question = ruling.question.clone();
    let named: Vec<(&str, i64)> = match (&ruling.by, asked) {
        (TieOrder::ExtraTest(marks), Asked::ExtraTest) => {
            marks.iter().map(|mark| (mark.candidate.as_str(), mark.mark.millionths())).collect()
        }
        (TieOrder::Lots(_), Asked::Lots)
            if ruling.witnesses.iter().all(|witness| witness.trim().is_empty()) =>
        {
            return Err(Refusal::NoWitness { question });
        }
        (TieOrder::Lots(order), Asked::Lots) => {
            let places = (0_i64..).map(i64::saturating_neg);
            order.iter().map(String::as_str).zip(places).collect()
        }
        _ => return Err(Refusal::WrongRulingKind { question }),
    };
    let places: BTreeMap<&str, i64> = named.iter().rev().copied().collect();
    let order: Option<Vec<i64>> = still.iter().map(|one| places.get(one).copied()).collect();
    match order {
        Some(order) if named.len() == still.len() => Ok(order),
        _ => Err(Refusal::WrongPeople { question }),
    }
}
