//! Seals: a hash tree over events that have come to rest, chained to the seal before.
//!
//! Owns: what is hashed ([`ALGORITHM`]) and the act of sealing. Refuses: sealing what may still be unseen; an event
//! waits [`QUIET_MS`] after its act entered, and then until its transaction has committed; and an event that does not carry the
//! installation's tag, which is set aside by name and hinders no other.
//!
//! * Leaf: `SHA-256(0x00 ‖ fields)`, each field as `length:bytes`, an absent one as `-`. The last fields are the event's bond:
//!   how many keys its act wrote, the root over them, its tag.
//! * Node: `SHA-256(0x01 ‖ left ‖ right)`; an odd one moves up unchanged.
//! * Link: `SHA-256("linxuan seal 1\n" no "\n" root "\n" prev "\n" entries "\n" at "\n")`; `prev` of the first seal is
//!   64 zeros. The link of the newest seal is what public lists print. A seal carries a keyed tag of its link.

use std::collections::{HashMap, HashSet};

use domain::access::aggregate::Audit;
use domain::access::{Changes, Permit};
use domain::calendar::Instant;
use domain::digest::Digest;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set};

use crate::bonds;
use crate::entity::{event, event_bond, seal, seal_entry, unsealed};
use crate::error::{Outcome, StoreError};
use crate::row;
use crate::tx::{Snapshot, Tx};

/// Name of the scheme above; it stands in every seal.
pub const ALGORITHM: &str = "linxuan-sha256-1";

/// How long an event rests before it is sealed, in milliseconds.
pub const QUIET_MS: i64 = 10_000;

/// Most events in one seal: bounds the transaction.
const MOST: u64 = 5_000;

/// A seal as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealRow {
    /// Number, from 1 without gaps.
    pub no: i64,
    /// Root of the hash tree.
    pub root: Digest,
    /// Link of the seal before.
    pub prev: Digest,
    /// How it was made.
    pub algorithm: String,
    /// How many events it holds.
    pub entries: i64,
    /// When it was made.
    pub at: Instant,
    /// Keyed tag of its link.
    pub tag: Vec<u8>,
}

impl SealRow {
    /// Returns the link, which the next seal names as `prev` and public lists print.
    #[must_use]
    pub fn link(&self) -> Digest {
        let text = format!(
            "linxuan seal 1\n{}\n{}\n{}\n{}\n{}\n",
            self.no, self.root, self.prev, self.entries, self.at.0
        );
        Digest::of(text.as_bytes())
    }
}

/// Returns what stands in place of a link before the first seal.
pub(super) fn nothing() -> Digest {
    bonds::nothing()
}

pub(super) fn read(row: seal::Model) -> Outcome<SealRow> {
    Ok(SealRow {
        no: row.no,
        root: row::digest(&row.root)?,
        prev: row::digest(&row.prev)?,
        algorithm: row.algorithm,
        entries: row.entries,
        at: Instant(row.at),
        tag: row.tag,
    })
}

/// Returns the leaf of an event. It covers every column of the event and of its bond, so that no part of either can change unseen.
pub(super) fn leaf(row: &event::Model, bond: &event_bond::Model) -> Digest {
    let mut bytes = vec![0_u8];
    let mut put = |field: Option<&str>| match field {
        Some(text) => {
            bytes.extend_from_slice(text.len().to_string().as_bytes());
            bytes.push(b':');
            bytes.extend_from_slice(text.as_bytes());
        }
        None => bytes.push(b'-'),
    };
    let number = |value: Option<i64>| value.map(|value| value.to_string());
    put(Some(&row.id.to_string()));
    put(number(row.person).as_deref());
    put(Some(&row.who));
    put(Some(&row.role));
    put(Some(&row.at.to_string()));
    put(Some(&row.request));
    put(row.address_digest.as_deref());
    put(Some(&row.act));
    put(row.object.as_deref());
    put(row.object_code.as_deref());
    put(number(row.posting).as_deref());
    put(Some(&row.payload));
    put(Some(&bond.entries.to_string()));
    put(Some(&bond.root));
    put(Some(&domain::digest::hex(&bond.tag)));
    Digest::of(&bytes)
}

/// Returns the root over the leaves in their order. The root over no leaves is [`nothing`].
pub(super) fn root(leaves: Vec<Digest>) -> Digest {
    let mut level = leaves;
    while level.len() > 1 {
        level = level
            .chunks(2)
            .map(|pair| match pair {
                [left, right] => {
                    let mut bytes = vec![1_u8];
                    bytes.extend_from_slice(left.as_bytes());
                    bytes.extend_from_slice(right.as_bytes());
                    Digest::of(&bytes)
                }
                [one] => *one,
                _ => nothing(),
            })
            .collect();
    }
    level.first().copied().unwrap_or_else(nothing)
}

/// Returns the newest seal.
///
/// # Errors
/// The database's.
pub async fn head(look: &Snapshot) -> Outcome<Option<SealRow>> {
    seal::Entity::find().order_by_desc(seal::Column::No).one(look.db()).await?.map(read).transpose()
}

/// Seals from number `from` on, at most `limit`, oldest first.
///
/// # Errors
/// The database's.
pub async fn seals(look: &Snapshot, from: i64, limit: u64) -> Outcome<Vec<SealRow>> {
    let rows = seal::Entity::find()
        .filter(seal::Column::No.gte(from))
        .order_by_asc(seal::Column::No)
        .limit(limit)
        .all(look.db())
        .await?;
    rows.into_iter().map(read).collect()
}

/// Seals the events at rest, at most 5,000; `None` where there are none. Call again while it answers `Some`.
///
/// # Errors
/// [`crate::Conflict::Seal`] or [`StoreError::Stale`] where another process sealed at the same time: roll back and try
/// again later.
pub async fn seal<A: Changes<Audit>>(tx: &Tx, _permit: &Permit<A>, now: Instant) -> Outcome<Option<SealRow>> {
    tx.binder()?;
    let rested = unsealed::Entity::find()
        .filter(unsealed::Column::Refused.eq(0))
        .filter(unsealed::Column::At.lte(now.0.saturating_sub(QUIET_MS)))
        .order_by_asc(unsealed::Column::At)
        .order_by_asc(unsealed::Column::Event)
        .limit(MOST)
        .all(tx.db())
        .await?;
    if rested.is_empty() {
        return Ok(None);
    }
    let ids: Vec<i64> = rested.iter().map(|row| row.event).collect();
    let (events, refused) = sound(tx, &ids).await?;
    set_aside(tx, &refused).await?;
    if events.is_empty() {
        return Ok(None);
    }
    let before = head(tx).await?;
    let mut new = SealRow {
        no: before.as_ref().map_or(1, |seal| seal.no.saturating_add(1)),
        root: root(events.iter().map(|(event, bond)| leaf(event, bond)).collect()),
        prev: before.as_ref().map_or_else(nothing, SealRow::link),
        algorithm: ALGORITHM.to_owned(),
        entries: i64::try_from(events.len()).unwrap_or(i64::MAX),
        at: now,
        tag: Vec::new(),
    };
    new.tag = tx.binder()?.of_link(&new.link()).to_vec();
    write(tx, &new, &events).await?;
    let sealed = events.iter().map(|(event, _)| event.id);
    let gone =
        unsealed::Entity::delete_many().filter(unsealed::Column::Event.is_in(sealed)).exec(tx.db()).await?;
    if gone.rows_affected == u64::try_from(events.len()).unwrap_or(u64::MAX) {
        Ok(Some(new))
    } else {
        Err(StoreError::Stale)
    }
}

/// An event with its bond.
type Bonded = (event::Model, event_bond::Model);

/// Returns those of these events that carry the installation's tag, in order, and the others.
async fn sound(tx: &Tx, ids: &[i64]) -> Outcome<(Vec<Bonded>, Vec<i64>)> {
    let events = event::Entity::find()
        .filter(event::Column::Id.is_in(ids.iter().copied()))
        .order_by_asc(event::Column::Id)
        .all(tx.db())
        .await?;
    let mut bonds: HashMap<i64, event_bond::Model> =
        bonds::of_events(tx, ids).await?.into_iter().map(|bond| (bond.event, bond)).collect();
    let mut sound = Vec::with_capacity(events.len());
    for event in events {
        match bonds.remove(&event.id) {
            Some(bond) if bonds::fits(tx.binder()?, &event, &bond) => sound.push((event, bond)),
            _ => {}
        }
    }
    let known: HashSet<i64> = sound.iter().map(|(event, _)| event.id).collect();
    Ok((sound, ids.iter().copied().filter(|id| !known.contains(id)).collect()))
}

/// Takes what was never recorded by this program out of the queue, and says so once.
async fn set_aside(tx: &Tx, refused: &[i64]) -> Outcome<()> {
    if refused.is_empty() {
        return Ok(());
    }
    tracing::error!(events = ?refused, "these events do not carry the tag of this installation and are not sealed");
    unsealed::Entity::update_many()
        .col_expr(unsealed::Column::Refused, Expr::value(1_i64))
        .filter(unsealed::Column::Event.is_in(refused.iter().copied()))
        .exec(tx.db())
        .await?;
    Ok(())
}

async fn write(tx: &Tx, new: &SealRow, events: &[Bonded]) -> Outcome<()> {
    let row = seal::ActiveModel {
        no: Set(new.no),
        root: Set(new.root.to_string()),
        prev: Set(new.prev.to_string()),
        algorithm: Set(new.algorithm.clone()),
        entries: Set(new.entries),
        at: Set(new.at.0),
        tag: Set(new.tag.clone()),
    };
    seal::Entity::insert(row).exec_without_returning(tx.db()).await?;
    let entries = events.iter().zip(0_i64..).map(|((event, _), position)| seal_entry::ActiveModel {
        seal: Set(new.no),
        position: Set(position),
        event: Set(event.id),
    });
    row::insert_chunks(tx, entries.collect()).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tree_depends_on_every_leaf_and_on_their_order() {
        let leaves: Vec<Digest> = (0..5_u8).map(|n| Digest::of(&[n])).collect();
        let whole = root(leaves.clone());
        for index in 0..leaves.len() {
            let mut changed = leaves.clone();
            changed[index] = Digest::of(b"other");
            assert_ne!(root(changed), whole);
        }
        let mut swapped = leaves.clone();
        swapped.swap(3, 4);
        assert_ne!(root(swapped), whole);
        assert_eq!(root(leaves[..1].to_vec()), leaves[0]);
        assert_eq!(root(Vec::new()), nothing());
    }
}
