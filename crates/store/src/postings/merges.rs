//! Positions that a confirmation of openings merges into another one (合并).
//!
//! Owns: rows of `opening_merge`. Refuses: judging which position may take in which; a position twice in one confirmation.

use domain::access::aggregate::Postings;
use domain::access::{Changes, Permit, Reads};
use domain::id::{OpeningId, PositionId, PostingId};
use domain::opening::OpeningState;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select, Set};

use super::public;
use crate::entity::{opening, opening_merge};
use crate::error::Outcome;
use crate::row;
use crate::tx::{Snapshot, Tx};

/// A position that is merged into another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Merge {
    /// By which confirmation.
    pub opening: OpeningId,
    /// Whose people are asked to go.
    pub position: PositionId,
    /// Where to.
    pub target: PositionId,
}

/// Writes down which positions a proposal of openings merges into which.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where the permit names no posting.
pub async fn write<A: Changes<Postings>>(
    tx: &Tx,
    permit: &Permit<A>,
    opening: OpeningId,
    merges: &[(PositionId, PositionId)],
) -> Outcome<()> {
    row::posting_of(permit)?;
    if merges.is_empty() {
        return Ok(());
    }
    let row = |(position, target): &(PositionId, PositionId)| opening_merge::ActiveModel {
        opening: Set(opening.0),
        position: Set(position.0),
        target: Set(target.0),
        ..Default::default()
    };
    row::insert_chunks(tx, merges.iter().map(row).collect()).await?;
    Ok(())
}

async fn of(look: &Snapshot, openings: Select<opening::Entity>) -> Outcome<Vec<Merge>> {
    let ids = openings.select_only().column(opening::Column::Id).into_query();
    let rows = opening_merge::Entity::find()
        .filter(opening_merge::Column::Opening.in_subquery(ids))
        .order_by_asc(opening_merge::Column::Id)
        .all(look.db())
        .await?;
    let read = |row: opening_merge::Model| Merge {
        opening: OpeningId(row.opening),
        position: PositionId(row.position),
        target: PositionId(row.target),
    };
    Ok(rows.into_iter().map(read).collect())
}

fn within(posting: PostingId) -> Select<opening::Entity> {
    opening::Entity::find().filter(opening::Column::Posting.eq(posting.0))
}

/// Returns what the confirmations of the permit's posting and the proposals of them merge, in the order of the table.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where the permit names no posting.
pub async fn all<A: Reads<Postings>>(look: &Snapshot, permit: &Permit<A>) -> Outcome<Vec<Merge>> {
    of(look, within(row::posting_of(permit)?)).await
}

/// Returns what the confirmations that stand in a public posting merge; nothing where it is not public.
///
/// # Errors
/// The database's.
pub async fn of_public(look: &Snapshot, posting: PostingId) -> Outcome<Vec<Merge>> {
    if public::by_id(look, posting).await?.is_none() {
        return Ok(Vec::new());
    }
    of(look, within(posting).filter(opening::Column::State.eq(OpeningState::Stands.word()))).await
}
