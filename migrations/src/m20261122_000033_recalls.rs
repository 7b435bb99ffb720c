//! Taking back departures (退出的撤销) that were entered in error.
//!
//! It is proposed by one person with a reason and decided by another; a departure has at most one that waits. The departure itself then is
//! `taken_back`, and holds the reason where that of a refusal stands, so that the person may leave again.

use crate::m20261122_000020_bonds::{Bound, by};
use crate::step::{BoundStep, Step};

/// Its tables whose rows are bound.
pub(crate) const BOUND: &[Bound] = &[by("departure_recall", "id")];

/// This step of the history; its tables stand dependants first.
pub(crate) const STEP: BoundStep = BoundStep {
    step: Step {
        name: "m20261122_000033_recalls",
        up: UP,
        tables: &["departure_recall"],
        permanent: &[],
    },
    bound: BOUND,
};

const UP: &[&str] = &[
    "CREATE TABLE departure_recall (
        id {id},
        code TEXT NOT NULL CONSTRAINT departure_recall_code UNIQUE,
        posting {int} NOT NULL REFERENCES posting (id),
        departure {int} NOT NULL REFERENCES departure (id),
        reason_sealed {blob} NOT NULL,
        proposed_by {int} NOT NULL REFERENCES person (id),
        proposed_at {int} NOT NULL,
        decided_by {int} REFERENCES person (id),
        decided_at {int},
        refused_sealed {blob},
        CONSTRAINT departure_recall_decided CHECK ((decided_by IS NULL) = (decided_at IS NULL)
            AND (refused_sealed IS NULL OR decided_by IS NOT NULL)),
        CONSTRAINT departure_recall_two_people CHECK (decided_by <> proposed_by)
    ) {strict}",
    "CREATE UNIQUE INDEX departure_recall_waiting ON departure_recall (departure) WHERE decided_by IS NULL",
    "CREATE INDEX departure_recall_posting ON departure_recall (posting, id)",
    "CREATE INDEX departure_recall_departure ON departure_recall (departure)",
    "CREATE INDEX departure_recall_proposed_by ON departure_recall (proposed_by)",
    "CREATE INDEX departure_recall_decided_by ON departure_recall (decided_by)",
];
