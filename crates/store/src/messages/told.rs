//! Who was told what in a posting, and whether it arrived.

use domain::access::aggregate::Messages;
use domain::access::{Permit, Reads};
use domain::calendar::Instant;
use domain::id::{ApplicationId, Code, MessageId, PersonId};
use domain::messages::{Channel, DeliveryFault, DeliveryState, Kind};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::entity::{application, message, message_delivery};
use crate::error::Outcome;
use crate::row;
use crate::tx::Snapshot;

/// A way that a message went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ToldWay {
    /// Channel.
    pub channel: Channel,
    /// Where it stands.
    pub state: DeliveryState,
    /// Why the last try did not go through.
    pub fault: Option<DeliveryFault>,
    /// How often it was tried.
    pub tries: u32,
}

/// A message that somebody was told, without what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Key, for the next page.
    pub id: MessageId,
    /// What kind.
    pub kind: Kind,
    /// From when on.
    pub due: Instant,
    /// Whom.
    pub person: PersonId,
    /// The application's public code, where it concerns one.
    pub application: Option<(ApplicationId, Code)>,
    /// Whether it was taken back before anybody saw it.
    pub withdrawn: bool,
    /// Where it went besides the account.
    pub ways: Vec<ToldWay>,
}

/// Returns what was told in the permit's posting, newest first, at most `limit` and only before the message `before`.
///
/// # Errors
/// The database's.
pub async fn told<A: Reads<Messages>>(
    look: &Snapshot,
    permit: &Permit<A>,
    (before, limit): (Option<MessageId>, u64),
) -> Outcome<Vec<Told>> {
    use message::Column as M;
    let mut found = message::Entity::find().filter(M::Posting.eq(row::posting_of(permit)?.0));
    if let Some(before) = before {
        found = found.filter(M::Id.lt(before.0));
    }
    let rows = found.order_by_desc(M::Id).limit(limit).all(look.db()).await?;
    let ways = message_delivery::Entity::find()
        .filter(message_delivery::Column::Message.is_in(rows.iter().map(|row| row.id)))
        .order_by_asc(message_delivery::Column::Id)
        .all(look.db())
        .await?;
    let codes: Vec<(i64, String)> = application::Entity::find()
        .select_only()
        .columns([application::Column::Id, application::Column::Code])
        .filter(application::Column::Id.is_in(rows.iter().filter_map(|row| row.application)))
        .into_tuple()
        .all(look.db())
        .await?;
    let line = |one: message::Model| {
        let own = ways.iter().filter(|way| way.message == one.id).map(way);
        let code = codes.iter().find(|code| Some(code.0) == one.application);
        let named = |(id, code): &(i64, String)| -> Outcome<_> { Ok((ApplicationId(*id), row::code(code)?)) };
        let code = code.map(named).transpose()?;
        Ok(Told {
            id: MessageId(one.id),
            kind: row::word(Kind::from_word, &one.kind, "message.kind")?,
            due: Instant(one.due_at),
            person: PersonId(one.person),
            application: code,
            withdrawn: one.withdrawn_at.is_some(),
            ways: own.collect::<Outcome<_>>()?,
        })
    };
    rows.into_iter().map(line).collect()
}

fn way(one: &message_delivery::Model) -> Outcome<ToldWay> {
    let fault = |word: &str| row::word(DeliveryFault::from_word, word, "message_delivery.fault");
    Ok(ToldWay {
        channel: row::word(Channel::from_word, &one.channel, "message_delivery.channel")?,
        state: row::word(DeliveryState::from_word, &one.state, "message_delivery.state")?,
        fault: one.fault.as_deref().map(fault).transpose()?,
        tries: row::count(one.tries, "message_delivery.tries")?,
    })
}
