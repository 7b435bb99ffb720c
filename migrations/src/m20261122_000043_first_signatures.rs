//! First signatures (第一签署): who signed what a list says, before the publisher signs the same.
//!
//! `digest` is that of what the list says, which does not age. A signature counts while the list says that still.

use crate::m20261122_000020_bonds::{Bound, by};
use crate::step::{BoundStep, Step};

/// Its tables whose rows are bound.
pub(crate) const BOUND: &[Bound] = &[by("first_signature", "id")];

/// This step of the history.
pub(crate) const STEP: BoundStep = BoundStep {
    step: Step {
        name: "m20261122_000043_first_signatures",
        up: UP,
        tables: &["first_signature"],
        permanent: &[],
    },
    bound: BOUND,
};

const UP: &[&str] = &[
    "CREATE TABLE first_signature (
        id {id},
        posting {int} NOT NULL REFERENCES posting (id),
        stage TEXT NOT NULL,
        version {int} NOT NULL CHECK (version > 0),
        digest TEXT NOT NULL,
        signed_by {int} NOT NULL REFERENCES person (id),
        signed_at {int} NOT NULL,
        taken_back_at {int}
    ) {strict}",
    "CREATE INDEX first_signature_posting ON first_signature (posting, id)",
    "CREATE INDEX first_signature_signed_by ON first_signature (signed_by)",
];
