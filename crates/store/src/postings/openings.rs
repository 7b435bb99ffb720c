//! Confirmations of openings (开考确认) and proposals of them.
//!
//! Owns: rows of `opening` and `opening_position`. Refuses: deciding twice, and a second proposal while one waits. The plan of a position
//! stays as it was approved; what opens of it is read beside it.

use std::collections::HashMap;

use domain::access::aggregate::Postings;
use domain::access::{Changes, Permit, Reads, Scope};
use domain::calendar::Instant;
use domain::id::{Code, OpeningId, PersonId, PositionId, PostingId};
use domain::opening::{Opened, OpeningState};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select, Set};

use super::public;
use crate::entity::{opening, opening_position, position};
use crate::error::Outcome;
use crate::inputs;
use crate::locked::{Locked, Scoped};
use crate::row;
use crate::tx::{Snapshot, Tx};

/// A confirmation as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpeningRow {
    /// Key.
    pub id: OpeningId,
    /// Public code.
    pub code: Code,
    /// Its posting.
    pub posting: PostingId,
    /// How far it has come.
    pub state: OpeningState,
    /// Why.
    pub reason: String,
    /// Until when the people of cancelled positions may choose another one.
    pub until: Option<Instant>,
    /// Who proposed it and when.
    pub proposed: (PersonId, Instant),
    /// Who decided it and when; `None` while it waits.
    pub decided: Option<(PersonId, Instant)>,
    /// Why it was sent back.
    pub returned_reason: Option<String>,
}

impl Scoped for OpeningRow {
    /// Returns the scope with the person who proposed it; that person may not decide it.
    fn scope(&self) -> Scope {
        Scope::posting(self.posting, &[self.proposed.0])
    }
}

/// What a confirmation says of a position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpeningLine {
    /// Of which confirmation.
    pub opening: OpeningId,
    /// Of which position.
    pub position: PositionId,
    /// How many people the rule counted.
    pub people: u32,
    /// Of how many planned places, how many open.
    pub opened: Opened,
}

/// A confirmation to propose.
#[derive(Clone, Debug)]
pub struct NewOpening<'a> {
    /// Public code, from the random source.
    pub code: Code,
    /// Why.
    pub reason: &'a str,
    /// Until when the people of cancelled positions may choose another one.
    pub until: Option<Instant>,
    /// The positions, with the people that the rule counted and what opens.
    pub lines: &'a [(PositionId, u32, Opened)],
    /// Now.
    pub at: Instant,
}

fn read(row: opening::Model) -> Outcome<OpeningRow> {
    Ok(OpeningRow {
        id: OpeningId(row.id),
        code: row::code(&row.code)?,
        posting: PostingId(row.posting),
        state: row::word(OpeningState::from_word, &row.state, "opening.state")?,
        reason: row.reason,
        until: row::at(row.until_at),
        proposed: (PersonId(row.proposed_by), Instant(row.proposed_at)),
        decided: row.decided_by.map(PersonId).zip(row.decided_at.map(Instant)),
        returned_reason: row.returned_reason,
    })
}

fn read_line(row: &opening_position::Model) -> Outcome<OpeningLine> {
    let plan = row::count(row.plan, "opening_position.plan")?;
    let places = row::count(row.places, "opening_position.places")?;
    Ok(OpeningLine {
        opening: OpeningId(row.opening),
        position: PositionId(row.position),
        people: row::count(row.people, "opening_position.people")?,
        opened: Opened { plan, places },
    })
}

/// Writes down a proposal by the caller in the permit's posting.
///
/// # Errors
/// [`crate::Conflict::OpeningWaits`] while another one waits.
pub async fn propose<A: Changes<Postings>>(
    tx: &Tx,
    permit: &Permit<A>,
    new: &NewOpening<'_>,
) -> Outcome<OpeningId> {
    let row = opening::ActiveModel {
        code: Set(new.code.to_string()),
        posting: Set(row::posting_of(permit)?.0),
        state: Set(OpeningState::Waits.word().to_owned()),
        reason: Set(new.reason.to_owned()),
        until_at: Set(new.until.map(|until| until.0)),
        proposed_by: Set(row::actor_of(permit)?.0),
        proposed_at: Set(new.at.0),
        ..Default::default()
    };
    let id = opening::Entity::insert(row).exec(tx.db()).await?.last_insert_id;
    let line = |(position, people, opened): &(PositionId, u32, Opened)| opening_position::ActiveModel {
        opening: Set(id),
        position: Set(position.0),
        plan: Set(i64::from(opened.plan)),
        people: Set(i64::from(*people)),
        places: Set(i64::from(opened.places)),
        ..Default::default()
    };
    row::insert_chunks(tx, new.lines.iter().map(line).collect()).await?;
    Ok(OpeningId(id))
}

/// Decides a proposal of the permit's posting that waits; `returned` says why it is sent back. Where it stands from now on, the posting is
/// ranked anew.
///
/// # Errors
/// [`crate::StoreError::Stale`] where it is decided or belongs to another posting.
pub async fn decide<A: Changes<Postings>>(
    tx: &Tx,
    permit: &Permit<A>,
    (id, returned): (OpeningId, Option<&str>),
    at: Instant,
) -> Outcome<()> {
    let posting = row::posting_of(permit)?;
    let state = if returned.is_some() { OpeningState::Returned } else { OpeningState::Stands };
    let row = opening::ActiveModel {
        state: Set(state.word().to_owned()),
        decided_by: Set(Some(row::actor_of(permit)?.0)),
        decided_at: Set(Some(at.0)),
        returned_reason: Set(returned.map(str::to_owned)),
        ..Default::default()
    };
    let done = opening::Entity::update_many()
        .set(row)
        .filter(opening::Column::Id.eq(id.0))
        .filter(opening::Column::Posting.eq(posting.0))
        .filter(opening::Column::DecidedBy.is_null())
        .exec(tx.db())
        .await?;
    row::expect_hit(done.rows_affected)?;
    if state == OpeningState::Stands {
        inputs::touch(tx, posting).await?;
    }
    Ok(())
}

fn of(posting: PostingId) -> Select<opening::Entity> {
    opening::Entity::find().filter(opening::Column::Posting.eq(posting.0))
}

async fn lines_of(look: &Snapshot, openings: Select<opening::Entity>) -> Outcome<Vec<OpeningLine>> {
    let ids = openings.select_only().column(opening::Column::Id).into_query();
    let rows = opening_position::Entity::find()
        .filter(opening_position::Column::Opening.in_subquery(ids))
        .order_by_asc(opening_position::Column::Id)
        .all(look.db())
        .await?;
    rows.iter().map(read_line).collect()
}

/// Returns the confirmations of the permit's posting and the proposals of them, newest first.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where the permit names no posting.
pub async fn all<A: Reads<Postings>>(look: &Snapshot, permit: &Permit<A>) -> Outcome<Vec<OpeningRow>> {
    let found = of(row::posting_of(permit)?).order_by_desc(opening::Column::Id);
    found.all(look.db()).await?.into_iter().map(read).collect()
}

/// Returns what the confirmations of the permit's posting and the proposals of them say of positions, in the order of the table.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where the permit names no posting.
pub async fn lines<A: Reads<Postings>>(look: &Snapshot, permit: &Permit<A>) -> Outcome<Vec<OpeningLine>> {
    lines_of(look, of(row::posting_of(permit)?)).await
}

/// Returns the confirmation of that code, to be opened with a permit.
///
/// # Errors
/// The database's.
pub async fn by_code(look: &Snapshot, code: &Code) -> Outcome<Option<Locked<OpeningRow, Postings>>> {
    let found = opening::Entity::find().filter(opening::Column::Code.eq(code.as_str()));
    Ok(found.one(look.db()).await?.map(read).transpose()?.map(Locked::new))
}

/// Returns the confirmations that stand in a public posting with what they say of positions, newest first; nothing where it is not
/// public.
///
/// # Errors
/// The database's.
pub async fn of_public(look: &Snapshot, posting: PostingId) -> Outcome<Vec<(OpeningRow, Vec<OpeningLine>)>> {
    if public::by_id(look, posting).await?.is_none() {
        return Ok(Vec::new());
    }
    let standing = || of(posting).filter(opening::Column::State.eq(OpeningState::Stands.word()));
    let rows = standing().order_by_desc(opening::Column::Id).all(look.db()).await?;
    let lines = lines_of(look, standing()).await?;
    let with_lines = |row| {
        let row: OpeningRow = read(row)?;
        let own = lines.iter().filter(|line| line.opening == row.id).copied().collect();
        Ok((row, own))
    };
    rows.into_iter().map(with_lines).collect()
}

/// What stands of the positions of these postings: the newest confirmation of each decides.
pub(super) async fn standing(
    look: &Snapshot,
    postings: &[PostingId],
) -> Outcome<HashMap<PositionId, Opened>> {
    let found = opening::Entity::find()
        .filter(opening::Column::Posting.is_in(postings.iter().map(|id| id.0)))
        .filter(opening::Column::State.eq(OpeningState::Stands.word()));
    let lines = lines_of(look, found).await?;
    Ok(lines.into_iter().map(|line| (line.position, line.opened)).collect())
}

/// What stands of each position with a confirmation in these postings: its posting, its plan now, and what opens.
pub(super) async fn beside_plans(
    look: &Snapshot,
    postings: &[PostingId],
) -> Outcome<Vec<(PostingId, u32, Opened)>> {
    let standing = standing(look, postings).await?;
    if standing.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<(i64, i64, i64)> = position::Entity::find()
        .select_only()
        .columns([position::Column::Id, position::Column::Posting, position::Column::Plan])
        .filter(position::Column::Id.is_in(standing.keys().map(|id| id.0)))
        .into_tuple()
        .all(look.db())
        .await?;
    let mut all = Vec::with_capacity(rows.len());
    for (id, posting, plan) in rows {
        let plan = row::count(plan, "position.plan")?;
        all.extend(standing.get(&PositionId(id)).map(|opened| (PostingId(posting), plan, *opened)));
    }
    Ok(all)
}
