//! Marks and the imports that bring them.
//!
//! A mark is a value in millionths or a status word, never both and never neither. A file is staged row by row
//! outside any act; one act then applies the batch.

use crate::dialect::{drop_tables, run};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

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
        value {int} CHECK (value >= 0),
        status TEXT,
        source TEXT NOT NULL,
        batch {int} REFERENCES import_batch (id),
        version {int} NOT NULL CHECK (version > 0),
        entered_by {int} NOT NULL REFERENCES person (id),
        entered_at {int} NOT NULL,
        CONSTRAINT mark_cell UNIQUE (application, component),
        CONSTRAINT mark_value_or_status CHECK ((value IS NULL) <> (status IS NULL)),
        CONSTRAINT mark_source CHECK (source = 'hand' OR batch IS NOT NULL)
    ) {strict}",
    "CREATE INDEX mark_batch ON mark (batch)",
    "CREATE INDEX mark_entered_by ON mark (entered_by)",
];

/// Dependants first.
const TABLES: &[&str] = &["mark", "staged_row", "import_batch"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, TABLES).await
    }
}
