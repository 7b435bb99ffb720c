//! The outbox: taking deliveries in hand with a lease, and settling them.

use domain::access::aggregate::Messages;
use domain::access::{Act, Changes, Permit};
use domain::calendar::Instant;
use domain::id::{Code, ContactId, DeliveryId};
use domain::messages::{Channel, DeliveryFault, DeliveryState, Kind};
use sea_orm::sea_query::{Expr, ExprTrait, LockBehavior, LockType, Query};
use sea_orm::{ColumnTrait, DbBackend, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::entity::{contact, message, message_delivery};
use crate::error::{Outcome, StoreError};
use crate::row;
use crate::tx::{Snapshot, Tx};
use message_delivery::Column as D;

/// A delivery in hand, with all that is sent.
#[derive(Clone)]
pub struct Parcel {
    /// Key.
    pub id: DeliveryId,
    /// Names the delivery to the other side, the same at every try.
    pub code: Code,
    /// On which way.
    pub channel: Channel,
    /// Which try this is, from 1.
    pub tried: u32,
    /// What kind of message it is.
    pub kind: Kind,
    /// The message's public code, the place of its seal.
    pub message: Code,
    /// Subject and body, sealed.
    pub sealed: Vec<u8>,
    /// When the message was told.
    pub told: Instant,
    /// The contact's public code, the place of the address's seal.
    pub contact: Code,
    /// The address, sealed; `None` where it was taken away.
    pub address_sealed: Option<Vec<u8>>,
    /// Whether the address is proved.
    pub confirmed: bool,
    /// Language in which the person wants messages.
    pub lang: String,
}

fn words(states: &[DeliveryState]) -> impl Iterator<Item = &'static str> + use<'_> {
    states.iter().map(|state| state.word())
}

const OPEN: [DeliveryState; 2] = [DeliveryState::Waiting, DeliveryState::Sending];

/// Takes at most `limit` deliveries in hand for `worker` until `until`, oldest first, and of each address only the oldest that is
/// not settled: what is told to a person arrives in its order. A lease that ran out is given again, since its process has died.
///
/// # Errors
/// The database's.
pub async fn claim<A: Changes<Messages>>(
    tx: &Tx,
    _permit: &Permit<A>,
    worker: &str,
    (now, until): (Instant, Instant),
    limit: u64,
) -> Outcome<Vec<Parcel>> {
    let heads = Query::select()
        .expr(Expr::col(D::Id).min())
        .from(message_delivery::Entity)
        .and_where(D::State.into_expr().is_in(words(&OPEN).map(row::spelt)))
        .and_where(D::ReadyAt.lte(now.0))
        .group_by_col(D::Contact)
        .to_owned();
    let free = D::State
        .eq(DeliveryState::Waiting.word())
        .and(D::NextAt.lte(now.0))
        .or(D::State.eq(DeliveryState::Sending.word()).and(D::LockedUntil.lte(now.0)));
    let mut due = message_delivery::Entity::find()
        .filter(D::Id.in_subquery(heads))
        .filter(free)
        .order_by_asc(D::Id)
        .limit(limit);
    if tx.backend() == DbBackend::Postgres {
        due = due.lock_with_behavior(LockType::Update, LockBehavior::SkipLocked);
    }
    let rows = due.all(tx.db()).await?;
    message_delivery::Entity::update_many()
        .col_expr(D::State, Expr::value(DeliveryState::Sending.word()))
        .col_expr(D::Tries, Expr::col(D::Tries).add(1))
        .col_expr(D::LockedBy, Expr::value(worker))
        .col_expr(D::LockedUntil, Expr::value(until.0))
        .filter(D::Id.is_in(rows.iter().map(|row| row.id)))
        .exec(tx.db())
        .await?;
    let messages = message::Entity::find()
        .filter(message::Column::Id.is_in(rows.iter().map(|row| row.message)))
        .all(tx.db())
        .await?;
    let contacts = contact::Entity::find()
        .filter(contact::Column::Id.is_in(rows.iter().map(|row| row.contact)))
        .all(tx.db())
        .await?;
    let parcel = |row: message_delivery::Model| {
        let message = messages.iter().find(|one| one.id == row.message);
        let contact = contacts.iter().find(|one| one.id == row.contact);
        let message = message.ok_or(StoreError::Unreadable("message_delivery.message"))?;
        let contact = contact.ok_or(StoreError::Unreadable("message_delivery.contact"))?;
        Ok(Parcel {
            id: DeliveryId(row.id),
            code: row::code(&row.code)?,
            channel: row::word(Channel::from_word, &row.channel, "message_delivery.channel")?,
            tried: row::count(row.tries.saturating_add(1), "message_delivery.tries")?,
            kind: row::word(Kind::from_word, &message.kind, "message.kind")?,
            message: row::code(&message.code)?,
            sealed: message.sealed.clone(),
            told: Instant(message.due_at),
            contact: row::code(&contact.code)?,
            address_sealed: contact.address_sealed.clone(),
            confirmed: contact.confirmed_at.is_some(),
            lang: contact.lang.clone(),
        })
    };
    rows.into_iter().map(parcel).collect()
}

/// What became of a try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settled {
    /// The other side took it.
    Sent,
    /// It is tried again at this time.
    Again(DeliveryFault, Instant),
    /// It is tried no more.
    Failed(DeliveryFault),
    /// Nobody has this address.
    Bounced,
    /// There was no address to send it to any more.
    Withdrawn,
}

/// Settles a delivery that `worker` has in hand.
///
/// # Errors
/// [`StoreError::Stale`] where the lease ran out and another process took it.
pub async fn settle<A: Changes<Messages>>(
    tx: &Tx,
    _permit: &Permit<A>,
    delivery: DeliveryId,
    worker: &str,
    (settled, now): (Settled, Instant),
) -> Outcome<()> {
    let (state, fault, next) = match settled {
        Settled::Sent => (DeliveryState::Sent, None, None),
        Settled::Again(fault, at) => (DeliveryState::Waiting, Some(fault), Some(at)),
        Settled::Failed(fault) => (DeliveryState::Failed, Some(fault), None),
        Settled::Bounced => (DeliveryState::Bounced, Some(DeliveryFault::NoSuchAddress), None),
        Settled::Withdrawn => (DeliveryState::Withdrawn, None, None),
    };
    let mut update = held(delivery, worker)
        .col_expr(D::State, Expr::value(state.word()))
        .col_expr(D::Fault, Expr::value(fault.map(DeliveryFault::word)))
        .col_expr(D::LockedBy, Expr::value(None::<String>))
        .col_expr(D::LockedUntil, Expr::value(None::<i64>));
    update = match next {
        Some(at) => update.col_expr(D::NextAt, Expr::value(at.0)),
        None => update.col_expr(D::SettledAt, Expr::value(now.0)),
    };
    row::expect_hit(update.exec(tx.db()).await?.rows_affected)
}

/// Counts the deliveries that were given up since a moment: tried as often as they may be, or refused for good. It tells about nobody:
/// health says the number.
///
/// # Errors
/// The database's.
pub async fn failed_since(look: &Snapshot, since: Instant) -> Outcome<u64> {
    let failed = message_delivery::Entity::find()
        .filter(D::State.eq(DeliveryState::Failed.word()))
        .filter(D::SettledAt.gte(since.0));
    Ok(failed.count(look.db()).await?)
}

/// Gives a delivery back that was taken in hand and not tried.
///
/// # Errors
/// As [`settle`].
pub async fn release<A: Changes<Messages>>(
    tx: &Tx,
    _permit: &Permit<A>,
    delivery: DeliveryId,
    worker: &str,
    next: Instant,
) -> Outcome<()> {
    let update = held(delivery, worker)
        .col_expr(D::State, Expr::value(DeliveryState::Waiting.word()))
        .col_expr(D::Tries, Expr::col(D::Tries).sub(1))
        .col_expr(D::NextAt, Expr::value(next.0))
        .col_expr(D::LockedBy, Expr::value(None::<String>))
        .col_expr(D::LockedUntil, Expr::value(None::<i64>));
    row::expect_hit(update.exec(tx.db()).await?.rows_affected)
}

fn held(delivery: DeliveryId, worker: &str) -> sea_orm::UpdateMany<message_delivery::Entity> {
    message_delivery::Entity::update_many()
        .filter(D::Id.eq(delivery.0))
        .filter(D::State.eq(DeliveryState::Sending.word()))
        .filter(D::LockedBy.eq(worker))
}

/// Takes back everything that waits for an address: it is another one from now on, or none.
///
/// # Errors
/// The database's.
pub async fn withdraw_to<A: Act>(
    tx: &Tx,
    _permit: &Permit<A>,
    contact: ContactId,
    now: Instant,
) -> Outcome<()> {
    message_delivery::Entity::update_many()
        .col_expr(D::State, Expr::value(DeliveryState::Withdrawn.word()))
        .col_expr(D::SettledAt, Expr::value(now.0))
        .filter(D::Contact.eq(contact.0))
        .filter(D::State.eq(DeliveryState::Waiting.word()))
        .exec(tx.db())
        .await?;
    Ok(())
}
