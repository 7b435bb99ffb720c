//! An answer to a request for information (依申请公开) says what came of it, which concerns nobody: only what is done to somebody needs a person.
//!
//! SQLite cannot change a `CHECK`: the table is made anew with its rows, and gets its triggers again. No other table refers to it.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

use crate::dialect::both;
use crate::m20261122_000020_bonds::bind;
use crate::m20261122_000024_objections::BOUND;

/// This step of the history.
pub(crate) const STEP: Outcomes = Outcomes;

/// The step.
pub(crate) struct Outcomes;

/// What holds from this step on, and what held before it.
const SINCE: &str = "effect NOT IN ('granted', 'suspended', 'cancelled') OR application IS NOT NULL";
const BEFORE: &str = "effect = 'nothing' OR application IS NOT NULL";

const COLUMNS: &str =
    "id, code, objection, posting, application, effect, words_sealed, answered_by, answered_at";

/// The statements of SQLite: the rows wait in a table without constraints while theirs is made anew.
fn sqlite(holds: &str) -> Vec<String> {
    let table = format!(
        "CREATE TABLE objection_answer (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            code TEXT NOT NULL CONSTRAINT objection_answer_code UNIQUE,
            objection INTEGER NOT NULL REFERENCES objection (id),
            posting INTEGER NOT NULL REFERENCES posting (id),
            application INTEGER REFERENCES application (id),
            effect TEXT NOT NULL,
            words_sealed BLOB NOT NULL,
            answered_by INTEGER NOT NULL REFERENCES person (id),
            answered_at INTEGER NOT NULL,
            CONSTRAINT objection_answer_person CHECK ({holds})
        ) STRICT"
    );
    let index =
        |column: &str| format!("CREATE INDEX objection_answer_{column} ON objection_answer ({column})");
    let mut all = vec![
        format!("CREATE TABLE objection_answer_kept AS SELECT {COLUMNS} FROM objection_answer"),
        "DROP TABLE objection_answer".to_owned(),
        table,
        format!(
            "INSERT INTO objection_answer ({COLUMNS}) SELECT {COLUMNS} FROM objection_answer_kept ORDER BY id"
        ),
        "DROP TABLE objection_answer_kept".to_owned(),
    ];
    all.extend(["objection", "posting", "application", "answered_by"].map(index));
    all
}

/// Puts one constraint in the place of the other.
async fn change(manager: &SchemaManager<'_>, holds: &str) -> Result<(), DbErr> {
    let postgres = [
        "ALTER TABLE objection_answer DROP CONSTRAINT objection_answer_person".to_owned(),
        format!("ALTER TABLE objection_answer ADD CONSTRAINT objection_answer_person CHECK ({holds})"),
    ];
    both(manager, &sqlite(holds), &postgres).await?;
    if manager.get_database_backend() == DbBackend::Sqlite {
        bind(manager, BOUND).await?;
    }
    Ok(())
}

impl MigrationName for Outcomes {
    fn name(&self) -> &'static str {
        "m20261122_000063_information_outcomes"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Outcomes {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        change(manager, SINCE).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        change(manager, BEFORE).await
    }
}
