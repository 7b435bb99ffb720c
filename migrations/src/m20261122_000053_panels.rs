//! The panels of examiners (考官组) of a posting's interviews, as a document: how many sit on each, and how many come from outside. No
//! examiner is named in it.

use crate::m20261122_000020_bonds::{Bound, by};
use crate::step::{BoundStep, Step};

/// Its tables whose rows are bound.
pub(crate) const BOUND: &[Bound] = &[by("panels", "id")];

/// This step of the history; its tables stand dependants first.
pub(crate) const STEP: BoundStep = BoundStep {
    step: Step { name: "m20261122_000053_panels", up: UP, tables: &["panels"], permanent: &[] },
    bound: BOUND,
};

const UP: &[&str] = &[
    "CREATE TABLE panels (
        id {id},
        code TEXT NOT NULL CONSTRAINT panels_code UNIQUE,
        posting {int} NOT NULL CONSTRAINT panels_posting UNIQUE REFERENCES posting (id),
        body TEXT NOT NULL,
        recorded_by {int} NOT NULL REFERENCES person (id),
        recorded_at {int} NOT NULL
    ) {strict}",
    "CREATE INDEX panels_recorded_by ON panels (recorded_by)",
];
