//! Service terms (服务期) that a decision ended before they were over.
//!
//! Owns: rows of `service_end`. Refuses: ending one twice.

use domain::access::aggregate::Decisions;
use domain::access::{Changes, Permit, Reads};
use domain::calendar::Instant;
use domain::id::{ApplicationId, PersonId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Set};

use crate::entity::service_end;
use crate::error::Outcome;
use crate::row;
use crate::tx::{Snapshot, Tx};
use service_end::Column as C;

/// An early end, as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceEndRow {
    /// The person's application.
    pub application: ApplicationId,
    /// The first instant of the day on which the term is over.
    pub over: Instant,
    /// Why, sealed.
    pub words_sealed: Vec<u8>,
    /// Who decided it.
    pub by: PersonId,
    /// When it was decided.
    pub at: Instant,
}

fn read(row: service_end::Model) -> ServiceEndRow {
    ServiceEndRow {
        application: ApplicationId(row.application),
        over: Instant(row.over_on),
        words_sealed: row.words_sealed,
        by: PersonId(row.decided_by),
        at: Instant(row.decided_at),
    }
}

/// Ends the service term of somebody who was transferred in the permit's posting.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where the permit names no posting.
pub async fn put<A: Changes<Decisions>>(tx: &Tx, permit: &Permit<A>, end: &ServiceEndRow) -> Outcome<()> {
    let row = service_end::ActiveModel {
        application: Set(end.application.0),
        posting: Set(row::posting_of(permit)?.0),
        over_on: Set(end.over.0),
        words_sealed: Set(end.words_sealed.clone()),
        decided_by: Set(end.by.0),
        decided_at: Set(end.at.0),
        ..Default::default()
    };
    service_end::Entity::insert(row).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// Returns the early end of the service term of an application that the permit's use case has opened.
///
/// # Errors
/// The database's.
pub async fn of<A: Reads<Decisions>>(
    look: &Snapshot,
    _permit: &Permit<A>,
    application: ApplicationId,
) -> Outcome<Option<ServiceEndRow>> {
    let found = service_end::Entity::find().filter(C::Application.eq(application.0)).one(look.db()).await?;
    Ok(found.map(read))
}

/// Returns the early ends of the permit's posting, the first first.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where the permit names no posting.
pub async fn all<A: Reads<Decisions>>(look: &Snapshot, permit: &Permit<A>) -> Outcome<Vec<ServiceEndRow>> {
    let rows = service_end::Entity::find()
        .filter(C::Posting.eq(row::posting_of(permit)?.0))
        .order_by_asc(C::Id)
        .all(look.db())
        .await?;
    Ok(rows.into_iter().map(read).collect())
}
