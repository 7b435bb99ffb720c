//! Values and lines of everybody in one position, and why somebody has no rank by them.

use std::sync::Arc;

use super::lines::{self, High, Holds, On};
use crate::index::{ListAt, NodeAt, RowAt};
use crate::marks::trace::Silent;
use crate::marks::{Columns, Entrant, Entrants, Graph, Position, Reading, Rows, Standing, Value, Values};
use crate::number::{Number, TooFine};
use crate::rulings::Rulings;
use crate::scheme::{Source, Status};
use crate::shortlist::NoRank;

/// All that is computed of a position.
pub(super) struct Computed<'a, N> {
    pub graph: Arc<Graph<'a, N>>,
    pub columns: Columns<N>,
    pub lines: Vec<Holds>,
}

impl<'a, N: Number> Computed<'a, N> {
    /// Computes the values of everybody and the lines that hold in the position.
    pub(super) fn of(
        graph: &Arc<Graph<'a, N>>,
        position: &Position,
        entrants: Entrants<'_>,
        rulings: &Rulings,
    ) -> Result<Self, TooFine> {
        let columns = graph.compute(entrants, &mut Silent)?;
        let lines = lines::holding(graph, position, entrants, rulings)?;
        Ok(Self { graph: Arc::clone(graph), columns, lines })
    }

    /// Returns the values of the person in that row, or `None` where there is no such row.
    #[inline]
    pub(super) fn values(&self, at: RowAt) -> Option<Values<'_, N>> {
        self.columns.person(at)
    }

    /// Returns for each person whether a quick test already shows that nothing stands against a rank by the total: the total
    /// counts, and every line is set and, where the value compared counts, reached. The test goes line by line for everybody at
    /// once. [`Self::bar`] says what, if anything, stands against the others.
    pub(super) fn clear(&self) -> Rows<bool> {
        let counts = |total: &Value<N>| total.standing == Standing::Counts && total.exact.is_some();
        let mut clear: Rows<bool> = self.columns.totals.iter().map(counts).collect();
        for line in &self.lines {
            let column = match line.on {
                On::Node(at) => self.columns.nodes.get(at),
                On::Total => Some(&self.columns.totals),
            };
            let height = match line.high {
                High::At(score) => Some(N::mark(score)),
                High::RoomMean | High::Open => None,
            };
            for (clear, value) in clear.iter_mut().zip(column.into_iter().flatten()) {
                let reached = height.zip(value.exact).is_some_and(|(height, value)| value >= height);
                *clear &= reached || (height.is_some() && value.standing != Standing::Counts);
            }
        }
        clear
    }

    /// Returns true where everything that the value is made of is left out because the person is exempt (免试) from it.
    pub(super) fn excused(&self, entrant: &Entrant, source: Option<Source<'_>>, value: &Value<N>) -> bool {
        if value.standing != Standing::LeftOut {
            return false;
        }
        let walk = &self.graph.walk;
        let of: Vec<NodeAt> = match source {
            None => return false,
            Some(Source::Total) => walk.top.clone(),
            Some(Source::Component(name)) => walk.find(name).into_iter().collect(),
            Some(Source::Partial(partial)) => {
                partial.terms.iter().filter_map(|term| walk.find(&term.of)).collect()
            }
        };
        of.iter().all(|at| self.exempt(entrant, *at))
    }

    fn exempt(&self, entrant: &Entrant, at: NodeAt) -> bool {
        let parts = self.graph.walk.nodes.get(at).map_or(&[][..], |node| node.parts.as_slice());
        if parts.is_empty() {
            return matches!(entrant.readings.get(at), Some(Reading::Status(Status::Exempt)));
        }
        parts.iter().all(|part| self.exempt(entrant, *part))
    }

    /// Returns the reason why a person with this value has no rank by it: a status, a line, or nothing entered (which `excused`
    /// forgives). Returns `None` where there is no reason. `list` limits the lines to those that are known before that list.
    pub(super) fn bar(
        &self,
        entrant: &Entrant,
        values: Values<'_, N>,
        source: &Value<N>,
        list: Option<ListAt>,
        excused: bool,
    ) -> Option<NoRank> {
        let known = |needs: Option<ListAt>| list.is_none_or(|list| needs.is_none_or(|needs| needs < list));
        let status = |standing: Standing| match standing {
            Standing::Barred(at, status) | Standing::Void(at, status) => {
                Some(NoRank::Status { of: self.graph.walk.nodes.get(at)?.name.clone(), status })
            }
            Standing::Counts | Standing::LeftOut | Standing::Pending => None,
        };
        let top = || {
            let tops = self.graph.walk.top.iter();
            let tops = tops.filter(|at| known(self.graph.needs.get(**at).copied().flatten()));
            tops.filter_map(|at| values.node(*at)).find_map(|value| status(value.standing))
        };
        // The total stands as the worst of what it is made of: where it counts, no status is to be looked for.
        let counts = source.standing == Standing::Counts && values.total().standing == Standing::Counts;
        if let Some(why) = (!counts).then(|| status(source.standing).or_else(top)).flatten() {
            return Some(why);
        }
        if source.exact.is_none() && !excused {
            return Some(NoRank::Unscored);
        }
        let mut lines = self.lines.iter().filter(|line| known(line.needs));
        if let Some(below) = lines.clone().find_map(|line| line.below(entrant, values)) {
            return Some(NoRank::Below(Box::new(below)));
        }
        let open = lines.find(|line| line.high == High::Open && line.applies(values))?;
        Some(NoRank::LineOpen { of: open.of.clone() })
    }
}

impl Holds {
    /// Returns true where there is a value with which this line would be compared.
    pub(super) fn applies<N: Number>(&self, values: Values<'_, N>) -> bool {
        match self.on {
            On::Node(at) => values.node(at).is_some_and(|value| value.exact.is_some()),
            On::Total => values.total().exact.is_some(),
        }
    }
}
