//! The draft of a posting's scheme (计分规则草稿), one row a posting, as text with its version.
//!
//! Owns: rows of `scheme_draft`. Refuses: reading the text, and forgetting a version; a discarded draft keeps its row, so
//! that a page opened on it stays stale for ever.

use domain::access::aggregate::Postings;
use domain::access::{Changes, Permit, Reads};
use domain::calendar::Instant;
use domain::id::PersonId;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set};

use crate::entity::scheme_draft;
use crate::error::Outcome;
use crate::row;
use crate::tx::{Snapshot, Tx};

/// A draft as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftRow {
    /// Counts every change, from 1.
    pub version: i64,
    /// The document; `None` after it was saved or discarded.
    pub body: Option<String>,
    /// The saved revision that it was begun from; 0 for none.
    pub based_on: u32,
    /// Who changed it last.
    pub changed_by: PersonId,
    /// When.
    pub changed_at: Instant,
}

/// A draft to store.
#[derive(Clone, Copy, Debug)]
pub struct NewDraft<'a> {
    /// The document; `None` discards the draft.
    pub body: Option<&'a str>,
    /// The saved revision that it goes out from.
    pub based_on: u32,
    /// Who changes it.
    pub by: PersonId,
    /// Now.
    pub at: Instant,
}

/// Returns the draft of the permit's posting, also one that was discarded.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where the permit names no posting.
pub async fn of<A: Reads<Postings>>(look: &Snapshot, permit: &Permit<A>) -> Outcome<Option<DraftRow>> {
    let found = scheme_draft::Entity::find()
        .filter(scheme_draft::Column::Posting.eq(row::posting_of(permit)?.0))
        .one(look.db())
        .await?;
    let read = |row: scheme_draft::Model| {
        Ok(DraftRow {
            version: row.version,
            body: row.body,
            based_on: row::count(row.based_on, "scheme_draft.based_on")?,
            changed_by: PersonId(row.changed_by),
            changed_at: Instant(row.changed_at),
        })
    };
    found.map(read).transpose()
}

/// Stores the draft of the permit's posting after version `after` (0 where there was none); gives its new version.
///
/// # Errors
/// [`crate::StoreError::Stale`] or [`crate::Conflict::SchemeDraft`] where somebody changed it first.
pub async fn put<A: Changes<Postings>>(
    tx: &Tx,
    permit: &Permit<A>,
    after: i64,
    new: &NewDraft<'_>,
) -> Outcome<i64> {
    let (posting, by) = (row::posting_of(permit)?, row::actor(permit, new.by)?);
    let next = after.saturating_add(1);
    if after == 0 {
        let row = scheme_draft::ActiveModel {
            posting: Set(posting.0),
            body: Set(new.body.map(str::to_owned)),
            version: Set(next),
            based_on: Set(i64::from(new.based_on)),
            changed_by: Set(by.0),
            changed_at: Set(new.at.0),
            ..Default::default()
        };
        scheme_draft::Entity::insert(row).exec(tx.db()).await?;
        return Ok(next);
    }
    let done = scheme_draft::Entity::update_many()
        .col_expr(scheme_draft::Column::Body, Expr::value(new.body.map(str::to_owned)))
        .col_expr(scheme_draft::Column::Version, Expr::value(next))
        .col_expr(scheme_draft::Column::BasedOn, Expr::value(i64::from(new.based_on)))
        .col_expr(scheme_draft::Column::ChangedBy, Expr::value(by.0))
        .col_expr(scheme_draft::Column::ChangedAt, Expr::value(new.at.0))
        .filter(scheme_draft::Column::Posting.eq(posting.0))
        .filter(scheme_draft::Column::Version.eq(after))
        .exec(tx.db())
        .await?;
    row::expect_hit(done.rows_affected)?;
    Ok(next)
}
