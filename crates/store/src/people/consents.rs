//! Which editions of the privacy page a person agreed to.

use std::collections::HashMap;

use domain::access::aggregate::People;
use domain::access::{Changes, Permit, Reads};
use domain::calendar::Instant;
use domain::digest::Digest;
use domain::id::PersonId;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Set};

use crate::entity::consent;
use crate::error::Outcome;
use crate::row::{self, padded};
use crate::tx::{Snapshot, Tx};

/// That a person agreed, as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsentRow {
    /// Digest of what the page said, in all languages.
    pub edition: Digest,
    /// The language in which it was read.
    pub lang: String,
    /// When.
    pub at: Instant,
}

/// Keeps that a person, whom the permit's use case has before it, agreed to an edition.
///
/// # Errors
/// The database's.
pub async fn agree<A: Changes<People>>(
    tx: &Tx,
    _permit: &Permit<A>,
    person: PersonId,
    (edition, lang): (Digest, &str),
    at: Instant,
) -> Outcome<()> {
    let row = consent::ActiveModel {
        person: Set(person.0),
        edition: Set(edition.to_string()),
        lang: Set(lang.to_owned()),
        agreed_at: Set(at.0),
        ..Default::default()
    };
    consent::Entity::insert(row).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// Returns what a person, whom the permit's use case has before it, agreed to, the newest first.
///
/// # Errors
/// The database's.
pub async fn agreed<A: Reads<People>>(
    look: &Snapshot,
    permit: &Permit<A>,
    person: PersonId,
) -> Outcome<Vec<ConsentRow>> {
    Ok(agreed_each(look, permit, &[person]).await?.remove(&person).unwrap_or_default())
}

/// Returns the same of each of several people who agreed to anything.
///
/// # Errors
/// The database's.
pub async fn agreed_each<A: Reads<People>>(
    look: &Snapshot,
    _permit: &Permit<A>,
    people: &[PersonId],
) -> Outcome<HashMap<PersonId, Vec<ConsentRow>>> {
    let rows = consent::Entity::find()
        .filter(consent::Column::Person.is_in(padded(people.iter().map(|person| person.0))))
        .order_by_desc(consent::Column::Id)
        .all(look.db())
        .await?;
    let mut agreed: HashMap<PersonId, Vec<ConsentRow>> = HashMap::new();
    for row in rows {
        let edition = row::digest(&row.edition)?;
        let one = ConsentRow { edition, lang: row.lang, at: Instant(row.agreed_at) };
        agreed.entry(PersonId(row.person)).or_default().push(one);
    }
    Ok(agreed)
}
