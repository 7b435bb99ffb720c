//! The panels of a posting's interviews, one row a posting, as text.
//!
//! Owns: rows of `panels`. Refuses: reading the text, and saying what a panel must have.

use domain::access::aggregate::Postings;
use domain::access::{Changes, Permit, Reads};
use domain::calendar::Instant;
use domain::id::{Code, PersonId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set};

use crate::entity::panels;
use crate::error::Outcome;
use crate::row;
use crate::tx::{Snapshot, Tx};

/// The panels as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PanelsRow {
    /// Public code.
    pub code: Code,
    /// The document.
    pub body: String,
    /// Who recorded them last.
    pub by: PersonId,
    /// When.
    pub at: Instant,
}

/// Returns the panels of the permit's posting; `None` where none were recorded.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where the permit names no posting.
pub async fn of<A: Reads<Postings>>(look: &Snapshot, permit: &Permit<A>) -> Outcome<Option<PanelsRow>> {
    let posting = row::posting_of(permit)?;
    let found = panels::Entity::find().filter(panels::Column::Posting.eq(posting.0)).one(look.db()).await?;
    let read = |row: panels::Model| {
        Ok(PanelsRow {
            code: row::code(&row.code)?,
            body: row.body,
            by: PersonId(row.recorded_by),
            at: Instant(row.recorded_at),
        })
    };
    found.map(read).transpose()
}

/// Stores the panels of the permit's posting, whose row the caller holds; `code` names them where none were recorded before.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where `by` is not the caller.
pub async fn put<A: Changes<Postings>>(
    tx: &Tx,
    permit: &Permit<A>,
    (code, body): (Code, &str),
    (by, at): (PersonId, Instant),
) -> Outcome<()> {
    let (posting, by) = (row::posting_of(permit)?, row::actor(permit, by)?);
    let row = panels::ActiveModel {
        body: Set(body.to_owned()),
        recorded_by: Set(by.0),
        recorded_at: Set(at.0),
        ..Default::default()
    };
    let done = panels::Entity::update_many()
        .set(row.clone())
        .filter(panels::Column::Posting.eq(posting.0))
        .exec(tx.db())
        .await?;
    if done.rows_affected == 0 {
        let row = panels::ActiveModel { code: Set(code.to_string()), posting: Set(posting.0), ..row };
        panels::Entity::insert(row).exec_without_returning(tx.db()).await?;
    }
    Ok(())
}
