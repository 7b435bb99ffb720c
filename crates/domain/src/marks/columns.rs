//! The values computed for the people of a position, stored by column: a column for each node, the composite scores (总成绩), and a
//! column for each stage that a table shows. This module does not know what the stages do.

use super::graph::Plan;
use super::running::Running;
use crate::number::{Number, TooFine};
use crate::scheme::Status;

/// What stands behind a value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Standing {
    /// It counts.
    #[default]
    Counts,
    /// It is left out; the weights of the others are taken as a ratio.
    LeftOut,
    /// Nothing is entered yet.
    Pending,
    /// A status adds nothing: no rank, no further list. The node's place and the status.
    Barred(u16, Status),
    /// A status leaves no value at all.
    Void(u16, Status),
}

/// A value and what stands behind it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Value<N> {
    /// The published value.
    pub exact: Option<N>,
    /// The value before its last rounding.
    pub fine: Option<N>,
    /// What stands behind it.
    pub standing: Standing,
}

impl<N> Value<N> {
    /// Nothing that counts.
    pub(crate) const NONE: Self = Self { exact: None, fine: None, standing: Standing::Counts };
}

impl<N: Number> Value<N> {
    #[inline]
    pub(super) const fn plain(value: Option<N>, standing: Standing) -> Self {
        Self { exact: value, fine: value, standing }
    }

    /// Returns the number that goes through the stages of a node. A status of a leaf goes through none; a value made of parts is
    /// shown in any case.
    #[inline]
    pub(super) fn running(&self, leaf: bool) -> Option<Running<N>> {
        let (value, fine) = self.exact.zip(self.fine)?;
        (!leaf || self.standing == Standing::Counts).then_some(Running { value, fine })
    }
}

/// Everything that is computed of the people of a position. It is stored column by column, so that no person needs an
/// allocation.
#[derive(Clone, Debug)]
pub(crate) struct Columns<N> {
    /// A column for each node.
    pub nodes: Vec<Vec<Value<N>>>,
    /// The composite scores.
    pub totals: Vec<Value<N>>,
    /// The columns of [`crate::ranking::table::columns`].
    pub(super) stages: Vec<Vec<Option<N>>>,
    /// Node, person and status where one stands instead of a mark, in order.
    pub(super) statuses: Vec<(usize, usize, Status)>,
}

impl<N: Number> Columns<N> {
    /// Returns how many columns there are: of nodes, and of stages.
    pub(crate) const fn count(&self) -> (usize, usize) {
        (self.nodes.len(), self.stages.len())
    }

    /// Returns the values of the person in that row.
    #[inline]
    pub(crate) const fn person(&self, at: usize) -> Values<'_, N> {
        Values { columns: self, at }
    }
}

/// One person's values, read where they lie.
#[derive(Debug)]
pub(crate) struct Values<'v, N> {
    columns: &'v Columns<N>,
    at: usize,
}

impl<N> Clone for Values<'_, N> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<N> Copy for Values<'_, N> {}

impl<'v, N: Number> Values<'v, N> {
    /// Returns the value of a node.
    #[inline]
    pub(crate) fn node(self, node: usize) -> Option<&'v Value<N>> {
        self.columns.nodes.get(node)?.get(self.at)
    }

    /// Returns the composite score.
    #[inline]
    pub(crate) fn total(self) -> &'v Value<N> {
        self.columns.totals.get(self.at).unwrap_or(&Value::NONE)
    }

    /// Returns the value of a stage.
    #[inline]
    pub(crate) fn stage(self, column: usize) -> Option<N> {
        self.columns.stages.get(column)?.get(self.at).copied().flatten()
    }

    /// Returns the status that stands in a node instead of a mark.
    pub(crate) fn status(self, node: usize) -> Option<Status> {
        let all = &self.columns.statuses;
        let found = all.binary_search_by_key(&(node, self.at), |(node, person, _)| (*node, *person)).ok()?;
        all.get(found).map(|(_, _, status)| *status)
    }

    /// Returns what a node adds to its parent: the weighted value where it has a weight, and `None` where there is no value.
    pub(super) fn brings(self, node: usize, plan: &Plan<'_, N>) -> Option<N> {
        plan.weighted.and_then(|column| self.stage(column)).or(self.node(node)?.exact)
    }
}

/// A column on its way through the stages of its node.
pub(super) struct Way<'w, N> {
    pub leaf: bool,
    pub column: &'w mut [Value<N>],
    pub stages: &'w mut Vec<Vec<Option<N>>>,
}

impl<N: Number> Way<'_, N> {
    /// Takes everybody's value through one stage, where the node has that stage. The step is told the person and whether the
    /// value counts.
    #[inline]
    pub(super) fn pass(
        &mut self,
        has: bool,
        mut step: impl FnMut(usize, bool, Running<N>) -> Result<Running<N>, TooFine>,
    ) -> Result<(), TooFine> {
        if !has {
            return Ok(());
        }
        let mut shown = Vec::with_capacity(self.column.len());
        for (person, value) in self.column.iter_mut().enumerate() {
            let run = match value.running(self.leaf) {
                Some(run) => Some(step(person, value.standing == Standing::Counts, run)?),
                None => None,
            };
            if let Some(run) = run {
                (value.exact, value.fine) = (Some(run.value), Some(run.fine));
            }
            shown.push(run.map(|run| run.value));
        }
        self.stages.push(shown);
        Ok(())
    }
}
