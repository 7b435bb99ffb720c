//! Likely duplicates: blind indexes of phone, and of name and birthday, beside that of the identity number; and what
//! officers found when they looked at a pair.
//!
//! Neither index is unique: two people may share a phone or a name and a birthday, and nobody is kept out by it. Rows of
//! earlier versions have none until the program's upkeep has filled them in, which needs the keys.

use crate::dialect::{drop_tables, run};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const UP: &[&str] = &[
    "ALTER TABLE application ADD COLUMN phone_index {blob}",
    "ALTER TABLE application ADD COLUMN person_index {blob}",
    "CREATE INDEX application_phone ON application (posting, phone_index) WHERE phone_index IS NOT NULL",
    "CREATE INDEX application_person ON application (posting, person_index) WHERE person_index IS NOT NULL",
    "CREATE TABLE duplicate_mark (
        id {id},
        application {int} NOT NULL REFERENCES application (id),
        other {int} NOT NULL REFERENCES application (id),
        compared TEXT NOT NULL,
        decided_by {int} NOT NULL REFERENCES person (id),
        decided_at {int} NOT NULL,
        CONSTRAINT duplicate_mark_order CHECK (application < other)
    ) {strict}",
    "CREATE INDEX duplicate_mark_pair ON duplicate_mark (application, other, id)",
    "CREATE INDEX duplicate_mark_other ON duplicate_mark (other)",
    "CREATE INDEX duplicate_mark_decided_by ON duplicate_mark (decided_by)",
];

const DOWN: &[&str] = &[
    "DROP INDEX application_person",
    "DROP INDEX application_phone",
    "ALTER TABLE application DROP COLUMN person_index",
    "ALTER TABLE application DROP COLUMN phone_index",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["duplicate_mark"]).await?;
        run(manager, DOWN).await
    }
}
