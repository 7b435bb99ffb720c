//! The audit trail: events written with the act that they tell, sealed later, never changed.
//!
//! Owns: rows of `event`, `unsealed`, `seal` and `seal_entry`, and what is kept beside an event for a term. Refuses: personal values (`domain::event` has none),
//! updates and deletes (triggers), and a high-water mark: an event is sealed because its own transaction put it into
//! the sealer's inbox, in whatever order transactions commit.

mod beside;
mod chain;
mod seals;

use domain::access::aggregate::{Audit, Postings};
use domain::access::{Act, ActName, Caller, Denial, Permit, Person, Reads, Role, Who};
use domain::calendar::Instant;
use domain::digest::Digest;
use domain::event::Event;
use domain::id::{Code, EventId, PersonId, PostingId};
use sea_orm::sea_query::ExprTrait as _;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set, TryIntoModel};
use serde_json::Value;

use crate::entity::{event, unsealed};
use crate::error::{Outcome, StoreError};
use crate::tx::{Snapshot, Tx};

pub use beside::{Kept, Sealed, beside, keep, keep_each, sweep};
pub use chain::{Head, Report, Wrong, verify_chain};
pub use seals::{ALGORITHM, QUIET_MS, SealRow, head, seal, seals};

/// An event as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventRow {
    /// Key.
    pub id: EventId,
    /// The person who acted; `None` for the system and before sign-in.
    pub person: Option<PersonId>,
    /// Name as it was, for staff; empty for candidates.
    pub who: String,
    /// Role as it was, or `system`, `anonymous`.
    pub role: String,
    /// When the act entered.
    pub at: Instant,
    /// The request's identifier.
    pub request: String,
    /// Keyed digest of the client's address, where one is known.
    pub address: Option<Digest>,
    /// The act's word.
    pub act: String,
    /// The posting concerned.
    pub posting: Option<PostingId>,
    /// What happened.
    pub event: Event,
}

/// Who acts, as an event may know it for good.
#[derive(Clone, Copy, Debug)]
pub struct Told<'a> {
    /// The caller; of the address only the digest is written.
    pub caller: &'a Caller,
    /// Keyed digest of the client's address, where one is known.
    pub address: Option<Digest>,
}

/// Records what an act did; in the same transaction.
///
/// # Errors
/// The database's.
pub async fn record<A: Act>(
    tx: &Tx,
    permit: &Permit<A>,
    caller: Told<'_>,
    at: Instant,
    event: &Event,
) -> Outcome<EventId> {
    append(tx, caller, at, (permit.act(), permit.role(), permit.posting()), event).await
}

/// What one of several acts that share a transaction did, to record.
#[derive(Debug)]
pub struct Did<'a, A: Act> {
    /// What the act was permitted by.
    pub permit: &'a Permit<A>,
    /// Who acted.
    pub caller: Told<'a>,
    /// When the act entered.
    pub at: Instant,
    /// What happened.
    pub event: &'a Event,
}

/// Records what several acts did, by one statement; answers the key of each event, in the same order.
///
/// # Errors
/// The database's.
pub async fn record_each<A: Act>(tx: &Tx, all: &[Did<'_, A>]) -> Outcome<Vec<EventId>> {
    let row = |did: &Did<'_, A>| {
        written(did.caller, did.at, (did.permit.act(), did.permit.role(), did.permit.posting()), did.event)
    };
    let rows = all.iter().map(row).collect::<Outcome<Vec<_>>>()?;
    let mut stored = event::Entity::insert_many(rows.clone()).exec_with_returning(tx.db()).await?;
    let mut ids = Vec::with_capacity(rows.len());
    for row in rows {
        // No database promises the order in which it tells rows back.
        let is_it = |stored: &event::Model| {
            row.request.as_ref() == &stored.request
                && row.object_code.as_ref() == &stored.object_code
                && row.payload.as_ref() == &stored.payload
        };
        let at = stored.iter().position(is_it).ok_or(StoreError::Unreadable("event.id"))?;
        let stored = stored.swap_remove(at);
        ids.push(stored.id);
        tx.has_recorded(stored);
    }
    let inbox = ids.iter().zip(all).map(|(id, did)| unsealed::ActiveModel {
        event: Set(*id),
        at: Set(did.at.0),
        refused: Set(0),
    });
    tx.insert_later(inbox.collect()).await?;
    Ok(ids.into_iter().map(EventId).collect())
}

/// Returns whether the account was signed in to before, and whether from this address, as far as events tell.
///
/// # Errors
/// The database's.
pub async fn signed_in_before(look: &Snapshot, account: Code, address: Digest) -> Outcome<(bool, bool)> {
    let before = event::Entity::find()
        .select_only()
        .column(event::Column::Id)
        .filter(event::Column::ObjectCode.eq(account.as_str()))
        .filter(event::Column::Act.eq(ActName::SignIn.word()))
        .filter(event::Column::AddressDigest.is_not_null());
    let here = before.clone().filter(event::Column::AddressDigest.eq(address.to_string()));
    let ever: Option<i64> = before.into_tuple().one(look.db()).await?;
    let here: Option<i64> = here.into_tuple().one(look.db()).await?;
    Ok((ever.is_some(), here.is_some()))
}

/// Records that a signed-in person was denied an act.
///
/// # Errors
/// The database's.
pub async fn record_denial(
    tx: &Tx,
    caller: Told<'_>,
    at: Instant,
    (act, denial): (ActName, Denial),
    posting: Option<PostingId>,
) -> Outcome<EventId> {
    append(tx, caller, at, (act, None, posting), &Event::Denied { act, denial }).await
}

async fn append(
    tx: &Tx,
    caller: Told<'_>,
    at: Instant,
    (act, role, posting): (ActName, Option<Role>, Option<PostingId>),
    event: &Event,
) -> Outcome<EventId> {
    let row = written(caller, at, (act, role, posting), event)?;
    let id = event::Entity::insert(row.clone()).exec(tx.db()).await?.last_insert_id;
    let row = event::ActiveModel { id: Set(id), ..row };
    tx.has_recorded(row.try_into_model()?);
    let inbox = unsealed::ActiveModel { event: Set(id), at: Set(at.0), refused: Set(0) };
    tx.insert_later(vec![inbox]).await?;
    Ok(EventId(id))
}

fn written(
    Told { caller, address }: Told<'_>,
    at: Instant,
    (act, role, posting): (ActName, Option<Role>, Option<PostingId>),
    event: &Event,
) -> Outcome<event::ActiveModel> {
    let payload = serde_json::to_value(event).map_err(|_| StoreError::Unreadable("event.payload"))?;
    let (object, object_code) = object(&payload);
    let (who, role) = match &caller.who {
        Who::Anonymous => (String::new(), "anonymous".to_owned()),
        Who::System => (String::new(), "system".to_owned()),
        Who::Person(person) => (person.name.clone(), acting(person, role)),
    };
    Ok(event::ActiveModel {
        person: Set(caller.id().map(|person| person.0)),
        who: Set(who),
        role: Set(role),
        at: Set(at.0),
        request: Set(caller.origin.request.clone()),
        address_digest: Set(address.map(|digest| digest.to_string())),
        act: Set(act.word().to_owned()),
        object: Set(object),
        object_code: Set(object_code),
        posting: Set(posting.map(|posting| posting.0)),
        payload: Set(payload.to_string()),
        ..Default::default()
    })
}

/// The role by which the person acted; where no role was asked for, and where the act was denied, all that the person holds.
fn acting(person: &Person, by: Option<Role>) -> String {
    if let Some(role) = by {
        return role.word().to_owned();
    }
    let mut held: Vec<&str> = person.assignments.iter().map(|one| one.role.word()).collect();
    held.sort_unstable();
    held.dedup();
    held.join(" ")
}

/// Returns what the event is about: the narrowest thing whose public code it names.
fn object(payload: &Value) -> (Option<String>, Option<String>) {
    for kind in ["list", "application", "account", "person", "posting"] {
        if let Some(code) = payload.get(kind).and_then(Value::as_str) {
            return (Some(kind.to_owned()), Some(code.to_owned()));
        }
    }
    (None, None)
}

fn read(row: event::Model) -> Outcome<EventRow> {
    Ok(EventRow {
        id: EventId(row.id),
        person: row.person.map(PersonId),
        who: row.who,
        role: row.role,
        at: Instant(row.at),
        request: row.request,
        address: row.address_digest.as_deref().map(crate::row::digest).transpose()?,
        act: row.act,
        posting: row.posting.map(PostingId),
        event: serde_json::from_str(&row.payload).map_err(|_| StoreError::Unreadable("event.payload"))?,
    })
}

/// Returns when the act of this name last did something in a posting: the moment alone, without who and what.
///
/// # Errors
/// The database's.
pub async fn last_done(look: &Snapshot, posting: PostingId, act: &str) -> Outcome<Option<Instant>> {
    let at: Option<i64> = event::Entity::find()
        .select_only()
        .column(event::Column::At)
        .filter(event::Column::Posting.eq(posting.0))
        .filter(event::Column::Act.eq(act))
        .filter(event::Column::Payload.not_like("%\"denied\"%"))
        .order_by_desc(event::Column::Id)
        .into_tuple()
        .one(look.db())
        .await?;
    Ok(at.map(Instant))
}

/// Returns when the oldest event was written that no seal holds yet. This tells for how long sealing has stood still, if it has.
///
/// # Errors
/// The database's.
pub async fn oldest_unsealed(look: &Snapshot) -> Outcome<Option<Instant>> {
    let oldest = unsealed::Entity::find()
        .filter(unsealed::Column::Refused.eq(0))
        .order_by_asc(unsealed::Column::At)
        .one(look.db())
        .await?;
    Ok(oldest.map(|row| Instant(row.at)))
}

/// Returns the first events, at most `limit`, that are never sealed because they do not carry the installation's tag: nobody
/// recorded them by this program.
///
/// # Errors
/// The database's.
pub async fn refused(look: &Snapshot, limit: u64) -> Outcome<Vec<EventId>> {
    let rows = unsealed::Entity::find()
        .filter(unsealed::Column::Refused.eq(1))
        .order_by_asc(unsealed::Column::Event)
        .limit(limit)
        .all(look.db())
        .await?;
    Ok(rows.into_iter().map(|row| EventId(row.event)).collect())
}

/// Which events to read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only of this posting.
    pub posting: Option<PostingId>,
    /// Only about the thing of this public code.
    pub object: Option<Code>,
    /// Only by this account.
    pub person: Option<PersonId>,
    /// Only older than this event: the next page.
    pub before: Option<EventId>,
}

/// Returns the newest events that match, at most `limit`, newest first.
///
/// # Errors
/// The database's.
pub async fn events<A: Reads<Audit>>(
    look: &Snapshot,
    permit: &Permit<A>,
    filter: &Filter,
    limit: u64,
) -> Outcome<Vec<EventRow>> {
    let mut found = event::Entity::find();
    if let Some(posting) = filter.posting.or(permit.posting()) {
        found = found.filter(event::Column::Posting.eq(posting.0));
    }
    if let Some(code) = filter.object {
        found = found.filter(event::Column::ObjectCode.eq(code.as_str()));
    }
    if let Some(person) = filter.person {
        found = found.filter(event::Column::Person.eq(person.0));
    }
    if let Some(before) = filter.before {
        found = found.filter(event::Column::Id.lt(before.0));
    }
    let rows = found.order_by_desc(event::Column::Id).limit(limit).all(look.db()).await?;
    rows.into_iter().map(read).collect()
}

/// Returns the newest events about the permit's posting itself that came by one of these acts, at most `limit`: what moved its course.
/// None of them says anything of a person besides who acted.
///
/// # Errors
/// [`StoreError::OutOfScope`] where the permit names no posting.
pub async fn of_course<A: Reads<Postings>>(
    look: &Snapshot,
    permit: &Permit<A>,
    (posting, acts): (&Code, &[ActName]),
    limit: u64,
) -> Outcome<Vec<EventRow>> {
    let found = event::Entity::find()
        .filter(event::Column::ObjectCode.eq(posting.as_str()).or(event::Column::Object.eq("list")))
        .filter(event::Column::Posting.eq(crate::row::posting_of(permit)?.0))
        .filter(event::Column::Act.is_in(acts.iter().map(|act| act.word())))
        .order_by_desc(event::Column::Id)
        .limit(limit);
    found.all(look.db()).await?.into_iter().map(read).collect()
}

/// Returns the act that an event tells, or `None` for an act that a later program no longer knows.
#[must_use]
pub fn act_of(row: &EventRow) -> Option<ActName> {
    ActName::ALL.iter().copied().find(|act| act.word() == row.act)
}
