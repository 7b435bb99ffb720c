//! Files that belong to an application: what each is and for what. The contents lie elsewhere, under their keyed digest.
//!
//! Owns: rows of `upload`. Refuses: names in clear (they come here sealed), and taking a row away: one that was replaced or taken away
//! only ends.

use std::collections::HashMap;

use domain::access::aggregate::Applications;
use domain::access::{Changes, Permit, Reads};
use domain::calendar::Instant;
use domain::digest::Digest;
use domain::id::{ApplicationId, Code, UploadId};
use domain::uploads::{Kind, Purpose};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Set};

use crate::entity::upload;
use crate::error::{Outcome, StoreError};
use crate::row::{self, padded};
use crate::tx::{Snapshot, Tx};

/// A file of an application.
#[derive(Clone, PartialEq, Eq)]
pub struct UploadRow {
    /// Key.
    pub id: UploadId,
    /// Public code.
    pub code: Code,
    /// What it is for.
    pub purpose: Purpose,
    /// What it is.
    pub kind: Kind,
    /// Bytes.
    pub size: u64,
    /// Keyed digest of the plain bytes: where the contents lie.
    pub digest: Digest,
    /// The name that it came with, sealed.
    pub name_sealed: Vec<u8>,
    /// When it was handed in.
    pub at: Instant,
    /// When another took its place, or its owner took it away.
    pub ended_at: Option<Instant>,
}

/// A file to write down.
#[derive(Clone, Debug)]
pub struct NewUpload {
    /// Public code, from the random source.
    pub code: Code,
    /// What it is for.
    pub purpose: Purpose,
    /// What it is.
    pub kind: Kind,
    /// Bytes.
    pub size: u64,
    /// Keyed digest of the plain bytes.
    pub digest: Digest,
    /// The key generation that sealed the contents.
    pub generation: u8,
    /// The name that it came with, sealed.
    pub name_sealed: Vec<u8>,
    /// Now.
    pub at: Instant,
}

impl std::fmt::Debug for UploadRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "UploadRow({}, {}, {} bytes)", self.code, self.purpose.word(), self.size)
    }
}

fn read(row: upload::Model) -> Outcome<UploadRow> {
    Ok(UploadRow {
        id: UploadId(row.id),
        code: row::code(&row.code)?,
        purpose: row::word(Purpose::from_word, &row.purpose, "upload.purpose")?,
        kind: row::word(Kind::from_word, &row.kind, "upload.kind")?,
        size: u64::try_from(row.size).map_err(|_| StoreError::Unreadable("upload.size"))?,
        digest: row::digest(&row.digest)?,
        name_sealed: row.name_sealed,
        at: Instant(row.created_at),
        ended_at: row::at(row.ended_at),
    })
}

/// Returns every file of an application that the permit's use case has opened, those that ended included, oldest first.
///
/// # Errors
/// The database's.
pub async fn uploads<A: Reads<Applications>>(
    look: &Snapshot,
    _permit: &Permit<A>,
    of: ApplicationId,
) -> Outcome<Vec<UploadRow>> {
    let found = upload::Entity::find()
        .filter(upload::Column::Application.eq(of.0))
        .order_by_asc(upload::Column::Id)
        .all(look.db())
        .await?;
    found.into_iter().map(read).collect()
}

/// Returns the files that stand of each of these applications that the permit's use case has opened, oldest first; nothing of one that
/// has none.
///
/// # Errors
/// The database's.
pub async fn standing_uploads<A: Reads<Applications>>(
    look: &Snapshot,
    _permit: &Permit<A>,
    of: &[ApplicationId],
) -> Outcome<HashMap<ApplicationId, Vec<UploadRow>>> {
    let found = upload::Entity::find()
        .filter(upload::Column::Application.is_in(padded(of.iter().map(|id| id.0))))
        .filter(upload::Column::EndedAt.is_null())
        .order_by_asc(upload::Column::Id)
        .all(look.db())
        .await?;
    let mut standing: HashMap<ApplicationId, Vec<UploadRow>> = HashMap::new();
    for row in found {
        standing.entry(ApplicationId(row.application)).or_default().push(read(row)?);
    }
    Ok(standing)
}

/// Writes a file down, handed in by whoever acts.
///
/// # Errors
/// The database's.
pub async fn put_upload<A: Changes<Applications>>(
    tx: &Tx,
    permit: &Permit<A>,
    of: ApplicationId,
    new: &NewUpload,
) -> Outcome<UploadId> {
    let row = upload::ActiveModel {
        code: Set(new.code.to_string()),
        application: Set(of.0),
        purpose: Set(new.purpose.word().to_owned()),
        kind: Set(new.kind.word().to_owned()),
        size: Set(i64::try_from(new.size).map_err(|_| StoreError::Unreadable("upload.size"))?),
        digest: Set(new.digest.to_string()),
        generation: Set(i64::from(new.generation)),
        name_sealed: Set(new.name_sealed.clone()),
        created_by: Set(row::actor_of(permit)?.0),
        created_at: Set(new.at.0),
        ended_at: Set(None),
        replaced_by: Set(None),
        ..Default::default()
    };
    Ok(UploadId(upload::Entity::insert(row).exec(tx.db()).await?.last_insert_id))
}

/// Ends a file of an application: `by` took its place, or nothing did.
///
/// # Errors
/// [`StoreError::Stale`] where it ended before.
pub async fn end_upload<A: Changes<Applications>>(
    tx: &Tx,
    _permit: &Permit<A>,
    (of, file): (ApplicationId, UploadId),
    (by, at): (Option<UploadId>, Instant),
) -> Outcome<()> {
    let done = upload::Entity::update_many()
        .col_expr(upload::Column::EndedAt, Expr::value(at.0))
        .col_expr(upload::Column::ReplacedBy, Expr::value(by.map(|by| by.0)))
        .filter(upload::Column::Id.eq(file.0))
        .filter(upload::Column::Application.eq(of.0))
        .filter(upload::Column::EndedAt.is_null())
        .exec(tx.db())
        .await?;
    row::expect_hit(done.rows_affected)
}
