//! Corrections of published lists: begun by one person, ended by another.
//!
//! Owns: rows of `list_correction`. Refuses: a second open correction of one list, and ending one twice.

use domain::access::aggregate::Lists;
use domain::access::{Changes, Permit, Scope};
use domain::calendar::Instant;
use domain::id::{CorrectionId, ListId, PersonId, PostingId, RankingId};
use domain::lists::CorrectionState;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Set};

use crate::entity::list_correction;
use crate::error::Outcome;
use crate::inputs;
use crate::locked::{Locked, Scoped};
use crate::row;
use crate::tx::{Snapshot, Tx};
use list_correction::Column as C;

/// A correction as stored. Its reasons are public.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CorrectionRow {
    /// Key.
    pub id: CorrectionId,
    /// Its posting.
    pub posting: PostingId,
    /// The version that is corrected.
    pub list: ListId,
    /// Where it stands.
    pub state: CorrectionState,
    /// Why it was begun.
    pub reason: String,
    /// Who began it.
    pub begun_by: PersonId,
    /// When.
    pub begun_at: Instant,
    /// When it ended.
    pub ended_at: Option<Instant>,
    /// Why the list stands as it was published.
    pub ended_reason: Option<String>,
    /// The ranking that it was ended under.
    pub ranking: Option<RankingId>,
}

impl Scoped for CorrectionRow {
    /// Returns the scope with the person who began it; that person may not end it.
    fn scope(&self) -> Scope {
        Scope::posting(self.posting, &[self.begun_by])
    }
}

fn read(row: list_correction::Model) -> Outcome<CorrectionRow> {
    Ok(CorrectionRow {
        id: CorrectionId(row.id),
        posting: PostingId(row.posting),
        list: ListId(row.list),
        state: row::word(CorrectionState::from_word, &row.state, "list_correction.state")?,
        reason: row.reason,
        begun_by: PersonId(row.begun_by),
        begun_at: Instant(row.begun_at),
        ended_at: row::at(row.ended_at),
        ended_reason: row.ended_reason,
        ranking: row.ranking.map(RankingId),
    })
}

/// Begins the correction of a list of the permit's posting.
///
/// # Errors
/// [`crate::Conflict::Correction`] where one is open.
pub async fn begin<A: Changes<Lists>>(
    tx: &Tx,
    permit: &Permit<A>,
    (list, reason): (ListId, &str),
    (by, at): (PersonId, Instant),
) -> Outcome<CorrectionId> {
    let row = list_correction::ActiveModel {
        posting: Set(row::posting_of(permit)?.0),
        list: Set(list.0),
        state: Set(CorrectionState::Open.word().to_owned()),
        reason: Set(reason.to_owned()),
        begun_by: Set(row::actor(permit, by)?.0),
        begun_at: Set(at.0),
        ..Default::default()
    };
    Ok(CorrectionId(list_correction::Entity::insert(row).exec(tx.db()).await?.last_insert_id))
}

/// Notes that the posting has to be ranked again: marks that wait for the list are left aside while it is under correction, and
/// count again afterwards.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where the permit names no posting.
pub async fn reopen_inputs<A: Changes<Lists>>(tx: &Tx, permit: &Permit<A>) -> Outcome<()> {
    inputs::touch(tx, row::posting_of(permit)?).await
}

/// How a correction ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended<'a> {
    /// With the next version.
    Corrected,
    /// With the statement that the list stands as it was published, for this reason.
    Kept(&'a str),
}

/// Ends a correction of the permit's posting under a ranking.
///
/// # Errors
/// [`crate::StoreError::Stale`] where it is not open; [`crate::Conflict::TwoPeople`] for whoever began it.
pub async fn end<A: Changes<Lists>>(
    tx: &Tx,
    permit: &Permit<A>,
    (id, ended, ranking): (CorrectionId, Ended<'_>, RankingId),
    (by, at): (PersonId, Instant),
) -> Outcome<()> {
    let (state, reason) = match ended {
        Ended::Corrected => (CorrectionState::Corrected, None),
        Ended::Kept(reason) => (CorrectionState::Kept, Some(reason.to_owned())),
    };
    let row = list_correction::ActiveModel {
        state: Set(state.word().to_owned()),
        ended_by: Set(Some(row::actor(permit, by)?.0)),
        ended_at: Set(Some(at.0)),
        ended_reason: Set(reason),
        ranking: Set(Some(ranking.0)),
        ..Default::default()
    };
    let done = list_correction::Entity::update_many()
        .set(row)
        .filter(C::Id.eq(id.0))
        .filter(C::Posting.eq(row::posting_of(permit)?.0))
        .filter(C::EndedBy.is_null())
        .exec(tx.db())
        .await?;
    row::expect_hit(done.rows_affected)
}

/// Returns the open correction of a list, to be opened with a permit.
///
/// # Errors
/// The database's.
pub async fn open(look: &Snapshot, list: ListId) -> Outcome<Option<Locked<CorrectionRow, Lists>>> {
    let found = list_correction::Entity::find().filter(C::List.eq(list.0)).filter(C::EndedBy.is_null());
    Ok(found.one(look.db()).await?.map(read).transpose()?.map(Locked::new))
}

/// Returns the corrections of a posting's lists, the first begun first.
///
/// # Errors
/// The database's.
pub async fn of_posting(look: &Snapshot, posting: PostingId) -> Outcome<Vec<CorrectionRow>> {
    let rows =
        list_correction::Entity::find().filter(C::Posting.eq(posting.0)).order_by_asc(C::Id).all(look.db());
    rows.await?.into_iter().map(read).collect()
}

/// Returns the corrections of all lists, the first begun first.
///
/// # Errors
/// The database's.
pub async fn all(look: &Snapshot) -> Outcome<Vec<CorrectionRow>> {
    let rows = list_correction::Entity::find().order_by_asc(C::Id).all(look.db()).await?;
    rows.into_iter().map(read).collect()
}
