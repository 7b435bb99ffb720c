//! Saved revisions of a posting's scoring scheme (计分规则), as text with its digest.
//!
//! Owns: rows of `scheme`. Refuses: reading the text; that is `domain::scheme`'s.

use domain::access::aggregate::Postings;
use domain::access::{Changes, Permit, Reads};
use domain::calendar::Instant;
use domain::digest::Digest;
use domain::id::{PersonId, PostingId, SchemeId};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Set};

use crate::entity::scheme;
use crate::error::Outcome;
use crate::inputs;
use crate::postings;
use crate::row;
use crate::tx::{Snapshot, Tx};

/// A saved revision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchemeRow {
    /// Key.
    pub id: SchemeId,
    /// Its posting.
    pub posting: PostingId,
    /// Revision, from 1.
    pub revision: u32,
    /// The whole document: the posting's scheme and the named ones.
    pub body: String,
    /// Digest of the canonical form.
    pub digest: Digest,
    /// Who saved it.
    pub created_by: PersonId,
    /// When.
    pub created_at: Instant,
    /// Since when nobody may change it.
    pub frozen_at: Option<Instant>,
}

fn read(row: scheme::Model) -> Outcome<SchemeRow> {
    Ok(SchemeRow {
        id: SchemeId(row.id),
        posting: PostingId(row.posting),
        revision: row::count(row.revision, "scheme.revision")?,
        digest: row::digest(&row.digest)?,
        body: row.body,
        created_by: PersonId(row.created_by),
        created_at: Instant(row.created_at),
        frozen_at: row::at(row.frozen_at),
    })
}

/// A revision to save.
#[derive(Clone, Copy, Debug)]
pub struct NewScheme<'a> {
    /// The revision that the editor saw last; 0 for the first.
    pub after: u32,
    /// The document.
    pub body: &'a str,
    /// Its digest.
    pub digest: Digest,
    /// Who saves: the caller, or for the demonstration whom it stands for.
    pub by: PersonId,
    /// Now.
    pub at: Instant,
}

/// Saves the next revision for the permit's posting; the caller raises the posting's version beside it
/// ([`crate::postings::touch`]).
///
/// # Errors
/// [`crate::Conflict::SchemeRevision`] where somebody saved after the same revision first.
pub async fn insert<A: Changes<Postings>>(
    tx: &Tx,
    permit: &Permit<A>,
    new: &NewScheme<'_>,
) -> Outcome<SchemeId> {
    let posting = row::posting_of(permit)?;
    inputs::touch(tx, posting).await?;
    let row = scheme::ActiveModel {
        posting: Set(posting.0),
        revision: Set(i64::from(new.after).saturating_add(1)),
        body: Set(new.body.to_owned()),
        digest: Set(new.digest.to_string()),
        version: Set(1),
        created_by: Set(row::actor(permit, new.by)?.0),
        created_at: Set(new.at.0),
        ..Default::default()
    };
    Ok(SchemeId(scheme::Entity::insert(row).exec(tx.db()).await?.last_insert_id))
}

/// Returns the newest revision of the permit's posting.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where the permit names no posting.
pub async fn newest<A: Reads<Postings>>(look: &Snapshot, permit: &Permit<A>) -> Outcome<Option<SchemeRow>> {
    newest_of(look, row::posting_of(permit)?).await
}

/// Returns the newest revision of a public posting: the rule by which its selection is scored is public.
///
/// # Errors
/// The database's.
pub async fn public_newest(look: &Snapshot, posting: PostingId) -> Outcome<Option<SchemeRow>> {
    match postings::public::by_id(look, posting).await? {
        Some(_) => newest_of(look, posting).await,
        None => Ok(None),
    }
}

/// Returns the revision of a public posting that has this digest: a list names the one under which it was computed.
///
/// # Errors
/// The database's.
pub async fn public_of(look: &Snapshot, posting: PostingId, digest: Digest) -> Outcome<Option<SchemeRow>> {
    if postings::public::by_id(look, posting).await?.is_none() {
        return Ok(None);
    }
    let found = scheme::Entity::find()
        .filter(scheme::Column::Posting.eq(posting.0))
        .filter(scheme::Column::Digest.eq(digest.to_string()))
        .order_by_desc(scheme::Column::Revision)
        .one(look.db())
        .await?;
    found.map(read).transpose()
}

async fn newest_of(look: &Snapshot, posting: PostingId) -> Outcome<Option<SchemeRow>> {
    let found = scheme::Entity::find()
        .filter(scheme::Column::Posting.eq(posting.0))
        .order_by_desc(scheme::Column::Revision)
        .one(look.db())
        .await?;
    found.map(read).transpose()
}

/// Returns every revision of the permit's posting, oldest first.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where the permit names no posting.
pub async fn revisions<A: Reads<Postings>>(look: &Snapshot, permit: &Permit<A>) -> Outcome<Vec<SchemeRow>> {
    let rows = scheme::Entity::find()
        .filter(scheme::Column::Posting.eq(row::posting_of(permit)?.0))
        .order_by_asc(scheme::Column::Revision)
        .all(look.db())
        .await?;
    rows.into_iter().map(read).collect()
}

/// Freezes a revision of the permit's posting: at approval.
///
/// # Errors
/// [`crate::StoreError::Stale`] where it is frozen already or belongs to another posting.
pub async fn freeze<A: Changes<Postings>>(
    tx: &Tx,
    permit: &Permit<A>,
    id: SchemeId,
    at: Instant,
) -> Outcome<()> {
    let done = scheme::Entity::update_many()
        .col_expr(scheme::Column::FrozenAt, Expr::value(at.0))
        .filter(scheme::Column::Id.eq(id.0))
        .filter(scheme::Column::Posting.eq(row::posting_of(permit)?.0))
        .filter(scheme::Column::FrozenAt.is_null())
        .exec(tx.db())
        .await?;
    row::expect_hit(done.rows_affected)
}
