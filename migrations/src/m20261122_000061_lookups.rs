//! Indexes for what is looked up by a column alone: an identity number in whatever posting, jobs that are parked, and jobs that are done.

use sea_orm_migration::prelude::*;

use crate::dialect::run;

/// This step of the history.
pub(crate) const STEP: Lookups = Lookups;

/// It creates no table.
#[derive(Clone, Copy)]
pub(crate) struct Lookups;

const UP: &[&str] = &[
    "CREATE INDEX application_identity ON application (identity_index) WHERE identity_index IS NOT NULL",
    "CREATE INDEX job_parked ON job (dead_at) WHERE dead_at IS NOT NULL",
    "CREATE INDEX job_done ON job (done_at) WHERE done_at IS NOT NULL",
];

const DOWN: &[&str] = &["DROP INDEX job_done", "DROP INDEX job_parked", "DROP INDEX application_identity"];

impl MigrationName for Lookups {
    fn name(&self) -> &'static str {
        "m20261122_000061_lookups"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Lookups {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, DOWN).await
    }
}
