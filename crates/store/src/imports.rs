//! Files on their way in: staged row by row, shown in a dry run, then applied by one act or dropped.
//!
//! Owns: rows of `import_batch`, `staged_row`, `import_change`, `import_content` and `import_file`. Refuses: what a file holds (its contents lie elsewhere,
//! or come here sealed); applying; the use case writes positions or marks and
//! [`apply`] flips the batch with one statement. Staging is housekeeping and leaves no event.

mod kept;

use domain::access::aggregate::{Marks, PositionImports, Postings};
use domain::access::{Changes, Permit, Reads, Scope};
use domain::calendar::Instant;
use domain::digest::Digest;
use domain::id::{Code, ImportId, PersonId, PostingId};
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set};

use crate::entity::{import_batch, import_change, import_content, import_file, staged_row};
use crate::error::Outcome;
use crate::locked::{Locked, Scoped};
use crate::row;
use crate::tx::{Snapshot, Tx};

pub use domain::import::{ImportKind as Kind, ImportState as State};
pub use kept::{File, Origin, changes, file, keep_changes, keep_contents, keep_file, origins};

/// An aggregate that files bring rows of: whoever reads or applies an import needs the permit of exactly what it brings.
pub trait Incoming {
    /// The kind of import.
    const KIND: Kind;
}

impl Incoming for PositionImports {
    const KIND: Kind = Kind::Positions;
}

impl Incoming for Marks {
    const KIND: Kind = Kind::Marks;
}

/// An import as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportRow {
    /// Key.
    pub id: ImportId,
    /// Public code.
    pub code: Code,
    /// Into which posting.
    pub posting: PostingId,
    /// What it brings.
    pub kind: Kind,
    /// The file's name as sent, sealed: it may name people.
    pub file_name_sealed: Vec<u8>,
    /// SHA-256 of the file.
    pub file: Digest,
    /// Its size in bytes.
    pub file_size: i64,
    /// Where it stands.
    pub state: State,
    /// The posting's version that the dry run saw.
    pub posting_version: i64,
    /// The revision of the scheme that the dry run saw; 0 for none.
    pub scheme_revision: u32,
    /// The dry run's report as JSON, sealed.
    pub report_sealed: Vec<u8>,
    /// Who brought it.
    pub created_by: PersonId,
    /// When.
    pub created_at: Instant,
}

impl Scoped for ImportRow {
    fn scope(&self) -> Scope {
        Scope::posting(self.posting, &[])
    }
}

fn read(row: import_batch::Model) -> Outcome<ImportRow> {
    Ok(ImportRow {
        id: ImportId(row.id),
        code: row::code(&row.code)?,
        posting: PostingId(row.posting),
        kind: row::word(Kind::from_word, &row.kind, "import_batch.kind")?,
        file_name_sealed: row.file_name_sealed,
        file: row::digest(&row.file_digest)?,
        file_size: row.file_size,
        state: row::word(State::from_word, &row.state, "import_batch.state")?,
        posting_version: row.posting_version,
        scheme_revision: row::count(row.scheme_revision, "import_batch.scheme_revision")?,
        report_sealed: row.report_sealed,
        created_by: PersonId(row.created_by),
        created_at: Instant(row.created_at),
    })
}

/// A file that was imported into a posting, without its name and its rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brought {
    /// Public code.
    pub code: Code,
    /// What it brought.
    pub kind: Kind,
    /// SHA-256 of the file.
    pub file: Digest,
    /// Its size in bytes.
    pub size: i64,
    /// Where it stands.
    pub state: State,
    /// Who brought it.
    pub by: PersonId,
    /// When.
    pub at: Instant,
}

/// Returns the files that were imported into the permit's posting, oldest first.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where the permit names no posting.
pub async fn of_posting<A: Reads<Postings>>(look: &Snapshot, permit: &Permit<A>) -> Outcome<Vec<Brought>> {
    let rows = import_batch::Entity::find()
        .filter(import_batch::Column::Posting.eq(row::posting_of(permit)?.0))
        .order_by_asc(import_batch::Column::Id)
        .all(look.db())
        .await?;
    let brought = |found: import_batch::Model| {
        let found = read(found)?;
        Ok(Brought {
            code: found.code,
            kind: found.kind,
            file: found.file,
            size: found.file_size,
            state: found.state,
            by: found.created_by,
            at: found.created_at,
        })
    };
    rows.into_iter().map(brought).collect()
}

/// An import to stage.
#[derive(Clone, Copy, Debug)]
pub struct NewImport<'a> {
    /// Public code, from the random source.
    pub code: Code,
    /// The file's name as sent, sealed.
    pub file_name_sealed: &'a [u8],
    /// SHA-256 of the file.
    pub file: Digest,
    /// Its size in bytes.
    pub file_size: i64,
    /// The posting's version that the dry run saw.
    pub posting_version: i64,
    /// The revision of the scheme that the dry run saw; 0 for none.
    pub scheme_revision: u32,
    /// The dry run's report as JSON, sealed.
    pub report_sealed: &'a [u8],
    /// Who brings it: the caller, or for the demonstration whom it stands for.
    pub by: PersonId,
    /// Now.
    pub at: Instant,
}

/// Starts staging a file for the permit's posting.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where the permit names no posting.
pub async fn begin<T: Incoming, A: Changes<T>>(
    tx: &Tx,
    permit: &Permit<A>,
    new: &NewImport<'_>,
) -> Outcome<ImportId> {
    let row = import_batch::ActiveModel {
        code: Set(new.code.to_string()),
        posting: Set(row::posting_of(permit)?.0),
        kind: Set(T::KIND.word().to_owned()),
        file_name_sealed: Set(new.file_name_sealed.to_vec()),
        file_digest: Set(new.file.to_string()),
        file_size: Set(new.file_size),
        state: Set(State::Staging.word().to_owned()),
        posting_version: Set(new.posting_version),
        scheme_revision: Set(new.scheme_revision.into()),
        report_sealed: Set(new.report_sealed.to_vec()),
        created_by: Set(row::actor(permit, new.by)?.0),
        created_at: Set(new.at.0),
        ..Default::default()
    };
    Ok(ImportId(import_batch::Entity::insert(row).exec(tx.db()).await?.last_insert_id))
}

/// Adds rows: the line in the file and the row as JSON, sealed.
///
/// # Errors
/// The database's.
pub async fn stage(tx: &Tx, import: ImportId, rows: &[(u32, Vec<u8>)]) -> Outcome<()> {
    let rows = rows.iter().map(|(line, body)| staged_row::ActiveModel {
        batch: Set(import.0),
        line: Set(i64::from(*line)),
        body_sealed: Set(body.clone()),
        ..Default::default()
    });
    row::insert_chunks(tx, rows.collect()).await?;
    Ok(())
}

/// Declares the staging complete.
///
/// # Errors
/// [`crate::StoreError::Stale`] where it was not being staged.
pub async fn complete(tx: &Tx, import: ImportId) -> Outcome<()> {
    turn(tx, import_batch::Column::Id.eq(import.0), (State::Staging, State::Staged), None).await
}

/// Marks a staged import of the permit's posting as applied; in the same transaction as what it brings.
///
/// # Errors
/// [`crate::StoreError::Stale`] where it was applied or dropped meanwhile.
pub async fn apply<T: Incoming, A: Changes<T>>(
    tx: &Tx,
    permit: &Permit<A>,
    import: ImportId,
    at: Instant,
) -> Outcome<()> {
    let which = import_batch::Column::Id
        .eq(import.0)
        .and(import_batch::Column::Kind.eq(T::KIND.word()))
        .and(import_batch::Column::Posting.eq(row::posting_of(permit)?.0));
    turn(tx, which, (State::Staged, State::Applied), Some(at)).await?;
    import_content::Entity::update_many()
        .col_expr(import_content::Column::Applied, Expr::value(1))
        .filter(import_content::Column::Batch.eq(import.0))
        .exec(tx.db())
        .await?;
    Ok(())
}

async fn turn(
    tx: &Tx,
    which: sea_orm::sea_query::SimpleExpr,
    (from, to): (State, State),
    applied: Option<Instant>,
) -> Outcome<()> {
    let mut update = import_batch::Entity::update_many()
        .col_expr(import_batch::Column::State, Expr::value(to.word()))
        .filter(which)
        .filter(import_batch::Column::State.eq(from.word()));
    if let Some(at) = applied {
        update = update.col_expr(import_batch::Column::AppliedAt, Expr::value(at.0));
    }
    row::expect_hit(update.exec(tx.db()).await?.rows_affected)
}

/// An import, locked by the aggregate that it brings rows of.
#[derive(Debug)]
pub enum Batch {
    /// A position table.
    Positions(Locked<ImportRow, PositionImports>),
    /// Marks.
    Marks(Locked<ImportRow, Marks>),
}

/// Returns the import of that code, to be opened with the permit of what it brings.
///
/// # Errors
/// The database's.
pub async fn by_code(look: &Snapshot, code: &Code) -> Outcome<Option<Batch>> {
    let found = import_batch::Entity::find().filter(import_batch::Column::Code.eq(code.as_str()));
    let Some(row) = found.one(look.db()).await?.map(read).transpose()? else { return Ok(None) };
    Ok(Some(match row.kind {
        Kind::Positions => Batch::Positions(Locked::new(row)),
        Kind::Marks => Batch::Marks(Locked::new(row)),
    }))
}

/// Returns the import of that code and of the kind of `T` for an act that changes it: whoever does so at the same instant waits,
/// and then sees what was done.
///
/// # Errors
/// The database's.
pub async fn for_update<T: Incoming>(tx: &Tx, code: &Code) -> Outcome<Option<Locked<ImportRow, T>>> {
    let found = import_batch::Entity::find()
        .filter(import_batch::Column::Code.eq(code.as_str()))
        .filter(import_batch::Column::Kind.eq(T::KIND.word()))
        .lock_exclusive();
    Ok(found.one(tx.db()).await?.map(read).transpose()?.map(Locked::new))
}

/// Returns the imports of the kind of `T` into the permit's posting, newest first.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where the permit names no posting.
pub async fn all<T: Incoming, A: Reads<T>>(look: &Snapshot, permit: &Permit<A>) -> Outcome<Vec<ImportRow>> {
    let rows = import_batch::Entity::find()
        .filter(import_batch::Column::Kind.eq(T::KIND.word()))
        .filter(import_batch::Column::Posting.eq(row::posting_of(permit)?.0))
        .order_by_desc(import_batch::Column::Id)
        .all(look.db())
        .await?;
    rows.into_iter().map(read).collect()
}

/// Returns the staged rows, sealed, of an import that the permit's use case has opened, in order of lines.
///
/// # Errors
/// The database's.
pub async fn rows<T: Incoming, A: Reads<T>>(
    look: &Snapshot,
    _permit: &Permit<A>,
    import: ImportId,
) -> Outcome<Vec<(u32, Vec<u8>)>> {
    let rows = staged_row::Entity::find()
        .filter(staged_row::Column::Batch.eq(import.0))
        .order_by_asc(staged_row::Column::Line)
        .all(look.db())
        .await?;
    rows.into_iter().map(|row| Ok((row::count(row.line, "staged_row.line")?, row.body_sealed))).collect()
}

/// Deletes imports begun before `before` that were never confirmed, with their rows, reports and files (housekeeping); answers how
/// many rows went. Contents that nothing names any more go with the sweep of their store.
///
/// # Errors
/// The database's.
pub async fn sweep(tx: &Tx, before: Instant) -> Outcome<u64> {
    let old = || import_batch::Column::CreatedAt.lt(before.0).and(import_batch::Column::AppliedAt.is_null());
    let batches = Query::select()
        .column(import_batch::Column::Id)
        .from(import_batch::Entity)
        .and_where(old())
        .to_owned();
    let done = staged_row::Entity::delete_many()
        .filter(staged_row::Column::Batch.in_subquery(batches.clone()))
        .exec(tx.db())
        .await?;
    import_change::Entity::delete_many()
        .filter(import_change::Column::Batch.in_subquery(batches.clone()))
        .exec(tx.db())
        .await?;
    import_content::Entity::delete_many()
        .filter(import_content::Column::Batch.in_subquery(batches.clone()))
        .exec(tx.db())
        .await?;
    import_file::Entity::delete_many()
        .filter(import_file::Column::Batch.in_subquery(batches))
        .exec(tx.db())
        .await?;
    import_batch::Entity::delete_many().filter(old()).exec(tx.db()).await?;
    Ok(done.rows_affected)
}
