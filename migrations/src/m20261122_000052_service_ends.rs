//! The early end of a service term (服务期), one row a transfer whose term was ended by a decision.

use crate::m20261122_000020_bonds::{Bound, by};
use crate::step::{BoundStep, Step};

/// Its tables whose rows are bound.
pub(crate) const BOUND: &[Bound] = &[by("service_end", "id")];

/// This step of the history.
pub(crate) const STEP: BoundStep = BoundStep {
    step: Step { name: "m20261122_000052_service_ends", up: UP, tables: &["service_end"], permanent: &[] },
    bound: BOUND,
};

const UP: &[&str] = &[
    "CREATE TABLE service_end (
        id {id},
        application {int} NOT NULL CONSTRAINT service_end_application UNIQUE REFERENCES application (id),
        posting {int} NOT NULL REFERENCES posting (id),
        over_on {int} NOT NULL,
        words_sealed {blob} NOT NULL,
        decided_by {int} NOT NULL REFERENCES person (id),
        decided_at {int} NOT NULL
    ) {strict}",
    "CREATE INDEX service_end_posting ON service_end (posting)",
    "CREATE INDEX service_end_decided_by ON service_end (decided_by)",
];
