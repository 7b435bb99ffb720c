//! The values computed for the people of a position, stored by column: a column for each node, the composite scores (总成绩), and a
//! column for each stage that a table shows. This module does not know what the stages do.

use super::graph::Plan;
use super::running::Running;
use crate::index::{ColumnAt, Indexed, NodeAt, RowAt};
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
    /// A status adds nothing: no rank, no further list. The node and the status.
    Barred(NodeAt, Status),
    /// A status leaves no value at all.
    Void(NodeAt, Status),
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

/// One thing of everybody, by row.
pub(crate) type Rows<T> = Indexed<RowAt, Vec<T>>;

/// Everything that is computed of the people of a position. It is stored column by column, so that no person needs an
/// allocation.
#[derive(Clone, Debug)]
pub(crate) struct Columns<N> {
    /// A column for each node.
    pub nodes: Indexed<NodeAt, Vec<Rows<Value<N>>>>,
    /// The composite scores.
    pub totals: Rows<Value<N>>,
    /// The columns of [`crate::ranking::table::columns`].
    pub stages: Indexed<ColumnAt, Vec<Rows<Option<N>>>>,
    /// Node, person and status where one stands instead of a mark, in order.
    pub(super) statuses: Vec<(NodeAt, RowAt, Status)>,
}

impl<N: Number> Columns<N> {
    /// Returns a person's value of a node.
    #[inline]
    pub(super) fn node(&self, node: NodeAt, at: RowAt) -> Option<&Value<N>> {
        self.nodes.get(node)?.get(at)
    }

    /// Returns a person's value of a stage.
    #[inline]
    fn stage(&self, column: ColumnAt, at: RowAt) -> Option<N> {
        self.stages.get(column)?.get(at).copied().flatten()
    }

    /// Returns what a node adds to its parent: the weighted value where it has a weight, and `None` where there is no value.
    pub(super) fn brings(&self, node: NodeAt, plan: &Plan<'_, N>, at: RowAt) -> Option<N> {
        plan.weighted.and_then(|column| self.stage(column, at)).or(self.node(node, at)?.exact)
    }

    /// Returns the values of the person in that row, or `None` where there is no such row.
    #[inline]
    pub(crate) fn person(&self, at: RowAt) -> Option<Values<'_, N>> {
        Some(Values { columns: self, at, total: self.totals.get(at)? })
    }

    /// Returns everybody's values, in the order of the rows.
    #[inline]
    pub(crate) fn people(&self) -> impl ExactSizeIterator<Item = (RowAt, Values<'_, N>)> {
        self.totals.pairs().map(|(at, total)| (at, Values { columns: self, at, total }))
    }
}

/// One person's values, read where they lie.
#[derive(Debug)]
pub(crate) struct Values<'v, N> {
    columns: &'v Columns<N>,
    at: RowAt,
    total: &'v Value<N>,
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
    pub(crate) fn node(self, node: NodeAt) -> Option<&'v Value<N>> {
        self.columns.node(node, self.at)
    }

    /// Returns the composite score.
    #[inline]
    pub(crate) const fn total(self) -> &'v Value<N> {
        self.total
    }

    /// Returns the value of a stage.
    #[inline]
    pub(crate) fn stage(self, column: ColumnAt) -> Option<N> {
        self.columns.stage(column, self.at)
    }

    /// Returns the status that stands in a node instead of a mark.
    pub(crate) fn status(self, node: NodeAt) -> Option<Status> {
        let all = &self.columns.statuses;
        let found = all.binary_search_by_key(&(node, self.at), |(node, person, _)| (*node, *person)).ok()?;
        all.get(found).map(|(_, _, status)| *status)
    }
}

/// A column on its way through the stages of its node.
pub(super) struct Way<'w, N> {
    pub leaf: bool,
    pub column: &'w mut Rows<Value<N>>,
    pub stages: &'w mut Indexed<ColumnAt, Vec<Rows<Option<N>>>>,
}

impl<N: Number> Way<'_, N> {
    /// Takes everybody's value through one stage, where the node has that stage. The step is told the person and whether the
    /// value counts.
    #[inline]
    pub(super) fn pass(
        &mut self,
        has: bool,
        mut step: impl FnMut(RowAt, bool, Running<N>) -> Result<Running<N>, TooFine>,
    ) -> Result<(), TooFine> {
        if !has {
            return Ok(());
        }
        let mut shown = Rows::with_capacity(self.column.len());
        for (person, value) in self.column.indexes().zip(self.column.iter_mut()) {
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
