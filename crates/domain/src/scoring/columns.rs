//! What is computed of the people of a position, kept by column: a column for each node, the composite scores, and a column
//! for each stage that a table shows. Knows nothing of what the stages do.

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

    /// What goes through the stages: a status goes through none, and what parts made is shown all the same.
    #[inline]
    pub(super) fn running(&self, leaf: bool) -> Option<Running<N>> {
        let (value, fine) = self.exact.zip(self.fine)?;
        (!leaf || self.standing == Standing::Counts).then_some(Running { value, fine })
    }
}

/// Everything that is computed of the people of a position, column by column: nobody costs memory of their own.
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
    /// Columns that show something: nodes, and stages.
    pub(crate) const fn count(&self) -> (usize, usize) {
        (self.nodes.len(), self.stages.len())
    }

    /// The person at that place.
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
    /// The value of a node.
    #[inline]
    pub(crate) fn node(self, node: usize) -> Option<&'v Value<N>> {
        self.columns.nodes.get(node)?.get(self.at)
    }

    /// The composite score.
    #[inline]
    pub(crate) fn total(self) -> &'v Value<N> {
        self.columns.totals.get(self.at).unwrap_or(&Value::NONE)
    }

    /// The value of a stage.
    #[inline]
    pub(crate) fn stage(self, column: usize) -> Option<N> {
        self.columns.stages.get(column)?.get(self.at).copied().flatten()
    }

    /// The status that stands in a node instead of a mark.
    pub(crate) fn status(self, node: usize) -> Option<Status> {
        let all = &self.columns.statuses;
        let found = all.binary_search_by_key(&(node, self.at), |(node, person, _)| (*node, *person)).ok()?;
        all.get(found).map(|(_, _, status)| *status)
    }

    /// What a node brings to its parent: weighted where it is, nothing where there is no value.
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
    /// Everybody's value through one stage, where the node has it. The step is told the person, and whether their value
    /// counts.
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
