//! Publicity periods (公示): begun with the list of proposed people, ended by a person once the last day is over.
//!
//! Owns: rows of `publicity`. Refuses: ending one twice.

use domain::access::aggregate::Decisions;
use domain::access::{Changes, Permit, Reads};
use domain::calendar::{Instant, Window};
use domain::id::{CollectiveId, PersonId, PostingId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Set};

use crate::entity::publicity;
use crate::error::Outcome;
use crate::row;
use crate::tx::{Snapshot, Tx};
use publicity::Column as C;

/// A publicity period as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicityRow {
    /// The decision whose people are public.
    pub decision: CollectiveId,
    /// Its posting.
    pub posting: PostingId,
    /// The key of its list.
    pub stage: String,
    /// The window in which objections are taken.
    pub window: Window,
    /// Who ended it and when.
    pub ended: Option<(PersonId, Instant)>,
}

fn read(row: publicity::Model) -> PublicityRow {
    PublicityRow {
        decision: CollectiveId(row.decision),
        posting: PostingId(row.posting),
        stage: row.stage,
        window: Window { opens: Instant(row.opens_at), closes: Instant(row.closes_at) },
        ended: row.ended_by.map(PersonId).zip(row.ended_at.map(Instant)),
    }
}

/// Begins the period of a decision of the permit's posting.
///
/// # Errors
/// [`crate::Conflict::ListVersion`] where it has one.
pub async fn begin<A: Changes<Decisions>>(
    tx: &Tx,
    permit: &Permit<A>,
    (decision, stage): (CollectiveId, &str),
    window: Window,
) -> Outcome<()> {
    let row = publicity::ActiveModel {
        decision: Set(decision.0),
        posting: Set(row::posting_of(permit)?.0),
        stage: Set(stage.to_owned()),
        opens_at: Set(window.opens.0),
        closes_at: Set(window.closes.0),
        ..Default::default()
    };
    publicity::Entity::insert(row).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// Ends the period of a decision of the permit's posting.
///
/// # Errors
/// [`crate::StoreError::Stale`] where it is ended.
pub async fn end<A: Changes<Decisions>>(
    tx: &Tx,
    permit: &Permit<A>,
    decision: CollectiveId,
    (by, at): (PersonId, Instant),
) -> Outcome<()> {
    let row = publicity::ActiveModel {
        ended_by: Set(Some(row::actor(permit, by)?.0)),
        ended_at: Set(Some(at.0)),
        ..Default::default()
    };
    let done = publicity::Entity::update_many()
        .set(row)
        .filter(C::Decision.eq(decision.0))
        .filter(C::Posting.eq(row::posting_of(permit)?.0))
        .filter(C::EndedBy.is_null())
        .exec(tx.db())
        .await?;
    row::expect_hit(done.rows_affected)
}

/// Returns the periods of the permit's posting, the first first.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where the permit names no posting.
pub async fn all<A: Reads<Decisions>>(look: &Snapshot, permit: &Permit<A>) -> Outcome<Vec<PublicityRow>> {
    of_posting(look, row::posting_of(permit)?).await
}

/// Returns the periods of a posting, which the public reads with its lists, the first first.
///
/// # Errors
/// The database's.
pub async fn of_posting(look: &Snapshot, posting: PostingId) -> Outcome<Vec<PublicityRow>> {
    let rows =
        publicity::Entity::find().filter(C::Posting.eq(posting.0)).order_by_asc(C::Id).all(look.db()).await?;
    Ok(rows.into_iter().map(read).collect())
}
