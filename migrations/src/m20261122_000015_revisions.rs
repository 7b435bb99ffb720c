//! Every version of a posting that was put before the competent department, whole: the approved ones are its revisions, numbered
//! from 1, and those that were sent back stay with the reason.
//!
//! `contents` is the canonical text and `digest` its SHA-256; `follows` is the revision that it was written after, 0 for the
//! first. The one in force is the one with the highest number. At most one waits, and nobody approves an own proposal.
//! `posting_draft` holds what is written beside what stands, until it is proposed or discarded.

use crate::step::Step;

/// This step of the history; its tables stand dependants first.
pub(crate) const STEP: Step =
    Step { name: "m20261122_000015_revisions", up: UP, tables: &["posting_draft", "posting_revision"], permanent: &[] };

const UP: &[&str] = &[
    "CREATE TABLE posting_revision (
        id {id},
        code TEXT NOT NULL CONSTRAINT posting_revision_code UNIQUE,
        posting {int} NOT NULL REFERENCES posting (id),
        no {int} CHECK (no > 0),
        state TEXT NOT NULL,
        follows {int} NOT NULL CHECK (follows >= 0),
        reason TEXT NOT NULL,
        contents TEXT NOT NULL,
        digest TEXT NOT NULL,
        proposed_by {int} NOT NULL REFERENCES person (id),
        proposed_at {int} NOT NULL,
        settled_by {int} REFERENCES person (id),
        settled_at {int},
        returned_reason TEXT,
        CONSTRAINT posting_revision_no UNIQUE (posting, no),
        CONSTRAINT posting_revision_settled CHECK ((settled_by IS NULL) = (settled_at IS NULL)
            AND (settled_by IS NULL) = (no IS NULL AND returned_reason IS NULL)
            AND (no IS NULL OR returned_reason IS NULL)),
        CONSTRAINT posting_revision_two_people CHECK (settled_by <> proposed_by)
    ) {strict}",
    "CREATE UNIQUE INDEX posting_revision_waiting ON posting_revision (posting) WHERE settled_by IS NULL",
    "CREATE INDEX posting_revision_proposed_by ON posting_revision (proposed_by)",
    "CREATE INDEX posting_revision_settled_by ON posting_revision (settled_by)",
    "CREATE TABLE posting_draft (
        id {id},
        posting {int} NOT NULL CONSTRAINT posting_draft_posting UNIQUE REFERENCES posting (id),
        contents TEXT,
        version {int} NOT NULL CHECK (version > 0),
        changed_by {int} NOT NULL REFERENCES person (id),
        changed_at {int} NOT NULL
    ) {strict}",
    "CREATE INDEX posting_draft_changed_by ON posting_draft (changed_by)",
];
