//! The plan of a posting's interviews in versions.
//!
//! Owns: rows of `interview_plan`. Refuses: opening what a version says, writing on one that was sent, and deciding twice.

use domain::access::aggregate::Postings;
use domain::access::{Changes, Permit, Reads, Scope};
use domain::calendar::Instant;
use domain::digest::Digest;
use domain::id::{Code, PersonId, PostingId};
use domain::interview_plan::PlanState;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Set};

use crate::entity::interview_plan;
use crate::error::Outcome;
use crate::locked::{Locked, Scoped};
use crate::row;
use crate::tx::{Snapshot, Tx};

/// A version as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanRow {
    /// Public code.
    pub code: Code,
    /// Its posting.
    pub posting: PostingId,
    /// Its number, from 1.
    pub no: u32,
    /// How far it has come.
    pub state: PlanState,
    /// The digest of what it says.
    pub digest: Digest,
    /// What it says, sealed.
    pub body_sealed: Vec<u8>,
    /// Who wrote it last, and when.
    pub written: (PersonId, Instant),
    /// Who sent it, and when.
    pub sent: Option<(PersonId, Instant)>,
    /// Who decided on it, and when.
    pub decided: Option<(PersonId, Instant)>,
    /// Why it was sent back, sealed.
    pub returned_sealed: Option<Vec<u8>>,
}

impl PlanRow {
    /// Whoever had a hand in laying it down, each once.
    #[must_use]
    pub fn hands(&self) -> Vec<PersonId> {
        let (writer, sender) = (self.written.0, self.sent.map(|one| one.0));
        [Some(writer), sender.filter(|one| *one != writer)].into_iter().flatten().collect()
    }
}

impl Scoped for PlanRow {
    /// Returns the scope with whoever wrote and sent it; they may not decide it.
    fn scope(&self) -> Scope {
        Scope::posting(self.posting, &self.hands())
    }
}

/// A version to write.
#[derive(Clone, Debug)]
pub struct NewPlan {
    /// Public code, from the random source.
    pub code: Code,
    /// Its number.
    pub no: u32,
    /// The digest of what it says.
    pub digest: Digest,
    /// What it says, sealed for the code.
    pub body_sealed: Vec<u8>,
    /// Now.
    pub at: Instant,
}

fn read(row: interview_plan::Model) -> Outcome<PlanRow> {
    Ok(PlanRow {
        code: row::code(&row.code)?,
        posting: PostingId(row.posting),
        no: row::count(row.no, "interview_plan.no")?,
        state: row::word(PlanState::from_word, &row.state, "interview_plan.state")?,
        digest: row::digest(&row.digest)?,
        body_sealed: row.body_sealed,
        written: (PersonId(row.written_by), Instant(row.written_at)),
        sent: row.sent_by.map(PersonId).zip(row.sent_at.map(Instant)),
        decided: row.decided_by.map(PersonId).zip(row.decided_at.map(Instant)),
        returned_sealed: row.returned_sealed,
    })
}

/// Returns the versions of the permit's posting, newest first.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where the permit names no posting.
pub async fn all<A: Reads<Postings>>(look: &Snapshot, permit: &Permit<A>) -> Outcome<Vec<PlanRow>> {
    let found = interview_plan::Entity::find()
        .filter(interview_plan::Column::Posting.eq(row::posting_of(permit)?.0))
        .order_by_desc(interview_plan::Column::No);
    found.all(look.db()).await?.into_iter().map(read).collect()
}

/// Returns the newest version of a posting, to be opened with a permit.
///
/// # Errors
/// The database's.
pub async fn newest(look: &Snapshot, posting: PostingId) -> Outcome<Option<Locked<PlanRow, Postings>>> {
    let found = interview_plan::Entity::find()
        .filter(interview_plan::Column::Posting.eq(posting.0))
        .order_by_desc(interview_plan::Column::No)
        .one(look.db())
        .await?;
    Ok(found.map(read).transpose()?.map(Locked::new))
}

/// Begins a version in the permit's posting, whose row the caller holds.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where the permit names no posting.
pub async fn begin<A: Changes<Postings>>(tx: &Tx, permit: &Permit<A>, new: NewPlan) -> Outcome<()> {
    let row = interview_plan::ActiveModel {
        code: Set(new.code.to_string()),
        posting: Set(row::posting_of(permit)?.0),
        no: Set(i64::from(new.no)),
        state: Set(PlanState::Draft.word().to_owned()),
        digest: Set(new.digest.to_string()),
        body_sealed: Set(new.body_sealed),
        written_by: Set(row::actor_of(permit)?.0),
        written_at: Set(new.at.0),
        ..Default::default()
    };
    interview_plan::Entity::insert(row).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// Changes a version of the permit's posting that stands in the state `from`.
async fn change<A: Changes<Postings>>(
    tx: &Tx,
    permit: &Permit<A>,
    (code, from): (Code, PlanState),
    row: interview_plan::ActiveModel,
) -> Outcome<()> {
    let done = interview_plan::Entity::update_many()
        .set(row)
        .filter(interview_plan::Column::Code.eq(code.as_str()))
        .filter(interview_plan::Column::Posting.eq(row::posting_of(permit)?.0))
        .filter(interview_plan::Column::State.eq(from.word()))
        .exec(tx.db())
        .await?;
    row::expect_hit(done.rows_affected)
}

/// Writes on a draft: what it says from now on takes the place of what it said.
///
/// # Errors
/// [`crate::StoreError::Stale`] where it is no draft or belongs to another posting.
pub async fn rewrite<A: Changes<Postings>>(tx: &Tx, permit: &Permit<A>, new: NewPlan) -> Outcome<()> {
    let row = interview_plan::ActiveModel {
        digest: Set(new.digest.to_string()),
        body_sealed: Set(new.body_sealed),
        written_by: Set(row::actor_of(permit)?.0),
        written_at: Set(new.at.0),
        ..Default::default()
    };
    change(tx, permit, (new.code, PlanState::Draft), row).await
}

/// Sends a draft to the competent department.
///
/// # Errors
/// As [`rewrite`].
pub async fn send<A: Changes<Postings>>(tx: &Tx, permit: &Permit<A>, code: Code, at: Instant) -> Outcome<()> {
    let row = interview_plan::ActiveModel {
        state: Set(PlanState::Sent.word().to_owned()),
        sent_by: Set(Some(row::actor_of(permit)?.0)),
        sent_at: Set(Some(at.0)),
        ..Default::default()
    };
    change(tx, permit, (code, PlanState::Draft), row).await
}

/// Decides on a version that was sent: approves it, or sends it back for the sealed reason.
///
/// # Errors
/// [`crate::StoreError::Stale`] where it does not wait or belongs to another posting.
pub async fn decide<A: Changes<Postings>>(
    tx: &Tx,
    permit: &Permit<A>,
    (code, returned_sealed): (Code, Option<Vec<u8>>),
    at: Instant,
) -> Outcome<()> {
    let state = if returned_sealed.is_some() { PlanState::Returned } else { PlanState::Approved };
    let row = interview_plan::ActiveModel {
        state: Set(state.word().to_owned()),
        decided_by: Set(Some(row::actor_of(permit)?.0)),
        decided_at: Set(Some(at.0)),
        returned_sealed: Set(returned_sealed),
        ..Default::default()
    };
    change(tx, permit, (code, PlanState::Sent), row).await
}
