//! The timetable (日程安排) of a posting: its stages after registration, as a document.
//!
//! The registration window stays in the posting, where its schedule is read by the clock. Which stages there are is the document's
//! business: another kind of stage changes no table.

use crate::m20261122_000020_bonds::{Bound, by};
use crate::step::{BoundStep, Step};

/// Its tables whose rows are bound.
pub(crate) const BOUND: &[Bound] = &[by("timetable", "id")];

/// This step of the history; its tables stand dependants first.
pub(crate) const STEP: BoundStep = BoundStep {
    step: Step { name: "m20261122_000036_timetables", up: UP, tables: &["timetable"], permanent: &[] },
    bound: BOUND,
};

const UP: &[&str] = &[
    "CREATE TABLE timetable (
        id {id},
        posting {int} NOT NULL CONSTRAINT timetable_posting UNIQUE REFERENCES posting (id),
        body TEXT NOT NULL,
        changed_by {int} NOT NULL REFERENCES person (id),
        changed_at {int} NOT NULL
    ) {strict}",
    "CREATE INDEX timetable_changed_by ON timetable (changed_by)",
];
