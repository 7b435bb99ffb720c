//! What binds rows of state to the events that made them, so that an alteration past the program is found and named.
//!
//! Owns: rows of `touched`, `event_row` and `event_bond`; the canonical form of a row; the binding before each commit
//! ([`bind`]); the comparison of every bound table with what is bound ([`check`]). Refuses: committing bound rows without an
//! event, adopting silently what somebody else altered, and keeping a key: a [`Binder`] comes in from outside.
//!
//! * Rows that nobody sees before an act makes them stand may be digested before it ([`Ahead`]): the act then binds them as they were
//!   laid down and reads none of them. What was altered in between is found like any later alteration.
//! * A row that an act holds, changes and is told back is bound by what it was told, and is not read again: as it was held where that is
//!   what was bound, and as the change left it.
//! * A row's canonical form is its table, then each column as name and value, each part with its length.
//! * Sealed values are bound as the bytes that are stored: the walk then needs no key of theirs and none that was retired, and sealing
//!   them anew is an act like any other.
//! * Rows that share the key of their table are bound together. Their digest is `mac("row" ‖ digest of the rows before ‖ form)`,
//!   in the order of their primary key.
//! * The root of an act is `SHA-256(root so far ‖ table ‖ key ‖ digest ‖ amiss)` over all keys that it wrote; it begins with 32
//!   zeros and belongs to the first event of the act. Where several acts share a transaction, each event has a root of what it tells of.
//! * The tag of an event is `mac("event" ‖ form of the event ‖ entries ‖ root)`. Seals cover it.

mod act;
mod canon;
pub mod check;
mod tables;

use std::fmt;
use std::sync::Arc;

use domain::digest::Digest;
use sea_orm::{ColumnTrait, DatabaseConnection, EntityTrait, ModelTrait, PrimaryKeyToColumn, QueryFilter};

use crate::entity::{event, event_bond, event_row};
use crate::error::{Outcome, StoreError};
use crate::row;
use crate::tx::Snapshot;

pub(crate) use act::{bind, set_aside};
pub use tables::{BOUND, UNBOUND};

/// A keyed digest: the generation of the key, then 32 bytes.
pub(crate) type Mac = [u8; 33];

/// A keyed function of any bytes.
type Keyed = dyn Fn(&[u8]) -> [u8; 32] + Send + Sync;

/// The keyed function behind all bonds: HMAC-SHA-256 with a key of its own, which this crate never sees.
#[derive(Clone)]
pub struct Binder {
    generation: u8,
    mac: Arc<Keyed>,
}

impl fmt::Debug for Binder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Binder({}, ***)", self.generation)
    }
}

impl Binder {
    /// Takes the generation of the key and the keyed function.
    pub fn new(generation: u8, mac: impl Fn(&[u8]) -> [u8; 32] + Send + Sync + 'static) -> Self {
        Self { generation, mac: Arc::new(mac) }
    }

    pub(crate) fn mac(&self, bytes: &[u8]) -> Mac {
        let mut out = [self.generation; 33];
        let (_, rest) = out.split_at_mut(1);
        rest.copy_from_slice(&(self.mac)(bytes));
        out
    }

    /// Returns the tag of a seal's link.
    pub(crate) fn of_link(&self, link: &Digest) -> Mac {
        self.mac(&[b"seal ".as_slice(), link.as_bytes()].concat())
    }

    /// Returns the tag of an event whose act wrote `entries` keys under this root.
    pub(crate) fn of_event(&self, event: &event::Model, (entries, root): (i64, Digest)) -> Mac {
        let mut bytes = b"event ".to_vec();
        canon::form::<event::Entity>("event", event, &mut bytes);
        bytes.extend_from_slice(format!(" {entries} {root}").as_bytes());
        self.mac(&bytes)
    }
}

/// What the rows under a key are bound by, found before the act that binds them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Ahead {
    relation: &'static str,
    key: i64,
    digest: Mac,
}

/// Digests a row of a table that is bound row by row, as it was read or written; none where the store binds nothing.
pub(crate) fn of_row<E>(binder: Option<&Binding>, relation: &'static str, row: &E::Model) -> Option<Ahead>
where
    E: EntityTrait,
    E::Model: ModelTrait<Entity = E>,
    E::PrimaryKey: PrimaryKeyToColumn<Column = E::Column>,
{
    let binder = &binder?.binder;
    let key = canon::key_of::<E>(row).ok()?;
    Some(Ahead { relation, key, digest: canon::grown::<E>(binder, relation, &[0; 33], row) })
}

/// Digests the rows under a key of a table, also where they are not bound yet; none where there are no rows, or where the store has no
/// key and binds nothing.
///
/// # Errors
/// The database's.
pub(crate) async fn ahead(look: &Snapshot, relation: &'static str, key: i64) -> Outcome<Option<Ahead>> {
    let Ok(binder) = look.binder() else { return Ok(None) };
    let mut found = None;
    let mut each = |_, digest| found = Some(Ahead { relation, key, digest });
    tables::digests(look, binder, relation, canon::Which::Ahead(key), &mut each).await?;
    Ok(found)
}

/// What a store needs to bind: the key, and connections on which the state before an act is read.
#[derive(Clone, Debug)]
pub(crate) struct Binding {
    pub binder: Binder,
    pub before: DatabaseConnection,
}

/// Returns what stands in place of a root before the first key.
pub(crate) fn nothing() -> Digest {
    Digest::from_bytes([0; 32])
}

/// Returns the root after one more key.
fn grown(root: Digest, relation: &str, key: i64, digest: Option<&[u8]>, amiss: bool) -> Digest {
    let mut bytes = root.as_bytes().to_vec();
    bytes.extend_from_slice(format!("{}:{relation} {key} {} ", relation.len(), u8::from(amiss)).as_bytes());
    bytes.extend_from_slice(digest.unwrap_or(b"gone"));
    Digest::of(&bytes)
}

pub(crate) fn grown_by(root: Digest, row: &event_row::Model) -> Digest {
    grown(root, &row.relation, row.key, row.digest.as_deref(), row.amiss != 0)
}

/// Tells whether this is the event's tag.
pub(crate) fn fits(binder: &Binder, event: &event::Model, bond: &event_bond::Model) -> bool {
    let root = row::digest(&bond.root);
    root.is_ok_and(|root| binder.of_event(event, (bond.entries, root)).as_slice() == bond.tag)
}

/// Returns the bonds of these events, in no order.
pub(crate) async fn of_events(look: &Snapshot, ids: &[i64]) -> Outcome<Vec<event_bond::Model>> {
    let mut found = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(5_000) {
        let some = event_bond::Entity::find().filter(event_bond::Column::Event.is_in(chunk.iter().copied()));
        found.extend(some.all(look.db()).await?);
    }
    Ok(found)
}

/// Returns the binder of a store that has one.
///
/// # Errors
/// [`StoreError::NoKey`].
pub(crate) fn binder(binding: Option<&Binding>) -> Outcome<&Binder> {
    binding.map(|binding| &binding.binder).ok_or(StoreError::NoKey)
}
