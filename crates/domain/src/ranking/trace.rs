//! The steps of one person, made on demand from the same computation.

use std::sync::Arc;

use super::computed::Computed;
use super::stages::Sources;
use super::{Outcome, Row};
use crate::marks::trace::{Did, Sink, Step};
use crate::marks::{Entrant, Graph, Position};
use crate::number::{Exact, TooFine};
use crate::rulings::Rulings;
use crate::scheme::Scheme;
use crate::shortlist::At;

/// Makes the steps of any person of a position: the position is computed once, each trace on demand.
pub struct Tracer<'a> {
    position: &'a Position,
    entrants: &'a [Entrant],
    outcome: &'a Outcome,
    computed: Computed<'a, Exact>,
}

impl<'a> Tracer<'a> {
    /// Makes a tracer for a position and the [`Outcome`] that [`super::rank`] gave for exactly these arguments.
    ///
    /// # Errors
    /// [`TooFine`], where `rank` refused likewise.
    pub fn new(
        scheme: &'a Scheme,
        position: &'a Position,
        entrants: &'a [Entrant],
        rulings: &'a Rulings,
        outcome: &'a Outcome,
    ) -> Result<Self, TooFine> {
        let computed = Computed::of(&Arc::new(Graph::of(scheme)?), position, entrants, rulings)?;
        Ok(Self { position, entrants, outcome, computed })
    }

    /// Returns the steps of the person in the row at `at`: values, lines, rank, lists. It returns nothing where there is no such
    /// row.
    ///
    /// # Errors
    /// [`TooFine`].
    pub fn steps(&self, at: usize) -> Result<Vec<Step>, TooFine> {
        let mut steps: Vec<Step> = Vec::new();
        let (Some(entrant), Some(row)) = (self.entrants.get(at), self.outcome.ranking().row(at)) else {
            return Ok(steps);
        };
        self.computed.graph.compute(core::slice::from_ref(entrant), &mut steps)?;
        self.lines(at, entrant, &mut steps);
        self.rank(&row, &mut steps);
        self.lists(at, &row, &mut steps)?;
        Ok(steps)
    }

    fn lines(&self, at: usize, entrant: &Entrant, steps: &mut Vec<Step>) {
        let values = self.computed.values(at);
        for line in &self.computed.lines {
            if let Some((value, high)) = line.compared(entrant, values) {
                let did = Did::Line {
                    value: value.to_string(),
                    line: high.to_string(),
                    reached: value >= high,
                    set: line.set.clone(),
                };
                steps.note(|| Step::new(&line.of, line.clause.clone(), did));
            }
        }
    }

    fn rank(&self, row: &Row<'_>, steps: &mut Vec<Step>) {
        let rows = self.outcome.ranking().rows();
        let count = |test: &dyn Fn(&Row<'_>) -> bool| {
            u32::try_from(rows.clone().filter(|row| test(row)).count()).unwrap_or(u32::MAX)
        };
        let did = match (row.rank, row.no_rank) {
            (Some(rank), _) => Did::Ranked {
                rank: rank.to_string(),
                among: count(&|row| row.rank.is_some()),
                sharing: count(&|other| other.rank == Some(rank)),
            },
            (None, Some(why)) => Did::NotRanked { why: why.clone() },
            (None, None) => return,
        };
        steps.push(Step::new("rank", "rank", did));
    }

    fn lists(&self, at: usize, row: &Row<'_>, steps: &mut Vec<Step>) -> Result<(), TooFine> {
        let values = self.computed.values(at);
        let scheme = self.computed.graph.scheme;
        let graph = &self.computed.graph;
        for (stage, (list, seat)) in scheme.shortlists.iter().zip(row.seats()).enumerate() {
            let Some(seat) = seat else { continue };
            let own = graph.partial(stage, values, steps)?;
            let source = Sources::shared(graph, stage).map_or(own, |shared| *shared.get(values, at));
            let qualified = self.outcome.ranking().seats(stage);
            let qualified = qualified.filter(|seat| seat.rank.is_some() || seat.at == At::Open).count();
            let did = Did::Listed {
                seat: seat.clone(),
                score: source.exact.map(|score| score.to_string()).unwrap_or_default(),
                seats: self.position.plan.and_then(|plan| list.seats(plan)),
                qualified: u32::try_from(qualified).unwrap_or(u32::MAX),
            };
            steps.push(Step::new(list.to.as_str(), format!("shortlists.{}", list.to), did));
        }
        Ok(())
    }
}
