//! What each submission held, word for word: the receipt outlives a recall and every later change.
//!
//! The content is sealed as a whole, since it holds the identity number; `revision` is the number of the
//! posting's revision in force, under which it was made, as in verdicts and rankings; its digest is computed when it is read.

use crate::step::Step;

/// This step of the history; its tables stand dependants first.
pub(crate) const STEP: Step =
    Step { name: "m20261122_000013_submissions", up: UP, tables: &["submission"], permanent: &[] };

const UP: &[&str] = &["CREATE TABLE submission (
        id {id},
        application {int} NOT NULL REFERENCES application (id),
        no {int} NOT NULL CHECK (no > 0),
        revision {int} NOT NULL CHECK (revision >= 0),
        sealed {blob} NOT NULL,
        submitted_at {int} NOT NULL,
        CONSTRAINT submission_no UNIQUE (application, no)
    ) {strict}"];
