//! Positions that are merged into another one (合并) by a confirmation of openings: the people of the one are asked once to go to the other.

use crate::m20261122_000020_bonds::{Bound, by};
use crate::step::{BoundStep, Step};

/// Its table, whose rows are bound.
pub(crate) const BOUND: &[Bound] = &[by("opening_merge", "id")];

/// This step of the history.
pub(crate) const STEP: BoundStep = BoundStep {
    step: Step { name: "m20261122_000056_merges", up: UP, tables: &["opening_merge"], permanent: &[] },
    bound: BOUND,
};

const UP: &[&str] = &[
    "CREATE TABLE opening_merge (
        id {id},
        opening {int} NOT NULL REFERENCES opening (id),
        position {int} NOT NULL REFERENCES position (id),
        target {int} NOT NULL REFERENCES position (id),
        CONSTRAINT opening_merge_once UNIQUE (opening, position),
        CONSTRAINT opening_merge_other CHECK (target <> position)
    ) {strict}",
    "CREATE INDEX opening_merge_position ON opening_merge (position)",
    "CREATE INDEX opening_merge_target ON opening_merge (target)",
];
