//! Sheets take whatever a scheme reads: a cell may hold a room, a fact may be below nought, and examiners' marks have a
//! table of their own.
//!
//! `SQLite` cannot change a check, so there the table of marks is built anew beside the old one and takes its rows over;
//! nothing refers to it.

use crate::dialect::{both, drop_tables, run};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// The columns of `mark` that both shapes have, in order.
const SHARED: &str =
    "id, application, component, value, status, source, batch, version, entered_by, entered_at";

/// The table of marks on `SQLite`; `further` are the columns and `check` the rule that tell the two shapes apart.
fn rebuilt(value: &str, further: &str, check: &str) -> Vec<String> {
    vec![
        format!(
            "CREATE TABLE mark_next (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                application INTEGER NOT NULL REFERENCES application (id),
                component TEXT NOT NULL,
                value INTEGER{value},
                status TEXT,{further}
                source TEXT NOT NULL,
                batch INTEGER REFERENCES import_batch (id),
                version INTEGER NOT NULL CHECK (version > 0),
                entered_by INTEGER NOT NULL REFERENCES person (id),
                entered_at INTEGER NOT NULL,
                CONSTRAINT mark_cell UNIQUE (application, component),
                CONSTRAINT mark_value_or_status CHECK ({check}),
                CONSTRAINT mark_source CHECK (source = 'hand' OR batch IS NOT NULL)
            ) STRICT"
        ),
        format!("INSERT INTO mark_next ({SHARED}) SELECT {SHARED} FROM mark"),
        "DROP TABLE mark".to_owned(),
        "ALTER TABLE mark_next RENAME TO mark".to_owned(),
        "CREATE INDEX mark_batch ON mark (batch)".to_owned(),
        "CREATE INDEX mark_entered_by ON mark (entered_by)".to_owned(),
    ]
}

const ONE_OF_THREE: &str = "(value IS NOT NULL) + (status IS NOT NULL) + (room IS NOT NULL) = 1";
const ONE_OF_TWO: &str = "(value IS NULL) <> (status IS NULL)";

fn words(statements: &[&str]) -> Vec<String> {
    statements.iter().map(|one| (*one).to_owned()).collect()
}

const PANEL: &[&str] = &[
    "CREATE TABLE examiner_mark (
        id {id},
        application {int} NOT NULL REFERENCES application (id),
        component TEXT NOT NULL,
        panel TEXT NOT NULL,
        examiner TEXT NOT NULL,
        element TEXT NOT NULL,
        value {int} NOT NULL CHECK (value >= 0),
        batch {int} NOT NULL REFERENCES import_batch (id),
        version {int} NOT NULL CHECK (version > 0),
        entered_by {int} NOT NULL REFERENCES person (id),
        entered_at {int} NOT NULL,
        CONSTRAINT examiner_mark_once UNIQUE (application, component, examiner, element)
    ) {strict}",
    "CREATE INDEX examiner_mark_batch ON examiner_mark (batch)",
    "CREATE INDEX examiner_mark_entered_by ON examiner_mark (entered_by)",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let postgres = words(&[
            "ALTER TABLE mark ADD COLUMN room TEXT",
            "ALTER TABLE mark DROP CONSTRAINT mark_value_check",
            "ALTER TABLE mark DROP CONSTRAINT mark_value_or_status",
            "ALTER TABLE mark ADD CONSTRAINT mark_value_or_status CHECK (num_nonnulls(value, status, room) = 1)",
        ]);
        both(manager, &rebuilt("", "\n                room TEXT,", ONE_OF_THREE), &postgres).await?;
        run(manager, PANEL).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["examiner_mark"]).await?;
        let gone = "DELETE FROM mark WHERE room IS NOT NULL OR value < 0";
        let mut sqlite = vec![gone.to_owned()];
        sqlite.extend(rebuilt(" CHECK (value >= 0)", "", ONE_OF_TWO));
        let postgres = words(&[
            gone,
            "ALTER TABLE mark DROP CONSTRAINT mark_value_or_status",
            "ALTER TABLE mark DROP COLUMN room",
            "ALTER TABLE mark ADD CONSTRAINT mark_value_check CHECK (value >= 0)",
            "ALTER TABLE mark ADD CONSTRAINT mark_value_or_status CHECK ((value IS NULL) <> (status IS NULL))",
        ]);
        both(manager, &sqlite, &postgres).await
    }
}
