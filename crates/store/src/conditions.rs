//! The conditions of a posting (资格条件), one row a posting, as text with its version.
//!
//! Owns: rows of `condition_set`. Refuses: reading the text, and phases: the use case knows when they stand.

use domain::access::aggregate::Postings;
use domain::access::{Changes, Permit, Reads};
use domain::calendar::Instant;
use domain::id::{PersonId, PostingId};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set};

use crate::entity::condition_set;
use crate::error::Outcome;
use crate::tx::{Snapshot, Tx};
use crate::{postings, row};

/// Conditions as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConditionsRow {
    /// Counts every change, from 1.
    pub version: i64,
    /// The document.
    pub body: String,
    /// Who changed it last.
    pub changed_by: PersonId,
    /// When.
    pub changed_at: Instant,
}

/// Conditions to store.
#[derive(Clone, Copy, Debug)]
pub struct NewConditions<'a> {
    /// The document.
    pub body: &'a str,
    /// Who changes it.
    pub by: PersonId,
    /// Now.
    pub at: Instant,
}

/// Returns the conditions of the permit's posting.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where the permit names no posting.
pub async fn of<A: Reads<Postings>>(look: &Snapshot, permit: &Permit<A>) -> Outcome<Option<ConditionsRow>> {
    found(look, row::posting_of(permit)?).await
}

/// Returns the conditions of a public posting, or `None` where the posting is not public or has none.
///
/// # Errors
/// The database's.
pub async fn public_of(look: &Snapshot, posting: PostingId) -> Outcome<Option<ConditionsRow>> {
    match postings::public::by_id(look, posting).await? {
        Some(_) => found(look, posting).await,
        None => Ok(None),
    }
}

async fn found(look: &Snapshot, posting: PostingId) -> Outcome<Option<ConditionsRow>> {
    let found = condition_set::Entity::find()
        .filter(condition_set::Column::Posting.eq(posting.0))
        .one(look.db())
        .await?;
    Ok(found.map(|row| ConditionsRow {
        version: row.version,
        body: row.body,
        changed_by: PersonId(row.changed_by),
        changed_at: Instant(row.changed_at),
    }))
}

/// Stores the conditions of the permit's posting after version `after` (0 where there was none); gives the new version.
///
/// # Errors
/// [`crate::StoreError::Stale`] or [`crate::Conflict::Conditions`] where somebody changed them first.
pub async fn put<A: Changes<Postings>>(
    tx: &Tx,
    permit: &Permit<A>,
    after: i64,
    new: &NewConditions<'_>,
) -> Outcome<i64> {
    let (posting, by) = (row::posting_of(permit)?, row::actor(permit, new.by)?);
    let next = after.saturating_add(1);
    if after == 0 {
        let row = condition_set::ActiveModel {
            posting: Set(posting.0),
            body: Set(new.body.to_owned()),
            version: Set(next),
            changed_by: Set(by.0),
            changed_at: Set(new.at.0),
            ..Default::default()
        };
        condition_set::Entity::insert(row).exec(tx.db()).await?;
        return Ok(next);
    }
    let done = condition_set::Entity::update_many()
        .col_expr(condition_set::Column::Body, Expr::value(new.body))
        .col_expr(condition_set::Column::Version, Expr::value(next))
        .col_expr(condition_set::Column::ChangedBy, Expr::value(by.0))
        .col_expr(condition_set::Column::ChangedAt, Expr::value(new.at.0))
        .filter(condition_set::Column::Posting.eq(posting.0))
        .filter(condition_set::Column::Version.eq(after))
        .exec(tx.db())
        .await?;
    row::expect_hit(done.rows_affected)?;
    Ok(next)
}
