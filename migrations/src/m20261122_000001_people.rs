//! Accounts, each with its one role, who is signed in, and the counters that slow down guessing.
//!
//! `account.verifier` is the argon2id string; an account without one cannot sign in. `session.token_hash` is the SHA-256
//! of the token: a copy of this table signs nobody in.

use crate::dialect::{drop_tables, run};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const UP: &[&str] = &[
    "CREATE TABLE account (
        id {id},
        code TEXT NOT NULL CONSTRAINT account_code UNIQUE,
        sign_in TEXT NOT NULL CONSTRAINT account_sign_in UNIQUE,
        display_name TEXT NOT NULL,
        verifier TEXT,
        role TEXT NOT NULL CHECK (role IN ('candidate', 'screener', 'clerk', 'approver', 'publisher', 'supervisor',
            'administrator')),
        status TEXT NOT NULL CHECK (status IN ('active', 'closed')),
        version {int} NOT NULL CHECK (version > 0),
        created_at {int} NOT NULL
    ) {strict}",
    "CREATE INDEX account_role ON account (role, id)",
    "CREATE TABLE session (
        id {id},
        token_hash {blob} NOT NULL CONSTRAINT session_token UNIQUE,
        account {int} NOT NULL REFERENCES account (id),
        created_at {int} NOT NULL,
        seen_at {int} NOT NULL,
        idle_until {int} NOT NULL,
        expires_at {int} NOT NULL,
        revoked_at {int}
    ) {strict}",
    "CREATE INDEX session_account ON session (account)",
    "CREATE INDEX session_expires ON session (expires_at)",
    "CREATE TABLE throttle (
        key TEXT NOT NULL PRIMARY KEY,
        failures {int} NOT NULL CHECK (failures >= 0),
        window_from {int} NOT NULL,
        blocked_until {int}
    ) {strict}",
    "CREATE TABLE refusal (
        day {int} NOT NULL,
        subject TEXT NOT NULL,
        act TEXT NOT NULL,
        times {int} NOT NULL CHECK (times > 0),
        last_at {int} NOT NULL,
        PRIMARY KEY (day, subject, act)
    ) {strict}",
    "CREATE INDEX refusal_subject ON refusal (subject)",
    "CREATE TABLE kept_form (
        owner TEXT NOT NULL,
        action TEXT NOT NULL,
        code TEXT NOT NULL,
        fields {blob} NOT NULL,
        kept_at {int} NOT NULL,
        PRIMARY KEY (owner, action)
    ) {strict}",
];

/// Dependants first.
const TABLES: &[&str] = &["kept_form", "refusal", "throttle", "session", "account"];

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
