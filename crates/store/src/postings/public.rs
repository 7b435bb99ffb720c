//! Postings and positions that everybody may read: those from their approval on, and the marks by which the press sees that
//! something public changed.
//!
//! Refuses: a posting that is not public.

use std::collections::HashMap;

use domain::id::{Code, PositionId, PostingId};
use domain::lifecycle::Phase;
use sea_orm::sea_query::ExprTrait as _;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select};

use super::positions::{self, PositionRow, table};
use super::{PostingRow, read};
use crate::entity::{
    list, list_correction, list_leaving, objection_term, position, posting, scheme, supervision,
};
use crate::error::Outcome;
use crate::row;
use crate::tx::Snapshot;

pub(super) fn is_public() -> sea_orm::sea_query::SimpleExpr {
    let words = Phase::ALL.iter().filter(|phase| phase.is_public()).map(|phase| phase.word());
    posting::Column::Phase.is_in(words)
}

/// Returns the public posting of that code, or `None` for one that is not public, as for one that does not exist.
///
/// # Errors
/// The database's.
pub async fn by_code(look: &Snapshot, code: &Code) -> Outcome<Option<PostingRow>> {
    let found = posting::Entity::find().filter(posting::Column::Code.eq(code.as_str())).filter(is_public());
    found.one(look.db()).await?.map(read).transpose()
}

/// Returns the public posting of that key.
///
/// # Errors
/// The database's.
pub async fn by_id(look: &Snapshot, id: PostingId) -> Outcome<Option<PostingRow>> {
    posting::Entity::find_by_id(id.0).filter(is_public()).one(look.db()).await?.map(read).transpose()
}

/// What tells one state of a public posting from another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PublicMark {
    /// Public code.
    pub code: Code,
    /// Version of the posting: it grows with each turn of its phase.
    pub version: i64,
    /// Published lists, superseded ones too.
    pub lists: i64,
    /// Corrections of its lists, those that ended twice.
    pub corrections: i64,
    /// Lists that left the web.
    pub left: i64,
    /// What supervisors read and signed.
    pub supervised: i64,
    /// Revisions of its scheme: a supplementary notice adds one.
    pub schemes: i64,
    /// Terms of what candidates raise that were set, those that others replaced too.
    pub terms: i64,
    /// Whether it stopped, which the pages of its lists say too.
    pub stopped: bool,
}

/// Returns the mark of every public posting, newest posting first. It costs seven small indexed reads and is made for polling.
///
/// # Errors
/// The database's.
pub async fn marks(look: &Snapshot) -> Outcome<Vec<PublicMark>> {
    let rows: Vec<(i64, String, i64, Option<i64>)> = posting::Entity::find()
        .select_only()
        .columns([
            posting::Column::Id,
            posting::Column::Code,
            posting::Column::Version,
            posting::Column::StopAt,
        ])
        .filter(is_public())
        .order_by_desc(posting::Column::Id)
        .into_tuple()
        .all(look.db())
        .await?;
    let lists = list::Entity::find()
        .select_only()
        .column(list::Column::Posting)
        .column_as(list::Column::Id.count(), "lists")
        .group_by(list::Column::Posting);
    let lists = numbers(look, lists).await?;
    let told = list_correction::Column::Id.count().add(list_correction::Column::EndedBy.count());
    let corrections = list_correction::Entity::find()
        .select_only()
        .column(list_correction::Column::Posting)
        .column_as(told, "corrections")
        .group_by(list_correction::Column::Posting);
    let corrections = numbers(look, corrections).await?;
    let left = list_leaving::Entity::find()
        .select_only()
        .column(list_leaving::Column::Posting)
        .column_as(list_leaving::Column::Id.count(), "gone")
        .group_by(list_leaving::Column::Posting);
    let left = numbers(look, left).await?;
    let supervised = supervision::Entity::find()
        .select_only()
        .column(supervision::Column::Posting)
        .column_as(supervision::Column::Id.count(), "supervised")
        .group_by(supervision::Column::Posting);
    let supervised = numbers(look, supervised).await?;
    let schemes = scheme::Entity::find()
        .select_only()
        .column(scheme::Column::Posting)
        .column_as(scheme::Column::Revision.max(), "revision")
        .group_by(scheme::Column::Posting);
    let schemes = numbers(look, schemes).await?;
    let terms = objection_term::Entity::find()
        .select_only()
        .column(objection_term::Column::Posting)
        .column_as(objection_term::Column::Id.count(), "terms")
        .group_by(objection_term::Column::Posting);
    let terms = numbers(look, terms).await?;
    let mark = |(id, code, version, stop): (i64, String, i64, Option<i64>)| {
        let of = |counts: &HashMap<i64, i64>| counts.get(&id).copied().unwrap_or(0);
        Ok(PublicMark {
            code: row::code(&code)?,
            version,
            lists: of(&lists),
            corrections: of(&corrections),
            left: of(&left),
            supervised: of(&supervised),
            schemes: of(&schemes),
            terms: of(&terms),
            stopped: stop.is_some(),
        })
    };
    rows.into_iter().map(mark).collect()
}

/// Returns the number that a grouped query gives each posting, by its key.
async fn numbers<E: EntityTrait>(look: &Snapshot, grouped: Select<E>) -> Outcome<HashMap<i64, i64>> {
    Ok(grouped.into_tuple::<(i64, i64)>().all(look.db()).await?.into_iter().collect())
}

/// Returns the position table of a public posting, by number; empty where it is not public.
///
/// # Errors
/// The database's.
pub async fn positions(look: &Snapshot, posting: PostingId) -> Outcome<Vec<PositionRow>> {
    if by_id(look, posting).await?.is_none() {
        return Ok(Vec::new());
    }
    table(look, posting).await
}

/// Returns the position of that code in a public posting, with the posting.
///
/// # Errors
/// The database's.
pub async fn position(look: &Snapshot, code: &Code) -> Outcome<Option<(PostingRow, PositionRow)>> {
    let found =
        position::Entity::find().filter(position::Column::Code.eq(code.as_str())).one(look.db()).await?;
    pair(look, found).await
}

/// Returns the position of that key in a public posting, with the posting.
///
/// # Errors
/// The database's.
pub async fn position_by_id(look: &Snapshot, id: PositionId) -> Outcome<Option<(PostingRow, PositionRow)>> {
    let found = position::Entity::find_by_id(id.0).one(look.db()).await?;
    pair(look, found).await
}

async fn pair(look: &Snapshot, found: Option<position::Model>) -> Outcome<Option<(PostingRow, PositionRow)>> {
    let rows: Vec<position::Model> = found.into_iter().collect();
    let Some(found) = positions::read_all(look, rows).await?.pop() else { return Ok(None) };
    Ok(by_id(look, found.posting).await?.map(|posting| (posting, found)))
}
