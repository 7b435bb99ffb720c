//! Published lists that left the web after their term. The list itself stays, permanent.

use crate::m20261122_000020_bonds::{Bound, by};
use crate::step::{BoundStep, Step};

/// Its tables whose rows are bound.
pub(crate) const BOUND: &[Bound] = &[by("list_leaving", "id")];

/// This step of the history; its tables stand dependants first.
pub(crate) const STEP: BoundStep = BoundStep {
    step: Step {
        name: "m20261122_000034_leavings",
        up: UP,
        tables: &["list_leaving"],
        permanent: &["list_leaving"],
    },
    bound: BOUND,
};

const UP: &[&str] = &[
    "CREATE TABLE list_leaving (
        id {id},
        list {int} NOT NULL CONSTRAINT list_leaving_list UNIQUE REFERENCES list (id),
        posting {int} NOT NULL REFERENCES posting (id),
        left_at {int} NOT NULL
    ) {strict}",
    "CREATE INDEX list_leaving_posting ON list_leaving (posting)",
];
