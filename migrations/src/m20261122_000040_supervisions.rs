//! What supervisors read and signed (监督签名): a draw of lots, totals, or a list, under the digest that they were shown.

use crate::m20261122_000020_bonds::{Bound, by};
use crate::step::{BoundStep, Step};

/// Its tables whose rows are bound.
pub(crate) const BOUND: &[Bound] = &[by("supervision", "id")];

/// This step of the history.
pub(crate) const STEP: BoundStep = BoundStep {
    step: Step { name: "m20261122_000040_supervisions", up: UP, tables: &["supervision"], permanent: &[] },
    bound: BOUND,
};

const UP: &[&str] = &[
    "CREATE TABLE supervision (
        id {id},
        posting {int} NOT NULL REFERENCES posting (id),
        what TEXT NOT NULL,
        of_code TEXT NOT NULL,
        digest TEXT NOT NULL,
        signed_by {int} NOT NULL REFERENCES person (id),
        signed_at {int} NOT NULL,
        CONSTRAINT supervision_once UNIQUE (posting, what, of_code, digest, signed_by)
    ) {strict}",
    "CREATE INDEX supervision_signed_by ON supervision (signed_by)",
];
