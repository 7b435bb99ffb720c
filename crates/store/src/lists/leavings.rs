//! Published lists that left the web (下网) after their term.
//!
//! Owns: rows of `list_leaving`. Refuses: taking anything from the list itself, and letting one leave twice.

use domain::access::aggregate::Lists;
use domain::access::{Changes, Permit};
use domain::calendar::Instant;
use domain::id::{ListId, PostingId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Set};

use super::{PublishedList, heads, read};
use crate::entity::{list, list_leaving};
use crate::error::Outcome;
use crate::row;
use crate::tx::{Snapshot, Tx};

/// Notes that a list of the permit's posting left the web.
///
/// # Errors
/// [`crate::Conflict::ListVersion`] where it did before.
pub async fn put<A: Changes<Lists>>(tx: &Tx, permit: &Permit<A>, list: ListId, at: Instant) -> Outcome<()> {
    let row = list_leaving::ActiveModel {
        list: Set(list.0),
        posting: Set(row::posting_of(permit)?.0),
        left_at: Set(at.0),
        ..Default::default()
    };
    list_leaving::Entity::insert(row).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// Returns the lists that left, each with when.
///
/// # Errors
/// The database's.
pub async fn all(look: &Snapshot) -> Outcome<Vec<(ListId, Instant)>> {
    let rows = list_leaving::Entity::find().order_by_asc(list_leaving::Column::Id).all(look.db()).await?;
    Ok(rows.into_iter().map(|row| (ListId(row.list), Instant(row.left_at))).collect())
}

/// Returns when a list left; `None` while it is on the web.
///
/// # Errors
/// The database's.
pub async fn of(look: &Snapshot, list: ListId) -> Outcome<Option<Instant>> {
    let found = list_leaving::Entity::find().filter(list_leaving::Column::List.eq(list.0));
    Ok(found.one(look.db()).await?.map(|row| Instant(row.left_at)))
}

/// Returns the lists that were published by that moment and are on the web still, the oldest first.
///
/// # Errors
/// The database's.
pub async fn due(look: &Snapshot, by: Instant) -> Outcome<Vec<(PostingId, PublishedList)>> {
    let left = list_leaving::Entity::find().select_only().column(list_leaving::Column::List).into_query();
    let rows = heads()
        .filter(list::Column::PublishedAt.lte(by.0))
        .filter(list::Column::Id.not_in_subquery(left))
        .order_by_asc(list::Column::Id)
        .all(look.db())
        .await?;
    rows.into_iter().map(|row| Ok((PostingId(row.posting), read(row)?))).collect()
}
