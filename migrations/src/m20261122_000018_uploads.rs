//! Files that belong to an application. Their contents lie sealed in a store beside the database, under their keyed digest.
//!
//! A row says what a file is for, what it is by its content, how large, by whom and when. `ended_at` is set once another file took its
//! place (`replaced_by`) or its owner took it away; the row and its contents stay for officers. `generation` is the key generation that
//! sealed the contents.

use crate::step::Step;

/// This step of the history; its tables stand dependants first.
pub(crate) const STEP: Step =
    Step { name: "m20261122_000018_uploads", up: UP, tables: &["upload"], permanent: &[] };

const UP: &[&str] = &[
    "CREATE TABLE upload (
        id {id},
        code TEXT NOT NULL CONSTRAINT upload_code UNIQUE,
        application {int} NOT NULL REFERENCES application (id),
        purpose TEXT NOT NULL,
        kind TEXT NOT NULL,
        size {int} NOT NULL CHECK (size > 0),
        digest TEXT NOT NULL,
        generation {int} NOT NULL CHECK (generation BETWEEN 1 AND 255),
        name_sealed {blob} NOT NULL,
        created_by {int} NOT NULL REFERENCES person (id),
        created_at {int} NOT NULL,
        ended_at {int},
        replaced_by {int} REFERENCES upload (id),
        CHECK (replaced_by IS NULL OR ended_at IS NOT NULL)
    ) {strict}",
    "CREATE INDEX upload_application ON upload (application, id)",
    "CREATE INDEX upload_digest ON upload (digest)",
];
