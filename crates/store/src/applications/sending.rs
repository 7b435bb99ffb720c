//! Applications that are sent: several people's by few statements, in one transaction.
//!
//! Owns: holding the rows of several applications, what is asked of all of them at once, and the conditional update that sends one.
//! Refuses: deciding which may be sent, and two acts with one row ([`hold_each`] answers a row once).

use std::collections::{HashMap, HashSet};

use domain::access::aggregate::Applications;
use domain::access::{Changes, Permit, Reads};
use domain::calendar::Instant;
use domain::id::{ApplicationId, Code, EventId, PositionId, PostingId};
use domain::lifecycle::ApplicationState;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set};

use super::{ApplicationRow, Content, read, versioned, written};
use crate::entity::application;
use crate::error::{Outcome, StoreError};
use crate::locked::Locked;
use crate::tx::{Snapshot, Tx};

/// Returns the applications of these codes, each once, for acts that change them. They are held in the order of their keys, so that two
/// transactions that hold some of the same rows wait for each other and never in a circle.
///
/// # Errors
/// The database's.
pub async fn hold_each(
    tx: &Tx,
    codes: &[Code],
) -> Outcome<HashMap<Code, Locked<ApplicationRow, Applications>>> {
    let found = application::Entity::find()
        .filter(application::Column::Code.is_in(codes.iter().map(Code::as_str)))
        .order_by_asc(application::Column::Id)
        .lock_exclusive()
        .all(tx.db())
        .await?;
    let mut held = HashMap::with_capacity(found.len());
    for found in found {
        tx.holds::<application::Entity>("application", &found);
        let row = read(found)?;
        held.insert(row.code, Locked::new(row));
    }
    Ok(held)
}

/// Returns the applications of these codes, to be opened with permits.
///
/// # Errors
/// The database's.
pub async fn find_each(
    look: &Snapshot,
    codes: &[Code],
) -> Outcome<HashMap<Code, Locked<ApplicationRow, Applications>>> {
    let found = application::Entity::find()
        .filter(application::Column::Code.is_in(codes.iter().map(Code::as_str)))
        .all(look.db())
        .await?;
    let locked = |found| read(found).map(|row| (row.code, Locked::new(row)));
    found.into_iter().map(locked).collect()
}

/// A person at a position: the position, and the blind index of the identity number.
pub type AtPosition = (PositionId, Vec<u8>);

/// Returns which of these people were refused at their position.
///
/// # Errors
/// The database's.
pub async fn refused_each<A: Reads<Applications>>(
    look: &Snapshot,
    _permit: &Permit<A>,
    people: &[AtPosition],
) -> Outcome<HashSet<AtPosition>> {
    if people.is_empty() {
        return Ok(HashSet::new());
    }
    let found: Vec<(i64, Option<Vec<u8>>)> = application::Entity::find()
        .select_only()
        .columns([application::Column::Position, application::Column::IdentityIndex])
        .filter(application::Column::Position.is_in(people.iter().map(|(position, _)| position.0)))
        .filter(application::Column::IdentityIndex.is_in(people.iter().map(|(_, index)| index.clone())))
        .filter(application::Column::State.eq(ApplicationState::Refused.word()))
        .into_tuple()
        .all(look.db())
        .await?;
    let at = |(position, index): (i64, Option<Vec<u8>>)| Some((PositionId(position), index?));
    Ok(found.into_iter().filter_map(at).filter(|one| people.contains(one)).collect())
}

/// An identity number in a posting: the posting, and the blind index of the number.
pub type InPosting = (PostingId, Vec<u8>);

/// Returns which of these identity numbers have a live application in their posting, and which one.
///
/// # Errors
/// The database's.
pub async fn taken_each<A: Reads<Applications>>(
    look: &Snapshot,
    _permit: &Permit<A>,
    people: &[InPosting],
) -> Outcome<HashMap<InPosting, ApplicationId>> {
    if people.is_empty() {
        return Ok(HashMap::new());
    }
    let over = [ApplicationState::Withdrew, ApplicationState::Refused].map(ApplicationState::word);
    let found: Vec<(i64, i64, Option<Vec<u8>>)> = application::Entity::find()
        .select_only()
        .columns([application::Column::Id, application::Column::Posting, application::Column::IdentityIndex])
        .filter(application::Column::Posting.is_in(people.iter().map(|(posting, _)| posting.0)))
        .filter(application::Column::IdentityIndex.is_in(people.iter().map(|(_, index)| index.clone())))
        .filter(application::Column::State.is_not_in(over))
        .into_tuple()
        .all(look.db())
        .await?;
    let taken = |(id, posting, index): (i64, i64, Option<Vec<u8>>)| {
        Some(((PostingId(posting), index?), ApplicationId(id)))
    };
    Ok(found.into_iter().filter_map(taken).filter(|(one, _)| people.contains(one)).collect())
}

/// Says which event of the transaction tells of which application: what is written of an application is then bound to that event, and not
/// to the first of the transaction.
pub fn told_by(tx: &Tx, events: &[(ApplicationId, EventId)]) {
    for (application, event) in events {
        tx.told_by(application.0, event.0);
    }
}

/// Submits a draft with its content in canonical spelling.
///
/// # Errors
/// [`StoreError::Stale`] where it changed or is no draft; [`crate::Conflict::IdentityNumber`].
pub async fn submit<A: Changes<Applications>>(
    tx: &Tx,
    permit: &Permit<A>,
    (id, version): (ApplicationId, i64),
    content: &Content,
    at: Instant,
) -> Outcome<()> {
    let row = application::ActiveModel {
        state: Set(ApplicationState::Submitted.word().to_owned()),
        submitted_at: Set(Some(at.0)),
        ..written(content)
    };
    let done = versioned(permit, id, version, at)
        .set(row)
        .filter(application::Column::State.eq(ApplicationState::Draft.word()))
        .exec_with_returning(tx.db())
        .await?;
    let [sent] = done.as_slice() else { return Err(StoreError::Stale) };
    tx.wrote::<application::Entity>("application", sent);
    tx.belongs("application", sent.id, id.0);
    Ok(())
}
