//! Signed lists that wait for their instant (定时发布), with what became of each.
//!
//! `bytes` is the list exactly as it was signed; it is emptied once the list is public, or the signature ended, since `list` holds what is
//! public. The numbers after it say what the signature rests on.

use crate::m20261122_000020_bonds::{Bound, by};
use crate::step::{BoundStep, Step};

/// Its tables whose rows are bound.
pub(crate) const BOUND: &[Bound] = &[by("list_release", "id")];

/// This step of the history; its tables stand dependants first.
pub(crate) const STEP: BoundStep = BoundStep {
    step: Step { name: "m20261122_000030_releases", up: UP, tables: &["list_release"], permanent: &[] },
    bound: BOUND,
};

const UP: &[&str] = &[
    "CREATE TABLE list_release (
        id {id},
        code TEXT NOT NULL CONSTRAINT list_release_code UNIQUE,
        posting {int} NOT NULL REFERENCES posting (id),
        stage TEXT NOT NULL,
        version {int} NOT NULL CHECK (version > 0),
        state TEXT NOT NULL,
        bytes {blob},
        digest TEXT NOT NULL,
        ranking {int} NOT NULL REFERENCES ranking (id),
        revision {int} NOT NULL CHECK (revision >= 0),
        decisions {int} NOT NULL CHECK (decisions >= 0),
        calls {int} NOT NULL CHECK (calls >= 0),
        corrects {int} REFERENCES list_correction (id),
        first_signer {int} NOT NULL REFERENCES person (id),
        second_signer {int} NOT NULL REFERENCES person (id),
        signed_at {int} NOT NULL,
        release_at {int} NOT NULL,
        list {int} REFERENCES list (id),
        ended_by {int} REFERENCES person (id),
        ended_at {int},
        ended_reason TEXT,
        CONSTRAINT list_release_two_signers CHECK (first_signer <> second_signer),
        CONSTRAINT list_release_ended CHECK (ended_at IS NOT NULL
            OR (list IS NULL AND ended_by IS NULL AND ended_reason IS NULL AND bytes IS NOT NULL))
    ) {strict}",
    "CREATE UNIQUE INDEX list_release_waiting ON list_release (posting, stage) WHERE ended_at IS NULL",
    "CREATE INDEX list_release_at ON list_release (release_at) WHERE ended_at IS NULL",
    "CREATE INDEX list_release_posting ON list_release (posting, id)",
    "CREATE INDEX list_release_ranking ON list_release (ranking)",
    "CREATE INDEX list_release_corrects ON list_release (corrects)",
    "CREATE INDEX list_release_first_signer ON list_release (first_signer)",
    "CREATE INDEX list_release_second_signer ON list_release (second_signer)",
    "CREATE INDEX list_release_list ON list_release (list)",
    "CREATE INDEX list_release_ended_by ON list_release (ended_by)",
];
