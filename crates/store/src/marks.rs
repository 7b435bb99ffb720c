//! Marks (成绩): the cells of people's sheets.
//!
//! Owns: rows of `mark`, and the words of emptied cells in `mark_words`. Refuses: floats and decimals (a value is an integer of millionths), judging whether a component
//! exists, and forgetting: what is replaced or removed goes into the history in the same statement's transaction.

pub mod examiners;
pub mod history;

use domain::access::aggregate::Marks;
use domain::access::{Act, Changes, Permit, Reads};
use domain::calendar::Instant;
use domain::digest::Digest;
use domain::id::{ApplicationId, ImportId, MarkId, PersonId};
use domain::import::MarkEnd;
use sea_orm::sea_query::{Expr, ExprTrait, Query, SimpleExpr};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Set};

use crate::entity::{application, mark, mark_words};
use crate::error::{Outcome, StoreError};
use crate::inputs;
use crate::row;
use crate::tx::{Snapshot, Tx};
use history::Ending;

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// A mark, points or a fact, in millionths.
    Value(i64),
    /// A status word of the one list (`absent`, `void`, …).
    Status(String),
    /// The room, in a `room.` column.
    Room(String),
}

/// Where a mark came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// Typed.
    Hand,
    /// A file.
    Import {
        /// The import that brought it.
        batch: ImportId,
        /// The cell of its sheet, such as `C17`.
        place: String,
    },
}

impl Source {
    /// Returns the source of its columns.
    fn of(batch: Option<i64>, place: Option<String>) -> Self {
        match batch {
            Some(batch) => Self::Import { batch: ImportId(batch), place: place.unwrap_or_default() },
            None => Self::Hand,
        }
    }

    /// Returns its columns: word, import and cell.
    fn columns(&self) -> (&'static str, Option<i64>, Option<String>) {
        match self {
            Self::Hand => ("hand", None, None),
            Self::Import { batch, place } => ("import", Some(batch.0), Some(place.clone())),
        }
    }
}

/// A mark as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkRow {
    /// Key.
    pub id: MarkId,
    /// The application that the mark belongs to.
    pub application: ApplicationId,
    /// Which column, as `domain::scheme::Scheme::inputs` names it.
    pub component: String,
    /// What.
    pub cell: Cell,
    /// From where.
    pub source: Source,
    /// Version; expected by every write.
    pub version: i64,
    /// Who entered it last.
    pub by: PersonId,
    /// When.
    pub at: Instant,
}

/// A mark to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewMark {
    /// The application that the mark belongs to.
    pub application: ApplicationId,
    /// Which.
    pub component: String,
    /// What.
    pub cell: Cell,
    /// From where.
    pub source: Source,
}

fn read(row: mark::Model) -> Outcome<MarkRow> {
    Ok(MarkRow {
        id: MarkId(row.id),
        application: ApplicationId(row.application),
        component: row.component,
        cell: cell(row.value, row.status, row.room)?,
        source: Source::of(row.batch, row.place),
        version: row.version,
        by: PersonId(row.entered_by),
        at: Instant(row.entered_at),
    })
}

/// Returns the cell of its columns.
fn cell(value: Option<i64>, status: Option<String>, room: Option<String>) -> Outcome<Cell> {
    match (value, status, room) {
        (Some(value), None, None) => Ok(Cell::Value(value)),
        (None, Some(status), None) => Ok(Cell::Status(status)),
        (None, None, Some(room)) => Ok(Cell::Room(room)),
        _ => Err(StoreError::Unreadable("mark.value")),
    }
}

/// Returns value, status and room of a cell; exactly one of them is filled.
fn parts(cell: &Cell) -> (Option<i64>, Option<String>, Option<String>) {
    match cell {
        Cell::Value(value) => (Some(*value), None, None),
        Cell::Status(status) => (None, Some(status.clone()), None),
        Cell::Room(room) => (None, None, Some(room.clone())),
    }
}

pub(crate) fn written(new: &NewMark, by: PersonId, at: Instant) -> mark::ActiveModel {
    let (value, status, room) = parts(&new.cell);
    let (source, batch, place) = new.source.columns();
    mark::ActiveModel {
        application: Set(new.application.0),
        component: Set(new.component.clone()),
        value: Set(value),
        status: Set(status),
        room: Set(room),
        source: Set(source.to_owned()),
        batch: Set(batch),
        place: Set(place),
        version: Set(1),
        entered_by: Set(by.0),
        entered_at: Set(at.0),
        ..Default::default()
    }
}

/// Builds the condition that a row belongs to the permit's posting; `application` is the column that names the application.
fn within<C: ColumnTrait, A: Act>(application: C, permit: &Permit<A>) -> Outcome<SimpleExpr> {
    let of_posting = Query::select()
        .column(application::Column::Id)
        .from(application::Entity)
        .and_where(application::Column::Posting.eq(row::posting_of(permit)?.0))
        .to_owned();
    Ok(application.in_subquery(of_posting))
}

/// Builds the same condition for statements that name their rows otherwise: the database looks at the application of each such row
/// and gathers no posting, so that one mark costs the same among a thousand people and among a hundred thousand.
fn row_within<C: ColumnTrait, A: Act>(application: C, permit: &Permit<A>) -> Outcome<SimpleExpr> {
    let own = Query::select()
        .expr(Expr::val(1))
        .from(application::Entity)
        .and_where(application::Column::Id.into_expr().eq(application.into_expr()))
        .and_where(application::Column::Posting.eq(row::posting_of(permit)?.0))
        .to_owned();
    Ok(Expr::exists(own))
}

/// Returns every mark of the permit's posting, by application and component.
///
/// # Errors
/// [`StoreError::OutOfScope`] where the permit names no posting.
pub async fn all<A: Reads<Marks>>(look: &Snapshot, permit: &Permit<A>) -> Outcome<Vec<MarkRow>> {
    let rows = mark::Entity::find()
        .filter(within(mark::Column::Application, permit)?)
        .order_by_asc(mark::Column::Application)
        .order_by_asc(mark::Column::Component)
        .all(look.db())
        .await?;
    rows.into_iter().map(read).collect()
}

/// Returns which cells of the permit's posting are filled, by application and column.
///
/// # Errors
/// [`StoreError::OutOfScope`] where the permit names no posting.
pub async fn filled<A: Reads<Marks>>(
    look: &Snapshot,
    permit: &Permit<A>,
) -> Outcome<Vec<(ApplicationId, String)>> {
    let rows: Vec<(i64, String)> = mark::Entity::find()
        .select_only()
        .columns([mark::Column::Application, mark::Column::Component])
        .filter(within(mark::Column::Application, permit)?)
        .into_tuple()
        .all(look.db())
        .await?;
    Ok(rows.into_iter().map(|(application, column)| (ApplicationId(application), column)).collect())
}

/// Returns how many marks the permit's posting has.
///
/// # Errors
/// [`StoreError::OutOfScope`] where the permit names no posting.
pub async fn count<A: Reads<Marks>>(look: &Snapshot, permit: &Permit<A>) -> Outcome<u64> {
    let found = mark::Entity::find().filter(within(mark::Column::Application, permit)?);
    Ok(found.count(look.db()).await?)
}

/// Returns the marks of one application of the permit's posting.
///
/// # Errors
/// [`StoreError::OutOfScope`] where the permit names no posting.
pub async fn sheet<A: Reads<Marks>>(
    look: &Snapshot,
    permit: &Permit<A>,
    application: ApplicationId,
) -> Outcome<Vec<MarkRow>> {
    sheets(look, permit, &[application]).await
}

/// Returns the marks of some applications of the permit's posting, by application and component.
///
/// # Errors
/// [`StoreError::OutOfScope`] where the permit names no posting.
pub async fn sheets<A: Reads<Marks>>(
    look: &Snapshot,
    permit: &Permit<A>,
    applications: &[ApplicationId],
) -> Outcome<Vec<MarkRow>> {
    let rows = mark::Entity::find()
        .filter(mark::Column::Application.is_in(applications.iter().map(|id| id.0)))
        .filter(row_within(mark::Column::Application, permit)?)
        .order_by_asc(mark::Column::Application)
        .order_by_asc(mark::Column::Component)
        .all(look.db())
        .await?;
    rows.into_iter().map(read).collect()
}

/// Writes marks into empty cells; none is no change. The caller has loaded the applications under the permit's posting.
///
/// # Errors
/// [`crate::Conflict::Mark`] where a cell is not empty any more.
pub async fn insert<A: Changes<Marks>>(
    tx: &Tx,
    permit: &Permit<A>,
    marks: &[NewMark],
    (by, at): (PersonId, Instant),
) -> Outcome<()> {
    let by = row::actor(permit, by)?;
    if marks.is_empty() {
        return Ok(());
    }
    // A cell that was emptied counts its versions on: a page that was opened before the emptying stays stale.
    let mut emptied = history::emptied(tx, permit, marks).await?;
    let rows: Vec<_> = marks
        .iter()
        .map(|new| {
            let last = emptied.remove(&(new.application, new.component.clone())).unwrap_or(0);
            mark::ActiveModel { version: Set(last.saturating_add(1)), ..written(new, by, at) }
        })
        .collect();
    row::insert_chunks(tx, rows).await?;
    inputs::touch(tx, row::posting_of(permit)?).await
}

/// Replaces a mark of the permit's posting; the old one stays in the history.
///
/// # Errors
/// [`StoreError::Stale`] where somebody else wrote it after `version`: load it again and show both.
pub async fn update<A: Changes<Marks>>(
    tx: &Tx,
    permit: &Permit<A>,
    (id, version): (MarkId, i64),
    (cell, source): (&Cell, &Source),
    (by, at): (PersonId, Instant),
) -> Outcome<()> {
    let (value, status, room) = parts(cell);
    let (word, batch, place) = source.columns();
    let ending = Ending { how: MarkEnd::Replaced, batch: batch.map(ImportId), reason: None };
    history::of_mark(tx, permit, (id, version), &ending, (by, at)).await?;
    let done = mark::Entity::update_many()
        .col_expr(mark::Column::Version, Expr::col(mark::Column::Version).add(1))
        .set(mark::ActiveModel {
            value: Set(value),
            status: Set(status),
            room: Set(room),
            source: Set(word.to_owned()),
            batch: Set(batch),
            place: Set(place),
            entered_by: Set(row::actor(permit, by)?.0),
            entered_at: Set(at.0),
            ..Default::default()
        })
        .filter(mark::Column::Id.eq(id.0))
        .filter(mark::Column::Version.eq(version))
        .filter(row_within(mark::Column::Application, permit)?)
        .exec(tx.db())
        .await?;
    row::expect_hit(done.rows_affected)?;
    inputs::touch(tx, row::posting_of(permit)?).await
}

/// Why a cell was emptied: the keyed digest that stays, and the words that go after their term.
#[derive(Clone, Copy, Debug)]
pub struct Reason<'a> {
    /// Keyed digest of the words.
    pub digest: Digest,
    /// The words, sealed.
    pub sealed: &'a [u8],
}

/// Empties a cell of the permit's posting for a reason; what stood there stays in the history.
///
/// # Errors
/// [`StoreError::Stale`] where somebody else wrote it after `version`.
pub async fn remove<A: Changes<Marks>>(
    tx: &Tx,
    permit: &Permit<A>,
    mark: &MarkRow,
    version: i64,
    reason: Reason<'_>,
    (by, at): (PersonId, Instant),
) -> Outcome<()> {
    let id = mark.id;
    let ending = Ending { how: MarkEnd::Emptied, batch: None, reason: Some(reason.digest) };
    history::of_mark(tx, permit, (id, version), &ending, (by, at)).await?;
    let done = mark::Entity::delete_many()
        .filter(mark::Column::Id.eq(id.0))
        .filter(mark::Column::Version.eq(version))
        .filter(row_within(mark::Column::Application, permit)?)
        .exec(tx.db())
        .await?;
    row::expect_hit(done.rows_affected)?;
    let words = mark_words::ActiveModel {
        application: Set(mark.application.0),
        component: Set(mark.component.clone()),
        version: Set(version),
        sealed: Set(reason.sealed.to_vec()),
        at: Set(at.0),
        ..Default::default()
    };
    mark_words::Entity::insert(words).exec_without_returning(tx.db()).await?;
    inputs::touch(tx, row::posting_of(permit)?).await
}
