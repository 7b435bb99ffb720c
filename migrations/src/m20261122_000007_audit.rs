//! The audit trail and its seals, permanent.
//!
//! `unsealed` is the sealer's inbox: an event's row appears there in the event's own transaction and leaves when a
//! seal takes it, so that sealing never depends on the order of ids. The chain itself does not trust it: verifying
//! walks the events.

use crate::dialect::{drop_tables, forget_permanence, make_permanent, run};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const UP: &[&str] = &[
    "CREATE TABLE event (
        id {id},
        person {int} REFERENCES person (id),
        who TEXT NOT NULL,
        role TEXT NOT NULL,
        at {int} NOT NULL,
        request TEXT NOT NULL,
        address TEXT NOT NULL,
        act TEXT NOT NULL,
        object TEXT,
        object_code TEXT,
        posting {int} REFERENCES posting (id),
        payload TEXT NOT NULL
    ) {strict}",
    "CREATE INDEX event_person ON event (person, id)",
    "CREATE INDEX event_posting ON event (posting, id)",
    "CREATE INDEX event_object ON event (object_code, id)",
    "CREATE TABLE unsealed (
        event {int} NOT NULL PRIMARY KEY REFERENCES event (id),
        at {int} NOT NULL
    ) {strict}",
    "CREATE INDEX unsealed_at ON unsealed (at)",
    "CREATE TABLE seal (
        no {int} NOT NULL PRIMARY KEY CHECK (no > 0),
        root TEXT NOT NULL,
        prev TEXT NOT NULL,
        algorithm TEXT NOT NULL,
        entries {int} NOT NULL CHECK (entries > 0),
        at {int} NOT NULL
    ) {strict}",
    r#"CREATE TABLE seal_entry (
        seal {int} NOT NULL REFERENCES seal (no),
        "position" {int} NOT NULL CHECK ("position" >= 0),
        event {int} NOT NULL CONSTRAINT seal_entry_event UNIQUE REFERENCES event (id),
        PRIMARY KEY (seal, "position")
    ) {strict}"#,
];

/// Dependants first.
const TABLES: &[&str] = &["seal_entry", "seal", "unsealed", "event"];

const PERMANENT: &[&str] = &["event", "seal", "seal_entry"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, UP).await?;
        for table in PERMANENT {
            make_permanent(manager, table).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, TABLES).await?;
        for table in PERMANENT {
            forget_permanence(manager, table).await?;
        }
        Ok(())
    }
}
