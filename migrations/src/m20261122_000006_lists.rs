//! Published lists: the canonical bytes, stored once, permanent.
//!
//! Two persons sign; a correction is a new version that names the one it supersedes and says why.

use crate::step::Step;

/// This step of the history; its tables stand dependants first.
pub(crate) const STEP: Step =
    Step { name: "m20261122_000006_lists", up: UP, tables: &["list"], permanent: &["list"] };

const UP: &[&str] = &[
    "CREATE TABLE list (
        id {id},
        code TEXT NOT NULL CONSTRAINT list_code UNIQUE,
        posting {int} NOT NULL REFERENCES posting (id),
        stage TEXT NOT NULL,
        version {int} NOT NULL CHECK (version > 0),
        ranking {int} NOT NULL REFERENCES ranking (id),
        bytes {blob} NOT NULL,
        digest TEXT NOT NULL,
        first_signer {int} NOT NULL REFERENCES person (id),
        second_signer {int} NOT NULL REFERENCES person (id),
        published_at {int} NOT NULL,
        supersedes {int} CONSTRAINT list_superseded_once UNIQUE REFERENCES list (id),
        reason TEXT,
        CONSTRAINT list_version UNIQUE (posting, stage, version),
        CONSTRAINT list_two_signers CHECK (first_signer <> second_signer),
        CONSTRAINT list_correction CHECK ((version = 1 AND supersedes IS NULL)
            OR (version > 1 AND supersedes IS NOT NULL AND reason IS NOT NULL))
    ) {strict}",
    "CREATE INDEX list_ranking ON list (ranking)",
    "CREATE INDEX list_first_signer ON list (first_signer)",
    "CREATE INDEX list_second_signer ON list (second_signer)",
];
