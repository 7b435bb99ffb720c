//! What a ruling says and why it was sent back, sealed: the permanent rows of rulings hold digests of it.

use crate::m20261122_000020_bonds::{Bound, by};
use crate::step::{BoundStep, Step};

/// Its tables whose rows are bound.
pub(crate) const BOUND: &[Bound] = &[by("ruling_words", "id")];

/// This step of the history. What was proposed before it stays in the rows of rulings, which can never be changed.
pub(crate) const STEP: BoundStep = BoundStep {
    step: Step { name: "m20261122_000042_ruling_words", up: UP, tables: &["ruling_words"], permanent: &[] },
    bound: BOUND,
};

const UP: &[&str] = &["CREATE TABLE ruling_words (
        id {id},
        ruling {int} NOT NULL REFERENCES ruling (id),
        part TEXT NOT NULL,
        sealed {blob} NOT NULL,
        CONSTRAINT ruling_words_once UNIQUE (ruling, part)
    ) {strict}"];
