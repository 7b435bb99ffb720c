//! Addresses besides the account, the codes that prove them, and what a person chose.

use domain::access::aggregate::Messages;
use domain::access::{Changes, Permit, Reads};
use domain::calendar::Instant;
use domain::id::{Code, ContactId, PersonId};
use domain::messages::{Channel, DeliveryState, Kind, Matter};
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, Set};

use crate::entity::{contact, contact_proof, message, message_choice, message_delivery};
use crate::error::Outcome;
use crate::row;
use crate::tx::{Snapshot, Tx};

/// An address as stored.
#[derive(Clone, PartialEq, Eq)]
pub struct ContactRow {
    /// Key.
    pub id: ContactId,
    /// Public code, the place of the seal.
    pub code: Code,
    /// Channel.
    pub channel: Channel,
    /// Language in which the person wants messages there.
    pub lang: String,
    /// The address, sealed.
    pub sealed: Vec<u8>,
    /// When it was proved.
    pub confirmed: Option<Instant>,
    /// When the other side said, since it was proved or set, that nobody has it.
    pub bounced: Option<Instant>,
}

/// An address to set.
#[derive(Clone, Copy)]
pub struct NewContact<'a> {
    /// Public code; the one that stands where the channel had an address before.
    pub code: Code,
    /// Channel.
    pub channel: Channel,
    /// Language, as addresses of pages spell it.
    pub lang: &'a str,
    /// The address, sealed for the code.
    pub sealed: &'a [u8],
    /// Now.
    pub at: Instant,
}

/// A code on its way, as stored.
#[derive(Clone, PartialEq, Eq)]
pub struct ProofRow {
    /// Keyed digest of the code.
    pub digest: Vec<u8>,
    /// Until when it can be used.
    pub until: Instant,
    /// How often a code was typed for it.
    pub tries: u32,
}

/// Returns the addresses of a person, those taken away left out, in the order of channels.
///
/// # Errors
/// The database's.
pub async fn contacts_of<A: Reads<Messages>>(
    look: &Snapshot,
    _permit: &Permit<A>,
    person: PersonId,
) -> Outcome<Vec<ContactRow>> {
    let rows = contact::Entity::find()
        .filter(contact::Column::Person.eq(person.0))
        .filter(contact::Column::AddressSealed.is_not_null())
        .order_by_asc(contact::Column::Channel)
        .all(look.db())
        .await?;
    let mut found = Vec::new();
    for one in rows {
        let Some(sealed) = one.address_sealed else { continue };
        let last = message_delivery::Entity::find()
            .filter(message_delivery::Column::Contact.eq(one.id))
            .filter(message_delivery::Column::State.into_expr().eq(row::spelt(DeliveryState::Bounced.word())))
            .order_by_desc(message_delivery::Column::SettledAt)
            .one(look.db())
            .await?;
        let since = one.confirmed_at.unwrap_or(one.set_at);
        let back = last.and_then(|last| last.settled_at).filter(|at| *at >= since);
        found.push(ContactRow {
            id: ContactId(one.id),
            code: row::code(&one.code)?,
            channel: row::word(Channel::from_word, &one.channel, "contact.channel")?,
            lang: one.lang,
            sealed,
            confirmed: row::at(one.confirmed_at),
            bounced: row::at(back),
        });
    }
    Ok(found)
}

/// Returns key and code of the person's row for a channel, also where the address was taken away.
///
/// # Errors
/// The database's.
pub async fn contact<A: Reads<Messages>>(
    look: &Snapshot,
    _permit: &Permit<A>,
    (person, channel): (PersonId, Channel),
) -> Outcome<Option<(ContactId, Code)>> {
    let found = contact::Entity::find()
        .filter(contact::Column::Person.eq(person.0))
        .filter(contact::Column::Channel.eq(channel.word()))
        .one(look.db())
        .await?;
    found.map(|one| Ok((ContactId(one.id), row::code(&one.code)?))).transpose()
}

/// Sets the address of a channel, not proved yet; answers its key.
///
/// # Errors
/// [`crate::Conflict::Contact`] where the person set a first one at the same instant.
pub async fn put_contact<A: Changes<Messages>>(
    tx: &Tx,
    _permit: &Permit<A>,
    (person, held): (PersonId, Option<ContactId>),
    new: NewContact<'_>,
) -> Outcome<ContactId> {
    let row = contact::ActiveModel {
        code: Set(new.code.to_string()),
        person: Set(person.0),
        channel: Set(new.channel.word().to_owned()),
        lang: Set(new.lang.to_owned()),
        address_sealed: Set(Some(new.sealed.to_vec())),
        set_at: Set(new.at.0),
        confirmed_at: Set(None),
        ..Default::default()
    };
    match held {
        None => Ok(ContactId(contact::Entity::insert(row).exec(tx.db()).await?.last_insert_id)),
        Some(held) => {
            contact::Entity::update_many()
                .set(row)
                .filter(contact::Column::Id.eq(held.0))
                .exec(tx.db())
                .await?;
            Ok(held)
        }
    }
}

/// Notes that an address was proved; its code is used up.
///
/// # Errors
/// [`crate::StoreError::Stale`] where the address was taken away or replaced meanwhile.
pub async fn confirm<A: Changes<Messages>>(
    tx: &Tx,
    _permit: &Permit<A>,
    contact: ContactId,
    proof: &ProofRow,
    now: Instant,
) -> Outcome<()> {
    let used = contact_proof::Entity::delete_many()
        .filter(contact_proof::Column::Contact.eq(contact.0))
        .filter(contact_proof::Column::Digest.eq(proof.digest.clone()))
        .exec(tx.db())
        .await?;
    row::expect_hit(used.rows_affected)?;
    let done = contact::Entity::update_many()
        .col_expr(contact::Column::ConfirmedAt, Expr::value(now.0))
        .filter(contact::Column::Id.eq(contact.0))
        .filter(contact::Column::AddressSealed.is_not_null())
        .exec(tx.db())
        .await?;
    row::expect_hit(done.rows_affected)
}

/// Takes an address away: nothing of it is left but that there was one.
///
/// # Errors
/// The database's.
pub async fn take_contact<A: Changes<Messages>>(
    tx: &Tx,
    _permit: &Permit<A>,
    contact: ContactId,
) -> Outcome<()> {
    contact_proof::Entity::delete_by_id(contact.0).exec(tx.db()).await?;
    contact::Entity::update_many()
        .col_expr(contact::Column::AddressSealed, Expr::value(None::<Vec<u8>>))
        .col_expr(contact::Column::ConfirmedAt, Expr::value(None::<i64>))
        .filter(contact::Column::Id.eq(contact.0))
        .exec(tx.db())
        .await?;
    Ok(())
}

/// Puts a fresh code in the place of the one before.
///
/// # Errors
/// The database's.
pub async fn put_proof<A: Changes<Messages>>(
    tx: &Tx,
    _permit: &Permit<A>,
    contact: ContactId,
    digest: &[u8],
    until: Instant,
) -> Outcome<()> {
    use contact_proof::Column::{Contact, Digest, Tries, UntilAt};
    let row = contact_proof::ActiveModel {
        contact: Set(contact.0),
        digest: Set(digest.to_vec()),
        until_at: Set(until.0),
        tries: Set(0),
    };
    let again = OnConflict::column(Contact).update_columns([Digest, UntilAt, Tries]).to_owned();
    contact_proof::Entity::insert(row).on_conflict(again).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// Returns the code that an address waits for.
///
/// # Errors
/// The database's.
pub async fn proof<A: Reads<Messages>>(
    look: &Snapshot,
    _permit: &Permit<A>,
    contact: ContactId,
) -> Outcome<Option<ProofRow>> {
    let found = contact_proof::Entity::find_by_id(contact.0).one(look.db()).await?;
    let read = |row: contact_proof::Model| {
        Ok(ProofRow {
            digest: row.digest,
            until: Instant(row.until_at),
            tries: row::count(row.tries, "contact_proof.tries")?,
        })
    };
    found.map(read).transpose()
}

/// Counts a try before it is looked at, if fewer than `limit` came before (housekeeping); answers whether it may be looked at.
///
/// # Errors
/// The database's.
pub async fn try_proof(tx: &Tx, contact: ContactId, digest: &[u8], limit: u32) -> Outcome<bool> {
    let done = contact_proof::Entity::update_many()
        .col_expr(contact_proof::Column::Tries, Expr::col(contact_proof::Column::Tries).add(1))
        .filter(contact_proof::Column::Contact.eq(contact.0))
        .filter(contact_proof::Column::Digest.eq(digest.to_vec()))
        .filter(contact_proof::Column::Tries.lt(i64::from(limit)))
        .exec(tx.db())
        .await?;
    Ok(done.rows_affected == 1)
}

/// Returns how many codes were sent for the person since `since`.
///
/// # Errors
/// The database's.
pub async fn proofs_since<A: Reads<Messages>>(
    look: &Snapshot,
    _permit: &Permit<A>,
    (person, since): (PersonId, Instant),
) -> Outcome<u64> {
    let found = message::Entity::find()
        .filter(message::Column::Person.eq(person.0))
        .filter(message::Column::Kind.eq(Kind::Proof.word()))
        .filter(message::Column::CreatedAt.gte(since.0));
    Ok(found.count(look.db()).await?)
}

/// Returns what a person does not want on which channel.
///
/// # Errors
/// The database's.
pub async fn choices<A: Reads<Messages>>(
    look: &Snapshot,
    _permit: &Permit<A>,
    person: PersonId,
) -> Outcome<Vec<(Matter, Channel)>> {
    let rows = message_choice::Entity::find()
        .filter(message_choice::Column::Person.eq(person.0))
        .order_by_asc(message_choice::Column::Matter)
        .order_by_asc(message_choice::Column::Channel)
        .all(look.db())
        .await?;
    let read = |one: message_choice::Model| {
        Ok((
            row::word(Matter::from_word, &one.matter, "message_choice.matter")?,
            row::word(Channel::from_word, &one.channel, "message_choice.channel")?,
        ))
    };
    rows.into_iter().map(read).collect()
}

/// Replaces what a person does not want.
///
/// # Errors
/// The database's.
pub async fn choose<A: Changes<Messages>>(
    tx: &Tx,
    _permit: &Permit<A>,
    person: PersonId,
    off: &[(Matter, Channel)],
) -> Outcome<()> {
    message_choice::Entity::delete_many()
        .filter(message_choice::Column::Person.eq(person.0))
        .exec(tx.db())
        .await?;
    let rows = off.iter().map(|(matter, channel)| message_choice::ActiveModel {
        person: Set(person.0),
        matter: Set(matter.word().to_owned()),
        channel: Set(channel.word().to_owned()),
    });
    row::insert_chunks(tx, rows.collect()).await?;
    Ok(())
}
