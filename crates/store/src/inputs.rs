//! The number of a posting's inputs: it grows with every mark, ruling, scheme revision and passed application, in the transaction
//! that writes it, so that a ranking tells by one number whether it is stale.
//!
//! Owns: rows of `inputs`. Every function of this crate that writes something a ranking is computed from calls [`touch`]; no use
//! case can forget it. Refuses: saying what changed; the digests of a ranking do.

use domain::access::aggregate::Rankings;
use domain::access::{Permit, Reads};
use domain::id::PostingId;
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{EntityTrait, QuerySelect, Set};

use crate::entity::inputs;
use crate::error::Outcome;
use crate::row;
use crate::tx::{Snapshot, Tx};

/// Notes that something changed from which the posting is ranked.
pub(crate) async fn touch(tx: &Tx, posting: PostingId) -> Outcome<()> {
    let row = inputs::ActiveModel { posting: Set(posting.0), version: Set(1) };
    let again = OnConflict::column(inputs::Column::Posting)
        .value(inputs::Column::Version, Expr::col((inputs::Entity, inputs::Column::Version)).add(1))
        .to_owned();
    inputs::Entity::insert(row).on_conflict(again).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// Returns how often the inputs of the permit's posting have changed; 0 where nothing is there.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where the permit names no posting.
pub async fn version<A: Reads<Rankings>>(look: &Snapshot, permit: &Permit<A>) -> Outcome<i64> {
    let found: Option<i64> = inputs::Entity::find_by_id(row::posting_of(permit)?.0)
        .select_only()
        .column(inputs::Column::Version)
        .into_tuple()
        .one(look.db())
        .await?;
    Ok(found.unwrap_or(0))
}
