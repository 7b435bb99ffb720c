//! Applications whose papers are in force, in the order of their keys, some at a time.

use domain::access::aggregate::Applications;
use domain::access::{Permit, Reads};
use domain::id::{ApplicationId, Code};
use domain::lifecycle::ApplicationState;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select};

use crate::entity::application;
use crate::error::Outcome;
use crate::row;
use crate::tx::Snapshot;
use application::Column as C;

fn in_force<A: Reads<Applications>>(permit: &Permit<A>) -> Outcome<Select<application::Entity>> {
    let states = ApplicationState::ALL.iter().filter(|state| state.has_form()).map(|state| state.word());
    Ok(application::Entity::find()
        .filter(C::Posting.eq(row::posting_of(permit)?.0))
        .filter(C::State.is_in(states)))
}

/// Returns how many applications of the permit's posting have papers in force, and the last of them by its key.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where the permit names no posting.
pub async fn to_print<A: Reads<Applications>>(
    look: &Snapshot,
    permit: &Permit<A>,
) -> Outcome<(u32, Option<ApplicationId>)> {
    let found: Option<(i64, Option<i64>)> = in_force(permit)?
        .select_only()
        .column_as(C::Id.count(), "number")
        .column_as(C::Id.max(), "newest")
        .into_tuple()
        .one(look.db())
        .await?;
    let (number, newest) = found.unwrap_or_default();
    Ok((row::count(number, "application.id")?, newest.map(ApplicationId)))
}

/// Returns the next applications above `last` and not above `upto` whose papers are in force, at most `limit`.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where the permit names no posting.
pub async fn next_to_print<A: Reads<Applications>>(
    look: &Snapshot,
    permit: &Permit<A>,
    (last, upto): (ApplicationId, ApplicationId),
    limit: u64,
) -> Outcome<Vec<(ApplicationId, Code)>> {
    let found: Vec<(i64, String)> = in_force(permit)?
        .select_only()
        .columns([C::Id, C::Code])
        .filter(C::Id.gt(last.0))
        .filter(C::Id.lte(upto.0))
        .order_by_asc(C::Id)
        .limit(limit)
        .into_tuple()
        .all(look.db())
        .await?;
    found.into_iter().map(|(id, code)| Ok((ApplicationId(id), row::code(&code)?))).collect()
}
