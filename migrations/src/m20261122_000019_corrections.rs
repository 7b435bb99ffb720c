//! Corrections (更正) of published lists: who began one and why, and how another person ended it.
//!
//! A list has at most one correction that is open. It ends with the next version of the list, or with the statement that the list
//! stands as it was published; `ended_reason` is that statement, and `ranking` what it was made under.

use crate::step::Step;

/// This step of the history; its tables stand dependants first.
pub(crate) const STEP: Step =
    Step { name: "m20261122_000019_corrections", up: UP, tables: &["list_correction"], permanent: &[] };

const UP: &[&str] = &[
    "CREATE TABLE list_correction (
        id {id},
        posting {int} NOT NULL REFERENCES posting (id),
        list {int} NOT NULL REFERENCES list (id),
        state TEXT NOT NULL,
        reason TEXT NOT NULL,
        begun_by {int} NOT NULL REFERENCES person (id),
        begun_at {int} NOT NULL,
        ended_by {int} REFERENCES person (id),
        ended_at {int},
        ended_reason TEXT,
        ranking {int} REFERENCES ranking (id),
        CONSTRAINT list_correction_ended CHECK ((ended_by IS NULL) = (ended_at IS NULL)
            AND (ended_by IS NULL) = (ranking IS NULL)
            AND (ended_reason IS NULL OR ended_by IS NOT NULL)),
        CONSTRAINT list_correction_two_people CHECK (ended_by <> begun_by)
    ) {strict}",
    "CREATE UNIQUE INDEX list_correction_open ON list_correction (list) WHERE ended_by IS NULL",
    "CREATE INDEX list_correction_posting ON list_correction (posting)",
    "CREATE INDEX list_correction_list ON list_correction (list)",
    "CREATE INDEX list_correction_begun_by ON list_correction (begun_by)",
    "CREATE INDEX list_correction_ended_by ON list_correction (ended_by)",
    "CREATE INDEX list_correction_ranking ON list_correction (ranking)",
];
