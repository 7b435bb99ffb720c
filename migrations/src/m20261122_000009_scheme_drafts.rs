//! The scheme of a posting while it is being written.
//!
//! The row stays when its draft is saved or discarded (`body` is then null) and its version counts on, so that a page that
//! was opened on an earlier draft is stale for ever.

use crate::step::Step;

/// This step of the history; its tables stand dependants first.
pub(crate) const STEP: Step =
    Step { name: "m20261122_000009_scheme_drafts", up: UP, tables: &["scheme_draft"], permanent: &[] };

const UP: &[&str] = &[
    "CREATE TABLE scheme_draft (
        id {id},
        posting {int} NOT NULL CONSTRAINT scheme_draft_posting UNIQUE REFERENCES posting (id),
        body TEXT,
        version {int} NOT NULL CHECK (version > 0),
        based_on {int} NOT NULL CHECK (based_on >= 0),
        changed_by {int} NOT NULL REFERENCES person (id),
        changed_at {int} NOT NULL
    ) {strict}",
    "CREATE INDEX scheme_draft_changed_by ON scheme_draft (changed_by)",
];
