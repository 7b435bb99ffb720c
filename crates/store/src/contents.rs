//! The tables whose rows name contents that lie outside of the database, as the sweep and the change of a key generation walk them.
//!
//! Owns: the list of those tables, which digests they name, by which generation the contents are sealed, and which rows have none any more. Refuses: what a file is for
//! and who may see it; that is each table's own.

use domain::access::aggregate::Sealed;
use domain::access::{Changes, Permit, Reads};
use domain::digest::Digest;
use domain::id::Code;
use sea_orm::{ConnectionTrait, DbBackend, FromQueryResult, Statement, Value};

use crate::error::{Outcome, StoreError};
use crate::row;
use crate::tx::{Snapshot, Tx};

/// The name of the contents among sealed columns: what their seal is bound to.
pub const CONTENTS: &str = "upload.contents";

/// A table whose rows name contents.
struct Naming {
    table: &'static str,
    /// Its column of keyed digests.
    column: &'static str,
    /// What names a file of it to the operator.
    code: &'static str,
    /// Which of its rows have contents still.
    kept: &'static str,
}

/// The contents of applicants' files leave after their term; their rows stay.
const NOT_LEFT: &str = "NOT EXISTS (SELECT 1 FROM application a JOIN file_leaving l ON l.posting = a.posting WHERE a.id = upload.application)";
/// Every row has contents.
const ALWAYS: &str = "1 = 1";

const TABLES: [Naming; 5] = [
    Naming { table: "upload", column: "digest", code: "code", kept: NOT_LEFT },
    Naming { table: "notice_file", column: "lies", code: "code", kept: ALWAYS },
    Naming {
        table: "import_content",
        column: "lies",
        code: "(SELECT b.code FROM import_batch b WHERE b.id = batch)",
        kept: ALWAYS,
    },
    Naming { table: "print_part", column: "lies", code: "code", kept: ALWAYS },
    Naming {
        table: "ranking_basis",
        column: "lies",
        code: "(SELECT r.code FROM ranking r WHERE r.id = ranking_basis.ranking)",
        kept: ALWAYS,
    },
];

#[derive(FromQueryResult)]
struct Named {
    digest: String,
    code: String,
}

#[derive(FromQueryResult)]
struct Older {
    key: i64,
    digest: String,
}

#[derive(FromQueryResult)]
struct Counted {
    generation: i64,
    number: i64,
}

/// A statement with its placeholders as the database spells them.
fn statement(backend: DbBackend, sql: impl Fn(&[&str; 2]) -> String, values: Vec<Value>) -> Statement {
    let marks = if backend == DbBackend::Postgres { ["$1", "$2"] } else { ["?", "?"] };
    Statement::from_sql_and_values(backend, sql(&marks), values)
}

/// Returns the digests that rows name and that begin with this byte, each once, with the code of the first file that names it. It tells
/// about nobody: the sweep compares it with what lies in the store.
///
/// # Errors
/// The database's.
pub async fn digests(look: &Snapshot, first: u8) -> Outcome<Vec<(Digest, Code)>> {
    let mut all: Vec<(Digest, Code)> = Vec::new();
    for Naming { table, column, code, kept } in TABLES {
        let sql = |[one, _]: &[&str; 2]| {
            format!(
                "SELECT {column} AS digest, {code} AS code FROM {table} WHERE {column} LIKE {one} AND {kept} ORDER BY {column}, id"
            )
        };
        let asked = statement(look.backend(), sql, vec![format!("{first:02x}%").into()]);
        for Named { digest, code } in Named::find_by_statement(asked).all(look.db()).await? {
            all.push((row::digest(&digest)?, row::code(&code)?));
        }
    }
    // A stable order: of two rows that name the same contents the first stays.
    all.sort_by_key(|one| one.0);
    all.dedup_by_key(|one| one.0);
    Ok(all)
}

/// Returns the next file after `after` whose contents another generation than `newest` sealed: where the walk stands then, and where the
/// contents lie. The walk takes the tables in turn, key by key.
///
/// # Errors
/// The database's.
pub async fn older<A: Reads<Sealed>>(
    look: &Snapshot,
    _permit: &Permit<A>,
    (newest, after): (u8, i64),
) -> Outcome<Option<(i64, Digest)>> {
    let mut next: Option<(i64, Digest)> = None;
    for (Naming { table, column, kept, .. }, turn) in TABLES.iter().zip(0_i64..) {
        let behind = after.saturating_sub(turn).div_euclid(TURNS);
        let sql = |[one, two]: &[&str; 2]| {
            format!(
                "SELECT id AS key, {column} AS digest FROM {table} WHERE id > {one} AND generation <> {two} AND {kept} ORDER BY id LIMIT 1"
            )
        };
        let asked = statement(look.backend(), sql, vec![behind.into(), i64::from(newest).into()]);
        let Some(Older { key, digest }) = Older::find_by_statement(asked).one(look.db()).await? else {
            continue;
        };
        let place = key.saturating_mul(TURNS).saturating_add(turn);
        if next.is_none_or(|(known, _)| place < known) {
            next = Some((place, row::digest(&digest)?));
        }
    }
    Ok(next)
}

/// How many tables take turns in the walk.
const TURNS: i64 = 5;

/// Writes down that the contents under a digest were sealed by a generation; answers for how many files.
///
/// # Errors
/// The database's.
pub async fn sealed<A: Changes<Sealed>>(
    tx: &Tx,
    _permit: &Permit<A>,
    (digest, generation): (Digest, u8),
) -> Outcome<u64> {
    let mut count = 0_u64;
    for Naming { table, column, .. } in TABLES {
        let sql =
            |[one, two]: &[&str; 2]| format!("UPDATE {table} SET generation = {one} WHERE {column} = {two}");
        let values = vec![i64::from(generation).into(), digest.to_string().into()];
        let done = tx.db().execute_raw(statement(tx.backend(), sql, values)).await?;
        count = count.saturating_add(done.rows_affected());
    }
    Ok(count)
}

/// Counts the files whose contents each generation sealed: the generation and how many.
///
/// # Errors
/// The database's.
pub async fn generations(look: &Snapshot) -> Outcome<Vec<(u8, u64)>> {
    let mut all: Vec<(u8, u64)> = Vec::new();
    for Naming { table, kept, .. } in TABLES {
        let sql = |_: &[&str; 2]| {
            format!(
                "SELECT generation, count(*) AS number FROM {table} WHERE {kept} GROUP BY generation ORDER BY generation"
            )
        };
        let asked = statement(look.backend(), sql, Vec::new());
        for Counted { generation, number } in Counted::find_by_statement(asked).all(look.db()).await? {
            let generation =
                u8::try_from(generation).map_err(|_| StoreError::Unreadable("upload.generation"))?;
            let number = u64::try_from(number).unwrap_or(0);
            match all.iter_mut().find(|one| one.0 == generation) {
                Some(known) => known.1 = known.1.saturating_add(number),
                None => all.push((generation, number)),
            }
        }
    }
    all.sort_by_key(|one| one.0);
    Ok(all)
}
