//! Postings, who works on which, their positions and the scoring schemes.
//!
//! A posting past `draft` has its window, one past `submitted` always names its approver and the digest that was approved. `position.number` is the
//! office's own code and stays text: its leading zeros count.

use crate::dialect::{drop_tables, run};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const UP: &[&str] = &[
    "CREATE TABLE posting (
        id {id},
        code TEXT NOT NULL CONSTRAINT posting_code UNIQUE,
        title TEXT NOT NULL,
        authority TEXT NOT NULL,
        phase TEXT NOT NULL CHECK (phase IN ('draft', 'submitted', 'approved', 'registering', 'screening',
            'examining', 'ranked', 'published')),
        version {int} NOT NULL CHECK (version > 0),
        notice TEXT NOT NULL,
        opens_at {int},
        closes_at {int},
        created_by {int} NOT NULL REFERENCES account (id),
        created_at {int} NOT NULL,
        submitted_by {int} REFERENCES account (id),
        submitted_at {int},
        returned_reason TEXT,
        approved_by {int} REFERENCES account (id),
        approved_at {int},
        approved_digest TEXT,
        CONSTRAINT posting_window CHECK (CASE WHEN opens_at IS NULL OR closes_at IS NULL THEN phase = 'draft'
            ELSE opens_at < closes_at END),
        CONSTRAINT posting_approval CHECK (phase IN ('draft', 'submitted')
            OR (approved_by IS NOT NULL AND approved_at IS NOT NULL AND approved_digest IS NOT NULL))
    ) {strict}",
    "CREATE INDEX posting_created_by ON posting (created_by)",
    "CREATE INDEX posting_submitted_by ON posting (submitted_by)",
    "CREATE INDEX posting_approved_by ON posting (approved_by)",
    "CREATE INDEX posting_phase ON posting (phase, version)",
    "CREATE TABLE assignment (
        id {id},
        account {int} NOT NULL REFERENCES account (id),
        posting {int} NOT NULL REFERENCES posting (id),
        granted_by {int} REFERENCES account (id),
        granted_at {int} NOT NULL,
        CONSTRAINT assignment_once UNIQUE (account, posting)
    ) {strict}",
    "CREATE INDEX assignment_posting ON assignment (posting)",
    "CREATE INDEX assignment_granted_by ON assignment (granted_by)",
    r#"CREATE TABLE "position" (
        id {id},
        code TEXT NOT NULL CONSTRAINT position_code UNIQUE,
        posting {int} NOT NULL REFERENCES posting (id),
        number TEXT NOT NULL,
        unit TEXT NOT NULL,
        title TEXT NOT NULL,
        plan {int} NOT NULL CHECK (plan > 0),
        conditions TEXT NOT NULL,
        scheme_name TEXT,
        CONSTRAINT position_number UNIQUE (posting, number)
    ) {strict}"#,
    "CREATE TABLE scheme (
        id {id},
        posting {int} NOT NULL REFERENCES posting (id),
        revision {int} NOT NULL CHECK (revision > 0),
        body TEXT NOT NULL,
        digest TEXT NOT NULL,
        version {int} NOT NULL CHECK (version > 0),
        created_by {int} NOT NULL REFERENCES account (id),
        created_at {int} NOT NULL,
        frozen_at {int},
        CONSTRAINT scheme_revision UNIQUE (posting, revision)
    ) {strict}",
    "CREATE INDEX scheme_created_by ON scheme (created_by)",
];

/// Dependants first.
const TABLES: &[&str] = &["scheme", "position", "assignment", "posting"];

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
