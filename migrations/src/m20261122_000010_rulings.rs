//! What people decide beside the scheme: lines, rulings and replacements, each proposed by one person and approved or sent
//! back by another.
//!
//! Both tables are permanent: a correction is a new ruling that names the one it supersedes, with a reason.

use crate::dialect::{drop_tables, forget_permanence, make_permanent, run};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const UP: &[&str] = &[
    "CREATE TABLE ruling (
        id {id},
        code TEXT NOT NULL CONSTRAINT ruling_code UNIQUE,
        posting {int} NOT NULL REFERENCES posting (id),
        subject TEXT NOT NULL,
        body TEXT NOT NULL,
        digest TEXT NOT NULL,
        supersedes {int} REFERENCES ruling (id),
        reason TEXT,
        proposed_by {int} NOT NULL REFERENCES person (id),
        proposed_at {int} NOT NULL,
        CONSTRAINT ruling_reason CHECK (supersedes IS NULL OR reason IS NOT NULL)
    ) {strict}",
    "CREATE INDEX ruling_posting ON ruling (posting, id)",
    "CREATE INDEX ruling_supersedes ON ruling (supersedes)",
    "CREATE INDEX ruling_proposed_by ON ruling (proposed_by)",
    "CREATE TABLE ruling_verdict (
        id {id},
        ruling {int} NOT NULL REFERENCES ruling (id) CONSTRAINT ruling_verdict_once UNIQUE,
        verdict TEXT NOT NULL,
        reason TEXT,
        decided_by {int} NOT NULL REFERENCES person (id),
        decided_name TEXT NOT NULL,
        decided_at {int} NOT NULL,
        CONSTRAINT ruling_verdict_reason CHECK (verdict = 'approved' OR reason IS NOT NULL)
    ) {strict}",
    "CREATE INDEX ruling_verdict_decided_by ON ruling_verdict (decided_by)",
];

/// Dependants first.
const TABLES: &[&str] = &["ruling_verdict", "ruling"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, UP).await?;
        make_permanent(manager, "ruling").await?;
        make_permanent(manager, "ruling_verdict").await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, TABLES).await?;
        forget_permanence(manager, "ruling").await?;
        forget_permanence(manager, "ruling_verdict").await
    }
}
