//! Decisions on the course of a posting: suspended, resumed, cancelled, each with its reason.
//!
//! A row without `decided_by` is a proposal that waits, at most one a posting; `returned_reason` says why one was sent back. What
//! needs no proposal has no `proposed_by`. Nobody decides an own proposal.

use crate::step::Step;

/// This step of the history; its tables stand dependants first.
pub(crate) const STEP: Step =
    Step { name: "m20261122_000016_course", up: UP, tables: &["posting_decision"], permanent: &[] };

const UP: &[&str] = &[
    "CREATE TABLE posting_decision (
        id {id},
        code TEXT NOT NULL CONSTRAINT posting_decision_code UNIQUE,
        posting {int} NOT NULL REFERENCES posting (id),
        kind TEXT NOT NULL,
        reason TEXT NOT NULL,
        proposed_by {int} REFERENCES person (id),
        proposed_at {int},
        decided_by {int} REFERENCES person (id),
        decided_at {int},
        returned_reason TEXT,
        CONSTRAINT posting_decision_by CHECK ((proposed_by IS NULL) = (proposed_at IS NULL)
            AND (decided_by IS NULL) = (decided_at IS NULL)
            AND (proposed_by IS NOT NULL OR decided_by IS NOT NULL)
            AND (returned_reason IS NULL OR decided_by IS NOT NULL)),
        CONSTRAINT posting_decision_two_people CHECK (decided_by <> proposed_by)
    ) {strict}",
    "CREATE INDEX posting_decision_posting ON posting_decision (posting, id)",
    "CREATE UNIQUE INDEX posting_decision_waiting ON posting_decision (posting) WHERE decided_by IS NULL",
    "CREATE INDEX posting_decision_proposed_by ON posting_decision (proposed_by)",
    "CREATE INDEX posting_decision_decided_by ON posting_decision (decided_by)",
];
