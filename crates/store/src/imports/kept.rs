//! What stays of an import beside its rows: every change that its dry run showed, and the file itself.
//!
//! Owns: rows of `import_change`, of `import_content`, which say where a file lies, and of `import_file`, which hold those of databases from
//! before there was a store of files. Refuses: any of it in clear.

use domain::access::aggregate::Marks;
use domain::access::{Permit, Reads};
use domain::digest::Digest;
use domain::id::{Code, ImportId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Set};

use super::Incoming;
use crate::entity::{import_batch, import_change, import_content, import_file};
use crate::error::Outcome;
use crate::row;
use crate::tx::{Snapshot, Tx};

/// Keeps what the dry run of an import shows, as JSON, sealed, by its line from 1.
///
/// # Errors
/// The database's.
pub async fn keep_changes(tx: &Tx, import: ImportId, changes: Vec<(u32, Vec<u8>)>) -> Outcome<()> {
    let rows = changes.into_iter().map(|(line, body)| import_change::ActiveModel {
        batch: Set(import.0),
        line: Set(i64::from(line)),
        body_sealed: Set(body),
        ..Default::default()
    });
    row::insert_chunks(tx, rows.collect()).await?;
    Ok(())
}

/// Writes down where the contents of an import's file lie, and the key generation that sealed them.
///
/// # Errors
/// The database's.
pub async fn keep_contents(tx: &Tx, import: ImportId, (lies, generation): (Digest, u8)) -> Outcome<()> {
    let row = import_content::ActiveModel {
        batch: Set(import.0),
        lies: Set(lies.to_string()),
        generation: Set(generation.into()),
        applied: Set(0),
        ..Default::default()
    };
    import_content::Entity::insert(row).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// Keeps the file of an import, sealed, in the database itself, as every import did before there was a store of files. No use case calls
/// it: tests put such a row there and see that it goes on working.
///
/// # Errors
/// The database's.
pub async fn keep_file(tx: &Tx, import: ImportId, sealed: Vec<u8>) -> Outcome<()> {
    let row = import_file::ActiveModel { batch: Set(import.0), sealed: Set(sealed) };
    import_file::Entity::insert(row).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// Returns the changes of an import that the permit's use case has opened: those of the lines `from` to `to`, both counted from 1
/// and included.
///
/// # Errors
/// The database's.
pub async fn changes<T: Incoming, A: Reads<T>>(
    look: &Snapshot,
    _permit: &Permit<A>,
    import: ImportId,
    (from, to): (u32, u32),
) -> Outcome<Vec<(u32, Vec<u8>)>> {
    let rows = import_change::Entity::find()
        .filter(import_change::Column::Batch.eq(import.0))
        .filter(import_change::Column::Line.between(i64::from(from), i64::from(to)))
        .order_by_asc(import_change::Column::Line)
        .all(look.db())
        .await?;
    rows.into_iter().map(|row| Ok((row::count(row.line, "import_change.line")?, row.body_sealed))).collect()
}

/// The file of an import as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum File {
    /// It lies in the store of files, under this keyed digest.
    Lies(Digest),
    /// It stands in the database, sealed for its import.
    Sealed(Vec<u8>),
}

/// Returns how the file of an import that the permit's use case has opened is kept.
///
/// # Errors
/// The database's.
pub async fn file<T: Incoming, A: Reads<T>>(
    look: &Snapshot,
    _permit: &Permit<A>,
    import: ImportId,
) -> Outcome<Option<File>> {
    let lies = import_content::Entity::find().filter(import_content::Column::Batch.eq(import.0));
    if let Some(row) = lies.one(look.db()).await? {
        return Ok(Some(File::Lies(row::digest(&row.lies)?)));
    }
    let found = import_file::Entity::find_by_id(import.0).one(look.db()).await?;
    Ok(found.map(|row| File::Sealed(row.sealed)))
}

/// The file that marks came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// Key of the import.
    pub id: ImportId,
    /// Its public code.
    pub code: Code,
    /// The file's name as sent, sealed.
    pub file_name_sealed: Vec<u8>,
    /// SHA-256 of the file.
    pub file: Digest,
}

/// Returns the files of these imports of marks into the permit's posting.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where the permit names no posting.
pub async fn origins<A: Reads<Marks>>(
    look: &Snapshot,
    permit: &Permit<A>,
    imports: &[ImportId],
) -> Outcome<Vec<Origin>> {
    let rows = import_batch::Entity::find()
        .filter(import_batch::Column::Id.is_in(imports.iter().map(|id| id.0)))
        .filter(import_batch::Column::Kind.eq(Marks::KIND.word()))
        .filter(import_batch::Column::Posting.eq(row::posting_of(permit)?.0))
        .all(look.db())
        .await?;
    let read = |row: import_batch::Model| {
        Ok(Origin {
            id: ImportId(row.id),
            code: row::code(&row.code)?,
            file: row::digest(&row.file_digest)?,
            file_name_sealed: row.file_name_sealed,
        })
    };
    rows.into_iter().map(read).collect()
}
