//! Working days of years that the program does not know by itself, or knows otherwise. The newest row of a year counts.

use crate::m20261122_000020_bonds::{Bound, by};
use crate::step::{BoundStep, Step};

/// Its tables whose rows are bound.
pub(crate) const BOUND: &[Bound] = &[by("work_year", "id")];

/// This step of the history; its tables stand dependants first.
pub(crate) const STEP: BoundStep = BoundStep { step: Step { name: "m20261122_000025_work_years", up: UP, tables: &["work_year"], permanent: &[] }, bound: BOUND };

const UP: &[&str] = &[
    "CREATE TABLE work_year (
        id {id},
        year {int} NOT NULL CHECK (year BETWEEN 2000 AND 2200),
        source TEXT NOT NULL,
        days TEXT NOT NULL,
        reason TEXT NOT NULL,
        changed_by {int} NOT NULL REFERENCES person (id),
        changed_at {int} NOT NULL
    ) {strict}",
    "CREATE INDEX work_year_year ON work_year (year, id)",
    "CREATE INDEX work_year_changed_by ON work_year (changed_by)",
];
