//! The chain of shortlists of one position: who qualifies for each, and the cut.

use std::collections::{BTreeMap, BTreeSet};

use super::computed::Computed;
use super::lines::{self, High};
use super::order;
use crate::index::{FactAt, Index, Indexed, ListAt, NodeAt, PointsAt, RowAt};
use crate::marks::trace::Silent;
use crate::marks::{Blank, Entrant, Entrants, Position, Reading, Rows, Standing, Value, Values};
use crate::number::{Number, Score, TooFine};
use crate::rulings::{Asked, Departed, Overridden, Question, Refusal, Replaced, Rulings, TieRuling};
use crate::scheme::{Key, Shortlist, Source, Step};
use crate::shortlist::{
    At, Below, Column, Entry, Ladders, Listed, Moves, NoRank, Placement, Rules, cut, replace,
};

/// What the chain works on.
#[derive(Clone, Copy)]
pub(super) struct StageInputs<'a, N> {
    pub computed: &'a Computed<'a, N>,
    pub position: &'a Position,
    pub entrants: Entrants<'a>,
    pub rulings: &'a Rulings,
    /// The rows of everybody, best first, people without a rank last.
    pub order: &'a [RowAt],
    /// For each person, whether nothing stands against a rank by the total.
    pub free: &'a Rows<bool>,
}

/// The chain so far.
pub(super) struct Chain<'a, N> {
    inputs: StageInputs<'a, N>,
    /// The lists so far, each with everybody's seat.
    lists: Vec<(&'a Shortlist, Column)>,
    questions: Vec<Question>,
    asked: BTreeSet<String>,
    refusals: Vec<Refusal>,
}

/// The whole chain.
pub(super) struct Done {
    pub seats: Indexed<ListAt, Vec<Column>>,
    pub questions: Vec<Question>,
    pub asked: BTreeSet<String>,
    pub refusals: Vec<Refusal>,
}

/// What the list before this one says of a person.
#[derive(Clone, Copy)]
enum Before<'a> {
    /// There is no list before, or the person is on it.
    On,
    /// The person is not on that list.
    Off(&'a Shortlist),
    /// It is open whether the person is on it.
    Open,
}

/// The values on which a list is built.
pub(super) enum Sources<'c, N> {
    /// The list names nothing that the scheme has.
    None,
    /// Values that everybody has beside the lists: of a node, or the composite scores.
    Shared(&'c Rows<Value<N>>),
    /// A composite of the list's own.
    Own(Rows<Value<N>>),
}

impl<'c, N: Number> Sources<'c, N> {
    /// Returns the values that the list shares with the ranking, or `None` where it is built on a composite of its own.
    pub(super) fn shared(computed: &'c Computed<'_, N>, list: &Shortlist) -> Option<Self> {
        let columns = &computed.columns;
        match list.source() {
            None => Some(Self::None),
            Some(Source::Total) => Some(Self::Shared(&columns.totals)),
            Some(Source::Component(name)) => {
                let found = computed.graph.walk.find(name).and_then(|node| columns.nodes.get(node));
                Some(found.map_or(Self::None, Self::Shared))
            }
            Some(Source::Partial(_)) => None,
        }
    }

    fn of(computed: &'c Computed<'_, N>, at: ListAt, list: &Shortlist) -> Result<Self, TooFine> {
        if let Some(shared) = Self::shared(computed, list) {
            return Ok(shared);
        }
        let own = |(_, values)| computed.graph.partial(at, values, &mut Silent);
        Ok(Self::Own(computed.columns.people().map(own).collect::<Result<_, _>>()?))
    }

    /// Returns a person's value; nobody has one where the list is built on nothing.
    #[inline]
    pub(super) fn get(&self, at: RowAt) -> &Value<N> {
        let found = match self {
            Self::None => None,
            Self::Shared(all) => all.get(at),
            Self::Own(all) => all.get(at),
        };
        found.unwrap_or(&Value::NONE)
    }
}

/// The tie ladders of a list, which are computed only for people with equal scores.
struct Steps<'a, N> {
    inputs: StageInputs<'a, N>,
    list: &'a Shortlist,
    sources: &'a Sources<'a, N>,
}

impl<N: Number> Steps<'_, N> {
    /// Returns a person's value at each step. Whoever is on a list has a row in both, so that nobody goes without.
    fn values(&self, steps: &[Step], at: RowAt) -> Vec<Option<N>> {
        let computed = self.inputs.computed;
        let person = self.inputs.entrants.get(at).zip(computed.values(at));
        let ladder =
            |(entrant, values)| order::ladder(&computed.graph, steps, self.sources.get(at), entrant, values);
        person.map(ladder).unwrap_or_default()
    }
}

impl<N: Number> Ladders<N> for Steps<'_, N> {
    fn candidate(&self, at: RowAt) -> &str {
        self.inputs.entrants.get(at).map_or("", |entrant| &*entrant.candidate)
    }

    fn ladder(&self, at: RowAt) -> Vec<Option<N>> {
        let rank = &self.inputs.computed.graph.scheme.rank;
        self.values(self.list.ladder.as_ref().unwrap_or(&rank.ladder), at)
    }

    fn after_test(&self, at: RowAt) -> Vec<Option<N>> {
        self.values(&self.inputs.computed.graph.scheme.rank.after_test, at)
    }
}

impl<'a, N: Number> Chain<'a, N> {
    pub(super) fn new(inputs: StageInputs<'a, N>) -> Self {
        let lists = Vec::with_capacity(inputs.computed.graph.scheme.shortlists.len());
        Self { inputs, lists, questions: Vec::new(), asked: BTreeSet::new(), refusals: Vec::new() }
    }

    pub(super) fn finish(mut self) -> Done {
        let seats = std::mem::take(&mut self.lists).into_iter().map(|(_, column)| column).collect();
        self.gates(&seats);
        Done { seats, questions: self.questions, asked: self.asked, refusals: self.refusals }
    }

    /// Returns what the list before the next one says of a person.
    #[inline]
    fn before(&self, at: RowAt) -> Before<'a> {
        let Some((list, column)) = self.lists.last() else { return Before::On };
        match column.at(at) {
            Some(At::In) => Before::On,
            Some(At::Open) => Before::Open,
            Some(At::Reserve(_) | At::Out) | None => Before::Off(list),
        }
    }

    /// Computes the next list for everybody; `at` is its place in the chain.
    pub(super) fn stage(&mut self, at: ListAt, list: &'a Shortlist) -> Result<(), TooFine> {
        let sources = Sources::of(self.inputs.computed, at, list)?;
        let column = if self.is_ready(list, at, &sources) {
            self.seated(list, at, &sources)
        } else {
            Column::default()
        };
        self.lists.push((list, column));
        Ok(())
    }

    fn seated(&mut self, list: &Shortlist, stage: ListAt, sources: &Sources<'_, N>) -> Column {
        let inputs = self.inputs;
        // Where nothing stands against a person's rank by the total, nothing that is known before this list stands against it
        // either.
        let whole = list.source() == Some(Source::Total) && list.is_open();
        let waiting = self.lists.last().is_some_and(|(_, column)| column.is_open());
        let mut column = Column::of(inputs.entrants.len());
        let (mut open, mut off) = (false, None);
        let people = inputs.computed.columns.people().zip(inputs.entrants.iter()).zip(inputs.free);
        for (((at, values), entrant), free) in people {
            let stands = self.before(at);
            if whole && *free && matches!(stands, Before::On) && !waiting {
                continue;
            }
            let out = match stands {
                Before::Off(last) => {
                    // All of these people share one reason.
                    let why = off
                        .get_or_insert_with(|| column.why(Listed::NotBefore { list: last.to.to_string() }));
                    column.put(at, At::Out, 0, *why);
                    continue;
                }
                Before::On | Before::Open if whole && *free => None,
                Before::On | Before::Open => self.apart(list, stage, entrant, values, sources.get(at)),
            };
            // A person whose place on the list before is open waits, also one who is exempt.
            let sure = |(at, _): &(At, Listed)| *at != At::In || matches!(stands, Before::On);
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

    /// Returns true where the list before is known and somebody on it has begun what this list is built on and what it is the first to
    /// require, or where nobody is on the list before.
    fn is_ready(&self, list: &Shortlist, at: ListAt, sources: &Sources<'_, N>) -> bool {
        let people = self.inputs.entrants.indexes();
        if let Some((_, column)) = self.lists.last()
            && people.clone().any(|at| column.at(at).is_none())
        {
            return false;
        }
        let mut called = people.filter(|at| !matches!(self.before(*at), Before::Off(_))).peekable();
        if called.peek().is_none() {
            return true;
        }
        let called: Vec<RowAt> = called.collect();
        let scheme = self.inputs.computed.graph.scheme;
        let asked = list.require.iter().filter(|key| scheme.read_first_by(key) == Some(at));
        let mut asked =
            asked.filter(|key| scheme.fact_after(key).is_some()).filter_map(|key| scheme.fact(key));
        called.iter().any(|at| sources.get(*at).standing != Standing::Pending)
            && asked.all(|(fact, _)| called.iter().any(|at| !self.is_blank(*at, Blank::Fact(fact))))
    }

    /// Whether nobody entered it for this person.
    fn is_blank(&self, at: RowAt, what: Blank) -> bool {
        self.inputs.entrants.get(at).is_some_and(|entrant| entrant.blanks.contains(&what))
    }

    /// Returns the people whom the list compares, in the order of the ranks. That order is nearly always the list's own, and
    /// sorting what is in order costs little.
    fn entries(&self, sources: &Sources<'_, N>, column: &Column) -> Vec<Entry<N>> {
        let by = self.inputs.computed.graph.scheme.rank.by;
        let mut entries = Vec::with_capacity(self.inputs.order.len());
        for at in self.inputs.order.iter().copied() {
            let free = column.at(at).is_none();
            let score = order::ordering(by, sources.get(at));
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
        stage: ListAt,
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
        let scheme = inputs.computed.graph.scheme;
        let has = |key: &Key| scheme.fact(key).and_then(|(at, _)| entrant.facts.get(at));
        let lacks = |key: &&Key| has(key).is_none_or(|fact| *fact == Score::ZERO);
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

    fn cut(
        &mut self,
        list: &Shortlist,
        entries: Vec<Entry<N>>,
        sources: &Sources<'_, N>,
        column: &mut Column,
    ) {
        let position = self.inputs.position;
        let Some(seats) = position.plan.and_then(|plan| list.seats(plan)) else {
            self.refusals
                .push(Refusal::PlanMissing { position: position.code.clone(), stage: list.to.to_string() });
            return;
        };
        let scheme = self.inputs.computed.graph.scheme;
        let question = format!("{}/{}", position.code, list.to);
        let ties: Vec<&TieRuling> = self.inputs.rulings.ties.iter().collect();
        let beside = self.inputs.entrants.indexes().filter(|at| column.at(*at) == Some(At::In)).count();
        self.expect_enough(list, seats, entries.len().saturating_add(beside));
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

    /// Asks whether the list goes on where fewer qualified than it takes, unless that was decided. Who left since counts: it is about who
    /// qualified.
    fn expect_enough(&mut self, list: &Shortlist, seats: u32, qualified: usize) {
        let position = self.inputs.position;
        let Some(least) = position.plan.and_then(|plan| list.least_for(plan)) else { return };
        let qualified = u32::try_from(qualified).unwrap_or(u32::MAX);
        if qualified >= seats {
            return;
        }
        let id = format!("{}/ratio.{}", position.code, list.to);
        self.asked.insert(id.clone());
        let all = self.inputs.rulings.ratios.iter();
        let mut ours = all.filter(|one| one.position == position.code && list.to == *one.stage.as_str());
        match ours.next() {
            Some(ruling) if ruling.qualified <= qualified && least <= qualified => return,
            Some(_) => self.refusals.push(Refusal::FewerQualified { question: id.clone() }),
            None => {}
        }
        self.questions.push(Question {
            id,
            position: position.code.clone(),
            stage: Some(list.to.to_string()),
            asked: Asked::Ratio { qualified, least },
            candidates: Vec::new(),
            seats,
            clause: format!("shortlists.{}.least", list.to),
        });
    }

    fn replace(&mut self, list: &Shortlist, column: &mut Column) {
        let code = &self.inputs.position.code;
        let all = self.inputs.rulings.replacements.iter();
        let ours: Vec<&Replaced> =
            all.filter(|one| one.position == *code && list.to == *one.stage.as_str()).collect();
        let all = self.inputs.rulings.departures.iter();
        let departed: Vec<&Departed> =
            all.filter(|one| one.position == *code && list.to == *one.stage.as_str()).collect();
        let all = self.inputs.rulings.overrides.iter();
        let overridden: Vec<&Overridden> =
            all.filter(|one| one.position == *code && list.to == *one.stage.as_str()).collect();
        let moves = Moves { departed: &departed, replaced: &ours, overridden: &overridden };
        if moves.is_empty() {
            return;
        }
        let people = self.inputs.entrants.indexes();
        let names = self.inputs.entrants.iter().map(|entrant| &*entrant.candidate);
        let mut seats: Vec<Option<Placement>> = people.clone().map(|at| column.seat(at)).collect();
        let mut by_name: BTreeMap<&str, &mut Placement> =
            names.zip(&mut seats).filter_map(|(name, seat)| Some((name, seat.as_mut()?))).collect();
        self.refusals.extend(replace(list, code, moves, &mut by_name));
        for (at, seat) in people.zip(seats) {
            if let Some(seat) = seat {
                let why = column.why(seat.why);
                column.put(at, seat.at, seat.rank.unwrap_or(0), why);
            }
        }
    }

    /// Refuses the marks of people who were not called, and, once anybody has a mark, the missing marks of people who were.
    fn gates(&mut self, seats: &Indexed<ListAt, Vec<Column>>) {
        let mut found = Vec::new();
        for (at, node) in self.inputs.computed.graph.walk.nodes.pairs() {
            let (Some(opener), true) = (node.opened_by, node.parts.is_empty()) else { continue };
            let filled = |entrant: &Entrant| !matches!(entrant.readings.get(at), None | Some(Reading::Blank));
            let begun = self.inputs.entrants.iter().any(filled);
            for (person, entrant) in self.inputs.entrants.pairs() {
                let surplus = match seats.get(opener).and_then(|column| column.seat(person)) {
                    Some(Placement { at: At::In, .. }) if begun && !filled(entrant) => false,
                    Some(Placement { at: At::Reserve(_), .. }) if filled(entrant) => true,
                    Some(Placement { at: At::Out, why, .. })
                        if filled(entrant)
                            && !matches!(
                                why,
                                Listed::Left { .. } | Listed::Departed { .. } | Listed::Overridden { .. }
                            ) =>
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
        self.blanks(seats);
    }

    /// Refuses points and facts that nobody entered for people on the list that asks for them, once what needs them has begun.
    fn blanks(&mut self, seats: &Indexed<ListAt, Vec<Column>>) {
        let scheme = self.inputs.computed.graph.scheme;
        let walk = &self.inputs.computed.graph.walk;
        let entrants = self.inputs.entrants;
        if entrants.iter().all(|entrant| entrant.blanks.is_empty()) {
            return;
        }
        let mut asked: Vec<(ListAt, Blank, String)> = Vec::new();
        for (place, bonus) in scheme.bonus.iter().enumerate() {
            let Some(list) = scheme.points_after(walk, bonus) else { continue };
            let opened =
                walk.nodes.pairs().filter(|(_, node)| node.opened_by == Some(list) && node.parts.is_empty());
            let opened: Vec<NodeAt> = opened.map(|(at, _)| at).collect();
            let begun = |entrant: &Entrant| {
                opened.iter().any(|at| !matches!(entrant.readings.get(*at), None | Some(Reading::Blank)))
            };
            if entrants.iter().any(begun) {
                asked.push((list, Blank::Points(PointsAt::of(place)), format!("bonus.{}", bonus.key)));
            }
        }
        for (place, fact) in scheme.facts.iter().enumerate() {
            let (Some(list), Some(reader)) = (scheme.fact_after(&fact.key), scheme.read_first_by(&fact.key))
            else {
                continue;
            };
            let is_computed = |at: RowAt| seats.get(reader).is_some_and(|column| column.at(at).is_some());
            if entrants.indexes().any(is_computed) {
                asked.push((list, Blank::Fact(FactAt::of(place)), format!("fact.{}", fact.key)));
            }
        }
        for (list, what, column) in asked {
            let on = |at: &RowAt| seats.get(list).and_then(|seats| seats.at(*at)) == Some(At::In);
            for at in entrants.indexes().filter(on).filter(|at| self.is_blank(*at, what)).collect::<Vec<_>>()
            {
                let candidate = entrants.get(at).map(|one| one.candidate.to_string()).unwrap_or_default();
                self.refusals.push(Refusal::Mark {
                    position: self.inputs.position.code.clone(),
                    candidate,
                    column: column.clone(),
                    surplus: false,
                });
            }
        }
    }
}
