//! A person's own messages, and their end.

use domain::access::aggregate::Messages;
use domain::access::{Permit, Reads, Scope};
use domain::calendar::Instant;
use domain::id::{Code, MessageId, PersonId};
use domain::messages::{Channel, DeliveryState, Kind};
use sea_orm::sea_query::{Expr, ExprTrait, SimpleExpr};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait};

use crate::entity::{message, message_delivery};
use crate::error::Outcome;
use crate::locked::{Locked, Scoped};
use crate::row;
use crate::tx::{Snapshot, Tx};
use message::Column as M;

/// A message as stored.
#[derive(Clone, PartialEq, Eq)]
pub struct MessageRow {
    /// Key.
    pub id: MessageId,
    /// Public code.
    pub code: Code,
    /// Whose.
    pub person: PersonId,
    /// What.
    pub kind: Kind,
    /// Subject and body, sealed.
    pub sealed: Vec<u8>,
    /// From when on it is told.
    pub due: Instant,
    /// When it was read first.
    pub read: Option<Instant>,
    /// Whether it was taken back before anybody saw it.
    pub withdrawn: bool,
    /// Where it went besides the account, and what became of it.
    pub ways: Vec<(Channel, DeliveryState)>,
}

impl Scoped for MessageRow {
    fn scope(&self) -> Scope {
        Scope::own(self.person, None)
    }
}

fn read(row: message::Model, ways: &[message_delivery::Model]) -> Outcome<MessageRow> {
    let own = ways.iter().filter(|way| way.message == row.id).map(|way| {
        Ok((
            row::word(Channel::from_word, &way.channel, "message_delivery.channel")?,
            row::word(DeliveryState::from_word, &way.state, "message_delivery.state")?,
        ))
    });
    Ok(MessageRow {
        id: MessageId(row.id),
        code: row::code(&row.code)?,
        person: PersonId(row.person),
        kind: row::word(Kind::from_word, &row.kind, "message.kind")?,
        ways: own.collect::<Outcome<_>>()?,
        sealed: row.sealed,
        due: Instant(row.due_at),
        read: row::at(row.read_at),
        withdrawn: row.withdrawn_at.is_some(),
    })
}

/// Messages that the person may see at `now`, of these kinds.
fn seen(person: PersonId, kinds: &[Kind], now: Instant) -> SimpleExpr {
    M::Person
        .eq(person.0)
        .and(M::Kind.is_in(kinds.iter().map(|kind| kind.word())))
        .and(M::DueAt.lte(now.0))
        .and(M::WithdrawnAt.is_null())
}

/// Returns the person's messages of these kinds, newest first, at most `limit` and only those before the message `before`.
///
/// # Errors
/// The database's.
pub async fn own<A: Reads<Messages>>(
    look: &Snapshot,
    _permit: &Permit<A>,
    (person, kinds): (PersonId, &[Kind]),
    now: Instant,
    (before, limit): (Option<MessageId>, u64),
) -> Outcome<Vec<MessageRow>> {
    let mut found = message::Entity::find().filter(seen(person, kinds, now));
    if let Some(before) = before {
        found = found.filter(M::Id.lt(before.0));
    }
    let rows = found.order_by_desc(M::Id).limit(limit).all(look.db()).await?;
    rows.into_iter().map(|row| read(row, &[])).collect()
}

/// Returns how many of them the person has not opened.
///
/// # Errors
/// The database's.
pub async fn unread<A: Reads<Messages>>(
    look: &Snapshot,
    _permit: &Permit<A>,
    (person, kinds): (PersonId, &[Kind]),
    now: Instant,
) -> Outcome<u64> {
    let found = message::Entity::find().filter(seen(person, kinds, now)).filter(M::ReadAt.is_null());
    Ok(found.count(look.db()).await?)
}

/// The message of a public code, to be opened with a permit.
///
/// # Errors
/// The database's.
pub async fn by_code(look: &Snapshot, code: &Code) -> Outcome<Option<Locked<MessageRow, Messages>>> {
    let Some(row) = message::Entity::find().filter(M::Code.eq(code.as_str())).one(look.db()).await? else {
        return Ok(None);
    };
    let ways = message_delivery::Entity::find()
        .filter(message_delivery::Column::Message.eq(row.id))
        .order_by_asc(message_delivery::Column::Id)
        .all(look.db())
        .await?;
    Ok(Some(Locked::new(read(row, &ways)?)))
}

/// Notes that the person opened a message, the first time (housekeeping).
///
/// # Errors
/// The database's.
pub async fn mark_read(tx: &Tx, message: MessageId, now: Instant) -> Outcome<()> {
    message::Entity::update_many()
        .col_expr(M::ReadAt, Expr::value(now.0))
        .filter(M::Id.eq(message.0))
        .filter(M::ReadAt.is_null())
        .exec(tx.db())
        .await?;
    Ok(())
}

/// Deletes messages that were told before `before`, with their deliveries (housekeeping).
///
/// # Errors
/// The database's.
pub async fn sweep(tx: &Tx, before: Instant) -> Outcome<()> {
    let old = message::Entity::find().select_only().column(M::Id).filter(M::CreatedAt.lt(before.0));
    message_delivery::Entity::delete_many()
        .filter(message_delivery::Column::Message.in_subquery(old.into_query()))
        .exec(tx.db())
        .await?;
    message::Entity::delete_many().filter(M::CreatedAt.lt(before.0)).exec(tx.db()).await?;
    Ok(())
}
