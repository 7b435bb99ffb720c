//! Large runs of papers: what was asked for, how far it came, and the parts that were made. All of it goes after its term.
//!
//! A run takes the applications whose keys are above `last` and not above `upto`, so that it ends and goes on where it was cut off. `generation` is
//! the key generation that sealed the contents of a part, which lie under their keyed digest `lies`.

use crate::step::Step;

/// This step of the history; its tables stand dependants first.
pub(crate) const STEP: Step =
    Step { name: "m20261122_000029_prints", up: UP, tables: &["print_part", "print_run"], permanent: &[] };

const UP: &[&str] = &[
    "CREATE TABLE print_run (
        id {id},
        code TEXT NOT NULL CONSTRAINT print_run_code UNIQUE,
        posting {int} NOT NULL REFERENCES posting (id),
        kind TEXT NOT NULL,
        lang TEXT NOT NULL,
        total {int} NOT NULL CHECK (total > 0),
        printed {int} NOT NULL CHECK (printed >= 0),
        failed {int} NOT NULL CHECK (failed >= 0),
        parts {int} NOT NULL CHECK (parts >= 0),
        last {int} NOT NULL,
        upto {int} NOT NULL,
        asked_by {int} NOT NULL REFERENCES person (id),
        asked_at {int} NOT NULL,
        ended_at {int},
        until_at {int} NOT NULL
    ) {strict}",
    "CREATE INDEX print_run_posting ON print_run (posting, id)",
    "CREATE INDEX print_run_asked_by ON print_run (asked_by)",
    "CREATE INDEX print_run_until ON print_run (until_at)",
    "CREATE TABLE print_part (
        id {id},
        code TEXT NOT NULL CONSTRAINT print_part_code UNIQUE,
        run {int} NOT NULL REFERENCES print_run (id),
        no {int} NOT NULL CHECK (no > 0),
        papers {int} NOT NULL CHECK (papers >= 0),
        size {int} NOT NULL CHECK (size > 0),
        lies TEXT NOT NULL,
        generation {int} NOT NULL CHECK (generation BETWEEN 1 AND 255),
        CONSTRAINT print_part_no UNIQUE (run, no)
    ) {strict}",
    "CREATE INDEX print_part_lies ON print_part (lies)",
];
