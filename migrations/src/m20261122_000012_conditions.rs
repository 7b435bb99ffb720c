//! The conditions of a posting, and what each application came to under them.
//!
//! A finding holds the answer alone: the values that it rests on are personal, stay sealed in the application, and are judged
//! anew for each reader. It may be missing (an application of an earlier version): then it cannot be told.

use crate::dialect::{drop_tables, run};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const UP: &[&str] = &[
    "CREATE TABLE condition_set (
        id {id},
        posting {int} NOT NULL CONSTRAINT condition_set_posting UNIQUE REFERENCES posting (id),
        body TEXT NOT NULL,
        version {int} NOT NULL CHECK (version > 0),
        changed_by {int} NOT NULL REFERENCES person (id),
        changed_at {int} NOT NULL
    ) {strict}",
    "CREATE INDEX condition_set_changed_by ON condition_set (changed_by)",
    "CREATE TABLE finding (
        id {id},
        application {int} NOT NULL CONSTRAINT finding_application UNIQUE REFERENCES application (id),
        finding TEXT NOT NULL,
        rules TEXT NOT NULL,
        judged_at {int} NOT NULL
    ) {strict}",
];

/// Dependants first.
const TABLES: &[&str] = &["finding", "condition_set"];

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
