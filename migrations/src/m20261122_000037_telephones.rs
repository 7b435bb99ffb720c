//! The telephones of a posting (咨询电话, 监督电话), one row a posting that names any.

use crate::m20261122_000020_bonds::{Bound, by};
use crate::step::{BoundStep, Step};

/// Its tables whose rows are bound.
pub(crate) const BOUND: &[Bound] = &[by("telephone", "id")];

/// This step of the history.
pub(crate) const STEP: BoundStep = BoundStep {
    step: Step { name: "m20261122_000037_telephones", up: UP, tables: &["telephone"], permanent: &[] },
    bound: BOUND,
};

const UP: &[&str] = &["CREATE TABLE telephone (
        id {id},
        posting {int} NOT NULL CONSTRAINT telephone_posting UNIQUE REFERENCES posting (id),
        enquiry TEXT NOT NULL,
        supervision TEXT NOT NULL
    ) {strict}"];
