//! [`Kept`]: the values of a [`super::Ranking`] as they were computed, read by everybody as exact numbers.

use super::Shown;
use crate::index::{ColumnAt, NodeAt, RowAt};
use crate::marks::{Columns, Value, Values};
use crate::number::{Decimal, Exact, Number};

/// The values, by the kind of number that held all of them.
#[derive(Clone, Debug)]
pub(super) enum Kept {
    Decimal(Columns<Decimal>),
    Exact(Columns<Exact>),
}

/// A kind of number whose results can be kept.
pub(super) trait Lane: Number {
    /// Returns the values as they are kept.
    fn keep(values: Columns<Self>) -> Kept;
}

impl Lane for Decimal {
    fn keep(values: Columns<Self>) -> Kept {
        Kept::Decimal(values)
    }
}

impl Lane for Exact {
    fn keep(values: Columns<Self>) -> Kept {
        Kept::Exact(values)
    }
}

fn exact<N: Number>(number: Option<N>) -> Option<Exact> {
    number.map(N::exact)
}

fn shown<N: Number>(values: Option<Values<'_, N>>, node: NodeAt) -> Shown {
    let Some(values) = values else { return Shown::Blank };
    match (values.status(node), values.node(node).and_then(|value| value.exact)) {
        (Some(status), _) => Shown::Status(status),
        (None, Some(value)) => Shown::Value(value.exact()),
        (None, None) => Shown::Blank,
    }
}

impl Kept {
    /// Returns every node and every column that a person has something in.
    pub(super) fn indexes(&self) -> (Vec<NodeAt>, Vec<ColumnAt>) {
        match self {
            Self::Decimal(all) => (all.nodes.indexes().collect(), all.stages.indexes().collect()),
            Self::Exact(all) => (all.nodes.indexes().collect(), all.stages.indexes().collect()),
        }
    }

    /// Returns what a node shows of a person.
    pub(super) fn shown(&self, at: RowAt, node: NodeAt) -> Shown {
        match self {
            Self::Decimal(all) => shown(all.person(at), node),
            Self::Exact(all) => shown(all.person(at), node),
        }
    }

    /// Returns the value of a person at a stage.
    pub(super) fn stage(&self, at: RowAt, column: ColumnAt) -> Option<Exact> {
        match self {
            Self::Decimal(all) => exact(all.person(at)?.stage(column)),
            Self::Exact(all) => exact(all.person(at)?.stage(column)),
        }
    }

    /// Returns the composite score of a person, rounded and before its last rounding.
    pub(super) fn total(&self, at: RowAt) -> (Option<Exact>, Option<Exact>) {
        fn both<N: Number>(total: Option<&Value<N>>) -> (Option<Exact>, Option<Exact>) {
            total.map_or((None, None), |total| (exact(total.exact), exact(total.fine)))
        }
        match self {
            Self::Decimal(all) => both(all.totals.get(at)),
            Self::Exact(all) => both(all.totals.get(at)),
        }
    }
}
