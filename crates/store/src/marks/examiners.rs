//! Examiners' marks (考官评分): what a panel's score is made of.
//!
//! Owns: rows of `examiner_mark`. Refuses: decimals (a mark is an integer of millionths), computing scores, and forgetting what
//! is replaced or dropped.

use domain::access::aggregate::Marks;
use domain::access::{Changes, Permit, Reads};
use domain::calendar::Instant;
use domain::id::{ApplicationId, ExaminerMarkId, ImportId, PersonId};
use domain::import::MarkEnd;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set};

use crate::entity::examiner_mark;
use crate::error::Outcome;
use crate::inputs;
use crate::marks::history::{self, Ending};
use crate::marks::{row_within, within};
use crate::row;
use crate::tx::{Snapshot, Tx};

/// What names an examiner's mark: application, component, examiner and element.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// Who was marked.
    pub application: ApplicationId,
    /// In what: the component's column name.
    pub component: String,
    /// The examiner.
    pub examiner: String,
    /// The element; empty where the panel has none.
    pub element: String,
}

/// A mark as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExaminerMarkRow {
    /// Key.
    pub id: ExaminerMarkId,
    /// The key of the mark.
    pub key: Key,
    /// The panel; it is the room.
    pub panel: String,
    /// In millionths, 0 or more.
    pub value: i64,
    /// The import that brought it.
    pub batch: ImportId,
    /// The cell of its sheet.
    pub place: String,
    /// Version; expected by every write.
    pub version: i64,
    /// Who brought it.
    pub by: PersonId,
    /// When.
    pub at: Instant,
}

/// A mark to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewExaminerMark {
    /// The key of the mark.
    pub key: Key,
    /// The panel.
    pub panel: String,
    /// In millionths.
    pub value: i64,
    /// The import that brings it.
    pub batch: ImportId,
    /// The cell of its sheet, such as `F17`.
    pub place: String,
}

/// Returns every examiner's mark of the permit's posting, by application, component, examiner and element.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where the permit names no posting.
pub async fn all<A: Reads<Marks>>(look: &Snapshot, permit: &Permit<A>) -> Outcome<Vec<ExaminerMarkRow>> {
    let rows = examiner_mark::Entity::find()
        .filter(within(examiner_mark::Column::Application, permit)?)
        .order_by_asc(examiner_mark::Column::Application)
        .order_by_asc(examiner_mark::Column::Component)
        .order_by_asc(examiner_mark::Column::Examiner)
        .order_by_asc(examiner_mark::Column::Element)
        .all(look.db())
        .await?;
    Ok(rows.into_iter().map(read).collect())
}

fn read(row: examiner_mark::Model) -> ExaminerMarkRow {
    ExaminerMarkRow {
        id: ExaminerMarkId(row.id),
        key: Key {
            application: ApplicationId(row.application),
            component: row.component,
            examiner: row.examiner,
            element: row.element,
        },
        panel: row.panel,
        value: row.value,
        batch: ImportId(row.batch),
        place: row.place,
        version: row.version,
        by: PersonId(row.entered_by),
        at: Instant(row.entered_at),
    }
}

/// Returns the examiners' marks of one application of the permit's posting in one component.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where the permit names no posting.
pub async fn of_cell<A: Reads<Marks>>(
    look: &Snapshot,
    permit: &Permit<A>,
    application: ApplicationId,
    component: &str,
) -> Outcome<Vec<ExaminerMarkRow>> {
    let rows = examiner_mark::Entity::find()
        .filter(examiner_mark::Column::Application.eq(application.0))
        .filter(examiner_mark::Column::Component.eq(component))
        .filter(row_within(examiner_mark::Column::Application, permit)?)
        .order_by_asc(examiner_mark::Column::Examiner)
        .order_by_asc(examiner_mark::Column::Element)
        .all(look.db())
        .await?;
    Ok(rows.into_iter().map(read).collect())
}

/// Returns the applications and components of the permit's posting that have examiners' marks.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where the permit names no posting.
pub async fn filled<A: Reads<Marks>>(
    look: &Snapshot,
    permit: &Permit<A>,
) -> Outcome<Vec<(ApplicationId, String)>> {
    let rows: Vec<(i64, String)> = examiner_mark::Entity::find()
        .select_only()
        .columns([examiner_mark::Column::Application, examiner_mark::Column::Component])
        .distinct()
        .filter(within(examiner_mark::Column::Application, permit)?)
        .into_tuple()
        .all(look.db())
        .await?;
    Ok(rows.into_iter().map(|(application, column)| (ApplicationId(application), column)).collect())
}

/// Writes marks that are not there yet; none is no change. The caller has loaded the applications under the permit's posting.
///
/// # Errors
/// [`crate::Conflict::ExaminerMark`] where one is there.
pub async fn insert<A: Changes<Marks>>(
    tx: &Tx,
    permit: &Permit<A>,
    marks: &[NewExaminerMark],
    (by, at): (PersonId, Instant),
) -> Outcome<()> {
    let by = row::actor(permit, by)?;
    if marks.is_empty() {
        return Ok(());
    }
    let rows = marks.iter().map(|new| examiner_mark::ActiveModel {
        application: Set(new.key.application.0),
        component: Set(new.key.component.clone()),
        panel: Set(new.panel.clone()),
        examiner: Set(new.key.examiner.clone()),
        element: Set(new.key.element.clone()),
        value: Set(new.value),
        batch: Set(new.batch.0),
        place: Set(new.place.clone()),
        version: Set(1),
        entered_by: Set(by.0),
        entered_at: Set(at.0),
        ..Default::default()
    });
    row::insert_chunks(tx, rows.collect()).await?;
    inputs::touch(tx, row::posting_of(permit)?).await
}

/// Replaces a mark of the permit's posting; the old one stays in the history.
///
/// # Errors
/// [`crate::StoreError::Stale`] where somebody else wrote it after `version`.
pub async fn update<A: Changes<Marks>>(
    tx: &Tx,
    permit: &Permit<A>,
    (id, version): (ExaminerMarkId, i64),
    new: &NewExaminerMark,
    (by, at): (PersonId, Instant),
) -> Outcome<()> {
    let ending = Ending { how: MarkEnd::Replaced, batch: Some(new.batch), reason: None };
    history::of_examiner(tx, permit, (id, version), &ending, (by, at)).await?;
    let done = examiner_mark::Entity::update_many()
        .col_expr(examiner_mark::Column::Version, Expr::col(examiner_mark::Column::Version).add(1))
        .set(examiner_mark::ActiveModel {
            panel: Set(new.panel.clone()),
            value: Set(new.value),
            batch: Set(new.batch.0),
            place: Set(new.place.clone()),
            entered_by: Set(row::actor(permit, by)?.0),
            entered_at: Set(at.0),
            ..Default::default()
        })
        .filter(examiner_mark::Column::Id.eq(id.0))
        .filter(examiner_mark::Column::Version.eq(version))
        .filter(row_within(examiner_mark::Column::Application, permit)?)
        .exec(tx.db())
        .await?;
    row::expect_hit(done.rows_affected)?;
    inputs::touch(tx, row::posting_of(permit)?).await
}

/// Takes a mark of the permit's posting away that the file `batch` no longer has; it stays in the history.
///
/// # Errors
/// [`crate::StoreError::Stale`] where somebody else wrote it after `version`.
pub async fn remove<A: Changes<Marks>>(
    tx: &Tx,
    permit: &Permit<A>,
    (id, version): (ExaminerMarkId, i64),
    batch: ImportId,
    (by, at): (PersonId, Instant),
) -> Outcome<()> {
    let ending = Ending { how: MarkEnd::Dropped, batch: Some(batch), reason: None };
    history::of_examiner(tx, permit, (id, version), &ending, (by, at)).await?;
    let done = examiner_mark::Entity::delete_many()
        .filter(examiner_mark::Column::Id.eq(id.0))
        .filter(examiner_mark::Column::Version.eq(version))
        .filter(row_within(examiner_mark::Column::Application, permit)?)
        .exec(tx.db())
        .await?;
    row::expect_hit(done.rows_affected)?;
    inputs::touch(tx, row::posting_of(permit)?).await
}
