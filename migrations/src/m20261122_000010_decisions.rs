//! What people decide beside the scheme: lines, rulings and replacements, each proposed by one person and approved or sent
//! back by another.
//!
//! Both tables are permanent: a correction is a new decision that names the one it supersedes, with a reason. They take the
//! place of `ruling`, which no act ever wrote.

use crate::dialect::{drop_tables, forget_permanence, make_permanent, run};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const UP: &[&str] = &[
    "CREATE TABLE decision (
        id {id},
        code TEXT NOT NULL CONSTRAINT decision_code UNIQUE,
        posting {int} NOT NULL REFERENCES posting (id),
        subject TEXT NOT NULL,
        body TEXT NOT NULL,
        digest TEXT NOT NULL,
        supersedes {int} REFERENCES decision (id),
        reason TEXT,
        proposed_by {int} NOT NULL REFERENCES account (id),
        proposed_at {int} NOT NULL,
        CONSTRAINT decision_reason CHECK (supersedes IS NULL OR reason IS NOT NULL)
    ) {strict}",
    "CREATE INDEX decision_posting ON decision (posting, id)",
    "CREATE INDEX decision_supersedes ON decision (supersedes)",
    "CREATE INDEX decision_proposed_by ON decision (proposed_by)",
    "CREATE TABLE decision_verdict (
        id {id},
        decision {int} NOT NULL REFERENCES decision (id) CONSTRAINT decision_verdict_once UNIQUE,
        verdict TEXT NOT NULL CHECK (verdict IN ('approved', 'returned')),
        reason TEXT,
        decided_by {int} NOT NULL REFERENCES account (id),
        decided_name TEXT NOT NULL,
        decided_at {int} NOT NULL,
        CONSTRAINT decision_verdict_reason CHECK (verdict = 'approved' OR reason IS NOT NULL)
    ) {strict}",
    "CREATE INDEX decision_verdict_decided_by ON decision_verdict (decided_by)",
    "DROP TABLE ruling",
];

const DOWN: &[&str] = &[
    "CREATE TABLE ruling (
        id {id},
        posting {int} NOT NULL REFERENCES posting (id),
        question TEXT NOT NULL,
        body TEXT NOT NULL,
        recorded_by {int} NOT NULL REFERENCES account (id),
        recorded_at {int} NOT NULL,
        CONSTRAINT ruling_question UNIQUE (posting, question)
    ) {strict}",
    "CREATE INDEX ruling_recorded_by ON ruling (recorded_by)",
];

/// Dependants first.
const TABLES: &[&str] = &["decision_verdict", "decision"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, UP).await?;
        make_permanent(manager, "decision").await?;
        make_permanent(manager, "decision_verdict").await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, TABLES).await?;
        forget_permanence(manager, "decision").await?;
        forget_permanence(manager, "decision_verdict").await?;
        run(manager, DOWN).await
    }
}
