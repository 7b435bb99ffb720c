//! What officers found when they looked at two applications that may be one person's.

use crate::step::Step;

/// This step of the history; its tables stand dependants first.
pub(crate) const STEP: Step =
    Step { name: "m20261122_000012_duplicates", up: UP, tables: &["duplicate_mark"], permanent: &[] };

const UP: &[&str] = &[
    "CREATE TABLE duplicate_mark (
        id {id},
        application {int} NOT NULL REFERENCES application (id),
        other {int} NOT NULL REFERENCES application (id),
        compared TEXT NOT NULL,
        decided_by {int} NOT NULL REFERENCES person (id),
        decided_at {int} NOT NULL,
        CONSTRAINT duplicate_mark_order CHECK (application < other)
    ) {strict}",
    "CREATE INDEX duplicate_mark_pair ON duplicate_mark (application, other, id)",
    "CREATE INDEX duplicate_mark_other ON duplicate_mark (other)",
    "CREATE INDEX duplicate_mark_decided_by ON duplicate_mark (decided_by)",
];
