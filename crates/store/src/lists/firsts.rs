//! First signatures (第一签署) on what a list says.
//!
//! Owns: rows of `first_signature`. Refuses: changing one but for its being taken back, once and by its signer. Whether the list still says
//! what was signed is compared by whoever reads.

use domain::access::aggregate::Lists;
use domain::access::{Changes, Permit, Scope};
use domain::calendar::Instant;
use domain::digest::Digest;
use domain::id::{PersonId, PostingId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Set};

use crate::entity::first_signature;
use crate::error::Outcome;
use crate::locked::Scoped;
use crate::row;
use crate::tx::{Snapshot, Tx};
use first_signature::Column as C;

/// A first signature as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FirstRow {
    /// Key.
    pub id: i64,
    /// Its posting.
    pub posting: PostingId,
    /// Which list.
    pub stage: String,
    /// Version that the list will be.
    pub version: u32,
    /// Digest of what the list said.
    pub digest: Digest,
    /// Who signed.
    pub by: PersonId,
    /// When.
    pub at: Instant,
    /// When its signer took it back.
    pub taken_back_at: Option<Instant>,
}

/// Whoever signs second is another person.
impl Scoped for FirstRow {
    fn scope(&self) -> Scope {
        Scope::posting(self.posting, &[self.by])
    }
}

fn read(row: first_signature::Model) -> Outcome<FirstRow> {
    Ok(FirstRow {
        id: row.id,
        posting: PostingId(row.posting),
        stage: row.stage,
        version: row::count(row.version, "first_signature.version")?,
        digest: row::digest(&row.digest)?,
        by: PersonId(row.signed_by),
        at: Instant(row.signed_at),
        taken_back_at: row::at(row.taken_back_at),
    })
}

/// Writes down that the caller signed what a list of the permit's posting says.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where the permit names no posting.
pub async fn sign<A: Changes<Lists>>(
    tx: &Tx,
    permit: &Permit<A>,
    (stage, version, digest): (&str, u32, Digest),
    at: Instant,
) -> Outcome<()> {
    let row = first_signature::ActiveModel {
        posting: Set(row::posting_of(permit)?.0),
        stage: Set(stage.to_owned()),
        version: Set(i64::from(version)),
        digest: Set(digest.to_string()),
        signed_by: Set(row::actor_of(permit)?.0),
        signed_at: Set(at.0),
        ..Default::default()
    };
    first_signature::Entity::insert(row).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// Takes the caller's own signature back.
///
/// # Errors
/// [`crate::StoreError::Stale`] where it is another person's, of another posting, or taken back already.
pub async fn take_back<A: Changes<Lists>>(tx: &Tx, permit: &Permit<A>, id: i64, at: Instant) -> Outcome<()> {
    let row = first_signature::ActiveModel { taken_back_at: Set(Some(at.0)), ..Default::default() };
    let done = first_signature::Entity::update_many()
        .set(row)
        .filter(C::Id.eq(id))
        .filter(C::Posting.eq(row::posting_of(permit)?.0))
        .filter(C::SignedBy.eq(row::actor_of(permit)?.0))
        .filter(C::TakenBackAt.is_null())
        .exec(tx.db())
        .await?;
    row::expect_hit(done.rows_affected)
}

/// Returns the first signatures of a posting, those that were taken back too, newest first.
///
/// # Errors
/// The database's.
pub async fn of_posting(look: &Snapshot, posting: PostingId) -> Outcome<Vec<FirstRow>> {
    let rows = first_signature::Entity::find()
        .filter(C::Posting.eq(posting.0))
        .order_by_desc(C::Id)
        .all(look.db())
        .await?;
    rows.into_iter().map(read).collect()
}
