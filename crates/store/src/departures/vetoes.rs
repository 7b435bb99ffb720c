//! Grounds of vetoes (一票否决), beside their departures.
//!
//! Owns: rows of `veto`. Refuses: a second ground of one departure, and changing it.

use domain::access::aggregate::Rankings;
use domain::access::{Changes, Permit, Reads};
use domain::departure::VetoGround;
use domain::id::DepartureId;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set};

use crate::entity::veto;
use crate::error::Outcome;
use crate::row;
use crate::tx::{Snapshot, Tx};

/// Writes the ground of a departure of the permit's posting down.
///
/// # Errors
/// The database's.
pub async fn enter<A: Changes<Rankings>>(
    tx: &Tx,
    permit: &Permit<A>,
    (departure, ground): (DepartureId, VetoGround),
) -> Outcome<()> {
    let row = veto::ActiveModel {
        departure: Set(departure.0),
        posting: Set(row::posting_of(permit)?.0),
        ground: Set(ground.word().to_owned()),
        ..Default::default()
    };
    veto::Entity::insert(row).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// Returns the ground of a departure that the permit's use case has opened.
///
/// # Errors
/// [`crate::StoreError::Unreadable`] for a word that is none.
pub async fn of<A: Reads<Rankings>>(
    look: &Snapshot,
    _permit: &Permit<A>,
    departure: DepartureId,
) -> Outcome<Option<VetoGround>> {
    let found = veto::Entity::find().filter(veto::Column::Departure.eq(departure.0)).one(look.db()).await?;
    found.map(|row| row::word(VetoGround::from_word, &row.ground, "veto.ground")).transpose()
}

/// Returns the grounds of the permit's posting.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where the permit names no posting.
pub async fn all<A: Reads<Rankings>>(
    look: &Snapshot,
    permit: &Permit<A>,
) -> Outcome<Vec<(DepartureId, VetoGround)>> {
    let rows = veto::Entity::find()
        .filter(veto::Column::Posting.eq(row::posting_of(permit)?.0))
        .all(look.db())
        .await?;
    let read = |row: veto::Model| {
        Ok((DepartureId(row.departure), row::word(VetoGround::from_word, &row.ground, "veto.ground")?))
    };
    rows.into_iter().map(read).collect()
}
