//! Departures (退出) of people who passed screening, and calls (递补通知) to those who move up for them.
//!
//! A departure is entered by one person and stands once another approved it; a candidate's own withdrawal and the answer to a call stand
//! at once, with nobody in `decided_by`. An application has one that waits or stands. A call has a term and at most one answer: of the
//! person, of an officer who was told it, or of the clock, with nobody in `answered_by`. What was said about a person is sealed.

use crate::m20261122_000020_bonds::{Bound, by};
use crate::step::{BoundStep, Step};

/// Its tables whose rows are bound.
pub(crate) const BOUND: &[Bound] = &[by("backfill", "id"), by("departure", "id")];

/// This step of the history; its tables stand dependants first.
pub(crate) const STEP: BoundStep = BoundStep {
    step: Step {
        name: "m20261122_000022_departures",
        up: UP,
        tables: &["backfill", "departure"],
        permanent: &[],
    },
    bound: BOUND,
};

const UP: &[&str] = &[
    "CREATE TABLE departure (
        id {id},
        code TEXT NOT NULL CONSTRAINT departure_code UNIQUE,
        posting {int} NOT NULL REFERENCES posting (id),
        application {int} NOT NULL REFERENCES application (id),
        stage TEXT NOT NULL,
        kind TEXT NOT NULL,
        state TEXT NOT NULL,
        day TEXT NOT NULL,
        evidence_sealed {blob} NOT NULL,
        entered_by {int} REFERENCES person (id),
        entered_at {int} NOT NULL,
        decided_by {int} REFERENCES person (id),
        decided_name TEXT,
        decided_at {int},
        refused_sealed {blob},
        CONSTRAINT departure_decided CHECK ((decided_by IS NULL) = (decided_at IS NULL)
            AND (decided_by IS NULL) = (decided_name IS NULL)
            AND (refused_sealed IS NULL OR decided_by IS NOT NULL)),
        CONSTRAINT departure_two_people CHECK (decided_by <> entered_by)
    ) {strict}",
    "CREATE UNIQUE INDEX departure_once ON departure (application) WHERE refused_sealed IS NULL",
    "CREATE INDEX departure_posting ON departure (posting, id)",
    "CREATE INDEX departure_application ON departure (application)",
    "CREATE INDEX departure_entered_by ON departure (entered_by)",
    "CREATE INDEX departure_decided_by ON departure (decided_by)",
    "CREATE TABLE backfill (
        id {id},
        code TEXT NOT NULL CONSTRAINT backfill_code UNIQUE,
        posting {int} NOT NULL REFERENCES posting (id),
        departure {int} NOT NULL REFERENCES departure (id),
        application {int} NOT NULL REFERENCES application (id),
        round {int} NOT NULL CHECK (round > 0),
        until_at {int} NOT NULL,
        called_by {int} NOT NULL REFERENCES person (id),
        called_at {int} NOT NULL,
        answer TEXT,
        answered_by {int} REFERENCES person (id),
        answered_at {int},
        note_sealed {blob},
        CONSTRAINT backfill_answered CHECK ((answer IS NULL) = (answered_at IS NULL)
            AND (answered_by IS NULL OR answer IS NOT NULL) AND (note_sealed IS NULL OR answered_by IS NOT NULL))
    ) {strict}",
    "CREATE UNIQUE INDEX backfill_waiting ON backfill (application) WHERE answer IS NULL",
    "CREATE INDEX backfill_posting ON backfill (posting, id)",
    "CREATE INDEX backfill_departure ON backfill (departure)",
    "CREATE INDEX backfill_application ON backfill (application)",
    "CREATE INDEX backfill_called_by ON backfill (called_by)",
    "CREATE INDEX backfill_answered_by ON backfill (answered_by)",
];
