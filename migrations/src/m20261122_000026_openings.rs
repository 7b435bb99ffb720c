//! Confirmations of openings (开考确认): which positions below their opening ratio open, with how many places, and which are cancelled.
//!
//! A confirmation is proposed by one person and decided by another; a posting has at most one that waits. `opening_position` says of each
//! of its positions how many people were counted, how many places were planned, and how many open. The plan of the position itself stays
//! as it was approved: what lists count from follows from both.

use crate::m20261122_000020_bonds::{Bound, by};
use crate::step::{BoundStep, Step};

/// Its tables whose rows are bound.
pub(crate) const BOUND: &[Bound] = &[by("opening", "id"), by("opening_position", "id")];

/// This step of the history; its tables stand dependants first.
pub(crate) const STEP: BoundStep = BoundStep {
    step: Step {
        name: "m20261122_000026_openings",
        up: UP,
        tables: &["opening_position", "opening"],
        permanent: &[],
    },
    bound: BOUND,
};

const UP: &[&str] = &[
    "CREATE TABLE opening (
        id {id},
        code TEXT NOT NULL CONSTRAINT opening_code UNIQUE,
        posting {int} NOT NULL REFERENCES posting (id),
        state TEXT NOT NULL,
        reason TEXT NOT NULL,
        until_at {int},
        proposed_by {int} NOT NULL REFERENCES person (id),
        proposed_at {int} NOT NULL,
        decided_by {int} REFERENCES person (id),
        decided_at {int},
        returned_reason TEXT,
        CONSTRAINT opening_decided CHECK ((decided_by IS NULL) = (decided_at IS NULL)
            AND (returned_reason IS NULL OR decided_by IS NOT NULL)),
        CONSTRAINT opening_two_people CHECK (decided_by <> proposed_by)
    ) {strict}",
    "CREATE UNIQUE INDEX opening_waiting ON opening (posting) WHERE decided_by IS NULL",
    "CREATE INDEX opening_posting ON opening (posting, id)",
    "CREATE INDEX opening_proposed_by ON opening (proposed_by)",
    "CREATE INDEX opening_decided_by ON opening (decided_by)",
    "CREATE TABLE opening_position (
        id {id},
        opening {int} NOT NULL REFERENCES opening (id),
        position {int} NOT NULL REFERENCES position (id),
        plan {int} NOT NULL CHECK (plan > 0),
        people {int} NOT NULL CHECK (people >= 0),
        places {int} NOT NULL CHECK (places BETWEEN 0 AND plan),
        CONSTRAINT opening_position_once UNIQUE (opening, position)
    ) {strict}",
    "CREATE INDEX opening_position_position ON opening_position (position)",
];
