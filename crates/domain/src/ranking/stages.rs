//! The chain of shortlists of one position: who qualifies for each, and the cut.

use std::collections::{BTreeMap, BTreeSet};

use super::lines::{self, High};
use super::order;
use super::position::Computed;
use crate::number::TooFine;
use crate::ruling::{Asked, Decisions, Question, Refusal, Replaced, Ruling};
use crate::scheme::{Shortlist, Source};
use crate::scoring::trace::Silent;
use crate::scoring::{Entrant, Position, Reading, Standing, Value, Values};
use crate::shortlist::{At, Below, Entry, Listed, NoRank, Rules, Seat, cut, replace};

/// What the chain works on.
#[derive(Clone, Copy)]
pub(super) struct StageInputs<'a> {
    pub computed: &'a Computed<'a>,
    pub position: &'a Position,
    pub entrants: &'a [Entrant],
    pub decisions: &'a Decisions,
}

/// The chain so far: one column of seats per list, by person.
pub(super) struct Chain<'a> {
    inputs: StageInputs<'a>,
    seats: Vec<Vec<Option<Seat>>>,
    questions: Vec<Question>,
    asked: BTreeSet<String>,
    refusals: Vec<Refusal>,
}

/// The whole chain.
pub(super) struct Done {
    /// By person, one per list.
    pub seats: Vec<Vec<Option<Seat>>>,
    pub questions: Vec<Question>,
    pub asked: BTreeSet<String>,
    pub refusals: Vec<Refusal>,
}

/// What the one list before says of a person.
enum Before {
    /// There is none, or the person is on it.
    On,
    /// Not on it.
    Off(String),
    /// It is open whether the person is on it.
    Open,
}

impl StageInputs<'_> {
    /// The value that a list is built on, for one person.
    pub(super) fn source(&self, list: &Shortlist, values: &Values) -> Result<Value, TooFine> {
        let graph = &self.computed.graph;
        Ok(match list.source() {
            None => Value::default(),
            Some(Source::Total) => values.total,
            Some(Source::Component(name)) => {
                graph.walk.find(name).and_then(|at| values.nodes.get(at)).copied().unwrap_or_default()
            }
            Some(Source::Partial(partial)) => {
                graph.partial(partial, list.to.as_str(), values, &mut Silent)?
            }
        })
    }
}

impl<'a> Chain<'a> {
    pub(super) fn new(inputs: StageInputs<'a>) -> Self {
        let seats = vec![Vec::new(); inputs.entrants.len()];
        Self { inputs, seats, questions: Vec::new(), asked: BTreeSet::new(), refusals: Vec::new() }
    }

    pub(super) fn finish(mut self) -> Done {
        self.gates();
        Done { seats: self.seats, questions: self.questions, asked: self.asked, refusals: self.refusals }
    }

    fn before(&self, at: usize, stage: usize) -> Before {
        let Some(last) = stage.checked_sub(1) else { return Before::On };
        let seat = self.seats.get(at).and_then(|seats| seats.get(last)).and_then(Option::as_ref);
        let name = || {
            self.inputs
                .computed
                .graph
                .scheme
                .shortlists
                .get(last)
                .map(|l| l.to.to_string())
                .unwrap_or_default()
        };
        match seat.map(|seat| seat.at) {
            Some(At::In) => Before::On,
            Some(At::Open) => Before::Open,
            Some(At::Reserve(_) | At::Out) | None => Before::Off(name()),
        }
    }

    /// Computes one list for everybody.
    pub(super) fn stage(&mut self, stage: usize) -> Result<(), TooFine> {
        let inputs = self.inputs;
        let Some(list) = inputs.computed.graph.scheme.shortlists.get(stage) else { return Ok(()) };
        let sources: Vec<Value> = inputs
            .computed
            .values
            .iter()
            .map(|values| inputs.source(list, values))
            .collect::<Result<_, _>>()?;
        let before: Vec<Before> = (0..inputs.entrants.len()).map(|at| self.before(at, stage)).collect();
        let begun = |(before, source): (&Before, &Value)| {
            !matches!(before, Before::Off(_)) && source.standing != Standing::Pending
        };
        let called = before.iter().any(|before| !matches!(before, Before::Off(_)));
        let ready = self.seats.iter().all(|seats| stage == 0 || seats.last().is_some_and(Option::is_some));
        if !ready || (called && !before.iter().zip(&sources).any(begun)) {
            self.seats.iter_mut().for_each(|seats| seats.push(None));
            return Ok(());
        }
        let waiting = before.iter().any(|before| matches!(before, Before::Open));
        let mut column: Vec<Option<Seat>> = Vec::new();
        let mut entries = Vec::new();
        for (place, (entrant, source)) in inputs.entrants.iter().zip(&sources).enumerate() {
            let values = inputs.computed.values.get(place);
            let out = match before.get(place) {
                Some(Before::Off(list)) => Some((At::Out, Listed::NotBefore { list: list.clone() })),
                _ => values.and_then(|values| self.apart(list, stage, entrant, values, source)),
            };
            // Whose place before is open waits, exempt or not.
            let sure =
                |(at, _): &(At, Listed)| *at != At::In || matches!(before.get(place), Some(Before::On));
            let out = out.filter(sure).or_else(|| waiting.then_some((At::Open, Listed::Waiting)));
            if let (None, Some(values)) = (&out, values) {
                entries.extend(self.entry(list, place, entrant, values, source));
            }
            column.push(out.map(|(at, why)| Seat { at, rank: None, why }));
        }
        let open = column.iter().flatten().any(|seat| seat.at == At::Open);
        if open {
            // Somebody's qualification is open, so nobody's place can be said.
            for entry in entries {
                if let Some(slot) = column.get_mut(entry.at) {
                    *slot = Some(Seat { at: At::Open, rank: None, why: Listed::Waiting });
                }
            }
        } else {
            self.cut(list, entries, &mut column);
        }
        self.replace(list, &mut column);
        for (seats, seat) in self.seats.iter_mut().zip(column) {
            seats.push(seat);
        }
        Ok(())
    }

    /// Why a person is not compared with the others: does not qualify, is open, or is exempt from what is compared.
    fn apart(
        &mut self,
        list: &Shortlist,
        stage: usize,
        entrant: &Entrant,
        values: &Values,
        source: &Value,
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
                High::At(line) if value < line => {
                    let below = Below { of, value: value.to_string(), line: line.to_string() };
                    return Some((At::Out, Listed::BelowFloor(below)));
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

    fn entry(
        &self,
        list: &Shortlist,
        at: usize,
        entrant: &'a Entrant,
        values: &Values,
        source: &Value,
    ) -> Option<Entry<'a>> {
        let graph = &self.inputs.computed.graph;
        let steps = list.ladder.as_ref().unwrap_or(&graph.scheme.rank.ladder);
        let score = order::ordering(graph.scheme.rank.by, source)?;
        let ladder = order::ladder(graph, steps, source, entrant, values);
        let after_test = order::ladder(graph, &graph.scheme.rank.after_test, source, entrant, values);
        Some(Entry { at, candidate: &entrant.candidate, score, ladder, after_test })
    }

    fn cut(&mut self, list: &Shortlist, entries: Vec<Entry<'_>>, column: &mut [Option<Seat>]) {
        let position = self.inputs.position;
        let Some(seats) = position.plan.and_then(|plan| list.seats(plan)) else {
            self.refusals
                .push(Refusal::PlanMissing { position: position.code.clone(), stage: list.to.to_string() });
            return;
        };
        let scheme = self.inputs.computed.graph.scheme;
        let question = format!("{}/{}", position.code, list.to);
        let rulings: Vec<&Ruling> = self.inputs.decisions.rulings.iter().collect();
        let taken = cut(
            entries,
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
            if let Some(slot) = column.get_mut(at) {
                *slot = Some(seat);
            }
        }
    }

    fn replace(&mut self, list: &Shortlist, column: &mut [Option<Seat>]) {
        let code = &self.inputs.position.code;
        let all = self.inputs.decisions.replacements.iter();
        let ours: Vec<&Replaced> =
            all.filter(|one| one.position == *code && list.to == *one.stage.as_str()).collect();
        if ours.is_empty() {
            return;
        }
        let entrants = self.inputs.entrants.iter().map(|entrant| entrant.candidate.as_str());
        let mut seats: BTreeMap<&str, &mut Seat> =
            entrants.zip(column.iter_mut()).filter_map(|(name, seat)| Some((name, seat.as_mut()?))).collect();
        self.refusals.extend(replace(list, code, &ours, &mut seats));
    }

    /// Marks of people who were not called, missing marks of people who were while others have theirs.
    fn gates(&mut self) {
        let mut found = Vec::new();
        for (at, node) in self.inputs.computed.graph.walk.nodes.iter().enumerate() {
            let (Some(stage), true) = (node.opened_by, node.parts.is_empty()) else { continue };
            let filled = |entrant: &Entrant| !matches!(entrant.readings.get(at), None | Some(Reading::Blank));
            let begun = self.inputs.entrants.iter().any(filled);
            for (entrant, seats) in self.inputs.entrants.iter().zip(&self.seats) {
                let seat = seats.get(stage).and_then(Option::as_ref);
                let surplus = match seat {
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
