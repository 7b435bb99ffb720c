//! Files of a notice (公告附件). Their contents lie sealed in the store beside the database, under their keyed digest `lies`.
//!
//! A row says what a file is, how large, what the notice calls it, and the SHA-256 of its bytes (`digest`), which is public once the notice
//! is. `stands` is 1 while the file belongs to the notice as it stands: of a draft what its team put there, afterwards what was approved.
//! A row is never taken away: a version of the notice that names it stays readable. `generation` is the key generation that sealed the
//! contents.

use crate::m20261122_000020_bonds::{Bound, by};
use crate::step::{BoundStep, Step};

/// Its tables whose rows are bound.
pub(crate) const BOUND: &[Bound] = &[by("notice_file", "id")];

/// This step of the history; its tables stand dependants first.
pub(crate) const STEP: BoundStep = BoundStep {
    step: Step { name: "m20261122_000021_notice_files", up: UP, tables: &["notice_file"], permanent: &[] },
    bound: BOUND,
};

const UP: &[&str] = &[
    "CREATE TABLE notice_file (
        id {id},
        code TEXT NOT NULL CONSTRAINT notice_file_code UNIQUE,
        posting {int} NOT NULL REFERENCES posting (id),
        title TEXT NOT NULL,
        kind TEXT NOT NULL,
        size {int} NOT NULL CHECK (size > 0),
        digest TEXT NOT NULL,
        lies TEXT NOT NULL,
        generation {int} NOT NULL CHECK (generation BETWEEN 1 AND 255),
        stands {int} NOT NULL CHECK (stands IN (0, 1)),
        created_by {int} NOT NULL REFERENCES person (id),
        created_at {int} NOT NULL
    ) {strict}",
    "CREATE INDEX notice_file_posting ON notice_file (posting, id)",
    "CREATE INDEX notice_file_lies ON notice_file (lies)",
    "CREATE INDEX notice_file_created_by ON notice_file (created_by)",
];
