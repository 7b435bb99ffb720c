//! Positions that were approved with fewer places than were asked for, and why the authority asked for them. Both sides keep both; the
//! public reads neither.

use crate::m20261122_000020_bonds::{Bound, by};
use crate::step::{BoundStep, Step};

/// Its tables whose rows are bound.
pub(crate) const BOUND: &[Bound] = &[by("plan_cut", "id"), by("position_reason", "id")];

/// This step of the history; its tables stand dependants first.
pub(crate) const STEP: BoundStep = BoundStep {
    step: Step {
        name: "m20261122_000050_cuts",
        up: UP,
        tables: &["plan_cut", "position_reason"],
        permanent: &["plan_cut"],
    },
    bound: BOUND,
};

const UP: &[&str] = &[
    "CREATE TABLE plan_cut (
        id {id},
        posting {int} NOT NULL REFERENCES posting (id),
        revision {int} NOT NULL REFERENCES posting_revision (id),
        number TEXT NOT NULL,
        asked {int} NOT NULL CHECK (asked > 0),
        places {int} NOT NULL CHECK (places >= 0),
        reason TEXT NOT NULL,
        CONSTRAINT plan_cut_number UNIQUE (revision, number),
        CONSTRAINT plan_cut_fewer CHECK (places < asked)
    ) {strict}",
    "CREATE INDEX plan_cut_posting ON plan_cut (posting, id)",
    "CREATE TABLE position_reason (
        id {id},
        posting {int} NOT NULL REFERENCES posting (id),
        number TEXT NOT NULL,
        reason TEXT NOT NULL,
        changed_by {int} NOT NULL REFERENCES person (id),
        changed_at {int} NOT NULL,
        CONSTRAINT position_reason_number UNIQUE (posting, number)
    ) {strict}",
    "CREATE INDEX position_reason_changed_by ON position_reason (changed_by)",
];
