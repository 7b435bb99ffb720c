//! Transfers (转任) of proposed people, and how their probation (试用期) ended.
//!
//! Owns: rows of `transfer`. Refuses: transferring somebody twice, and ending a probation that was passed.

use domain::access::aggregate::Decisions;
use domain::access::{Changes, Permit, Reads};
use domain::calendar::Instant;
use domain::id::{ApplicationId, CollectiveId, PersonId};
use domain::transfer::ProbationEnd;
use sea_orm::sea_query::ExprTrait;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Set};

use crate::entity::transfer;
use crate::error::Outcome;
use crate::row;
use crate::tx::{Snapshot, Tx};
use transfer::Column as C;

/// A transfer as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TransferRow {
    /// The person's application.
    pub application: ApplicationId,
    /// The decision that proposed the person.
    pub decision: CollectiveId,
    /// The first instant of the day from which it holds.
    pub from_on: Instant,
    /// Months of probation; 0 where there is none.
    pub probation: u32,
    /// When it was approved.
    pub approved_at: Instant,
    /// How probation ended.
    pub ended: Option<(ProbationEnd, Instant)>,
}

fn read(row: &transfer::Model) -> Outcome<TransferRow> {
    let end = row.probation_end.as_deref();
    let end =
        end.map(|word| row::word(ProbationEnd::from_word, word, "transfer.probation_end")).transpose()?;
    Ok(TransferRow {
        application: ApplicationId(row.application),
        decision: CollectiveId(row.decision),
        from_on: Instant(row.from_on),
        probation: row::count(row.probation, "transfer.probation")?,
        approved_at: Instant(row.approved_at),
        ended: end.zip(row.ended_at.map(Instant)),
    })
}

/// Approves the transfer of somebody whom a decision of the permit's posting proposes, from a day on, with months of probation.
///
/// # Errors
/// [`crate::Conflict::Transfer`] where it was approved before.
pub async fn approve<A: Changes<Decisions>>(
    tx: &Tx,
    permit: &Permit<A>,
    (application, decision): (ApplicationId, CollectiveId),
    (from, probation): (Instant, u8),
    (by, at): (PersonId, Instant),
) -> Outcome<()> {
    let row = transfer::ActiveModel {
        application: Set(application.0),
        posting: Set(row::posting_of(permit)?.0),
        decision: Set(decision.0),
        from_on: Set(from.0),
        probation: Set(i64::from(probation)),
        approved_by: Set(row::actor(permit, by)?.0),
        approved_at: Set(at.0),
        ..Default::default()
    };
    transfer::Entity::insert(row).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// Ends the probation of somebody in the permit's posting. One that was not passed ends anew where nobody leaves by it.
///
/// # Errors
/// [`crate::StoreError::Stale`] where there is none, or it was passed.
pub async fn end<A: Changes<Decisions>>(
    tx: &Tx,
    permit: &Permit<A>,
    (application, end): (ApplicationId, ProbationEnd),
    (by, at): (PersonId, Instant),
) -> Outcome<()> {
    let row = transfer::ActiveModel {
        probation_end: Set(Some(end.word().to_owned())),
        ended_by: Set(Some(row::actor(permit, by)?.0)),
        ended_at: Set(Some(at.0)),
        ..Default::default()
    };
    let done = transfer::Entity::update_many()
        .set(row)
        .filter(C::Application.eq(application.0))
        .filter(C::Posting.eq(row::posting_of(permit)?.0))
        .filter(C::Probation.gt(0))
        .filter(C::EndedBy.is_null().or(C::ProbationEnd.eq(ProbationEnd::Returned.word())))
        .exec(tx.db())
        .await?;
    row::expect_hit(done.rows_affected)
}

/// Returns the transfer of an application that the permit's use case has opened.
///
/// # Errors
/// The database's.
pub async fn of<A: Reads<Decisions>>(
    look: &Snapshot,
    _permit: &Permit<A>,
    application: ApplicationId,
) -> Outcome<Option<TransferRow>> {
    let found = transfer::Entity::find().filter(C::Application.eq(application.0)).one(look.db()).await?;
    found.as_ref().map(read).transpose()
}

/// Returns the transfers of the permit's posting, the first first.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where the permit names no posting.
pub async fn all<A: Reads<Decisions>>(look: &Snapshot, permit: &Permit<A>) -> Outcome<Vec<TransferRow>> {
    let rows = transfer::Entity::find()
        .filter(C::Posting.eq(row::posting_of(permit)?.0))
        .order_by_asc(C::Id)
        .all(look.db())
        .await?;
    rows.iter().map(read).collect()
}
