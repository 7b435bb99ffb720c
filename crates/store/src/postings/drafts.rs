//! The draft of a further revision, beside what stands: one a posting.
//!
//! Owns: rows of `posting_draft`; every change names the version that it was made on. Refuses: a change on another one.

use domain::access::aggregate::Postings;
use domain::access::{Changes, Permit, Reads};
use domain::calendar::Instant;
use domain::id::PersonId;
use domain::revision::Contents;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set};

use crate::entity::posting_draft;
use crate::error::{Outcome, StoreError};
use crate::row;
use crate::tx::{Snapshot, Tx};

/// A draft as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftRow {
    /// Counts every change, from 1.
    pub version: i64,
    /// What it says; `None` after it was proposed or discarded.
    pub contents: Option<Contents>,
    /// Who changed it last.
    pub changed_by: PersonId,
    /// When.
    pub changed_at: Instant,
}

/// Returns the draft of the permit's posting, also one that was proposed or discarded.
///
/// # Errors
/// [`StoreError::OutOfScope`] where the permit names no posting.
pub async fn of<A: Reads<Postings>>(look: &Snapshot, permit: &Permit<A>) -> Outcome<Option<DraftRow>> {
    let found = posting_draft::Entity::find()
        .filter(posting_draft::Column::Posting.eq(row::posting_of(permit)?.0))
        .one(look.db())
        .await?;
    let read = |row: posting_draft::Model| {
        let contents = row
            .contents
            .map(|text| Contents::parse(&text).map_err(|_| StoreError::Unreadable("posting_draft.contents")));
        Ok(DraftRow {
            version: row.version,
            contents: contents.transpose()?,
            changed_by: PersonId(row.changed_by),
            changed_at: Instant(row.changed_at),
        })
    };
    found.map(read).transpose()
}

/// Stores the draft of the permit's posting after version `after` (0 where there was none); `None` empties it.
///
/// # Errors
/// [`StoreError::Stale`] or [`crate::Conflict::PostingDraft`] where somebody changed it first.
pub async fn put<A: Changes<Postings>>(
    tx: &Tx,
    permit: &Permit<A>,
    after: i64,
    contents: Option<&Contents>,
    (by, at): (PersonId, Instant),
) -> Outcome<()> {
    let (posting, by) = (row::posting_of(permit)?, row::actor(permit, by)?);
    let (text, next) = (contents.map(Contents::canonical), after.saturating_add(1));
    if after == 0 {
        let row = posting_draft::ActiveModel {
            posting: Set(posting.0),
            contents: Set(text),
            version: Set(next),
            changed_by: Set(by.0),
            changed_at: Set(at.0),
            ..Default::default()
        };
        posting_draft::Entity::insert(row).exec_without_returning(tx.db()).await?;
        return Ok(());
    }
    let done = posting_draft::Entity::update_many()
        .col_expr(posting_draft::Column::Contents, Expr::value(text))
        .col_expr(posting_draft::Column::Version, Expr::value(next))
        .col_expr(posting_draft::Column::ChangedBy, Expr::value(by.0))
        .col_expr(posting_draft::Column::ChangedAt, Expr::value(at.0))
        .filter(posting_draft::Column::Posting.eq(posting.0))
        .filter(posting_draft::Column::Version.eq(after))
        .exec(tx.db())
        .await?;
    row::expect_hit(done.rows_affected)
}
