//! Positions that were approved with fewer places than were asked for (核减), and why the authority asked for them.
//!
//! Owns: rows of `plan_cut` and `position_reason`. Refuses: changing a cut.

use domain::access::aggregate::Postings;
use domain::access::{Changes, Permit, Reads};
use domain::calendar::Instant;
use domain::id::RevisionId;
use domain::revision::cut::Cut;
use domain::typed::{Grounds, Label, Words};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Set};

use crate::entity::{plan_cut, position_reason};
use crate::error::Outcome;
use crate::row;
use crate::tx::{Snapshot, Tx};

/// Writes down what of a version of the permit's posting is approved with fewer places.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where the permit names no posting.
pub async fn put<A: Changes<Postings>>(
    tx: &Tx,
    permit: &Permit<A>,
    revision: RevisionId,
    cuts: &[Cut],
) -> Outcome<()> {
    let posting = row::posting_of(permit)?;
    let line = |one: &Cut| plan_cut::ActiveModel {
        posting: Set(posting.0),
        revision: Set(revision.0),
        number: Set(one.number.clone()),
        asked: Set(i64::from(one.asked)),
        places: Set(i64::from(one.places)),
        reason: Set(one.reason.as_str().to_owned()),
        ..Default::default()
    };
    row::insert_chunks(tx, cuts.iter().map(line).collect()).await?;
    Ok(())
}

/// Returns what of a version of the permit's posting was approved with fewer places, by number.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where the permit names no posting.
pub async fn of<A: Reads<Postings>>(
    look: &Snapshot,
    permit: &Permit<A>,
    revision: RevisionId,
) -> Outcome<Vec<Cut>> {
    let rows = plan_cut::Entity::find()
        .filter(plan_cut::Column::Posting.eq(row::posting_of(permit)?.0))
        .filter(plan_cut::Column::Revision.eq(revision.0))
        .order_by_asc(plan_cut::Column::Number)
        .all(look.db())
        .await?;
    let read = |one: plan_cut::Model| {
        Ok(Cut {
            number: one.number,
            asked: row::count(one.asked, "plan_cut.asked")?,
            places: row::count(one.places, "plan_cut.places")?,
            reason: Grounds::stored(one.reason),
        })
    };
    rows.into_iter().map(read).collect()
}

/// Writes down why the authority asks for a position of the permit's posting; what it said before goes.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where the permit names no posting.
pub async fn explain<A: Changes<Postings>>(
    tx: &Tx,
    permit: &Permit<A>,
    (number, words): (&Label, &Words),
    at: Instant,
) -> Outcome<()> {
    let row = position_reason::ActiveModel {
        posting: Set(row::posting_of(permit)?.0),
        number: Set(number.as_str().to_owned()),
        reason: Set(words.as_str().to_owned()),
        changed_by: Set(row::actor_of(permit)?.0),
        changed_at: Set(at.0),
        ..Default::default()
    };
    let again = OnConflict::columns([position_reason::Column::Posting, position_reason::Column::Number])
        .update_columns([
            position_reason::Column::Reason,
            position_reason::Column::ChangedBy,
            position_reason::Column::ChangedAt,
        ])
        .to_owned();
    position_reason::Entity::insert(row).on_conflict(again).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// Returns why the authority asks for positions of the permit's posting, by number; empty words where it took them back.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where the permit names no posting.
pub async fn reasons<A: Reads<Postings>>(
    look: &Snapshot,
    permit: &Permit<A>,
) -> Outcome<Vec<(String, String)>> {
    let rows = position_reason::Entity::find()
        .filter(position_reason::Column::Posting.eq(row::posting_of(permit)?.0))
        .order_by_asc(position_reason::Column::Number)
        .all(look.db())
        .await?;
    Ok(rows.into_iter().map(|one| (one.number, one.reason)).collect())
}
