//! Marks and the imports that bring them.
//!
//! A cell holds a value in millionths, a status word or a room, exactly one of them. Examiners' marks have a table of their
//! own. A file is staged row by row outside any act; one act then applies the batch. The file itself stays sealed in
//! `import_file`, and every change that its dry run showed in `import_change`.
//!
//! `mark_version` holds every mark that is no longer valid, whoever replaced, emptied or dropped it: permanent. Rows with an
//! examiner are those of `examiner_mark`. The reason of an emptied cell stands there as a keyed digest; its words stand sealed in
//! `mark_words` and go after their term.

use crate::step::Step;

/// This step of the history; its tables stand dependants first.
pub(crate) const STEP: Step = Step {
    name: "m20261122_000004_marks",
    up: UP,
    tables: &["mark_words", "mark_version", "examiner_mark", "mark", "import_file", "import_change", "staged_row", "import_batch"],
    permanent: &["mark_version"],
};

const UP: &[&str] = &[
    "CREATE TABLE import_batch (
        id {id},
        code TEXT NOT NULL CONSTRAINT import_batch_code UNIQUE,
        posting {int} NOT NULL REFERENCES posting (id),
        kind TEXT NOT NULL,
        file_name_sealed {blob} NOT NULL,
        file_digest TEXT NOT NULL,
        file_size {int} NOT NULL CHECK (file_size >= 0),
        state TEXT NOT NULL,
        posting_version {int} NOT NULL,
        scheme_revision {int} NOT NULL CHECK (scheme_revision >= 0),
        report_sealed {blob} NOT NULL,
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
        body_sealed {blob} NOT NULL,
        CONSTRAINT staged_row_line UNIQUE (batch, line)
    ) {strict}",
    "CREATE TABLE import_change (
        id {id},
        batch {int} NOT NULL REFERENCES import_batch (id),
        line {int} NOT NULL CHECK (line > 0),
        body_sealed {blob} NOT NULL,
        CONSTRAINT import_change_line UNIQUE (batch, line)
    ) {strict}",
    "CREATE TABLE import_file (
        batch {int} NOT NULL PRIMARY KEY REFERENCES import_batch (id),
        sealed {blob} NOT NULL
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
        place TEXT,
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
        place TEXT NOT NULL,
        version {int} NOT NULL CHECK (version > 0),
        entered_by {int} NOT NULL REFERENCES person (id),
        entered_at {int} NOT NULL,
        CONSTRAINT examiner_mark_once UNIQUE (application, component, examiner, element)
    ) {strict}",
    "CREATE INDEX examiner_mark_batch ON examiner_mark (batch)",
    "CREATE INDEX examiner_mark_entered_by ON examiner_mark (entered_by)",
    "CREATE TABLE mark_version (
        id {id},
        application {int} NOT NULL REFERENCES application (id),
        component TEXT NOT NULL,
        examiner TEXT,
        element TEXT,
        panel TEXT,
        value {int},
        status TEXT,
        room TEXT,
        source TEXT NOT NULL,
        batch {int} REFERENCES import_batch (id),
        place TEXT,
        version {int} NOT NULL CHECK (version > 0),
        entered_by {int} NOT NULL REFERENCES person (id),
        entered_at {int} NOT NULL,
        ended TEXT NOT NULL,
        ended_batch {int} REFERENCES import_batch (id),
        reason_digest TEXT,
        ended_by {int} NOT NULL REFERENCES person (id),
        ended_at {int} NOT NULL,
        CONSTRAINT mark_version_reason CHECK (ended <> 'emptied' OR reason_digest IS NOT NULL)
    ) {strict}",
    "CREATE INDEX mark_version_cell ON mark_version (application, component, id)",
    "CREATE INDEX mark_version_emptied ON mark_version (application, component) WHERE ended = 'emptied'",
    "CREATE INDEX mark_version_batch ON mark_version (batch)",
    "CREATE INDEX mark_version_ended_batch ON mark_version (ended_batch)",
    "CREATE INDEX mark_version_entered_by ON mark_version (entered_by)",
    "CREATE INDEX mark_version_ended_by ON mark_version (ended_by)",
    "CREATE TABLE mark_words (
        id {id},
        application {int} NOT NULL REFERENCES application (id),
        component TEXT NOT NULL,
        version {int} NOT NULL CHECK (version > 0),
        sealed {blob} NOT NULL,
        at {int} NOT NULL,
        CONSTRAINT mark_words_once UNIQUE (application, component, version)
    ) {strict}",
    "CREATE INDEX mark_words_at ON mark_words (at)",
];
