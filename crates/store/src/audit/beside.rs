//! What is kept beside an event for a term: the client's address and an officer's words, both sealed.
//!
//! Owns: rows of `event_address` and `event_words`, which are not permanent. Refuses: either in clear, and sealing them into the
//! chain: the event itself holds their keyed digests, so that what is kept can be compared and what is gone is missed by nobody.

use std::collections::HashMap;

use domain::access::aggregate::Audit;
use domain::access::{Permit, Reads};
use domain::calendar::Instant;
use domain::id::EventId;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set};

use crate::entity::{event_address, event_words};
use crate::error::Outcome;
use crate::tx::{Snapshot, Tx};

/// What to keep beside an event, sealed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sealed {
    /// The client's address.
    pub address: Option<Vec<u8>>,
    /// The words.
    pub words: Option<Vec<u8>>,
}

/// Keeps it, in the transaction of the event.
///
/// # Errors
/// The database's.
pub async fn keep(tx: &Tx, event: EventId, sealed: Sealed, at: Instant) -> Outcome<()> {
    keep_each(tx, vec![(event, sealed, at)]).await
}

/// Keeps what stands beside several events, in their transaction.
///
/// # Errors
/// The database's.
pub async fn keep_each(tx: &Tx, all: Vec<(EventId, Sealed, Instant)>) -> Outcome<()> {
    let (mut addresses, mut words) = (Vec::new(), Vec::new());
    for (event, sealed, at) in all {
        let (event, at) = (Set(event.0), Set(at.0));
        if let Some(sealed) = sealed.words {
            words.push(event_words::ActiveModel {
                event: event.clone(),
                sealed: Set(sealed),
                at: at.clone(),
            });
        }
        if let Some(sealed) = sealed.address {
            addresses.push(event_address::ActiveModel { event, sealed: Set(sealed), at });
        }
    }
    tx.insert_later(addresses).await?;
    tx.insert_later(words).await
}

/// What is still kept beside some events.
#[derive(Clone, Debug, Default)]
pub struct Kept {
    /// Addresses, sealed.
    pub addresses: HashMap<EventId, Vec<u8>>,
    /// Words, sealed.
    pub words: HashMap<EventId, Vec<u8>>,
}

/// Returns what is still kept beside these events.
///
/// # Errors
/// The database's.
pub async fn beside<A: Reads<Audit>>(
    look: &Snapshot,
    _permit: &Permit<A>,
    events: &[EventId],
) -> Outcome<Kept> {
    let ids = || events.iter().map(|event| event.0);
    let addresses = event_address::Entity::find()
        .filter(event_address::Column::Event.is_in(ids()))
        .all(look.db())
        .await?;
    let words =
        event_words::Entity::find().filter(event_words::Column::Event.is_in(ids())).all(look.db()).await?;
    Ok(Kept {
        addresses: addresses.into_iter().map(|row| (EventId(row.event), row.sealed)).collect(),
        words: words.into_iter().map(|row| (EventId(row.event), row.sealed)).collect(),
    })
}

/// Deletes addresses and words that were kept since before these moments (housekeeping); answers how many rows went.
///
/// # Errors
/// The database's.
pub async fn sweep(tx: &Tx, addresses: Instant, words: Instant) -> Outcome<u64> {
    let gone = event_address::Entity::delete_many()
        .filter(event_address::Column::At.lt(addresses.0))
        .exec(tx.db())
        .await?;
    let unsaid =
        event_words::Entity::delete_many().filter(event_words::Column::At.lt(words.0)).exec(tx.db()).await?;
    Ok(gone.rows_affected.saturating_add(unsaid.rows_affected))
}
