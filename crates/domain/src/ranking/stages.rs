//! The chain of shortlists of one position: who qualifies for each, and the cut.

use std::collections::{BTreeMap, BTreeSet};

use super::computed::Computed;
use super::lines::{self, High};
use super::order;
use crate::marks::trace::Silent;
use crate::marks::{Entrant, Graph, Position, Reading, Standing, Value, Values};
use crate::number::{Number, TooFine};
use crate::rulings::{Asked, Question, Refusal, Replaced, Rulings, TieRuling};
use crate::scheme::{Shortlist, Source, Step};
use crate::shortlist::{At, Below, Column, Entry, Ladders, Listed, NoRank, Placement, Rules, cut, replace};

/// What the chain works on.
#[derive(Clone, Copy)]
pub(super) struct StageInputs<'a, N> {
    pub computed: &'a Computed<'a, N>,
    pub position: &'a Position,
    pub entrants: &'a [Entrant],
    pub rulings: &'a Rulings,
    /// The rows of everybody, best first, people without a rank last.
    pub order: &'a [usize],
    /// For each person, whether nothing stands against a rank by the total.
    pub free: &'a [bool],
}

/// The chain so far.
pub(super) struct Chain<'a, N> {
    inputs: StageInputs<'a, N>,
    seats: Vec<Column>,
    questions: Vec<Question>,
    asked: BTreeSet<String>,
    refusals: Vec<Refusal>,
}

/// The whole chain.
pub(super) struct Done {
    pub seats: Vec<Column>,
    pub questions: Vec<Question>,
    pub asked: BTreeSet<String>,
    pub refusals: Vec<Refusal>,
}

/// What the list before this one says of a person.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    /// There is no list before, or the person is on it.
    On,
    /// The person is not on it.
    Off,
    /// It is open whether the person is on it.
    Open,
}

/// The place of the values on which a list is built.
pub(super) enum Sources<N> {
    None,
    Total,
    Node(usize),
    Own(Vec<Value<N>>),
}

impl<N: Number> Sources<N> {
    /// Returns the values that the list at `stage` shares with the ranking, or `None` where the list is built on a composite of
    /// its own.
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

/// The tie ladders of a list, which are computed only for people with equal scores.
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
    fn candidate(&self, at: usize) -> &str {
        self.inputs.entrants.get(at).map_or("", |entrant| &*entrant.candidate)
    }

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
        let seats = Vec::with_capacity(inputs.computed.graph.scheme.shortlists.len());
        Self { inputs, seats, questions: Vec::new(), asked: BTreeSet::new(), refusals: Vec::new() }
    }

    pub(super) fn finish(mut self) -> Done {
        self.gates();
        Done { seats: self.seats, questions: self.questions, asked: self.asked, refusals: self.refusals }
    }

    fn seat(&self, at: usize, stage: usize) -> Option<At> {
        self.seats.get(stage)?.at(at)
    }

    fn before(&self, at: usize, stage: usize) -> Before {
        let Some(last) = stage.checked_sub(1) else { return Before::On };
        match self.seat(at, last) {
            Some(At::In) => Before::On,
            Some(At::Open) => Before::Open,
            Some(At::Reserve(_) | At::Out) | None => Before::Off,
        }
    }

    /// Computes the next list for everybody.
    pub(super) fn stage(&mut self, list: &Shortlist) -> Result<(), TooFine> {
        let stage = self.seats.len();
        let sources = Sources::of(&self.inputs, stage)?;
        let column = if self.is_ready(stage, &sources) {
            self.seated(list, stage, &sources)
        } else {
            Column::default()
        };
        self.seats.push(column);
        Ok(())
    }

    fn seated(&mut self, list: &Shortlist, stage: usize, sources: &Sources<N>) -> Column {
        let inputs = self.inputs;
        // Where nothing stands against a person's rank by the total, nothing that is known before this list stands against it
        // either.
        let whole = matches!(sources, Sources::Total) && list.is_open();
        let waiting = stage > 0 && self.people().any(|at| self.before(at, stage) == Before::Open);
        let mut column = Column::of(inputs.entrants.len());
        let (mut open, mut off) = (false, None);
        for ((at, entrant), free) in inputs.entrants.iter().enumerate().zip(inputs.free) {
            let stands = self.before(at, stage);
            if whole && *free && stands == Before::On && !waiting {
                continue;
            }
            let out = match stands {
                Before::Off => {
                    // All of these people share one reason.
                    let why = off.get_or_insert_with(|| {
                        column.why(Listed::NotBefore { list: self.list_before(stage) })
                    });
                    column.put(at, At::Out, 0, *why);
                    continue;
                }
                Before::On | Before::Open if whole && *free => None,
                Before::On | Before::Open => {
                    let values = inputs.computed.values(at);
                    self.apart(list, stage, entrant, values, sources.get(values, at))
                }
            };
            // A person whose place on the list before is open waits, also one who is exempt.
            let sure = |(at, _): &(At, Listed)| *at != At::In || stands == Before::On;
            let out = out.filter(sure).or_else(|| waiting.then_some((At::Open, Listed::Waiting)));
            if let Some((seat, why)) = out {
                open |= seat == At::Open;
                let why = column.why(why);
                column.put(at, seat, 0, why);
            }
        }
        let entries = self.entries(sources, &column);
        if open {
            // The qualification of somebody is open, so nobody's place can be given.
            let why = column.why(Listed::Waiting);
            entries.iter().for_each(|entry| column.put(entry.at, At::Open, 0, why));
        } else {
            self.cut(list, entries, sources, &mut column);
        }
        self.replace(list, &mut column);
        column
    }

    fn people(&self) -> core::ops::Range<usize> {
        0..self.inputs.entrants.len()
    }

    /// Returns true where the list before is known and somebody on it has begun what this list is built on, or where nobody is
    /// on the list before.
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

    /// Returns the people whom the list compares, in the order of the ranks. That order is nearly always the list's own, and
    /// sorting what is in order costs little.
    fn entries(&self, sources: &Sources<N>, column: &Column) -> Vec<Entry<N>> {
        let by = self.inputs.computed.graph.scheme.rank.by;
        let mut entries = Vec::with_capacity(self.inputs.order.len());
        for at in self.inputs.order.iter().copied() {
            let free = column.at(at).is_none();
            let score = order::ordering(by, sources.get(self.inputs.computed.values(at), at));
            if let Some(score) = score.filter(|_| free) {
                entries.push(Entry::new(at, score));
            }
        }
        entries
    }

    /// Returns the seat and the reason of a person who is not compared with the others: the person does not qualify, the
    /// qualification is open, or the person is exempt (免试) from what is compared. Returns `None` for everybody else.
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
            match lines::height(floor, &of, inputs.position, inputs.rulings).0 {
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
        // An exempt person has nothing to compare: the person goes on and takes no seat of the plan.
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

    fn cut(&mut self, list: &Shortlist, entries: Vec<Entry<N>>, sources: &Sources<N>, column: &mut Column) {
        let position = self.inputs.position;
        let Some(seats) = position.plan.and_then(|plan| list.seats(plan)) else {
            self.refusals
                .push(Refusal::PlanMissing { position: position.code.clone(), stage: list.to.to_string() });
            return;
        };
        let scheme = self.inputs.computed.graph.scheme;
        let question = format!("{}/{}", position.code, list.to);
        let ties: Vec<&TieRuling> = self.inputs.rulings.ties.iter().collect();
        let steps = Steps { inputs: self.inputs, list, sources };
        let taken = cut(
            entries,
            column,
            &steps,
            &Rules {
                seats: usize::try_from(seats).unwrap_or(usize::MAX),
                tie: list.tie,
                steps: list.ladder.as_ref().unwrap_or(&scheme.rank.ladder),
                scope: scheme.rank.scope,
                after_test: &scheme.rank.after_test,
                still_tied: list.still_tied.unwrap_or(scheme.rank.still_tied),
                question: &question,
                ties: &ties,
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
    }

    fn replace(&mut self, list: &Shortlist, column: &mut Column) {
        let code = &self.inputs.position.code;
        let all = self.inputs.rulings.replacements.iter();
        let ours: Vec<&Replaced> =
            all.filter(|one| one.position == *code && list.to == *one.stage.as_str()).collect();
        if ours.is_empty() {
            return;
        }
        let entrants = self.inputs.entrants.iter().map(|entrant| &*entrant.candidate);
        let mut seats: Vec<Option<Placement>> = self.people().map(|at| column.seat(at)).collect();
        let mut by_name: BTreeMap<&str, &mut Placement> =
            entrants.zip(&mut seats).filter_map(|(name, seat)| Some((name, seat.as_mut()?))).collect();
        self.refusals.extend(replace(list, code, &ours, &mut by_name));
        for (at, seat) in seats.into_iter().enumerate() {
            if let Some(seat) = seat {
                let why = column.why(seat.why);
                column.put(at, seat.at, seat.rank.unwrap_or(0), why);
            }
        }
    }

    /// Refuses the marks of people who were not called, and, once anybody has a mark, the missing marks of people who were.
    fn gates(&mut self) {
        let mut found = Vec::new();
        for (at, node) in self.inputs.computed.graph.walk.nodes.iter().enumerate() {
            let (Some(stage), true) = (node.opened_by, node.parts.is_empty()) else { continue };
            let filled = |entrant: &Entrant| !matches!(entrant.readings.get(at), None | Some(Reading::Blank));
            let begun = self.inputs.entrants.iter().any(filled);
            for (place, entrant) in self.inputs.entrants.iter().enumerate() {
                let surplus = match self.seats.get(stage).and_then(|column| column.seat(place)) {
                    Some(Placement { at: At::In, .. }) if begun && !filled(entrant) => false,
                    Some(Placement { at: At::Reserve(_), .. }) if filled(entrant) => true,
                    Some(Placement { at: At::Out, why, .. })
                        if filled(entrant) && !matches!(why, Listed::Left { .. }) =>
                    {
                        true
                    }
                    None if filled(entrant) => true,
                    _ => continue,
                };
                found.push(Refusal::Mark {
                    position: self.inputs.position.code.clone(),
                    candidate: entrant.candidate.to_string(),
                    column: node.name.clone(),
                    surplus,
                });
            }
        }
        self.refusals.extend(found);
    }
}
