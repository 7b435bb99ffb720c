//! The chain of shortlists of one position: who qualifies for each, and the cut.

use std::collections::{BTreeMap, BTreeSet};

use super::computed::Computed;
use super::lines::{self, High};
use super::order;
use crate::number::{Number, TooFine};
use crate::ruling::{Asked, Decisions, Question, Refusal, Replaced, Ruling};
use crate::scheme::{Shortlist, Source, Step};
use crate::scoring::trace::Silent;
use crate::scoring::{Entrant, Graph, Position, Reading, Standing, Value, Values};
use crate::shortlist::{At, Below, Entry, Ladders, Listed, NoRank, Rules, Seat, cut, replace};

/// What the chain works on.
#[derive(Clone, Copy)]
pub(super) struct StageInputs<'a, N> {
    pub computed: &'a Computed<'a, N>,
    pub position: &'a Position,
    pub entrants: &'a [Entrant],
    pub decisions: &'a Decisions,
    /// Everybody's places, best first, those without a rank last.
    pub order: &'a [usize],
    /// Whether nothing keeps each person from a rank by the total.
    pub free: &'a [bool],
}

/// The chain so far.
pub(super) struct Chain<'a, N> {
    inputs: StageInputs<'a, N>,
    /// As many for each person as the scheme has lists.
    seats: Vec<Option<Seat>>,
    questions: Vec<Question>,
    asked: BTreeSet<String>,
    refusals: Vec<Refusal>,
}

/// The whole chain.
pub(super) struct Done {
    /// As many for each person as the scheme has lists.
    pub seats: Vec<Option<Seat>>,
    pub questions: Vec<Question>,
    pub asked: BTreeSet<String>,
    pub refusals: Vec<Refusal>,
}

/// What the one list before says of a person.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    /// There is none, or the person is on it.
    On,
    /// Not on it.
    Off,
    /// It is open whether the person is on it.
    Open,
}

/// Where the values lie that a list is built on.
pub(super) enum Sources<N> {
    None,
    Total,
    Node(usize),
    Own(Vec<Value<N>>),
}

impl<N: Number> Sources<N> {
    /// Of the list at `stage`; none where it is built on a composite of its own.
    pub(super) fn shared(graph: &Graph<'_, N>, stage: usize) -> Option<Self> {
        match graph.scheme.shortlists.get(stage).and_then(Shortlist::source) {
            None => Some(Self::None),
            Some(Source::Total) => Some(Self::Total),
            Some(Source::Component(name)) => Some(graph.walk.find(name).map_or(Self::None, Self::Node)),
            Some(Source::Partial(_)) => None,
        }
    }

    fn of(inputs: &StageInputs<'_, N>, stage: usize) -> Result<Self, TooFine> {
        let graph = &inputs.computed.graph;
        if let Some(shared) = Self::shared(graph, stage) {
            return Ok(shared);
        }
        let own = |at| graph.partial(stage, inputs.computed.values(at), &mut Silent);
        Ok(Self::Own((0..inputs.entrants.len()).map(own).collect::<Result<_, _>>()?))
    }

    #[inline]
    pub(super) fn get<'v>(&'v self, values: Values<'v, N>, at: usize) -> &'v Value<N> {
        let found = match self {
            Self::None => None,
            Self::Total => Some(values.total()),
            Self::Node(node) => values.node(*node),
            Self::Own(all) => all.get(at),
        };
        found.unwrap_or(&Value::NONE)
    }
}

/// The ladders of a list, made for those who are equal only.
struct Steps<'a, N> {
    inputs: StageInputs<'a, N>,
    list: &'a Shortlist,
    sources: &'a Sources<N>,
}

impl<N: Number> Steps<'_, N> {
    fn values(&self, steps: &[Step], at: usize) -> Vec<Option<N>> {
        let computed = self.inputs.computed;
        let Some(entrant) = self.inputs.entrants.get(at) else { return Vec::new() };
        let values = computed.values(at);
        order::ladder(&computed.graph, steps, self.sources.get(values, at), entrant, values)
    }
}

impl<N: Number> Ladders<N> for Steps<'_, N> {
    fn ladder(&self, at: usize) -> Vec<Option<N>> {
        let rank = &self.inputs.computed.graph.scheme.rank;
        self.values(self.list.ladder.as_ref().unwrap_or(&rank.ladder), at)
    }

    fn after_test(&self, at: usize) -> Vec<Option<N>> {
        self.values(&self.inputs.computed.graph.scheme.rank.after_test, at)
    }
}

impl<'a, N: Number> Chain<'a, N> {
    pub(super) fn new(inputs: StageInputs<'a, N>) -> Self {
        let lists = inputs.computed.graph.scheme.shortlists.len();
        let seats = vec![None; inputs.entrants.len().saturating_mul(lists)];
        Self { inputs, seats, questions: Vec::new(), asked: BTreeSet::new(), refusals: Vec::new() }
    }

    pub(super) fn finish(mut self) -> Done {
        self.gates();
        Done { seats: self.seats, questions: self.questions, asked: self.asked, refusals: self.refusals }
    }

    /// Where the seat of a person on a list lies.
    fn place(&self, at: usize, stage: usize) -> usize {
        at.saturating_mul(self.inputs.computed.graph.scheme.shortlists.len()).saturating_add(stage)
    }

    fn seat(&self, at: usize, stage: usize) -> Option<&Seat> {
        self.seats.get(self.place(at, stage)).and_then(Option::as_ref)
    }

    fn before(&self, at: usize, stage: usize) -> Before {
        let Some(last) = stage.checked_sub(1) else { return Before::On };
        match self.seat(at, last).map(|seat| seat.at) {
            Some(At::In) => Before::On,
            Some(At::Open) => Before::Open,
            Some(At::Reserve(_) | At::Out) | None => Before::Off,
        }
    }

    /// Computes one list for everybody.
    pub(super) fn stage(&mut self, stage: usize) -> Result<(), TooFine> {
        let inputs = self.inputs;
        let Some(list) = inputs.computed.graph.scheme.shortlists.get(stage) else { return Ok(()) };
        let sources = Sources::of(&inputs, stage)?;
        if !self.is_ready(stage, &sources) {
            return Ok(());
        }
        // Where all is known that the total is made of, who may be ranked by it may be compared by it.
        let whole = matches!(sources, Sources::Total) && inputs.computed.is_known(stage);
        let waiting = stage > 0 && self.people().any(|at| self.before(at, stage) == Before::Open);
        let mut open = false;
        for (at, entrant) in inputs.entrants.iter().enumerate() {
            let values = inputs.computed.values(at);
            let stands = self.before(at, stage);
            let free = whole && inputs.free.get(at) == Some(&true);
            let out = match stands {
                Before::On | Before::Open if free && list.is_open() => None,
                Before::Off => Some((At::Out, Listed::NotBefore { list: self.list_before(stage) })),
                Before::On | Before::Open => {
                    self.apart(list, stage, entrant, values, sources.get(values, at))
                }
            };
            // Whose place before is open waits, exempt or not.
            let sure = |(at, _): &(At, Listed)| *at != At::In || stands == Before::On;
            let out = out.filter(sure).or_else(|| waiting.then_some((At::Open, Listed::Waiting)));
            if let Some((seat, why)) = out {
                open |= seat == At::Open;
                self.put(at, stage, Seat { at: seat, rank: None, why });
            }
        }
        let entries = self.entries(stage, &sources);
        if open {
            // Somebody's qualification is open, so nobody's place can be said.
            for entry in entries {
                self.put(entry.at, stage, Seat { at: At::Open, rank: None, why: Listed::Waiting });
            }
        } else {
            self.cut(list, stage, entries, &sources);
        }
        self.replace(list, stage);
        Ok(())
    }

    fn people(&self) -> core::ops::Range<usize> {
        0..self.inputs.entrants.len()
    }

    fn put(&mut self, at: usize, stage: usize, seat: Seat) {
        let place = self.place(at, stage);
        if let Some(slot) = self.seats.get_mut(place) {
            *slot = Some(seat);
        }
    }

    /// The list before is known, and somebody on it has begun what this one is built on; or nobody is on it.
    fn is_ready(&self, stage: usize, sources: &Sources<N>) -> bool {
        if let Some(last) = stage.checked_sub(1)
            && self.people().any(|at| self.seat(at, last).is_none())
        {
            return false;
        }
        let mut called = self.people().filter(|at| self.before(*at, stage) != Before::Off).peekable();
        let begun =
            |at: usize| sources.get(self.inputs.computed.values(at), at).standing != Standing::Pending;
        called.peek().is_none() || called.any(begun)
    }

    fn list_before(&self, stage: usize) -> String {
        let lists = &self.inputs.computed.graph.scheme.shortlists;
        let last = stage.checked_sub(1).and_then(|last| lists.get(last));
        last.map(|list| list.to.to_string()).unwrap_or_default()
    }

    /// Those whom nothing keeps apart, in the order of the ranks: it is nearly always the list's own, and what is in order
    /// is sorted at once.
    fn entries(&self, stage: usize, sources: &Sources<N>) -> Vec<Entry<'a, N>> {
        let inputs = self.inputs;
        let by = inputs.computed.graph.scheme.rank.by;
        let apart = inputs.order.iter().copied().filter(|at| self.seat(*at, stage).is_none());
        let entry = |at| {
            let score = order::ordering(by, sources.get(inputs.computed.values(at), at))?;
            Some(Entry::new(at, &inputs.entrants.get(at)?.candidate, score))
        };
        apart.filter_map(entry).collect()
    }

    /// Why a person is not compared with the others: does not qualify, is open, or is exempt from what is compared.
    fn apart(
        &mut self,
        list: &Shortlist,
        stage: usize,
        entrant: &Entrant,
        values: Values<'_, N>,
        source: &Value<N>,
    ) -> Option<(At, Listed)> {
        let inputs = self.inputs;
        let excused = inputs.computed.excused(entrant, list.source(), source);
        match inputs.computed.bar(entrant, values, source, Some(stage), excused) {
            Some(why @ NoRank::LineOpen { .. }) => return Some((At::Open, Listed::NotQualified(why))),
            Some(why) => return Some((At::Out, Listed::NotQualified(why))),
            None => {}
        }
        if let (Some(floor), Some(value)) = (list.floor, source.exact) {
            let of = format!("floor.{}", list.to);
            match lines::height(floor, &of, inputs.position, inputs.decisions).0 {
                High::At(line) if value < N::mark(line) => {
                    let below = Below { of, value: value.to_string(), line: line.to_string() };
                    return Some((At::Out, Listed::BelowFloor(Box::new(below))));
                }
                High::Open => {
                    self.ask_floor(list, &of);
                    return Some((At::Open, Listed::NotQualified(NoRank::LineOpen { of })));
                }
                High::At(_) | High::RoomMean => {}
            }
        }
        let facts = &inputs.computed.graph.scheme.facts;
        let has = |key: &crate::scheme::Key| {
            facts.iter().position(|f| f.key == *key).and_then(|at| entrant.facts.get(at))
        };
        let lacks =
            |key: &&crate::scheme::Key| has(key).is_none_or(|fact| *fact == crate::number::Score::ZERO);
        if let Some(fact) = list.require.iter().find(lacks) {
            return Some((At::Out, Listed::Lacks { fact: fact.to_string() }));
        }
        // Nothing to compare: who need not sit what the list is built on goes on, beside the seats.
        excused.then_some((At::In, Listed::Exempt))
    }

    fn ask_floor(&mut self, list: &Shortlist, of: &str) {
        let position = &self.inputs.position.code;
        let id = format!("{position}/line.{of}");
        if self.questions.iter().all(|question| question.id != id) {
            self.questions.push(Question {
                id,
                position: position.clone(),
                stage: Some(list.to.to_string()),
                asked: Asked::Line { of: of.to_owned() },
                candidates: Vec::new(),
                seats: 0,
                clause: format!("shortlists.{}.floor", list.to),
            });
        }
    }

    fn cut(&mut self, list: &Shortlist, stage: usize, entries: Vec<Entry<'_, N>>, sources: &Sources<N>) {
        let position = self.inputs.position;
        let Some(seats) = position.plan.and_then(|plan| list.seats(plan)) else {
            self.refusals
                .push(Refusal::PlanMissing { position: position.code.clone(), stage: list.to.to_string() });
            return;
        };
        let scheme = self.inputs.computed.graph.scheme;
        let question = format!("{}/{}", position.code, list.to);
        let rulings: Vec<&Ruling> = self.inputs.decisions.rulings.iter().collect();
        let steps = Steps { inputs: self.inputs, list, sources };
        let taken = cut(
            entries,
            &steps,
            &Rules {
                seats: usize::try_from(seats).unwrap_or(usize::MAX),
                tie: list.tie,
                steps: list.ladder.as_ref().unwrap_or(&scheme.rank.ladder),
                scope: scheme.rank.scope,
                after_test: &scheme.rank.after_test,
                still_tied: list.still_tied.unwrap_or(scheme.rank.still_tied),
                question: &question,
                rulings: &rulings,
            },
        );
        self.asked.extend(taken.asked);
        self.refusals.extend(taken.refusals);
        self.questions.extend(taken.open.map(|open| Question {
            id: open.id,
            position: position.code.clone(),
            stage: Some(list.to.to_string()),
            asked: open.asked,
            candidates: open.candidates,
            seats: u32::try_from(open.seats).unwrap_or(u32::MAX),
            clause: if list.still_tied.is_some() {
                format!("shortlists.{}.still_tied", list.to)
            } else {
                "rank.still_tied".to_owned()
            },
        }));
        for (at, seat) in taken.seats {
            self.put(at, stage, seat);
        }
    }

    fn replace(&mut self, list: &Shortlist, stage: usize) {
        let code = &self.inputs.position.code;
        let all = self.inputs.decisions.replacements.iter();
        let ours: Vec<&Replaced> =
            all.filter(|one| one.position == *code && list.to == *one.stage.as_str()).collect();
        if ours.is_empty() {
            return;
        }
        let entrants = self.inputs.entrants.iter().map(|entrant| entrant.candidate.as_str());
        let lists = self.inputs.computed.graph.scheme.shortlists.len();
        let column = self.seats.iter_mut().skip(stage).step_by(lists.max(1));
        let mut seats: BTreeMap<&str, &mut Seat> =
            entrants.zip(column).filter_map(|(name, seat)| Some((name, seat.as_mut()?))).collect();
        self.refusals.extend(replace(list, code, &ours, &mut seats));
    }

    /// Marks of people who were not called, missing marks of people who were while others have theirs.
    fn gates(&mut self) {
        let mut found = Vec::new();
        for (at, node) in self.inputs.computed.graph.walk.nodes.iter().enumerate() {
            let (Some(stage), true) = (node.opened_by, node.parts.is_empty()) else { continue };
            let filled = |entrant: &Entrant| !matches!(entrant.readings.get(at), None | Some(Reading::Blank));
            let begun = self.inputs.entrants.iter().any(filled);
            for (place, entrant) in self.inputs.entrants.iter().enumerate() {
                let surplus = match self.seat(place, stage) {
                    Some(Seat { at: At::In, .. }) if begun && !filled(entrant) => false,
                    Some(Seat { at: At::Reserve(_), .. }) if filled(entrant) => true,
                    Some(Seat { at: At::Out, why, .. })
                        if filled(entrant) && !matches!(why, Listed::Left { .. }) =>
                    {
                        true
                    }
                    None if filled(entrant) => true,
                    _ => continue,
                };
                found.push(Refusal::Mark {
                    position: self.inputs.position.code.clone(),
                    candidate: entrant.candidate.clone(),
                    column: node.name.clone(),
                    surplus,
                });
            }
        }
        self.refusals.extend(found);
    }
}
