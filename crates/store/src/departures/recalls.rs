//! Proposals to take departures back that were entered in error.
//!
//! Owns: rows of `departure_recall`. Refuses: a second one that waits for the same departure, and deciding one twice.

use domain::access::aggregate::Rankings;
use domain::access::{Changes, Permit, Reads, Scope};
use domain::calendar::Instant;
use domain::id::{Code, DepartureId, PersonId, PostingId, RecallId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Set};

use crate::entity::departure_recall as recall;
use crate::error::Outcome;
use crate::locked::{Locked, Scoped};
use crate::row;
use crate::tx::{Snapshot, Tx};

/// A proposal as stored.
#[derive(Clone, PartialEq, Eq)]
pub struct RecallRow {
    /// Key.
    pub id: RecallId,
    /// Public code.
    pub code: Code,
    /// Its posting.
    pub posting: PostingId,
    /// The departure.
    pub departure: DepartureId,
    /// Why, sealed.
    pub reason_sealed: Vec<u8>,
    /// Who proposed it, and when.
    pub proposed: (PersonId, Instant),
    /// Who decided it, and when.
    pub decided: Option<(PersonId, Instant)>,
    /// Why it was refused, sealed.
    pub refused_sealed: Option<Vec<u8>>,
}

impl std::fmt::Debug for RecallRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "RecallRow({})", self.code)
    }
}

impl Scoped for RecallRow {
    /// Returns the scope with the person who proposed it; that person may not decide it.
    fn scope(&self) -> Scope {
        Scope::posting(self.posting, &[self.proposed.0])
    }
}

fn read(row: recall::Model) -> Outcome<RecallRow> {
    Ok(RecallRow {
        id: RecallId(row.id),
        code: row::code(&row.code)?,
        posting: PostingId(row.posting),
        departure: DepartureId(row.departure),
        reason_sealed: row.reason_sealed,
        proposed: (PersonId(row.proposed_by), Instant(row.proposed_at)),
        decided: row.decided_by.map(PersonId).zip(row.decided_at.map(Instant)),
        refused_sealed: row.refused_sealed,
    })
}

/// Proposes to take a departure of the permit's posting back, for a reason that is sealed.
///
/// # Errors
/// [`crate::Conflict::Recall`] where it waits already.
pub async fn propose<A: Changes<Rankings>>(
    tx: &Tx,
    permit: &Permit<A>,
    (code, departure): (Code, DepartureId),
    (reason, at): (Vec<u8>, Instant),
) -> Outcome<()> {
    let row = recall::ActiveModel {
        code: Set(code.to_string()),
        posting: Set(row::posting_of(permit)?.0),
        departure: Set(departure.0),
        reason_sealed: Set(reason),
        proposed_by: Set(row::actor_of(permit)?.0),
        proposed_at: Set(at.0),
        ..Default::default()
    };
    recall::Entity::insert(row).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// Decides a proposal of the permit's posting that waits; `refused` says why the departure stands, sealed.
///
/// # Errors
/// [`crate::StoreError::Stale`] where it is decided or belongs to another posting.
pub async fn decide<A: Changes<Rankings>>(
    tx: &Tx,
    permit: &Permit<A>,
    (id, refused): (RecallId, Option<Vec<u8>>),
    at: Instant,
) -> Outcome<()> {
    let row = recall::ActiveModel {
        decided_by: Set(Some(row::actor_of(permit)?.0)),
        decided_at: Set(Some(at.0)),
        refused_sealed: Set(refused),
        ..Default::default()
    };
    let done = recall::Entity::update_many()
        .set(row)
        .filter(recall::Column::Id.eq(id.0))
        .filter(recall::Column::Posting.eq(row::posting_of(permit)?.0))
        .filter(recall::Column::DecidedBy.is_null())
        .exec(tx.db())
        .await?;
    row::expect_hit(done.rows_affected)
}

/// Returns the proposals of the permit's posting in the order of proposing.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where the permit names no posting.
pub async fn all<A: Reads<Rankings>>(look: &Snapshot, permit: &Permit<A>) -> Outcome<Vec<RecallRow>> {
    let rows = recall::Entity::find()
        .filter(recall::Column::Posting.eq(row::posting_of(permit)?.0))
        .order_by_asc(recall::Column::Id)
        .all(look.db())
        .await?;
    rows.into_iter().map(read).collect()
}

/// Returns the proposal that waits for a departure which the permit's use case has opened.
///
/// # Errors
/// The database's.
pub async fn waiting<A: Reads<Rankings>>(
    look: &Snapshot,
    _permit: &Permit<A>,
    departure: DepartureId,
) -> Outcome<Option<RecallRow>> {
    let found = recall::Entity::find()
        .filter(recall::Column::Departure.eq(departure.0))
        .filter(recall::Column::DecidedBy.is_null())
        .one(look.db())
        .await?;
    found.map(read).transpose()
}

/// Returns the proposal of that code, to be opened with a permit.
///
/// # Errors
/// The database's.
pub async fn by_code(look: &Snapshot, code: &Code) -> Outcome<Option<Locked<RecallRow, Rankings>>> {
    let found = recall::Entity::find().filter(recall::Column::Code.eq(code.as_str())).one(look.db()).await?;
    Ok(found.map(read).transpose()?.map(Locked::new))
}
