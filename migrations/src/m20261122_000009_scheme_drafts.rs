//! The scheme of a posting while it is being written.
//!
//! The row stays when its draft is saved or discarded (`body` is then null) and its version counts on, so that a page that
//! was opened on an earlier draft is stale for ever.

use crate::dialect::{drop_tables, run};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const UP: &[&str] = &[
    "CREATE TABLE scheme_draft (
        id {id},
        posting {int} NOT NULL CONSTRAINT scheme_draft_posting UNIQUE REFERENCES posting (id),
        body TEXT,
        version {int} NOT NULL CHECK (version > 0),
        based_on {int} NOT NULL CHECK (based_on >= 0),
        changed_by {int} NOT NULL REFERENCES person (id),
        changed_at {int} NOT NULL
    ) {strict}",
    "CREATE INDEX scheme_draft_changed_by ON scheme_draft (changed_by)",
];

/// Dependants first.
const TABLES: &[&str] = &["scheme_draft"];

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
