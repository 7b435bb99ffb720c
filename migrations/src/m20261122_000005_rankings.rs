//! Rankings as they were computed, each with the digests of what went in and came out, the program that computed it, the rows and
//! steps of everybody, and the rows of each list that follows. Beside them the number of each posting's inputs, which grows with
//! whatever a ranking is computed from: a ranking that knows a lower one is stale.
//!
//! Rows are written while the ranking is `preparing`; one statement then makes it the current one of its posting, and a
//! partial unique index keeps it the only one. `place` is the order of printing, `rank` the published rank.

use crate::step::Step;

/// This step of the history; its tables stand dependants first.
pub(crate) const STEP: Step =
    Step { name: "m20261122_000005_rankings", up: UP, tables: &["ranking_list", "ranking_row", "ranking", "inputs"], permanent: &[] };

const UP: &[&str] = &[
    "CREATE TABLE inputs (
        posting {int} NOT NULL PRIMARY KEY REFERENCES posting (id),
        version {int} NOT NULL CHECK (version > 0)
    ) {strict}",
    "CREATE TABLE ranking (
        id {id},
        code TEXT NOT NULL CONSTRAINT ranking_code UNIQUE,
        posting {int} NOT NULL REFERENCES posting (id),
        scheme {int} NOT NULL REFERENCES scheme (id),
        scheme_digest TEXT NOT NULL,
        inputs_digest TEXT NOT NULL,
        rulings_digest TEXT NOT NULL,
        result_digest TEXT NOT NULL,
        inputs {int} NOT NULL CHECK (inputs >= 0),
        revision {int} NOT NULL CHECK (revision >= 0),
        engine TEXT NOT NULL,
        open_questions {int} NOT NULL CHECK (open_questions >= 0),
        state TEXT NOT NULL,
        version {int} NOT NULL CHECK (version > 0),
        body TEXT NOT NULL,
        computed_by {int} REFERENCES person (id),
        computed_at {int} NOT NULL
    ) {strict}",
    "CREATE UNIQUE INDEX ranking_current ON ranking (posting) WHERE state = 'current'",
    "CREATE INDEX ranking_posting ON ranking (posting, id)",
    "CREATE INDEX ranking_scheme ON ranking (scheme)",
    "CREATE INDEX ranking_computed_by ON ranking (computed_by)",
    r#"CREATE TABLE ranking_row (
        id {id},
        ranking {int} NOT NULL REFERENCES ranking (id),
        "position" {int} NOT NULL REFERENCES "position" (id),
        application {int} NOT NULL REFERENCES application (id),
        place {int} NOT NULL CHECK (place > 0),
        tied {int} NOT NULL CHECK (tied IN (0, 1)),
        body TEXT NOT NULL,
        steps TEXT NOT NULL,
        CONSTRAINT ranking_row_once UNIQUE (ranking, application)
    ) {strict}"#,
    r#"CREATE INDEX ranking_row_position ON ranking_row ("position")"#,
    "CREATE INDEX ranking_row_application ON ranking_row (application)",
    "CREATE TABLE ranking_list (
        id {id},
        ranking {int} NOT NULL REFERENCES ranking (id),
        stage TEXT NOT NULL,
        ready {int} NOT NULL CHECK (ready IN (0, 1)),
        open_questions {int} NOT NULL CHECK (open_questions >= 0),
        people {int} NOT NULL CHECK (people >= 0),
        inside {int} NOT NULL CHECK (inside >= 0),
        body TEXT NOT NULL,
        CONSTRAINT ranking_list_once UNIQUE (ranking, stage)
    ) {strict}",
    r#"CREATE INDEX ranking_row_order ON ranking_row (ranking, "position", place)"#,
];
