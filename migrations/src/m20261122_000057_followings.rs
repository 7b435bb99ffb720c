//! What a notice sets before and after a transfer (跟班、借调; 服务期), one row a posting that sets any of it.

use crate::m20261122_000020_bonds::{Bound, by};
use crate::step::{BoundStep, Step};

/// Its tables whose rows are bound.
pub(crate) const BOUND: &[Bound] = &[by("following", "id")];

/// This step of the history.
pub(crate) const STEP: BoundStep = BoundStep {
    step: Step { name: "m20261122_000057_followings", up: UP, tables: &["following"], permanent: &[] },
    bound: BOUND,
};

const UP: &[&str] = &["CREATE TABLE following (
        id {id},
        posting {int} NOT NULL CONSTRAINT following_posting UNIQUE REFERENCES posting (id),
        trial {int} NOT NULL CHECK (trial >= 0),
        service {int} NOT NULL CHECK (service >= 0)
    ) {strict}"];
