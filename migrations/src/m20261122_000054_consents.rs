//! Which edition of the privacy page a person agreed to, when, and in which language it was read. One row for each time, which nobody
//! changes.

use crate::m20261122_000020_bonds::{Bound, by};
use crate::step::{BoundStep, Step};

/// Its tables whose rows are bound.
pub(crate) const BOUND: &[Bound] = &[by("consent", "id")];

/// This step of the history; its tables stand dependants first.
pub(crate) const STEP: BoundStep = BoundStep {
    step: Step { name: "m20261122_000054_consents", up: UP, tables: &["consent"], permanent: &["consent"] },
    bound: BOUND,
};

const UP: &[&str] = &[
    "CREATE TABLE consent (
        id {id},
        person {int} NOT NULL REFERENCES person (id),
        edition TEXT NOT NULL,
        lang TEXT NOT NULL,
        agreed_at {int} NOT NULL
    ) {strict}",
    "CREATE INDEX consent_person ON consent (person, id)",
];
