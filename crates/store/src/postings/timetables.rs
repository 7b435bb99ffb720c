//! The timetable of a posting, one row a posting, as text.
//!
//! Owns: rows of `timetable`. Refuses: reading the text, and counting versions: whoever changes it raises that of the posting, or of
//! the draft of a further revision.

use domain::access::aggregate::Postings;
use domain::access::{Changes, Permit, Reads};
use domain::calendar::Instant;
use domain::id::{PersonId, PostingId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect, Set};

use super::public;
use crate::entity::timetable;
use crate::error::Outcome;
use crate::row;
use crate::tx::{Snapshot, Tx};

/// Returns the timetable of the permit's posting; `None` where it has none.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where the permit names no posting.
pub async fn of<A: Reads<Postings>>(look: &Snapshot, permit: &Permit<A>) -> Outcome<Option<String>> {
    found(look, row::posting_of(permit)?).await
}

/// Returns the timetable of a public posting; `None` where the posting is not public or has none.
///
/// # Errors
/// The database's.
pub async fn public_of(look: &Snapshot, posting: PostingId) -> Outcome<Option<String>> {
    match public::by_id(look, posting).await? {
        Some(_) => found(look, posting).await,
        None => Ok(None),
    }
}

async fn found(look: &Snapshot, posting: PostingId) -> Outcome<Option<String>> {
    let found = timetable::Entity::find()
        .select_only()
        .column(timetable::Column::Body)
        .filter(timetable::Column::Posting.eq(posting.0));
    Ok(found.into_tuple().one(look.db()).await?)
}

/// Stores the timetable of the permit's posting, whose row the caller holds.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where `by` is not the caller.
pub async fn put<A: Changes<Postings>>(
    tx: &Tx,
    permit: &Permit<A>,
    body: &str,
    (by, at): (PersonId, Instant),
) -> Outcome<()> {
    let (posting, by) = (row::posting_of(permit)?, row::actor(permit, by)?);
    let row = timetable::ActiveModel {
        body: Set(body.to_owned()),
        changed_by: Set(by.0),
        changed_at: Set(at.0),
        ..Default::default()
    };
    let done = timetable::Entity::update_many()
        .set(row.clone())
        .filter(timetable::Column::Posting.eq(posting.0))
        .exec(tx.db())
        .await?;
    if done.rows_affected == 0 {
        let row = timetable::ActiveModel { posting: Set(posting.0), ..row };
        timetable::Entity::insert(row).exec_without_returning(tx.db()).await?;
    }
    Ok(())
}
