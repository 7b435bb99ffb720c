//! Collective decisions (集体研究决定) on who is proposed, the publicity periods (公示) of those people, and their transfers (转任).
//!
//! A decision is entered by one person and confirmed by another; until then it may be changed, and a posting has at most one that is not
//! confirmed. `decision_choice` says of each person of the last list whether they are proposed. `publicity` stands beside the published
//! list of the proposed people. `transfer` is one person's, with the probation that may follow.

use crate::m20261122_000020_bonds::{Bound, by};
use crate::step::{BoundStep, Step};

/// Its tables whose rows are bound.
pub(crate) const BOUND: &[Bound] = &[by("collective_decision", "id"), by("decision_choice", "id"), by("publicity", "id"), by("transfer", "id")];

/// This step of the history; its tables stand dependants first.
pub(crate) const STEP: BoundStep = BoundStep { step: Step { name: "m20261122_000023_decisions",
    up: UP,
    tables: &["transfer", "publicity", "decision_choice", "collective_decision"],
    permanent: &[] }, bound: BOUND };

const UP: &[&str] = &[
    "CREATE TABLE collective_decision (
        id {id},
        code TEXT NOT NULL CONSTRAINT collective_decision_code UNIQUE,
        posting {int} NOT NULL REFERENCES posting (id),
        no {int} NOT NULL CHECK (no > 0),
        list {int} NOT NULL REFERENCES list (id),
        state TEXT NOT NULL,
        version {int} NOT NULL CHECK (version > 0),
        body TEXT NOT NULL,
        minutes TEXT NOT NULL,
        decided_on {int} NOT NULL,
        entered_by {int} NOT NULL REFERENCES person (id),
        entered_at {int} NOT NULL,
        confirmed_by {int} REFERENCES person (id),
        confirmed_at {int},
        returned_reason TEXT,
        CONSTRAINT collective_decision_no UNIQUE (posting, no),
        CONSTRAINT collective_decision_confirmed CHECK ((confirmed_by IS NULL) = (confirmed_at IS NULL)),
        CONSTRAINT collective_decision_two_people CHECK (confirmed_by <> entered_by)
    ) {strict}",
    "CREATE UNIQUE INDEX collective_decision_waiting ON collective_decision (posting) WHERE confirmed_by IS NULL",
    "CREATE INDEX collective_decision_list ON collective_decision (list)",
    "CREATE INDEX collective_decision_entered_by ON collective_decision (entered_by)",
    "CREATE INDEX collective_decision_confirmed_by ON collective_decision (confirmed_by)",
    "CREATE TABLE decision_choice (
        id {id},
        decision {int} NOT NULL REFERENCES collective_decision (id),
        application {int} NOT NULL REFERENCES application (id),
        proposed {int} NOT NULL CHECK (proposed IN (0, 1)),
        ground TEXT,
        words_sealed {blob},
        said_at {int} NOT NULL,
        CONSTRAINT decision_choice_once UNIQUE (decision, application),
        CONSTRAINT decision_choice_ground CHECK (proposed = 0 OR (ground IS NULL AND words_sealed IS NULL))
    ) {strict}",
    "CREATE INDEX decision_choice_application ON decision_choice (application)",
    "CREATE TABLE publicity (
        id {id},
        decision {int} NOT NULL CONSTRAINT publicity_decision UNIQUE REFERENCES collective_decision (id),
        posting {int} NOT NULL REFERENCES posting (id),
        stage TEXT NOT NULL,
        opens_at {int} NOT NULL,
        closes_at {int} NOT NULL,
        ended_by {int} REFERENCES person (id),
        ended_at {int},
        CONSTRAINT publicity_window CHECK (opens_at < closes_at),
        CONSTRAINT publicity_ended CHECK ((ended_by IS NULL) = (ended_at IS NULL))
    ) {strict}",
    "CREATE INDEX publicity_posting ON publicity (posting)",
    "CREATE INDEX publicity_ended_by ON publicity (ended_by)",
    "CREATE TABLE transfer (
        id {id},
        application {int} NOT NULL CONSTRAINT transfer_application UNIQUE REFERENCES application (id),
        posting {int} NOT NULL REFERENCES posting (id),
        decision {int} NOT NULL REFERENCES collective_decision (id),
        from_on {int} NOT NULL,
        probation {int} NOT NULL CHECK (probation BETWEEN 0 AND 12),
        approved_by {int} NOT NULL REFERENCES person (id),
        approved_at {int} NOT NULL,
        probation_end TEXT,
        ended_by {int} REFERENCES person (id),
        ended_at {int},
        CONSTRAINT transfer_ended CHECK ((ended_by IS NULL) = (ended_at IS NULL)
            AND (ended_by IS NULL) = (probation_end IS NULL)
            AND (ended_by IS NULL OR probation > 0))
    ) {strict}",
    "CREATE INDEX transfer_posting ON transfer (posting)",
    "CREATE INDEX transfer_decision ON transfer (decision)",
    "CREATE INDEX transfer_approved_by ON transfer (approved_by)",
    "CREATE INDEX transfer_ended_by ON transfer (ended_by)",
];
