//! Rounds of moves after the marks (调剂) and proposals of them.
//!
//! Owns: rows of `adjustment` and `adjustment_place`. Refuses: deciding twice, and a second proposal while one waits. What people choose
//! stands beside their applications.

use domain::access::aggregate::Postings;
use domain::access::{Changes, Permit, Reads, Scope};
use domain::adjusting::RoundState;
use domain::calendar::{Instant, Window};
use domain::id::{AdjustmentId, Code, PersonId, PositionId, PostingId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select, Set};

use super::public;
use crate::entity::{adjustment, adjustment_place};
use crate::error::Outcome;
use crate::locked::{Locked, Scoped};
use crate::row;
use crate::tx::{Snapshot, Tx};

/// A round as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoundRow {
    /// Key.
    pub id: AdjustmentId,
    /// Public code.
    pub code: Code,
    /// Its posting.
    pub posting: PostingId,
    /// How far it has come.
    pub state: RoundState,
    /// Why.
    pub reason: String,
    /// When people choose.
    pub window: Window,
    /// Who proposed it and when.
    pub proposed: (PersonId, Instant),
    /// Who decided it and when; `None` while it waits.
    pub decided: Option<(PersonId, Instant)>,
    /// Why it was sent back.
    pub returned_reason: Option<String>,
}

impl Scoped for RoundRow {
    /// Returns the scope with the person who proposed it; that person may not decide it.
    fn scope(&self) -> Scope {
        Scope::posting(self.posting, &[self.proposed.0])
    }
}

/// How many people a position takes in a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlaceRow {
    /// In which round.
    pub adjustment: AdjustmentId,
    /// Which position.
    pub position: PositionId,
    /// How many.
    pub places: u32,
}

/// A round to propose.
#[derive(Clone, Copy, Debug)]
pub struct NewRound<'a> {
    /// Public code, from the random source.
    pub code: Code,
    /// Why.
    pub reason: &'a str,
    /// When people choose.
    pub window: Window,
    /// The positions, and how many people each takes.
    pub places: &'a [(PositionId, u32)],
    /// Now.
    pub at: Instant,
}

fn read(row: adjustment::Model) -> Outcome<RoundRow> {
    Ok(RoundRow {
        id: AdjustmentId(row.id),
        code: row::code(&row.code)?,
        posting: PostingId(row.posting),
        state: row::word(RoundState::from_word, &row.state, "adjustment.state")?,
        reason: row.reason,
        window: Window { opens: Instant(row.opens_at), closes: Instant(row.closes_at) },
        proposed: (PersonId(row.proposed_by), Instant(row.proposed_at)),
        decided: row.decided_by.map(PersonId).zip(row.decided_at.map(Instant)),
        returned_reason: row.returned_reason,
    })
}

/// Writes down a proposal by the caller in the permit's posting.
///
/// # Errors
/// [`crate::Conflict::AdjustmentWaits`] while another one waits.
pub async fn propose<A: Changes<Postings>>(tx: &Tx, permit: &Permit<A>, new: &NewRound<'_>) -> Outcome<()> {
    let row = adjustment::ActiveModel {
        code: Set(new.code.to_string()),
        posting: Set(row::posting_of(permit)?.0),
        state: Set(RoundState::Waits.word().to_owned()),
        reason: Set(new.reason.to_owned()),
        opens_at: Set(new.window.opens.0),
        closes_at: Set(new.window.closes.0),
        proposed_by: Set(row::actor_of(permit)?.0),
        proposed_at: Set(new.at.0),
        ..Default::default()
    };
    let id = adjustment::Entity::insert(row).exec(tx.db()).await?.last_insert_id;
    let place = |(position, places): &(PositionId, u32)| adjustment_place::ActiveModel {
        adjustment: Set(id),
        position: Set(position.0),
        places: Set(i64::from(*places)),
        ..Default::default()
    };
    row::insert_chunks(tx, new.places.iter().map(place).collect()).await?;
    Ok(())
}

/// Decides a proposal of the permit's posting that waits; `returned` says why it is sent back.
///
/// # Errors
/// [`crate::StoreError::Stale`] where it is decided or belongs to another posting.
pub async fn decide<A: Changes<Postings>>(
    tx: &Tx,
    permit: &Permit<A>,
    (id, returned): (AdjustmentId, Option<&str>),
    at: Instant,
) -> Outcome<()> {
    let state = if returned.is_some() { RoundState::Returned } else { RoundState::Stands };
    let row = adjustment::ActiveModel {
        state: Set(state.word().to_owned()),
        decided_by: Set(Some(row::actor_of(permit)?.0)),
        decided_at: Set(Some(at.0)),
        returned_reason: Set(returned.map(str::to_owned)),
        ..Default::default()
    };
    let done = adjustment::Entity::update_many()
        .set(row)
        .filter(adjustment::Column::Id.eq(id.0))
        .filter(adjustment::Column::Posting.eq(row::posting_of(permit)?.0))
        .filter(adjustment::Column::DecidedBy.is_null())
        .exec(tx.db())
        .await?;
    row::expect_hit(done.rows_affected)
}

fn of(posting: PostingId) -> Select<adjustment::Entity> {
    adjustment::Entity::find().filter(adjustment::Column::Posting.eq(posting.0))
}

async fn places_of(look: &Snapshot, rounds: Select<adjustment::Entity>) -> Outcome<Vec<PlaceRow>> {
    let ids = rounds.select_only().column(adjustment::Column::Id).into_query();
    let rows = adjustment_place::Entity::find()
        .filter(adjustment_place::Column::Adjustment.in_subquery(ids))
        .order_by_asc(adjustment_place::Column::Id)
        .all(look.db())
        .await?;
    let read = |row: adjustment_place::Model| {
        Ok(PlaceRow {
            adjustment: AdjustmentId(row.adjustment),
            position: PositionId(row.position),
            places: row::count(row.places, "adjustment_place.places")?,
        })
    };
    rows.into_iter().map(read).collect()
}

/// Returns the rounds of the permit's posting and the proposals of them, newest first.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where the permit names no posting.
pub async fn all<A: Reads<Postings>>(look: &Snapshot, permit: &Permit<A>) -> Outcome<Vec<RoundRow>> {
    let found = of(row::posting_of(permit)?).order_by_desc(adjustment::Column::Id);
    found.all(look.db()).await?.into_iter().map(read).collect()
}

/// Returns what the rounds of the permit's posting and the proposals of them take, in the order of the table.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where the permit names no posting.
pub async fn places<A: Reads<Postings>>(look: &Snapshot, permit: &Permit<A>) -> Outcome<Vec<PlaceRow>> {
    places_of(look, of(row::posting_of(permit)?)).await
}

/// Returns the round of that code, to be opened with a permit.
///
/// # Errors
/// The database's.
pub async fn by_code(look: &Snapshot, code: &Code) -> Outcome<Option<Locked<RoundRow, Postings>>> {
    let found = adjustment::Entity::find().filter(adjustment::Column::Code.eq(code.as_str()));
    Ok(found.one(look.db()).await?.map(read).transpose()?.map(Locked::new))
}

/// Returns the rounds that stand in a public posting with what they take, newest first; nothing where it is not public.
///
/// # Errors
/// The database's.
pub async fn of_public(look: &Snapshot, posting: PostingId) -> Outcome<Vec<(RoundRow, Vec<PlaceRow>)>> {
    let standing = || of(posting).filter(adjustment::Column::State.eq(RoundState::Stands.word()));
    let rows = standing().order_by_desc(adjustment::Column::Id).all(look.db()).await?;
    if rows.is_empty() || public::by_id(look, posting).await?.is_none() {
        return Ok(Vec::new());
    }
    let places = places_of(look, standing()).await?;
    let with_places = |row| {
        let row: RoundRow = read(row)?;
        let own = places.iter().filter(|place| place.adjustment == row.id).copied().collect();
        Ok((row, own))
    };
    rows.into_iter().map(with_places).collect()
}
