//! Marks and the imports that bring them.
//!
//! A cell holds a value in millionths, a status word or a room, exactly one of them. Examiners' marks have a table of their
//! own. A file is staged row by row outside any act; one act then applies the batch. Until then `import_batch.sheet` holds,
//! sealed, what the file of a position table says, so that its columns can be read otherwise.

use crate::step::Step;

/// This step of the history; its tables stand dependants first.
pub(crate) const STEP: Step = Step {
    name: "m20261122_000004_marks",
    up: UP,
    tables: &["examiner_mark", "mark", "staged_row", "import_batch"],
    permanent: &[],
};

const UP: &[&str] = &[
    "CREATE TABLE import_batch (
        id {id},
        code TEXT NOT NULL CONSTRAINT import_batch_code UNIQUE,
        posting {int} NOT NULL REFERENCES posting (id),
        kind TEXT NOT NULL,
        file_name TEXT NOT NULL,
        file_digest TEXT NOT NULL,
        state TEXT NOT NULL,
        posting_version {int} NOT NULL,
        report TEXT NOT NULL,
        sheet {blob},
        created_by {int} NOT NULL REFERENCES person (id),
        created_at {int} NOT NULL,
        applied_at {int}
    ) {strict}",
    "CREATE INDEX import_batch_posting ON import_batch (posting, kind, id)",
    "CREATE INDEX import_batch_created_by ON import_batch (created_by)",
    "CREATE TABLE staged_row (
        id {id},
        batch {int} NOT NULL REFERENCES import_batch (id),
        line {int} NOT NULL CHECK (line > 0),
        body TEXT NOT NULL,
        CONSTRAINT staged_row_line UNIQUE (batch, line)
    ) {strict}",
    "CREATE TABLE mark (
        id {id},
        application {int} NOT NULL REFERENCES application (id),
        component TEXT NOT NULL,
        value {int},
        status TEXT,
        room TEXT,
        source TEXT NOT NULL,
        batch {int} REFERENCES import_batch (id),
        version {int} NOT NULL CHECK (version > 0),
        entered_by {int} NOT NULL REFERENCES person (id),
        entered_at {int} NOT NULL,
        CONSTRAINT mark_cell UNIQUE (application, component),
        CONSTRAINT mark_value_or_status CHECK (
            CASE WHEN value IS NULL THEN 0 ELSE 1 END + CASE WHEN status IS NULL THEN 0 ELSE 1 END
            + CASE WHEN room IS NULL THEN 0 ELSE 1 END = 1
        ),
        CONSTRAINT mark_source CHECK (source = 'hand' OR batch IS NOT NULL)
    ) {strict}",
    "CREATE INDEX mark_batch ON mark (batch)",
    "CREATE INDEX mark_entered_by ON mark (entered_by)",
    "CREATE TABLE examiner_mark (
        id {id},
        application {int} NOT NULL REFERENCES application (id),
        component TEXT NOT NULL,
        panel TEXT NOT NULL,
        examiner TEXT NOT NULL,
        element TEXT NOT NULL,
        value {int} NOT NULL CHECK (value >= 0),
        batch {int} NOT NULL REFERENCES import_batch (id),
        version {int} NOT NULL CHECK (version > 0),
        entered_by {int} NOT NULL REFERENCES person (id),
        entered_at {int} NOT NULL,
        CONSTRAINT examiner_mark_once UNIQUE (application, component, examiner, element)
    ) {strict}",
    "CREATE INDEX examiner_mark_batch ON examiner_mark (batch)",
    "CREATE INDEX examiner_mark_entered_by ON examiner_mark (entered_by)",
];
