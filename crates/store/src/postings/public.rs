//! Postings and positions that everybody may read: those from their approval on.
//!
//! Refuses: a posting that is not public.

use domain::id::{Code, PositionId, PostingId};
use domain::lifecycle::Phase;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::positions::{self, PositionRow, table};
use super::{PostingRow, read};
use crate::entity::{position, posting};
use crate::error::Outcome;
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

/// Returns all public postings, newest first.
///
/// # Errors
/// The database's.
pub async fn all(look: &Snapshot) -> Outcome<Vec<PostingRow>> {
    let rows =
        posting::Entity::find().filter(is_public()).order_by_desc(posting::Column::Id).all(look.db()).await?;
    rows.into_iter().map(read).collect()
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
    let Some(found) = found.map(positions::read).transpose()? else { return Ok(None) };
    Ok(by_id(look, found.posting).await?.map(|posting| (posting, found)))
}
