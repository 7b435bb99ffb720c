//! What each ranking was computed from. It lies packed and sealed in the store of files, under its keyed digest `lies`; rankings that were
//! computed before this step have no such row.
//!
//! The row comes with the act that makes the ranking current and goes never. `generation` is the key generation that sealed the contents.

use crate::m20261122_000020_bonds::{Bound, by};
use crate::step::{BoundStep, Step};

/// Its table, whose rows are bound.
pub(crate) const BOUND: &[Bound] = &[by("ranking_basis", "id")];

/// This step of the history.
pub(crate) const STEP: BoundStep = BoundStep {
    step: Step { name: "m20261122_000051_bases", up: UP, tables: &["ranking_basis"], permanent: &[] },
    bound: BOUND,
};

const UP: &[&str] = &[
    "CREATE TABLE ranking_basis (
        id {id},
        ranking {int} NOT NULL CONSTRAINT ranking_basis_ranking UNIQUE REFERENCES ranking (id),
        size {int} NOT NULL CHECK (size > 0),
        lies TEXT NOT NULL,
        generation {int} NOT NULL CHECK (generation BETWEEN 1 AND 255)
    ) {strict}",
    "CREATE INDEX ranking_basis_lies ON ranking_basis (lies)",
];
