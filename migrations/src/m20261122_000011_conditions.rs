//! The conditions of a posting, and what each application came to under them.
//!
//! A finding holds the answer alone: the values that it rests on are personal, stay sealed in the application, and are judged
//! anew for each reader. It may be missing (an application of an earlier version): then it cannot be told.

use crate::step::Step;

/// This step of the history; its tables stand dependants first.
pub(crate) const STEP: Step = Step {
    name: "m20261122_000011_conditions",
    up: UP,
    tables: &["finding", "condition_set"],
    permanent: &[],
};

const UP: &[&str] = &[
    "CREATE TABLE condition_set (
        id {id},
        posting {int} NOT NULL CONSTRAINT condition_set_posting UNIQUE REFERENCES posting (id),
        body TEXT NOT NULL,
        version {int} NOT NULL CHECK (version > 0),
        changed_by {int} NOT NULL REFERENCES person (id),
        changed_at {int} NOT NULL
    ) {strict}",
    "CREATE INDEX condition_set_changed_by ON condition_set (changed_by)",
    "CREATE TABLE finding (
        id {id},
        application {int} NOT NULL CONSTRAINT finding_application UNIQUE REFERENCES application (id),
        finding TEXT NOT NULL,
        rules TEXT NOT NULL,
        judged_at {int} NOT NULL
    ) {strict}",
];
