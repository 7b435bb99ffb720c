//! What supervisors read and signed (监督签名): a draw of lots, totals, or a list, under the digest that they were shown.
//!
//! Owns: rows of `supervision`. Refuses: a second signature of one person under the same digest, and changing one.

use domain::access::aggregate::Supervisions;
use domain::access::{Changes, Permit, Reads};
use domain::calendar::Instant;
use domain::digest::Digest;
use domain::id::{Code, PersonId, PostingId};
use domain::supervision::Supervised;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Set};

use crate::entity::supervision;
use crate::error::Outcome;
use crate::row;
use crate::tx::{Snapshot, Tx};

/// A signature as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SupervisionRow {
    /// What was signed.
    pub what: Supervised,
    /// Public code of it.
    pub of: Code,
    /// The digest that was read.
    pub digest: Digest,
    /// Who signed.
    pub by: PersonId,
    /// When.
    pub at: Instant,
}

impl SupervisionRow {
    /// Whether it is a signature on this thing under this digest.
    #[must_use]
    pub fn is_on(&self, thing: (Supervised, Code, Digest)) -> bool {
        (self.what, self.of, self.digest) == thing
    }
}

/// Writes a signature of the caller in the permit's posting.
///
/// # Errors
/// [`crate::Conflict::Supervision`] where this person signed it already.
pub async fn sign<A: Changes<Supervisions>>(
    tx: &Tx,
    permit: &Permit<A>,
    (what, of, digest): (Supervised, Code, Digest),
    at: Instant,
) -> Outcome<()> {
    let row = supervision::ActiveModel {
        posting: Set(row::posting_of(permit)?.0),
        what: Set(what.word().to_owned()),
        of_code: Set(of.to_string()),
        digest: Set(digest.to_string()),
        signed_by: Set(row::actor_of(permit)?.0),
        signed_at: Set(at.0),
        ..Default::default()
    };
    supervision::Entity::insert(row).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// Returns the signatures in the permit's posting, the first first.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where the permit names no posting.
pub async fn all<A: Reads<Supervisions>>(
    look: &Snapshot,
    permit: &Permit<A>,
) -> Outcome<Vec<SupervisionRow>> {
    let rows = supervision::Entity::find()
        .filter(supervision::Column::Posting.eq(row::posting_of(permit)?.0))
        .order_by_asc(supervision::Column::Id)
        .all(look.db())
        .await?;
    rows.iter().map(read).collect()
}

/// Returns the signatures on public lists of a posting, the first first: that there are any is for everybody.
///
/// # Errors
/// The database's.
pub async fn of_lists(look: &Snapshot, posting: PostingId) -> Outcome<Vec<SupervisionRow>> {
    let rows = supervision::Entity::find()
        .filter(supervision::Column::Posting.eq(posting.0))
        .filter(supervision::Column::What.eq(Supervised::List.word()))
        .order_by_asc(supervision::Column::Id)
        .all(look.db())
        .await?;
    rows.iter().map(read).collect()
}

fn read(row: &supervision::Model) -> Outcome<SupervisionRow> {
    Ok(SupervisionRow {
        what: row::word(Supervised::from_word, &row.what, "supervision.what")?,
        of: row::code(&row.of_code)?,
        digest: row::digest(&row.digest)?,
        by: PersonId(row.signed_by),
        at: Instant(row.signed_at),
    })
}
