//! Trial work or a secondment (跟班、借调) before a transfer and the service term (服务期) after it, one row a transfer that has either.

use crate::m20261122_000020_bonds::{Bound, by};
use crate::step::{BoundStep, Step};

/// Its tables whose rows are bound.
pub(crate) const BOUND: &[Bound] = &[by("service_term", "id")];

/// This step of the history.
pub(crate) const STEP: BoundStep = BoundStep {
    step: Step { name: "m20261122_000058_service_terms", up: UP, tables: &["service_term"], permanent: &[] },
    bound: BOUND,
};

const UP: &[&str] = &[
    "CREATE TABLE service_term (
        id {id},
        application {int} NOT NULL CONSTRAINT service_term_application UNIQUE REFERENCES application (id),
        posting {int} NOT NULL REFERENCES posting (id),
        trial_from {int},
        trial_until {int},
        months {int} NOT NULL CHECK (months >= 0),
        words_sealed {blob},
        CONSTRAINT service_term_trial CHECK ((trial_from IS NULL) = (trial_until IS NULL) AND trial_from <= trial_until)
    ) {strict}",
    "CREATE INDEX service_term_posting ON service_term (posting)",
];
