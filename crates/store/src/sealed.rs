//! The sealed columns of all tables, as the change of a key generation walks them.
//!
//! Owns: the list [`COLUMNS`], reading sealed bytes by generation and replacing them unchanged in meaning. The columns of one table are
//! walked together, so that a row is bound anew once and not once for each of its values. Refuses: opening
//! them, and writing over a value that changed meanwhile. `kept_form` is not walked: its rows end within an hour.

use domain::access::aggregate::Sealed;
use domain::access::{Changes, Permit};
use sea_orm::{ConnectionTrait, DbBackend, FromQueryResult, QueryResult, Statement, Value};

use crate::error::Outcome;
use crate::tx::{Snapshot, Tx};

/// A sealed column, and how its rows name the place that their values are bound to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// `table.column`: what the seal is bound to.
    pub name: &'static str,
    table: &'static str,
    column: &'static str,
    /// A column of whole numbers that names the row.
    key: &'static str,
    /// The row's half of the place.
    row: &'static str,
    /// What has to be joined for it.
    join: &'static str,
    /// Rows that one act seals anew: few where they are whole files, many where an act binds all rows of their batch again.
    pub at_once: u32,
}

macro_rules! columns {
    ($($table:literal . $column:literal by $key:literal = $row:literal $(join $join:literal)? $(, $many:literal at once)?;)+) => {
        /// Every sealed column but `kept_form.fields`.
        pub const COLUMNS: &[Column] = &[$(Column {
            name: concat!($table, ".", $column),
            table: $table,
            column: $column,
            key: $key,
            row: $row,
            join: concat!("", $($join)?),
            at_once: columns!(many $($many)?),
        }),+];
    };
    (many) => { 200 };
    (many $many:literal) => { $many };
}

columns! {
    "application"."name_sealed" by "id" = "t.code";
    "application"."identity_sealed" by "id" = "t.code";
    "application"."phone_sealed" by "id" = "t.code";
    "application"."unit_sealed" by "id" = "t.code";
    "application"."answers_sealed" by "id" = "t.code";
    "submission"."sealed" by "id" = "a.code || '/' || t.no" join "JOIN application a ON a.id = t.application";
    "screening"."words_sealed" by "id" = "a.code || '/' || t.decided_at" join "JOIN application a ON a.id = t.application";
    "adjustment_choice"."refused_sealed" by "id" = "t.code";
    "backfill"."note_sealed" by "id" = "t.code";
    "departure"."evidence_sealed" by "id" = "t.code";
    "departure"."refused_sealed" by "id" = "t.code";
    "departure_recall"."reason_sealed" by "id" = "t.code";
    "departure_recall"."refused_sealed" by "id" = "t.code";
    "inspection"."record_sealed" by "id" = "t.code";
    "inspection"."findings_sealed" by "id" = "t.code";
    "inspection"."returned_sealed" by "id" = "t.code";
    "interview_plan"."body_sealed" by "id" = "t.code";
    "interview_plan"."returned_sealed" by "id" = "t.code";
    "medical"."words_sealed" by "id" = "t.code";
    "extension"."reason_sealed" by "id" = "t.code";
    "extension"."evidence_sealed" by "id" = "t.code";
    "extension"."refused_sealed" by "id" = "t.code";
    "import_batch"."file_name_sealed" by "id" = "t.code";
    "import_batch"."report_sealed" by "id" = "t.code";
    "staged_row"."body_sealed" by "id" = "b.code || '/' || t.line" join "JOIN import_batch b ON b.id = t.batch";
    "import_change"."body_sealed" by "id" = "b.code || '/' || t.line" join "JOIN import_batch b ON b.id = t.batch", 5_000 at once;
    "import_file"."sealed" by "batch" = "b.code" join "JOIN import_batch b ON b.id = t.batch", 1 at once;
    "mark_words"."sealed" by "id" = "t.application || '/' || t.component || '/' || t.version";
    "upload"."name_sealed" by "id" = "t.code";
    "decision_choice"."words_sealed" by "id" = "d.code || '/' || t.application" join "JOIN collective_decision d ON d.id = t.decision";
    "service_end"."words_sealed" by "id" = "a.code" join "JOIN application a ON a.id = t.application";
    "service_term"."words_sealed" by "id" = "a.code" join "JOIN application a ON a.id = t.application";
    "objection"."words_sealed" by "id" = "t.code";
    "objection"."contact_sealed" by "id" = "t.code";
    "objection_answer"."words_sealed" by "id" = "t.code";
    "ruling_words"."sealed" by "id" = "r.code || '/' || t.part" join "JOIN ruling r ON r.id = t.ruling";
    "contact"."address_sealed" by "id" = "t.code";
    "message"."sealed" by "id" = "t.code";
    "session"."address_sealed" by "id" = "t.code";
    "event_address"."sealed" by "event" = "CAST(t.event AS TEXT)";
    "event_words"."sealed" by "event" = "CAST(t.event AS TEXT)";
}

/// The column that is left to its term.
const KEPT_FORMS: Column = Column {
    name: "kept_form.fields",
    table: "kept_form",
    column: "fields",
    key: "",
    row: "",
    join: "",
    at_once: 0,
};

/// Returns the sealed columns table by table, in the order of [`COLUMNS`]; none is empty.
pub fn tables() -> impl Iterator<Item = &'static [Column]> {
    COLUMNS.chunk_by(|one, next| one.table == next.table)
}

/// The sealed values of a row that an older generation sealed, with the row's half of their place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// Key of the row.
    pub key: i64,
    /// The row's half of the place.
    pub row: String,
    /// The columns, each with its bytes.
    pub sealed: Vec<(&'static Column, Vec<u8>)>,
}

/// The first byte of a value, two hexadecimal digits.
fn first_byte(backend: DbBackend, column: &str) -> String {
    match backend {
        DbBackend::Postgres => format!("upper(encode(substring(t.{column} FROM 1 FOR 1), 'hex'))"),
        _ => format!("hex(substr(t.{column}, 1, 1))"),
    }
}

/// Spells the statement's `?` as the database wants them.
fn statement(backend: DbBackend, sql: &str, values: Vec<Value>) -> Statement {
    let mut spelled = String::with_capacity(sql.len());
    let mut number = 0_u32;
    for ch in sql.chars() {
        if ch == '?' && backend == DbBackend::Postgres {
            number = number.saturating_add(1);
            spelled.push('$');
            spelled.push_str(&number.to_string());
        } else {
            spelled.push(ch);
        }
    }
    Statement::from_sql_and_values(backend, spelled, values)
}

/// Returns rows of a table with the values that another generation than `newest` sealed, after the key `after`, in the order of keys.
/// `of` is one of [`tables`].
///
/// # Errors
/// The database's.
pub async fn older<A: Changes<Sealed>>(
    tx: &Tx,
    _permit: &Permit<A>,
    of: &'static [Column],
    (newest, after): (u8, i64),
) -> Outcome<Vec<Stored>> {
    let Some(Column { table, key, row, join, at_once, .. }) = of.first() else { return Ok(Vec::new()) };
    let (mut wanted, mut shown) = (Vec::new(), Vec::new());
    for Column { column, .. } in of {
        let is_older = format!("(t.{column} IS NOT NULL AND {} <> ?)", first_byte(tx.backend(), column));
        shown.push(format!("CASE WHEN {is_older} THEN t.{column} END"));
        wanted.push(is_older);
    }
    let sql = format!(
        "SELECT t.{key}, {row}, {} FROM {table} t {join} WHERE ({}) AND t.{key} > ? ORDER BY t.{key} LIMIT {at_once}",
        shown.join(", "),
        wanted.join(" OR ")
    );
    let mut values: Vec<Value> = vec![format!("{newest:02X}").into(); of.len().saturating_mul(2)];
    values.push(after.into());
    let found = tx.db().query_all_raw(statement(tx.backend(), &sql, values)).await?;
    let stored = |row: &QueryResult| -> Outcome<Stored> {
        let mut sealed = Vec::new();
        for (at, column) in (2..).zip(of) {
            let value: Option<Vec<u8>> = row.try_get_by_index(at)?;
            sealed.extend(value.map(|value| (column, value)));
        }
        Ok(Stored { key: row.try_get_by_index(0)?, row: row.try_get_by_index(1)?, sealed })
    };
    found.iter().map(stored).collect()
}

/// Puts each `fresh` value in the place of the one that stands beside it; answers `false` where another value stands in one of them by
/// now: all then stay.
///
/// # Errors
/// The database's.
pub async fn replace<A: Changes<Sealed>>(
    tx: &Tx,
    _permit: &Permit<A>,
    row: i64,
    fresh: &[(&Column, Vec<u8>, Vec<u8>)],
) -> Outcome<bool> {
    let Some((Column { table, key, .. }, _, _)) = fresh.first() else { return Ok(false) };
    let set: Vec<String> = fresh.iter().map(|(column, _, _)| format!("{} = ?", column.column)).collect();
    let sql = format!("UPDATE {table} SET {} WHERE {} AND {key} = ?", set.join(", "), set.join(" AND "));
    let new = fresh.iter().map(|(_, _, new)| Value::from(new.clone()));
    let old = fresh.iter().map(|(_, old, _)| Value::from(old.clone()));
    let values = new.chain(old).chain([row.into()]).collect();
    let done = tx.db().execute_raw(statement(tx.backend(), &sql, values)).await?;
    Ok(done.rows_affected() == 1)
}

/// How many values of a column a generation sealed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// `table.column`.
    pub column: &'static str,
    /// The generation.
    pub generation: u8,
    /// How many values.
    pub values: u64,
}

#[derive(FromQueryResult)]
struct Counted {
    byte: String,
    number: i64,
}

/// Counts the values of all sealed columns by generation, `kept_form` included. It reads every sealed value's first byte.
///
/// # Errors
/// The database's.
pub async fn counts(look: &Snapshot) -> Outcome<Vec<Count>> {
    let mut all = Vec::new();
    for column in COLUMNS.iter().chain([&KEPT_FORMS]) {
        let Column { name, table, column, .. } = column;
        let first = first_byte(look.backend(), column);
        let sql = format!(
            "SELECT {first} AS byte, count(*) AS number FROM {table} t WHERE t.{column} IS NOT NULL GROUP BY {first} ORDER BY {first}"
        );
        let rows =
            Counted::find_by_statement(statement(look.backend(), &sql, Vec::new())).all(look.db()).await?;
        all.extend(rows.into_iter().map(|row| Count {
            column: name,
            generation: u8::from_str_radix(&row.byte, 16).unwrap_or(0),
            values: u64::try_from(row.number).unwrap_or(0),
        }));
    }
    Ok(all)
}
