//! What the notice of a posting sets before and after a transfer, one row a posting that sets any of it.
//!
//! Owns: rows of `following`. Refuses: writing them by themselves; they are written with the words and dates of the posting.

use domain::access::aggregate::Postings;
use domain::access::{Permit, Reads};
use domain::id::PostingId;
use domain::posting::Following;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set};

use super::public;
use crate::entity::following;
use crate::error::Outcome;
use crate::row;
use crate::tx::{Snapshot, Tx};

/// Returns what the permit's posting sets.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where the permit names no posting.
pub async fn of<A: Reads<Postings>>(look: &Snapshot, permit: &Permit<A>) -> Outcome<Following> {
    found(look, row::posting_of(permit)?).await
}

/// Returns what a public posting sets; nothing of one that is not public.
///
/// # Errors
/// The database's.
pub async fn public_of(look: &Snapshot, posting: PostingId) -> Outcome<Following> {
    match public::by_id(look, posting).await? {
        Some(_) => found(look, posting).await,
        None => Ok(Following::default()),
    }
}

pub(super) async fn found(look: &Snapshot, posting: PostingId) -> Outcome<Following> {
    let row =
        following::Entity::find().filter(following::Column::Posting.eq(posting.0)).one(look.db()).await?;
    let Some(row) = row else { return Ok(Following::default()) };
    let trial = row::count(row.trial, "following.trial")?;
    Ok(Following { trial, service: row::count(row.service, "following.service")? })
}

/// Stores what a posting sets whose row the act wrote.
pub(super) async fn put(tx: &Tx, posting: PostingId, said: Following) -> Outcome<()> {
    if found(tx, posting).await? == said {
        return Ok(());
    }
    let row = following::ActiveModel {
        trial: Set(i64::from(said.trial)),
        service: Set(i64::from(said.service)),
        ..Default::default()
    };
    let done = following::Entity::update_many()
        .set(row.clone())
        .filter(following::Column::Posting.eq(posting.0))
        .exec(tx.db())
        .await?;
    if done.rows_affected == 0 {
        let row = following::ActiveModel { posting: Set(posting.0), ..row };
        following::Entity::insert(row).exec_without_returning(tx.db()).await?;
    }
    Ok(())
}
