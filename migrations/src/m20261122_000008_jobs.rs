//! Work to do after a commit, and facts about the database itself (`meta`: who made it).

use crate::step::Step;

/// This step of the history; its tables stand dependants first.
pub(crate) const STEP: Step =
    Step { name: "m20261122_000008_jobs", up: UP, tables: &["meta", "job"], permanent: &[] };

const UP: &[&str] = &[
    "CREATE TABLE job (
        id {id},
        payload TEXT NOT NULL,
        run_at {int} NOT NULL,
        attempts {int} NOT NULL CHECK (attempts >= 0),
        max_attempts {int} NOT NULL CHECK (max_attempts > 0),
        locked_by TEXT,
        locked_until {int},
        last_error TEXT,
        dedupe_key TEXT CONSTRAINT job_dedupe UNIQUE,
        created_at {int} NOT NULL,
        done_at {int},
        dead_at {int}
    ) {strict}",
    "CREATE INDEX job_open ON job (run_at) WHERE done_at IS NULL AND dead_at IS NULL",
    "CREATE TABLE meta (
        key TEXT NOT NULL PRIMARY KEY,
        value TEXT NOT NULL
    ) {strict}",
];
