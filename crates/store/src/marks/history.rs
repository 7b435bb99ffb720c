//! Marks that are no longer valid: replaced by hand or by a file, emptied for a reason, or dropped by a file.
//!
//! Owns: rows of `mark_version`, copied from `mark` and `examiner_mark` before those change. Refuses: changing or deleting
//! one; triggers forbid it in both databases.

use std::collections::HashMap;

use domain::access::aggregate::Marks;
use domain::access::{Changes, Permit, Reads};
use domain::calendar::Instant;
use domain::digest::Digest;
use domain::id::{ApplicationId, ExaminerMarkId, ImportId, MarkId, PersonId};
use domain::import::MarkEnd;
use sea_orm::sea_query::{Expr, ExprTrait as _, Query, SelectStatement};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{Cell, NewMark, Source, cell, row_within, within};
use crate::entity::mark_version::Column;
use crate::entity::{examiner_mark, mark, mark_version, mark_words};
use crate::error::{Outcome, StoreError};
use crate::row;
use crate::tx::{Snapshot, Tx};

/// Cells that are asked for one by one; of more, the whole posting is.
const FEW: usize = 1_000;

/// How a mark ends.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ending {
    /// Why.
    pub how: MarkEnd,
    /// The file that ended it; none where it was done by hand.
    pub batch: Option<ImportId>,
    /// Keyed digest of the officer's reason, where the cell was emptied.
    pub reason: Option<Digest>,
}

/// A mark that is no longer valid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastMark {
    /// Examiner and element, where it was an examiner's; the element is empty where the panel has none.
    pub examiner: Option<(String, String)>,
    /// The panel of an examiner's mark.
    pub panel: Option<String>,
    /// What stood there.
    pub cell: Cell,
    /// From where it had come.
    pub source: Source,
    /// Its version.
    pub version: i64,
    /// Who had entered it.
    pub by: PersonId,
    /// When.
    pub at: Instant,
    /// Why it is no longer valid.
    pub ended: MarkEnd,
    /// The file that ended it; none where it was done by hand.
    pub ended_batch: Option<ImportId>,
    /// Keyed digest of the reason, where the cell was emptied; [`words`] tells the words as long as they are kept.
    pub reason: Option<Digest>,
    /// Who ended it.
    pub ended_by: PersonId,
    /// When.
    pub ended_at: Instant,
}

/// Copies a mark of the permit's posting before it ends; nothing where it has another version by now.
pub(super) async fn of_mark<A: Changes<Marks>>(
    tx: &Tx,
    permit: &Permit<A>,
    (id, version): (MarkId, i64),
    ending: &Ending,
    done: (PersonId, Instant),
) -> Outcome<()> {
    use mark::Column as C;
    let pairs = [
        (Column::Application, C::Application),
        (Column::Component, C::Component),
        (Column::Value, C::Value),
        (Column::Status, C::Status),
        (Column::Room, C::Room),
        (Column::Source, C::Source),
        (Column::Batch, C::Batch),
        (Column::Place, C::Place),
        (Column::Version, C::Version),
        (Column::EnteredBy, C::EnteredBy),
        (Column::EnteredAt, C::EnteredAt),
    ];
    let (columns, from): (Vec<_>, Vec<_>) = pairs.into_iter().unzip();
    let mut old = Query::select();
    old.columns(from)
        .from(mark::Entity)
        .and_where(C::Id.eq(id.0))
        .and_where(C::Version.eq(version))
        .and_where(row_within(C::Application, permit)?);
    copy(tx, permit, (&columns, old), ending, done).await
}

/// Copies an examiner's mark of the permit's posting before it ends; nothing where it has another version by now.
pub(super) async fn of_examiner<A: Changes<Marks>>(
    tx: &Tx,
    permit: &Permit<A>,
    (id, version): (ExaminerMarkId, i64),
    ending: &Ending,
    done: (PersonId, Instant),
) -> Outcome<()> {
    use examiner_mark::Column as C;
    let pairs = [
        (Column::Application, C::Application),
        (Column::Component, C::Component),
        (Column::Examiner, C::Examiner),
        (Column::Element, C::Element),
        (Column::Panel, C::Panel),
        (Column::Value, C::Value),
        (Column::Batch, C::Batch),
        (Column::Place, C::Place),
        (Column::Version, C::Version),
        (Column::EnteredBy, C::EnteredBy),
        (Column::EnteredAt, C::EnteredAt),
    ];
    let (mut columns, from): (Vec<_>, Vec<_>) = pairs.into_iter().unzip();
    columns.push(Column::Source);
    let mut old = Query::select();
    old.columns(from)
        .expr(Expr::val("import"))
        .from(examiner_mark::Entity)
        .and_where(C::Id.eq(id.0))
        .and_where(C::Version.eq(version))
        .and_where(row_within(C::Application, permit)?);
    copy(tx, permit, (&columns, old), ending, done).await
}

async fn copy<A: Changes<Marks>>(
    tx: &Tx,
    permit: &Permit<A>,
    (columns, mut old): (&[Column], SelectStatement),
    ending: &Ending,
    (by, at): (PersonId, Instant),
) -> Outcome<()> {
    let by = row::actor(permit, by)?;
    old.expr(Expr::val(ending.how.word()))
        .expr(Expr::val(ending.batch.map(|batch| batch.0)))
        .expr(Expr::val(ending.reason.map(|digest| digest.to_string())))
        .expr(Expr::val(by.0))
        .expr(Expr::val(at.0));
    let ends = [Column::Ended, Column::EndedBatch, Column::ReasonDigest, Column::EndedBy, Column::EndedAt];
    let mut insert = Query::insert();
    insert.into_table(mark_version::Entity).columns(columns.iter().copied().chain(ends));
    insert.select_from(old).map_err(|_| StoreError::Unreadable("mark_version"))?;
    tx.db().execute(&insert).await?;
    Ok(())
}

/// Returns the last version of each of these cells that was emptied.
pub(super) async fn emptied<A: Changes<Marks>>(
    look: &Snapshot,
    permit: &Permit<A>,
    cells: &[NewMark],
) -> Outcome<HashMap<(ApplicationId, String), i64>> {
    let mut found = mark_version::Entity::find()
        .select_only()
        .columns([Column::Application, Column::Component])
        .column_as(Column::Version.max(), "version")
        .filter(Column::Ended.into_expr().eq(row::spelt(MarkEnd::Emptied.word())))
        .group_by(Column::Application)
        .group_by(Column::Component);
    found = if cells.len() <= FEW {
        found
            .filter(Column::Application.is_in(cells.iter().map(|new| new.application.0)))
            .filter(row_within(Column::Application, permit)?)
    } else {
        found.filter(within(Column::Application, permit)?)
    };
    let rows: Vec<(i64, String, i64)> = found.into_tuple().all(look.db()).await?;
    Ok(rows.into_iter().map(|(id, component, version)| ((ApplicationId(id), component), version)).collect())
}

/// Returns what stood in a cell of the permit's posting before, oldest first; of a panel's component the examiners' marks.
///
/// # Errors
/// [`StoreError::OutOfScope`] where the permit names no posting.
pub async fn of_cell<A: Reads<Marks>>(
    look: &Snapshot,
    permit: &Permit<A>,
    application: ApplicationId,
    component: &str,
) -> Outcome<Vec<PastMark>> {
    let rows = mark_version::Entity::find()
        .filter(Column::Application.eq(application.0))
        .filter(Column::Component.eq(component))
        .filter(row_within(Column::Application, permit)?)
        .order_by_asc(Column::Id)
        .all(look.db())
        .await?;
    rows.into_iter().map(read).collect()
}

/// Returns which of these applications of the permit's posting have past marks in a component.
///
/// # Errors
/// [`StoreError::OutOfScope`] where the permit names no posting.
pub async fn known<A: Reads<Marks>>(
    look: &Snapshot,
    permit: &Permit<A>,
    applications: &[ApplicationId],
    component: &str,
) -> Outcome<Vec<ApplicationId>> {
    let rows: Vec<i64> = mark_version::Entity::find()
        .select_only()
        .column(Column::Application)
        .distinct()
        .filter(Column::Application.is_in(applications.iter().map(|id| id.0)))
        .filter(Column::Component.eq(component))
        .filter(row_within(Column::Application, permit)?)
        .into_tuple()
        .all(look.db())
        .await?;
    Ok(rows.into_iter().map(ApplicationId).collect())
}

/// Returns the kept words, sealed, of the emptied versions of a cell of the permit's posting.
///
/// # Errors
/// [`StoreError::OutOfScope`] where the permit names no posting.
pub async fn words<A: Reads<Marks>>(
    look: &Snapshot,
    permit: &Permit<A>,
    application: ApplicationId,
    component: &str,
) -> Outcome<HashMap<i64, Vec<u8>>> {
    let rows = mark_words::Entity::find()
        .filter(mark_words::Column::Application.eq(application.0))
        .filter(mark_words::Column::Component.eq(component))
        .filter(within(mark_words::Column::Application, permit)?)
        .all(look.db())
        .await?;
    Ok(rows.into_iter().map(|row| (row.version, row.sealed)).collect())
}

/// Deletes words that were kept since before `before` (housekeeping); answers how many.
///
/// # Errors
/// The database's.
pub async fn sweep_words(tx: &Tx, before: Instant) -> Outcome<u64> {
    let done =
        mark_words::Entity::delete_many().filter(mark_words::Column::At.lt(before.0)).exec(tx.db()).await?;
    Ok(done.rows_affected)
}

fn read(row: mark_version::Model) -> Outcome<PastMark> {
    Ok(PastMark {
        examiner: row.examiner.map(|examiner| (examiner, row.element.unwrap_or_default())),
        panel: row.panel,
        cell: cell(row.value, row.status, row.room)?,
        source: Source::of(row.batch, row.place),
        version: row.version,
        by: PersonId(row.entered_by),
        at: Instant(row.entered_at),
        ended: row::word(MarkEnd::from_word, &row.ended, "mark_version.ended")?,
        ended_batch: row.ended_batch.map(ImportId),
        reason: row.reason_digest.as_deref().map(row::digest).transpose()?,
        ended_by: PersonId(row.ended_by),
        ended_at: Instant(row.ended_at),
    })
}
