//! Decisions on the course of a posting, and proposals of them.
//!
//! Owns: rows of `posting_decision`. Refuses: deciding twice, and a second proposal while one waits.

use domain::access::aggregate::Postings;
use domain::access::{Changes, Permit, Reads, Scope};
use domain::calendar::Instant;
use domain::course::DecisionKind;
use domain::id::{Code, DecisionId, PersonId, PostingId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Set};

use super::public;
use crate::entity::posting_decision;
use crate::error::Outcome;
use crate::locked::{Locked, Scoped};
use crate::row;
use crate::tx::{Snapshot, Tx};

/// A decision as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecisionRow {
    /// Key.
    pub id: DecisionId,
    /// Public code.
    pub code: Code,
    /// Its posting.
    pub posting: PostingId,
    /// What.
    pub kind: DecisionKind,
    /// Why.
    pub reason: String,
    /// Who proposed it and when; `None` where it needs no proposal.
    pub proposed: Option<(PersonId, Instant)>,
    /// Who decided it and when; `None` while it waits.
    pub decided: Option<(PersonId, Instant)>,
    /// Why it was sent back.
    pub returned_reason: Option<String>,
}

impl Scoped for DecisionRow {
    /// Returns the scope with the person who proposed it; that person may not decide it.
    fn scope(&self) -> Scope {
        let hands: Vec<PersonId> = self.proposed.iter().map(|one| one.0).collect();
        Scope::posting(self.posting, &hands)
    }
}

/// A decision to write down.
#[derive(Clone, Copy, Debug)]
pub struct NewDecision<'a> {
    /// Public code, from the random source.
    pub code: Code,
    /// What.
    pub kind: DecisionKind,
    /// Why.
    pub reason: &'a str,
    /// Now.
    pub at: Instant,
}

fn read(row: posting_decision::Model) -> Outcome<DecisionRow> {
    let pair = |by: Option<i64>, at: Option<i64>| by.map(PersonId).zip(at.map(Instant));
    Ok(DecisionRow {
        id: DecisionId(row.id),
        code: row::code(&row.code)?,
        posting: PostingId(row.posting),
        kind: row::word(DecisionKind::from_word, &row.kind, "posting_decision.kind")?,
        reason: row.reason,
        proposed: pair(row.proposed_by, row.proposed_at),
        decided: pair(row.decided_by, row.decided_at),
        returned_reason: row.returned_reason,
    })
}

fn written(posting: PostingId, new: &NewDecision<'_>) -> posting_decision::ActiveModel {
    posting_decision::ActiveModel {
        code: Set(new.code.to_string()),
        posting: Set(posting.0),
        kind: Set(new.kind.word().to_owned()),
        reason: Set(new.reason.to_owned()),
        ..Default::default()
    }
}

/// Writes down a proposal by the caller in the permit's posting.
///
/// # Errors
/// [`crate::Conflict::DecisionWaits`] while another one waits; [`crate::StoreError::OutOfScope`] where `by` is not the caller.
pub async fn propose<A: Changes<Postings>>(
    tx: &Tx,
    permit: &Permit<A>,
    (new, by): (&NewDecision<'_>, PersonId),
) -> Outcome<()> {
    let mut row = written(row::posting_of(permit)?, new);
    row.proposed_by = Set(Some(row::actor(permit, by)?.0));
    row.proposed_at = Set(Some(new.at.0));
    posting_decision::Entity::insert(row).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// Writes down what the caller decided in the permit's posting without a proposal.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where `by` is not the caller.
pub async fn put<A: Changes<Postings>>(
    tx: &Tx,
    permit: &Permit<A>,
    (new, by): (&NewDecision<'_>, PersonId),
) -> Outcome<()> {
    let mut row = written(row::posting_of(permit)?, new);
    row.decided_by = Set(Some(row::actor(permit, by)?.0));
    row.decided_at = Set(Some(new.at.0));
    posting_decision::Entity::insert(row).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// Decides a proposal of the permit's posting that waits; `returned` says why it is sent back.
///
/// # Errors
/// [`crate::StoreError::Stale`] where it is decided or belongs to another posting; [`crate::StoreError::OutOfScope`] where `by` is
/// not the caller.
pub async fn decide<A: Changes<Postings>>(
    tx: &Tx,
    permit: &Permit<A>,
    (id, returned): (DecisionId, Option<&str>),
    (by, at): (PersonId, Instant),
) -> Outcome<()> {
    let row = posting_decision::ActiveModel {
        decided_by: Set(Some(row::actor(permit, by)?.0)),
        decided_at: Set(Some(at.0)),
        returned_reason: Set(returned.map(str::to_owned)),
        ..Default::default()
    };
    let done = posting_decision::Entity::update_many()
        .set(row)
        .filter(posting_decision::Column::Id.eq(id.0))
        .filter(posting_decision::Column::Posting.eq(row::posting_of(permit)?.0))
        .filter(posting_decision::Column::DecidedBy.is_null())
        .exec(tx.db())
        .await?;
    row::expect_hit(done.rows_affected)
}

/// Returns the decisions of the permit's posting and the proposals of them, newest first.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where the permit names no posting.
pub async fn all<A: Reads<Postings>>(look: &Snapshot, permit: &Permit<A>) -> Outcome<Vec<DecisionRow>> {
    of(look, row::posting_of(permit)?).await
}

async fn of(look: &Snapshot, posting: PostingId) -> Outcome<Vec<DecisionRow>> {
    let rows = posting_decision::Entity::find()
        .filter(posting_decision::Column::Posting.eq(posting.0))
        .order_by_desc(posting_decision::Column::Id)
        .all(look.db())
        .await?;
    rows.into_iter().map(read).collect()
}

/// Returns what was decided on the course of a public posting, newest first; what waits or was sent back is nobody's to read.
///
/// # Errors
/// The database's.
pub async fn of_public(look: &Snapshot, posting: PostingId) -> Outcome<Vec<DecisionRow>> {
    if public::by_id(look, posting).await?.is_none() {
        return Ok(Vec::new());
    }
    let mut rows = of(look, posting).await?;
    rows.retain(|row| row.decided.is_some() && row.returned_reason.is_none());
    Ok(rows)
}

/// Returns the decision of that code, to be opened with a permit.
///
/// # Errors
/// The database's.
pub async fn by_code(look: &Snapshot, code: &Code) -> Outcome<Option<Locked<DecisionRow, Postings>>> {
    let found = posting_decision::Entity::find()
        .filter(posting_decision::Column::Code.eq(code.as_str()))
        .one(look.db())
        .await?;
    Ok(found.map(read).transpose()?.map(Locked::new))
}
