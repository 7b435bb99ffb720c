//! Postings whose applicants' files were taken out of the store after their term. Rows of the files stay.

use crate::m20261122_000020_bonds::{Bound, by};
use crate::step::{BoundStep, Step};

/// Its tables whose rows are bound.
pub(crate) const BOUND: &[Bound] = &[by("file_leaving", "id")];

/// This step of the history; its tables stand dependants first.
pub(crate) const STEP: BoundStep = BoundStep {
    step: Step {
        name: "m20261122_000038_file_leavings",
        up: UP,
        tables: &["file_leaving"],
        permanent: &["file_leaving"],
    },
    bound: BOUND,
};

const UP: &[&str] = &["CREATE TABLE file_leaving (
        id {id},
        posting {int} NOT NULL CONSTRAINT file_leaving_posting UNIQUE REFERENCES posting (id),
        files {int} NOT NULL,
        left_at {int} NOT NULL
    ) {strict}"];
