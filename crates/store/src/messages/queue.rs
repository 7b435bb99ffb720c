//! Telling somebody something, in the transaction of the act that it tells of.

use std::collections::HashMap;

use domain::access::{Act, Permit};
use domain::calendar::Instant;
use domain::id::{ApplicationId, Code, ContactId, MessageId, PersonId, PostingId};
use domain::messages::{Channel, DeliveryState, Kind, Matter};
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict, SimpleExpr};
use sea_orm::{
    ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Set, TryInsertResult,
    UpdateMany,
};

use crate::entity::{contact, message, message_choice, message_delivery};
use crate::error::{Outcome, StoreError};
use crate::row;
use crate::tx::{Snapshot, Tx, later};

/// A message to tell.
#[derive(Clone, Copy, Debug)]
pub struct NewMessage<'a> {
    /// Public code, from the random source.
    pub code: Code,
    /// Whom.
    pub person: PersonId,
    /// In which posting.
    pub posting: Option<PostingId>,
    /// About which application.
    pub application: Option<ApplicationId>,
    /// What.
    pub kind: Kind,
    /// Subject and body in both languages, sealed.
    pub sealed: &'a [u8],
    /// Told once for this key, whoever tells it.
    pub once: Option<&'a str>,
    /// Now.
    pub at: Instant,
    /// From when on it is told.
    pub due: Instant,
}

/// A way to a person besides the account, with the code that names the delivery.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Way {
    /// The address.
    pub contact: ContactId,
    /// Its channel.
    pub channel: Channel,
    /// Names the delivery to the other side.
    pub code: Code,
}

/// Puts a message into the account and on its ways; answers `None`, and writes nothing, where the same was told before.
///
/// # Errors
/// The database's.
pub async fn queue<A: Act>(
    tx: &Tx,
    _permit: &Permit<A>,
    new: &NewMessage<'_>,
    ways: &[Way],
) -> Outcome<Option<MessageId>> {
    let once = OnConflict::column(message::Column::Once).do_nothing().to_owned();
    let id = match message::Entity::insert(written(new)).on_conflict(once).try_insert().exec(tx.db()).await? {
        TryInsertResult::Inserted(done) => MessageId(done.last_insert_id),
        TryInsertResult::Empty | TryInsertResult::Conflicted => return Ok(None),
    };
    let deliveries = ways.iter().map(|way| delivery(id.0, new, way));
    row::insert_chunks(tx, deliveries.collect()).await?;
    Ok(Some(id))
}

/// What messages take the place of: older ones of these kinds about the same things, at that time.
#[derive(Clone, Copy, Debug)]
pub struct Replaced<'a> {
    /// What the newer messages tell of.
    pub about: &'a [About],
    /// Kinds of which nobody is told any more.
    pub kinds: &'a [Kind],
    /// Now.
    pub at: Instant,
}

/// Puts messages that nothing tells once alone into accounts and on their ways, and takes back what they replace, by few statements. What
/// nothing in the act reads again is written when it commits; no act tells of the same things by this and by [`queue`].
///
/// # Errors
/// The database's.
pub async fn queue_each<A: Act>(
    tx: &Tx,
    permit: &Permit<A>,
    replaced: Replaced<'_>,
    all: &[(NewMessage<'_>, Vec<Way>)],
) -> Outcome<()> {
    let Replaced { about, kinds, at } = replaced;
    let none_is_held_back = kinds.iter().all(|kind| kind.held_seconds() == 0);
    if let Some(those) = those(about, kinds).filter(|_| none_is_held_back) {
        let values = about.len().next_power_of_two().saturating_add(kinds.len()).saturating_add(3);
        let back = taken_back(those, at).into_query();
        tx.later(vec![later::update(("message_delivery", "message"), back, values)]).await?;
    } else {
        withdraw(tx, permit, about, kinds, at).await?;
    }
    let rows: Vec<message::ActiveModel> = all.iter().map(|(new, _)| written(new)).collect();
    if all.iter().all(|(_, ways)| ways.is_empty()) {
        return tx.insert_later(rows).await;
    }
    let stored = message::Entity::insert_many(rows).exec_with_returning(tx.db()).await?;
    let ids: HashMap<String, i64> = stored.into_iter().map(|row| (row.code, row.id)).collect();
    let mut deliveries = Vec::new();
    for (new, ways) in all {
        let id = ids.get(new.code.as_str()).ok_or(StoreError::Unreadable("message.code"))?;
        deliveries.extend(ways.iter().map(|way| delivery(*id, new, way)));
    }
    tx.insert_later(deliveries).await
}

fn written(new: &NewMessage<'_>) -> message::ActiveModel {
    message::ActiveModel {
        code: Set(new.code.to_string()),
        person: Set(new.person.0),
        posting: Set(new.posting.map(|posting| posting.0)),
        application: Set(new.application.map(|application| application.0)),
        kind: Set(new.kind.word().to_owned()),
        sealed: Set(new.sealed.to_vec()),
        once: Set(new.once.map(str::to_owned)),
        created_at: Set(new.at.0),
        due_at: Set(new.due.0),
        ..Default::default()
    }
}

fn delivery(message: i64, new: &NewMessage<'_>, way: &Way) -> message_delivery::ActiveModel {
    message_delivery::ActiveModel {
        code: Set(way.code.to_string()),
        message: Set(message),
        contact: Set(way.contact.0),
        channel: Set(way.channel.word().to_owned()),
        state: Set(DeliveryState::Waiting.word().to_owned()),
        tries: Set(0),
        ready_at: Set(new.due.0),
        next_at: Set(new.due.0),
        ..Default::default()
    }
}

/// Returns the proved addresses of these people that `matter` is also sent to: not those that the person chose not to use for it, nor
/// those that came back since they were proved.
///
/// # Errors
/// The database's.
pub async fn ways(
    look: &Snapshot,
    persons: &[PersonId],
    matter: Matter,
) -> Outcome<Vec<(PersonId, ContactId, Channel)>> {
    let keys = || row::padded(persons.iter().map(|person| person.0));
    let held = contact::Entity::find()
        .filter(contact::Column::Person.is_in(keys()))
        .filter(contact::Column::ConfirmedAt.is_not_null())
        .filter(contact::Column::AddressSealed.is_not_null())
        .order_by_asc(contact::Column::Id)
        .all(look.db())
        .await?;
    if held.is_empty() {
        return Ok(Vec::new());
    }
    let off = message_choice::Entity::find()
        .filter(message_choice::Column::Person.is_in(keys()))
        .filter(message_choice::Column::Matter.eq(matter.word()))
        .all(look.db())
        .await?;
    let bounced: Vec<(i64, Option<i64>)> = message_delivery::Entity::find()
        .select_only()
        .columns([message_delivery::Column::Contact, message_delivery::Column::SettledAt])
        .filter(message_delivery::Column::Contact.is_in(held.iter().map(|one| one.id)))
        .filter(message_delivery::Column::State.into_expr().eq(row::spelt(DeliveryState::Bounced.word())))
        .into_tuple()
        .all(look.db())
        .await?;
    let wanted = |one: &contact::Model| {
        let chosen = !off.iter().any(|no| no.person == one.person && no.channel == one.channel);
        let back = bounced.iter().any(|(of, at)| *of == one.id && *at >= one.confirmed_at);
        chosen && !back
    };
    let way = |one: contact::Model| {
        let channel = row::word(Channel::from_word, &one.channel, "contact.channel")?;
        Ok((PersonId(one.person), ContactId(one.id), channel))
    };
    held.into_iter().filter(wanted).map(way).collect()
}

/// What messages tell of that a newer one may replace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// An application.
    Application(ApplicationId),
    /// A posting itself, and none of its applications.
    Posting(PostingId),
}

/// Messages of these kinds about these things; `None` where there are no such kinds or things.
fn those(about: &[About], kinds: &[Kind]) -> Option<SimpleExpr> {
    use message::Column as M;
    if kinds.is_empty() || about.is_empty() {
        return None;
    }
    let (mut applications, mut postings) = (Vec::new(), Vec::new());
    for about in about {
        match about {
            About::Application(application) => applications.push(application.0),
            About::Posting(posting) => postings.push(posting.0),
        }
    }
    let empty = (applications.is_empty(), postings.is_empty());
    let applications = M::Application.is_in(row::padded(applications));
    let postings = M::Posting.is_in(postings).and(M::Application.is_null());
    let same = match empty {
        (_, true) => applications,
        (true, false) => postings,
        (false, false) => applications.or(postings),
    };
    Some(same.and(M::Kind.is_in(kinds.iter().map(|kind| kind.word()))))
}

/// Takes the deliveries back that still wait.
fn taken_back(those: SimpleExpr, now: Instant) -> UpdateMany<message_delivery::Entity> {
    let ids = message::Entity::find().select_only().column(message::Column::Id).filter(those).into_query();
    message_delivery::Entity::update_many()
        .col_expr(message_delivery::Column::State, Expr::value(DeliveryState::Withdrawn.word()))
        .col_expr(message_delivery::Column::SettledAt, Expr::value(now.0))
        .filter(message_delivery::Column::Message.in_subquery(ids))
        .filter(message_delivery::Column::State.eq(DeliveryState::Waiting.word()))
}

/// Takes back what was not told yet of these kinds about the same things, and answers how many messages nobody will see at all.
/// What stands in the account already stays there, and is sent nowhere any more.
///
/// # Errors
/// The database's.
pub async fn withdraw<A: Act>(
    tx: &Tx,
    _permit: &Permit<A>,
    about: &[About],
    kinds: &[Kind],
    now: Instant,
) -> Outcome<u64> {
    use message::Column as M;
    let Some(those) = those(about, kinds) else { return Ok(0) };
    taken_back(those.clone(), now).exec(tx.db()).await?;
    // What no kind holds back stands in the account already.
    if kinds.iter().all(|kind| kind.held_seconds() == 0) {
        return Ok(0);
    }
    let unseen = message::Entity::update_many()
        .col_expr(M::WithdrawnAt, Expr::value(now.0))
        .filter(those)
        .filter(M::DueAt.gt(now.0))
        .filter(M::WithdrawnAt.is_null())
        .exec(tx.db())
        .await?;
    Ok(unseen.rows_affected)
}
