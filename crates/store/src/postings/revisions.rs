//! Versions of a posting as they were put before the competent department: each whole, numbered once approved.
//!
//! Owns: rows of `posting_revision`. Refuses: changing what was put forward, and settling a version twice.

use domain::access::aggregate::Postings;
use domain::access::{Changes, Permit, Reads, Scope};
use domain::calendar::Instant;
use domain::digest::Digest;
use domain::id::{Code, PersonId, PostingId, RevisionId};
use domain::revision::{Contents, RevisionState};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set};

use super::public;
use crate::entity::posting_revision;
use crate::error::{Outcome, StoreError};
use crate::locked::{Locked, Scoped};
use crate::row;
use crate::tx::{Snapshot, Tx};

/// A version that was put forward.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RevisionRow {
    /// Key.
    pub id: RevisionId,
    /// Public code.
    pub code: Code,
    /// Its posting.
    pub posting: PostingId,
    /// The number of the revision; `None` for one that was not approved.
    pub no: Option<u32>,
    /// Where it stands.
    pub state: RevisionState,
    /// The revision that it was written after; 0 for the first.
    pub follows: u32,
    /// Why the posting changes; empty for the first.
    pub reason: String,
    /// Everything that was put forward.
    pub contents: Contents,
    /// The digest of its canonical text.
    pub digest: Digest,
    /// Who put it forward.
    pub proposed_by: PersonId,
    /// When.
    pub proposed_at: Instant,
    /// Who approved it or sent it back.
    pub settled_by: Option<PersonId>,
    /// When; an approved one is in force from then on.
    pub settled_at: Option<Instant>,
    /// Why it was sent back.
    pub returned_reason: Option<String>,
}

impl Scoped for RevisionRow {
    /// Returns the scope with the person who put it forward; that person may not approve it.
    fn scope(&self) -> Scope {
        Scope::posting(self.posting, &[self.proposed_by])
    }
}

/// A version to put forward.
#[derive(Clone, Copy, Debug)]
pub struct NewRevision<'a> {
    /// Public code, from the random source.
    pub code: Code,
    /// The revision that it was written after; 0 for the first.
    pub follows: u32,
    /// Why the posting changes; empty for the first.
    pub reason: &'a str,
    /// Everything.
    pub contents: &'a Contents,
    /// Who puts it forward: the caller, or whom an act of two people names.
    pub by: PersonId,
    /// Now.
    pub at: Instant,
}

fn read(row: posting_revision::Model) -> Outcome<RevisionRow> {
    let contents =
        Contents::parse(&row.contents).map_err(|_| StoreError::Unreadable("posting_revision.contents"))?;
    Ok(RevisionRow {
        id: RevisionId(row.id),
        code: row::code(&row.code)?,
        posting: PostingId(row.posting),
        no: row.no.map(|no| row::count(no, "posting_revision.no")).transpose()?,
        state: row::word(RevisionState::from_word, &row.state, "posting_revision.state")?,
        follows: row::count(row.follows, "posting_revision.follows")?,
        reason: row.reason,
        contents,
        digest: row::digest(&row.digest)?,
        proposed_by: PersonId(row.proposed_by),
        proposed_at: Instant(row.proposed_at),
        settled_by: row.settled_by.map(PersonId),
        settled_at: row::at(row.settled_at),
        returned_reason: row.returned_reason,
    })
}

fn written(posting: PostingId, new: &NewRevision<'_>, by: PersonId) -> posting_revision::ActiveModel {
    posting_revision::ActiveModel {
        code: Set(new.code.to_string()),
        posting: Set(posting.0),
        state: Set(RevisionState::Proposed.word().to_owned()),
        follows: Set(i64::from(new.follows)),
        reason: Set(new.reason.to_owned()),
        contents: Set(new.contents.canonical()),
        digest: Set(new.contents.digest().to_string()),
        proposed_by: Set(by.0),
        proposed_at: Set(new.at.0),
        ..Default::default()
    }
}

/// Puts a version of the permit's posting forward.
///
/// # Errors
/// [`crate::Conflict::RevisionWaits`] while another one waits; [`StoreError::OutOfScope`] where `by` is not the caller.
pub async fn propose<A: Changes<Postings>>(
    tx: &Tx,
    permit: &Permit<A>,
    new: &NewRevision<'_>,
) -> Outcome<RevisionId> {
    let row = written(row::posting_of(permit)?, new, row::actor(permit, new.by)?);
    Ok(RevisionId(posting_revision::Entity::insert(row).exec(tx.db()).await?.last_insert_id))
}

/// What became of a version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settled<'a> {
    /// It was approved, as the revision of this number.
    Approved(u32),
    /// It was sent back for this reason.
    Returned(&'a str),
    /// It was approved with fewer places, for these reasons: its authors answer.
    Cut(&'a str),
}

impl Settled<'_> {
    fn onto(self, row: &mut posting_revision::ActiveModel, by: PersonId, at: Instant) {
        let state = match self {
            Self::Approved(no) => {
                row.no = Set(Some(i64::from(no)));
                RevisionState::Approved
            }
            Self::Returned(reason) => {
                row.returned_reason = Set(Some(reason.to_owned()));
                RevisionState::Returned
            }
            Self::Cut(reason) => {
                row.returned_reason = Set(Some(reason.to_owned()));
                RevisionState::Cut
            }
        };
        row.state = Set(state.word().to_owned());
        row.settled_by = Set(Some(by.0));
        row.settled_at = Set(Some(at.0));
    }
}

/// Settles a version of the permit's posting that waits.
///
/// # Errors
/// [`StoreError::Stale`] where it is settled or belongs to another posting; [`StoreError::OutOfScope`] where `by` is not the
/// caller.
pub async fn settle<A: Changes<Postings>>(
    tx: &Tx,
    permit: &Permit<A>,
    id: RevisionId,
    settled: Settled<'_>,
    (by, at): (PersonId, Instant),
) -> Outcome<()> {
    let mut row = posting_revision::ActiveModel::default();
    settled.onto(&mut row, row::actor(permit, by)?, at);
    let done = posting_revision::Entity::update_many()
        .set(row)
        .filter(posting_revision::Column::Id.eq(id.0))
        .filter(posting_revision::Column::Posting.eq(row::posting_of(permit)?.0))
        .filter(posting_revision::Column::State.eq(RevisionState::Proposed.word()))
        .exec(tx.db())
        .await?;
    row::expect_hit(done.rows_affected)
}

/// Takes back the version of the permit's posting that waits, if one does: its posting is withdrawn or cancelled.
///
/// # Errors
/// [`StoreError::OutOfScope`] where the permit names no posting.
pub async fn withdraw<A: Changes<Postings>>(tx: &Tx, permit: &Permit<A>) -> Outcome<()> {
    let state = RevisionState::Withdrawn.word().to_owned();
    posting_revision::Entity::update_many()
        .set(posting_revision::ActiveModel { state: Set(state), ..Default::default() })
        .filter(posting_revision::Column::Posting.eq(row::posting_of(permit)?.0))
        .filter(posting_revision::Column::State.eq(RevisionState::Proposed.word()))
        .exec(tx.db())
        .await?;
    Ok(())
}

/// Keeps a revision that one act of approval brings, where the proposal stands elsewhere: a ruling that changes the scheme.
///
/// # Errors
/// [`StoreError::OutOfScope`] where `approved_by` is not the caller.
pub async fn keep<A: Changes<Postings>>(
    tx: &Tx,
    permit: &Permit<A>,
    new: &NewRevision<'_>,
    (no, approved_by, at): (u32, PersonId, Instant),
) -> Outcome<()> {
    let mut row = written(row::posting_of(permit)?, new, new.by);
    Settled::Approved(no).onto(&mut row, row::actor(permit, approved_by)?, at);
    posting_revision::Entity::insert(row).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// Keeps what the authors of a version that was approved with fewer places accept: as the revision of this number, approved by whoever cut
/// it.
///
/// # Errors
/// [`StoreError::Stale`] where that version is no such one of the permit's posting; [`StoreError::OutOfScope`] where `new.by` is not the
/// caller.
pub async fn accept<A: Changes<Postings>>(
    tx: &Tx,
    permit: &Permit<A>,
    new: &NewRevision<'_>,
    (of, no): (&RevisionRow, u32),
) -> Outcome<()> {
    let posting = row::posting_of(permit)?;
    let by = of.settled_by.filter(|_| of.state == RevisionState::Cut && of.posting == posting);
    let mut row = written(posting, new, row::actor(permit, new.by)?);
    Settled::Approved(no).onto(&mut row, by.ok_or(StoreError::Stale)?, new.at);
    posting_revision::Entity::insert(row).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// Takes a version of the permit's posting back that was approved with fewer places: its authors draft again.
///
/// # Errors
/// [`StoreError::Stale`] where it is no such one.
pub async fn decline<A: Changes<Postings>>(tx: &Tx, permit: &Permit<A>, id: RevisionId) -> Outcome<()> {
    let state = RevisionState::Withdrawn.word().to_owned();
    let done = posting_revision::Entity::update_many()
        .set(posting_revision::ActiveModel { state: Set(state), ..Default::default() })
        .filter(posting_revision::Column::Id.eq(id.0))
        .filter(posting_revision::Column::Posting.eq(row::posting_of(permit)?.0))
        .filter(posting_revision::Column::State.eq(RevisionState::Cut.word()))
        .exec(tx.db())
        .await?;
    row::expect_hit(done.rows_affected)
}

/// Returns every version of the permit's posting that was put forward, oldest first.
///
/// # Errors
/// [`StoreError::OutOfScope`] where the permit names no posting.
pub async fn all<A: Reads<Postings>>(look: &Snapshot, permit: &Permit<A>) -> Outcome<Vec<RevisionRow>> {
    let rows = posting_revision::Entity::find()
        .filter(posting_revision::Column::Posting.eq(row::posting_of(permit)?.0))
        .order_by_asc(posting_revision::Column::Id)
        .all(look.db())
        .await?;
    rows.into_iter().map(read).collect()
}

/// Returns the version of the permit's posting that was put forward last.
///
/// # Errors
/// [`StoreError::OutOfScope`] where the permit names no posting.
pub async fn newest<A: Reads<Postings>>(look: &Snapshot, permit: &Permit<A>) -> Outcome<Option<RevisionRow>> {
    let found = posting_revision::Entity::find()
        .filter(posting_revision::Column::Posting.eq(row::posting_of(permit)?.0))
        .order_by_desc(posting_revision::Column::Id)
        .one(look.db())
        .await?;
    found.map(read).transpose()
}

/// Whether the version of a posting that was put forward last was approved with fewer places, and its authors have not answered.
///
/// # Errors
/// The database's.
pub async fn is_cut(look: &Snapshot, posting: PostingId) -> Outcome<bool> {
    let state: Option<String> = posting_revision::Entity::find()
        .select_only()
        .column(posting_revision::Column::State)
        .filter(posting_revision::Column::Posting.eq(posting.0))
        .order_by_desc(posting_revision::Column::Id)
        .into_tuple()
        .one(look.db())
        .await?;
    Ok(state.as_deref() == Some(RevisionState::Cut.word()))
}

/// Returns the number of the revision in force; 0 where nothing was approved.
///
/// # Errors
/// The database's.
pub async fn in_force(look: &Snapshot, posting: PostingId) -> Outcome<u32> {
    let no: Option<Option<i64>> = posting_revision::Entity::find()
        .select_only()
        .column_as(posting_revision::Column::No.max(), "no")
        .filter(posting_revision::Column::Posting.eq(posting.0))
        .into_tuple()
        .one(look.db())
        .await?;
    row::count(no.flatten().unwrap_or(0), "posting_revision.no")
}

/// Returns the numbers of the permit's posting's revisions with the moment from which each was in force, oldest first.
///
/// # Errors
/// [`StoreError::OutOfScope`] where the permit names no posting.
pub async fn numbered<A: Reads<Postings>>(
    look: &Snapshot,
    permit: &Permit<A>,
) -> Outcome<Vec<(u32, Instant)>> {
    let rows: Vec<(Option<i64>, Option<i64>)> = posting_revision::Entity::find()
        .select_only()
        .columns([posting_revision::Column::No, posting_revision::Column::SettledAt])
        .filter(posting_revision::Column::Posting.eq(row::posting_of(permit)?.0))
        .filter(posting_revision::Column::No.is_not_null())
        .order_by_asc(posting_revision::Column::No)
        .into_tuple()
        .all(look.db())
        .await?;
    let known = rows.into_iter().filter_map(|(no, at)| no.zip(at));
    known.map(|(no, at)| Ok((row::count(no, "posting_revision.no")?, Instant(at)))).collect()
}

/// Returns the version of that code, to be opened with a permit.
///
/// # Errors
/// The database's.
pub async fn by_code(look: &Snapshot, code: &Code) -> Outcome<Option<Locked<RevisionRow, Postings>>> {
    let found = posting_revision::Entity::find()
        .filter(posting_revision::Column::Code.eq(code.as_str()))
        .one(look.db())
        .await?;
    Ok(found.map(read).transpose()?.map(Locked::new))
}

/// Returns the revisions of a public posting, oldest first; versions that wait or came back are nobody's to read.
///
/// # Errors
/// The database's.
pub async fn of_public(look: &Snapshot, posting: PostingId) -> Outcome<Vec<RevisionRow>> {
    if public::by_id(look, posting).await?.is_none() {
        return Ok(Vec::new());
    }
    let rows = posting_revision::Entity::find()
        .filter(posting_revision::Column::Posting.eq(posting.0))
        .filter(posting_revision::Column::State.eq(RevisionState::Approved.word()))
        .order_by_asc(posting_revision::Column::No)
        .all(look.db())
        .await?;
    rows.into_iter().map(read).collect()
}
