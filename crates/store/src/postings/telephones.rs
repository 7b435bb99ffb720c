//! The telephones of a posting, one row a posting that names any.
//!
//! Owns: rows of `telephone`. Refuses: writing them by themselves; they are written with the words and dates of the posting.

use domain::access::aggregate::Postings;
use domain::access::{Permit, Reads};
use domain::id::PostingId;
use domain::posting::Telephones;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set};

use super::public;
use crate::entity::telephone;
use crate::error::Outcome;
use crate::row;
use crate::tx::{Snapshot, Tx};

/// Returns the telephones of the permit's posting.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where the permit names no posting.
pub async fn of<A: Reads<Postings>>(look: &Snapshot, permit: &Permit<A>) -> Outcome<Telephones> {
    found(look, row::posting_of(permit)?).await
}

/// Returns the telephones of a public posting; none of one that is not public.
///
/// # Errors
/// The database's.
pub async fn public_of(look: &Snapshot, posting: PostingId) -> Outcome<Telephones> {
    match public::by_id(look, posting).await? {
        Some(_) => found(look, posting).await,
        None => Ok(Telephones::default()),
    }
}

pub(super) async fn found(look: &Snapshot, posting: PostingId) -> Outcome<Telephones> {
    let row =
        telephone::Entity::find().filter(telephone::Column::Posting.eq(posting.0)).one(look.db()).await?;
    Ok(row.map(|row| Telephones::stored(&row.enquiry, &row.supervision)).unwrap_or_default())
}

/// Stores the telephones of a posting whose row the act wrote.
pub(super) async fn put(tx: &Tx, posting: PostingId, said: &Telephones) -> Outcome<()> {
    if found(tx, posting).await? == *said {
        return Ok(());
    }
    let row = telephone::ActiveModel {
        enquiry: Set(said.enquiry().to_owned()),
        supervision: Set(said.supervision().to_owned()),
        ..Default::default()
    };
    let done = telephone::Entity::update_many()
        .set(row.clone())
        .filter(telephone::Column::Posting.eq(posting.0))
        .exec(tx.db())
        .await?;
    if done.rows_affected == 0 {
        let row = telephone::ActiveModel { posting: Set(posting.0), ..row };
        telephone::Entity::insert(row).exec_without_returning(tx.db()).await?;
    }
    Ok(())
}
