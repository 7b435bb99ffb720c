//! What each submission held, word for word: the receipt outlives a recall and every later change.
//!
//! The content is sealed as a whole, since it holds the identity number; its digest is computed when it is read.

use crate::dialect::{drop_tables, run};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const UP: &[&str] = &["CREATE TABLE submission (
        id {id},
        application {int} NOT NULL REFERENCES application (id),
        no {int} NOT NULL CHECK (no > 0),
        sealed {blob} NOT NULL,
        submitted_at {int} NOT NULL,
        CONSTRAINT submission_no UNIQUE (application, no)
    ) {strict}"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["submission"]).await
    }
}
