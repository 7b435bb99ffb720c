//! Trial work or a secondment (跟班、借调) before a transfer, and the service term (服务期) after it.
//!
//! Owns: rows of `service_term`. Refuses: writing one again; it stands with its transfer.

use domain::access::aggregate::Decisions;
use domain::access::{Changes, Permit, Reads};
use domain::calendar::Instant;
use domain::id::ApplicationId;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Set};

use crate::entity::service_term;
use crate::error::Outcome;
use crate::row;
use crate::tx::{Snapshot, Tx};
use service_term::Column as C;

/// What stands beside a transfer, as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceTermRow {
    /// The person's application.
    pub application: ApplicationId,
    /// The first instants of the first and the last day of trial work; `None` where there was none.
    pub trial: Option<(Instant, Instant)>,
    /// Months of the service term; 0 where there is none.
    pub months: u32,
    /// Why either is shorter than the notice sets, sealed.
    pub words_sealed: Option<Vec<u8>>,
}

fn read(row: service_term::Model) -> Outcome<ServiceTermRow> {
    Ok(ServiceTermRow {
        application: ApplicationId(row.application),
        trial: row.trial_from.map(Instant).zip(row.trial_until.map(Instant)),
        months: row::count(row.months, "service_term.months")?,
        words_sealed: row.words_sealed,
    })
}

/// Stores what stands beside a transfer that the permit's act approves in its posting.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where the permit names no posting.
pub async fn put<A: Changes<Decisions>>(tx: &Tx, permit: &Permit<A>, term: &ServiceTermRow) -> Outcome<()> {
    let row = service_term::ActiveModel {
        application: Set(term.application.0),
        posting: Set(row::posting_of(permit)?.0),
        trial_from: Set(term.trial.map(|(from, _)| from.0)),
        trial_until: Set(term.trial.map(|(_, until)| until.0)),
        months: Set(i64::from(term.months)),
        words_sealed: Set(term.words_sealed.clone()),
        ..Default::default()
    };
    service_term::Entity::insert(row).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// Returns what stands beside the transfer of an application that the permit's use case has opened.
///
/// # Errors
/// The database's.
pub async fn of<A: Reads<Decisions>>(
    look: &Snapshot,
    _permit: &Permit<A>,
    application: ApplicationId,
) -> Outcome<Option<ServiceTermRow>> {
    let found = service_term::Entity::find().filter(C::Application.eq(application.0)).one(look.db()).await?;
    found.map(read).transpose()
}

/// Returns what stands beside the transfers of the permit's posting, the first first.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where the permit names no posting.
pub async fn all<A: Reads<Decisions>>(look: &Snapshot, permit: &Permit<A>) -> Outcome<Vec<ServiceTermRow>> {
    let rows = service_term::Entity::find()
        .filter(C::Posting.eq(row::posting_of(permit)?.0))
        .order_by_asc(C::Id)
        .all(look.db())
        .await?;
    rows.into_iter().map(read).collect()
}
