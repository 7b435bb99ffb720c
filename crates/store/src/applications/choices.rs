//! What people chose in rounds of moves after the marks (调剂), and what officers said to it.
//!
//! Owns: rows of `adjustment_choice`. Refuses: a second choice of a person in a round (it is changed in its place), and changing one that was ruled
//! on.

use std::collections::HashMap;

use domain::access::aggregate::Applications;
use domain::access::{Changes, Permit, Reads, Scope};
use domain::adjusting::ChoiceState;
use domain::calendar::Instant;
use domain::id::{AdjustmentChoiceId, AdjustmentId, ApplicationId, Code, PersonId, PositionId, PostingId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Set};

use crate::entity::{adjustment_choice, application};
use crate::error::Outcome;
use crate::locked::{Locked, Scoped};
use crate::row;
use crate::tx::{Snapshot, Tx};

/// A choice as stored.
#[derive(Clone, PartialEq, Eq)]
pub struct ChoiceRow {
    /// Key.
    pub id: AdjustmentChoiceId,
    /// Public code.
    pub code: Code,
    /// In which round.
    pub adjustment: AdjustmentId,
    /// Whose.
    pub application: ApplicationId,
    /// On which position the person stood.
    pub position: PositionId,
    /// Which one was chosen.
    pub target: PositionId,
    /// How far it has come.
    pub state: ChoiceState,
    /// When it was chosen last, or taken back.
    pub chosen: Instant,
    /// Who ruled on it and when.
    pub ruled: Option<(PersonId, Instant)>,
    /// Why it was refused, sealed.
    pub refused_sealed: Option<Vec<u8>>,
}

impl std::fmt::Debug for ChoiceRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "ChoiceRow({}, {})", self.code, self.state.word())
    }
}

/// A choice with the posting that it was made in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostedChoice {
    /// The choice.
    pub choice: ChoiceRow,
    /// The posting of its application.
    pub posting: PostingId,
    /// The application's code.
    pub application: Code,
}

impl Scoped for PostedChoice {
    fn scope(&self) -> Scope {
        Scope::posting(self.posting, &[])
    }
}

/// A choice to write down.
#[derive(Clone, Copy, Debug)]
pub struct NewChoice {
    /// Public code, from the random source.
    pub code: Code,
    /// In which round.
    pub adjustment: AdjustmentId,
    /// Whose.
    pub application: ApplicationId,
    /// On which position the person stands.
    pub position: PositionId,
    /// Which one is chosen.
    pub target: PositionId,
    /// Now.
    pub at: Instant,
}

fn read(row: adjustment_choice::Model) -> Outcome<ChoiceRow> {
    Ok(ChoiceRow {
        id: AdjustmentChoiceId(row.id),
        code: row::code(&row.code)?,
        adjustment: AdjustmentId(row.adjustment),
        application: ApplicationId(row.application),
        position: PositionId(row.position),
        target: PositionId(row.target),
        state: row::word(ChoiceState::from_word, &row.state, "adjustment_choice.state")?,
        chosen: Instant(row.chosen_at),
        ruled: row.ruled_by.map(PersonId).zip(row.ruled_at.map(Instant)),
        refused_sealed: row.refused_sealed,
    })
}

/// Writes down the first choice of a person in a round; the permit's use case has opened the application.
///
/// # Errors
/// The database's.
pub async fn choose<A: Changes<Applications>>(tx: &Tx, _permit: &Permit<A>, new: &NewChoice) -> Outcome<()> {
    let row = adjustment_choice::ActiveModel {
        code: Set(new.code.to_string()),
        adjustment: Set(new.adjustment.0),
        application: Set(new.application.0),
        position: Set(new.position.0),
        target: Set(new.target.0),
        state: Set(ChoiceState::Chosen.word().to_owned()),
        chosen_at: Set(new.at.0),
        ..Default::default()
    };
    adjustment_choice::Entity::insert(row).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// Chooses otherwise, or takes the choice back, while nobody ruled on it; the permit's use case has opened the application.
///
/// # Errors
/// [`crate::StoreError::Stale`] where somebody did.
pub async fn change<A: Changes<Applications>>(
    tx: &Tx,
    _permit: &Permit<A>,
    id: AdjustmentChoiceId,
    (target, state): (PositionId, ChoiceState),
    at: Instant,
) -> Outcome<()> {
    let row = adjustment_choice::ActiveModel {
        target: Set(target.0),
        state: Set(state.word().to_owned()),
        chosen_at: Set(at.0),
        ..Default::default()
    };
    let done = adjustment_choice::Entity::update_many()
        .set(row)
        .filter(adjustment_choice::Column::Id.eq(id.0))
        .filter(adjustment_choice::Column::RuledBy.is_null())
        .exec(tx.db())
        .await?;
    row::expect_hit(done.rows_affected)
}

/// Rules on a choice that stands; `refused` says why it is refused, sealed. The permit's use case has opened it.
///
/// # Errors
/// [`crate::StoreError::Stale`] where it was taken back or ruled on.
pub async fn rule<A: Changes<Applications>>(
    tx: &Tx,
    permit: &Permit<A>,
    (id, refused): (AdjustmentChoiceId, Option<Vec<u8>>),
    at: Instant,
) -> Outcome<()> {
    let state = if refused.is_some() { ChoiceState::Refused } else { ChoiceState::Taken };
    let row = adjustment_choice::ActiveModel {
        state: Set(state.word().to_owned()),
        ruled_by: Set(Some(row::actor_of(permit)?.0)),
        ruled_at: Set(Some(at.0)),
        refused_sealed: Set(refused),
        ..Default::default()
    };
    let done = adjustment_choice::Entity::update_many()
        .set(row)
        .filter(adjustment_choice::Column::Id.eq(id.0))
        .filter(adjustment_choice::Column::State.eq(ChoiceState::Chosen.word()))
        .exec(tx.db())
        .await?;
    row::expect_hit(done.rows_affected)
}

/// Returns the choices of an application that the permit's use case has opened, the newest round first.
///
/// # Errors
/// The database's.
pub async fn of<A: Reads<Applications>>(
    look: &Snapshot,
    _permit: &Permit<A>,
    application: ApplicationId,
) -> Outcome<Vec<ChoiceRow>> {
    let rows = adjustment_choice::Entity::find()
        .filter(adjustment_choice::Column::Application.eq(application.0))
        .order_by_desc(adjustment_choice::Column::Adjustment)
        .all(look.db())
        .await?;
    rows.into_iter().map(read).collect()
}

/// Returns every choice in the permit's posting with the code and the ticket number of its application, in the order of choosing.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where the permit names no posting.
pub async fn all<A: Reads<Applications>>(
    look: &Snapshot,
    permit: &Permit<A>,
) -> Outcome<Vec<(ChoiceRow, Code, Option<String>)>> {
    let posting = row::posting_of(permit)?;
    let here = application::Entity::find().filter(application::Column::Posting.eq(posting.0));
    let ids = here.select_only().column(application::Column::Id).into_query();
    let rows = adjustment_choice::Entity::find()
        .filter(adjustment_choice::Column::Application.in_subquery(ids))
        .order_by_asc(adjustment_choice::Column::Id)
        .all(look.db())
        .await?;
    let chosen: Vec<i64> = rows.iter().map(|row| row.application).collect();
    let mut people: HashMap<i64, (String, Option<String>)> = HashMap::with_capacity(chosen.len());
    for some in chosen.chunks(super::AT_ONCE) {
        let found: Vec<(i64, String, Option<String>)> = application::Entity::find()
            .select_only()
            .columns([application::Column::Id, application::Column::Code, application::Column::Ticket])
            .filter(application::Column::Id.is_in(some.iter().copied()))
            .into_tuple()
            .all(look.db())
            .await?;
        people.extend(found.into_iter().map(|(id, code, ticket)| (id, (code, ticket))));
    }
    let mut all = Vec::with_capacity(rows.len());
    for row in rows {
        let person = people.get(&row.application);
        let (code, ticket) = person.ok_or(crate::StoreError::Unreadable("adjustment_choice.application"))?;
        all.push((read(row)?, row::code(code)?, ticket.clone()));
    }
    Ok(all)
}

/// Returns the choice of that code, to be opened with a permit.
///
/// # Errors
/// The database's.
pub async fn by_code(look: &Snapshot, code: &Code) -> Outcome<Option<Locked<PostedChoice, Applications>>> {
    let found = adjustment_choice::Entity::find().filter(adjustment_choice::Column::Code.eq(code.as_str()));
    let Some(found) = found.one(look.db()).await? else { return Ok(None) };
    let of = application::Entity::find_by_id(found.application).one(look.db()).await?;
    let of = of.ok_or(crate::StoreError::Unreadable("adjustment_choice.application"))?;
    let posted = PostedChoice {
        choice: read(found)?,
        posting: PostingId(of.posting),
        application: row::code(&of.code)?,
    };
    Ok(Some(Locked::new(posted)))
}
