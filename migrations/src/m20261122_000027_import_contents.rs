//! Contents of imported files. They lie sealed in the store beside the database, under their keyed digest `lies`; files that were imported
//! before this step stay in `import_file`.
//!
//! `applied` is 1 once the import is confirmed: the row is bound from then on, and never swept. `generation` is the key generation that sealed
//! the contents.

use crate::m20261122_000020_bonds::{Bound, by};
use crate::step::{BoundStep, Step};

/// Its tables whose rows are bound.
pub(crate) const BOUND: &[Bound] = &[by("import_content", "id")];

/// This step of the history; its tables stand dependants first.
pub(crate) const STEP: BoundStep = BoundStep {
    step: Step { name: "m20261122_000027_import_contents", up: UP, tables: &["import_content"], permanent: &[] },
    bound: BOUND,
};

const UP: &[&str] = &[
    "CREATE TABLE import_content (
        id {id},
        batch {int} NOT NULL CONSTRAINT import_content_batch UNIQUE REFERENCES import_batch (id),
        lies TEXT NOT NULL,
        generation {int} NOT NULL CHECK (generation BETWEEN 1 AND 255),
        applied {int} NOT NULL CHECK (applied IN (0, 1))
    ) {strict}",
    "CREATE INDEX import_content_lies ON import_content (lies)",
];
