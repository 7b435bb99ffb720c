//! What officers look through: the queue of a posting, its counts, the neighbours of one file, those who passed.
//!
//! Owns: lists of applications in the scope of a permit. Refuses: drafts, which are the candidate's own. Of what was withdrawn or lapsed the
//! use case shows the number alone.

use domain::access::aggregate::Applications;
use domain::access::{Permit, Reads};
use domain::calendar::Instant;
use domain::eligibility::Finding;
use domain::id::{ApplicationId, Code, PersonId, PositionId, PostingId};
use domain::lifecycle::ApplicationState;
use sea_orm::sea_query::ExprTrait;
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select,
};

use super::findings::with;
use super::numbers::are_out;
use super::{ApplicationRow, read};
use crate::entity::application;
use crate::error::Outcome;
use crate::row;
use crate::tx::Snapshot;

/// What to show of a queue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only this state; otherwise every state in which officers see it: submitted, passed, refused.
    pub state: Option<ApplicationState>,
    /// Only this position.
    pub position: Option<PositionId>,
    /// Only what came to this under the conditions.
    pub found: Option<Found>,
}

/// What an application came to under the conditions of its position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// This; what was never judged cannot be told.
    Finding(Finding),
    /// Passed although a condition is not met, or refused although all are met.
    AgainstVerdict,
}

fn matching(posting: PostingId, filter: &Filter) -> Select<application::Entity> {
    use application::Column::{Position, Posting, State};
    let mut found = application::Entity::find().filter(Posting.eq(posting.0));
    found = match filter.state {
        Some(state) => found.filter(State.eq(state.word())),
        None => {
            let seen = [ApplicationState::Submitted, ApplicationState::Passed, ApplicationState::Refused];
            found.filter(State.is_in(seen.map(ApplicationState::word)))
        }
    };
    if let Some(position) = filter.position {
        found = found.filter(Position.eq(position.0));
    }
    if let Some(wanted) = filter.found {
        found = found.filter(came_to(wanted));
    }
    found
}

fn came_to(wanted: Found) -> Condition {
    use application::Column::{Id, State};
    match wanted {
        Found::Finding(Finding::CannotTell) => {
            Condition::all().add(Id.not_in_subquery(with(&[Finding::Met, Finding::NotMet])))
        }
        Found::Finding(finding) => Condition::all().add(Id.in_subquery(with(&[finding]))),
        Found::AgainstVerdict => Condition::any()
            .add(State.eq(ApplicationState::Passed.word()).and(Id.in_subquery(with(&[Finding::NotMet]))))
            .add(State.eq(ApplicationState::Refused.word()).and(Id.in_subquery(with(&[Finding::Met])))),
    }
}

/// What a search in a queue compares, in the order of the queue; name and unit are sealed.
#[derive(Clone, PartialEq, Eq)]
pub struct Card {
    /// Key.
    pub id: ApplicationId,
    /// Public code.
    pub code: Code,
    /// Position.
    pub position: PositionId,
    /// Ticket number, once it is out.
    pub ticket: Option<String>,
    /// Name, sealed.
    pub name_sealed: Option<Vec<u8>>,
    /// Unit, sealed.
    pub unit_sealed: Option<Vec<u8>>,
    /// When it was submitted last.
    pub submitted_at: Option<Instant>,
}

impl std::fmt::Debug for Card {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Card({}, ***)", self.code)
    }
}

/// The columns of a card in a row.
type CardRow = (i64, String, i64, Option<String>, Option<Vec<u8>>, Option<Vec<u8>>, Option<i64>);

/// Returns the cards of everything in the queue of the permit's posting that the filter lets through, in the order of arrival:
/// words are looked for in what only the use case can open.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where the permit names no posting.
pub async fn cards<A: Reads<Applications>>(
    look: &Snapshot,
    permit: &Permit<A>,
    filter: &Filter,
) -> Outcome<Vec<Card>> {
    use application::Column::{Id, NameSealed, Position, SubmittedAt, Ticket, UnitSealed};
    let posting = row::posting_of(permit)?;
    let out = are_out(look, posting).await?;
    let rows: Vec<CardRow> = matching(posting, filter)
        .select_only()
        .columns([Id, application::Column::Code, Position, Ticket, NameSealed, UnitSealed, SubmittedAt])
        .order_by_asc(SubmittedAt)
        .order_by_asc(Id)
        .into_tuple()
        .all(look.db())
        .await?;
    let card = |(id, code, position, ticket, name_sealed, unit_sealed, at): CardRow| {
        Ok(Card {
            id: ApplicationId(id),
            code: row::code(&code)?,
            position: PositionId(position),
            ticket: ticket.filter(|_| out),
            name_sealed,
            unit_sealed,
            submitted_at: row::at(at),
        })
    };
    rows.into_iter().map(card).collect()
}

/// Returns a page of the queue of the permit's posting in the order of arrival, and how many applications match in all.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where the permit names no posting.
pub async fn queue<A: Reads<Applications>>(
    look: &Snapshot,
    permit: &Permit<A>,
    filter: &Filter,
    (skip, take): (u64, u64),
) -> Outcome<(Vec<ApplicationRow>, u64)> {
    let found = matching(row::posting_of(permit)?, filter);
    let all = found.clone().count(look.db()).await?;
    let rows = found
        .order_by_asc(application::Column::SubmittedAt)
        .order_by_asc(application::Column::Id)
        .offset(skip)
        .limit(take)
        .all(look.db())
        .await?;
    Ok((rows.into_iter().map(read).collect::<Outcome<_>>()?, all))
}

/// How many applications are in each state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Not sent.
    pub drafts: u32,
    /// Waiting.
    pub submitted: u32,
    /// Passed.
    pub passed: u32,
    /// Refused.
    pub refused: u32,
    /// Withdrawn.
    pub withdrew: u32,
    /// On positions that were cancelled.
    pub lapsed: u32,
}

impl Counts {
    fn add(&mut self, state: ApplicationState, number: u32) {
        let place = match state {
            ApplicationState::Draft => &mut self.drafts,
            ApplicationState::Submitted => &mut self.submitted,
            ApplicationState::Passed => &mut self.passed,
            ApplicationState::Refused => &mut self.refused,
            ApplicationState::Withdrew => &mut self.withdrew,
            ApplicationState::Lapsed => &mut self.lapsed,
        };
        *place = place.saturating_add(number);
    }
}

/// Returns how many applications of the permit's posting are in each state.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where the permit names no posting.
pub async fn counts<A: Reads<Applications>>(look: &Snapshot, permit: &Permit<A>) -> Outcome<Counts> {
    let posting = row::posting_of(permit)?;
    Ok(tally(look, &[posting]).await?.first().map(|found| found.1).unwrap_or_default())
}

/// Returns the same numbers for several postings of a desk, without any rows.
///
/// # Errors
/// The database's.
pub async fn tally(look: &Snapshot, postings: &[PostingId]) -> Outcome<Vec<(PostingId, Counts)>> {
    let rows: Vec<(i64, String, i64)> = application::Entity::find()
        .select_only()
        .column(application::Column::Posting)
        .column(application::Column::State)
        .column_as(application::Column::Id.count(), "number")
        .filter(application::Column::Posting.is_in(postings.iter().map(|id| id.0)))
        .group_by(application::Column::Posting)
        .group_by(application::Column::State)
        .into_tuple()
        .all(look.db())
        .await?;
    let mut all: Vec<(PostingId, Counts)> = postings.iter().map(|id| (*id, Counts::default())).collect();
    for (posting, state, number) in rows {
        let state = row::word(ApplicationState::from_word, &state, "application.state")?;
        let number = row::count(number, "number")?;
        if let Some(found) = all.iter_mut().find(|found| found.0.0 == posting) {
            found.1.add(state, number);
        }
    }
    Ok(all)
}

/// Returns how many applications in one of these states stand on each position of a posting.
///
/// # Errors
/// The database's.
pub async fn on_positions(
    look: &Snapshot,
    posting: PostingId,
    states: &[ApplicationState],
) -> Outcome<Vec<(PositionId, u32)>> {
    let rows: Vec<(i64, i64)> = application::Entity::find()
        .select_only()
        .column(application::Column::Position)
        .column_as(application::Column::Id.count(), "number")
        .filter(application::Column::Posting.eq(posting.0))
        .filter(application::Column::State.is_in(states.iter().map(|state| state.word())))
        .group_by(application::Column::Position)
        .into_tuple()
        .all(look.db())
        .await?;
    rows.into_iter().map(|(id, number)| Ok((PositionId(id), row::count(number, "number")?))).collect()
}

/// Returns the applications of the permit's posting in one of these states on these positions, oldest first.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where the permit names no posting.
pub async fn of_positions<A: Reads<Applications>>(
    look: &Snapshot,
    permit: &Permit<A>,
    positions: &[PositionId],
    states: &[ApplicationState],
) -> Outcome<Vec<ApplicationRow>> {
    let found = application::Entity::find()
        .filter(application::Column::Posting.eq(row::posting_of(permit)?.0))
        .filter(application::Column::Position.is_in(positions.iter().map(|id| id.0)))
        .filter(application::Column::State.is_in(states.iter().map(|state| state.word())))
        .order_by_asc(application::Column::Id)
        .all(look.db())
        .await?;
    found.into_iter().map(read).collect()
}

/// The files before and after one in its queue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Neighbours {
    /// The one before.
    pub previous: Option<Code>,
    /// The one after.
    pub next: Option<Code>,
}

/// Returns the neighbours of `of` among the matching applications of the permit's posting.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where the permit names no posting.
pub async fn neighbours<A: Reads<Applications>>(
    look: &Snapshot,
    permit: &Permit<A>,
    filter: &Filter,
    of: &ApplicationRow,
) -> Outcome<Neighbours> {
    use application::Column::{Id, SubmittedAt};
    let here = of.submitted_at.map(|at| at.0);
    let base = || matching(row::posting_of(permit).unwrap_or(of.posting), filter);
    let later = SubmittedAt.gt(here).or(SubmittedAt.eq(here).and(Id.gt(of.id.0)));
    let earlier = SubmittedAt.lt(here).or(SubmittedAt.eq(here).and(Id.lt(of.id.0)));
    let next = base().filter(later).order_by_asc(SubmittedAt).order_by_asc(Id).one(look.db()).await?;
    let previous = base().filter(earlier).order_by_desc(SubmittedAt).order_by_desc(Id).one(look.db()).await?;
    let code = |found: Option<application::Model>| found.map(|row| row::code(&row.code)).transpose();
    Ok(Neighbours { previous: code(previous)?, next: code(next)? })
}

/// Returns the applications of the permit's posting that passed, in the order of keys.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where the permit names no posting.
pub async fn passed<A: Reads<Applications>>(
    look: &Snapshot,
    permit: &Permit<A>,
) -> Outcome<Vec<ApplicationRow>> {
    let posting = row::posting_of(permit)?;
    let out = are_out(look, posting).await?;
    let rows = application::Entity::find()
        .filter(application::Column::Posting.eq(posting.0))
        .filter(application::Column::State.eq(ApplicationState::Passed.word()))
        .order_by_asc(application::Column::Id)
        .all(look.db())
        .await?;
    let shown = |mut row: application::Model| {
        row.ticket = row.ticket.filter(|_| out);
        read(row)
    };
    rows.into_iter().map(shown).collect()
}

/// Who takes part, without anything personal: what the engine and the sheets of clerks need.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entrant {
    /// Key.
    pub id: ApplicationId,
    /// Public code.
    pub code: Code,
    /// Position.
    pub position: PositionId,
    /// Ticket number, once it is out.
    pub ticket: Option<String>,
}

/// Returns the applications of the permit's posting that passed, in the order of keys, with only what the engine and the clerks
/// need.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where the permit names no posting.
pub async fn entrants<A: Reads<Applications>>(look: &Snapshot, permit: &Permit<A>) -> Outcome<Vec<Entrant>> {
    let out = are_out(look, row::posting_of(permit)?).await?;
    read_entrants(look, all_entrants(permit)?, out).await
}

/// Returns those of them who have one of these ticket numbers; a number of nobody is passed over.
///
/// # Errors
/// [`StoreError::OutOfScope`] where the permit names no posting.
pub async fn entrants_with<A: Reads<Applications>>(
    look: &Snapshot,
    permit: &Permit<A>,
    tickets: &[&str],
) -> Outcome<Vec<Entrant>> {
    if !are_out(look, row::posting_of(permit)?).await? {
        return Ok(Vec::new());
    }
    let some = all_entrants(permit)?.filter(application::Column::Ticket.is_in(tickets.iter().copied()));
    read_entrants(look, some, true).await
}

/// Returns the one of them whose application has this code, once the ticket numbers are out: an address names nobody by number.
///
/// # Errors
/// [`StoreError::OutOfScope`] where the permit names no posting.
pub async fn entrant<A: Reads<Applications>>(
    look: &Snapshot,
    permit: &Permit<A>,
    application: Code,
) -> Outcome<Option<Entrant>> {
    if !are_out(look, row::posting_of(permit)?).await? {
        return Ok(None);
    }
    let one = all_entrants(permit)?.filter(application::Column::Code.eq(application.as_str()));
    Ok(read_entrants(look, one, true).await?.pop())
}

fn all_entrants<A: Reads<Applications>>(permit: &Permit<A>) -> Outcome<sea_orm::Select<application::Entity>> {
    use application::Column::{Code, Id, Position, Posting, State, Ticket};
    Ok(application::Entity::find()
        .select_only()
        .columns([Id, Code, Position, Ticket])
        .filter(Posting.eq(row::posting_of(permit)?.0))
        .filter(State.eq(ApplicationState::Passed.word()))
        .order_by_asc(Id))
}

async fn read_entrants(
    look: &Snapshot,
    found: sea_orm::Select<application::Entity>,
    out: bool,
) -> Outcome<Vec<Entrant>> {
    let rows: Vec<(i64, String, i64, Option<String>)> = found.into_tuple().all(look.db()).await?;
    let entrant = |(id, code, position, ticket): (i64, String, i64, Option<String>)| {
        Ok(Entrant {
            id: ApplicationId(id),
            code: row::code(&code)?,
            position: PositionId(position),
            ticket: ticket.filter(|_| out),
        })
    };
    rows.into_iter().map(entrant).collect()
}

/// Somebody by ticket number, with name and unit sealed as they lie.
#[derive(Clone, Debug)]
pub struct Named {
    /// Ticket number.
    pub ticket: String,
    /// Public code of the application.
    pub code: Code,
    /// Name, sealed.
    pub name_sealed: Option<Vec<u8>>,
    /// Unit, sealed.
    pub unit_sealed: Option<Vec<u8>>,
}

/// The columns of it in a row.
type NamedRow = (Option<String>, String, Option<Vec<u8>>, Option<Vec<u8>>);

/// Returns names and units of those in the permit's posting who passed and have one of these ticket numbers.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where the permit names no posting.
pub async fn named_with<A: Reads<Applications>>(
    look: &Snapshot,
    permit: &Permit<A>,
    tickets: &[&str],
) -> Outcome<Vec<Named>> {
    use application::Column::{NameSealed, Posting, State, Ticket, UnitSealed};
    let rows: Vec<NamedRow> = application::Entity::find()
        .select_only()
        .columns([Ticket, application::Column::Code, NameSealed, UnitSealed])
        .filter(Posting.eq(row::posting_of(permit)?.0))
        .filter(State.eq(ApplicationState::Passed.word()))
        .filter(Ticket.is_in(tickets.iter().copied()))
        .into_tuple()
        .all(look.db())
        .await?;
    let named = |(ticket, code, name_sealed, unit_sealed): NamedRow| {
        Ok(Named { ticket: ticket.unwrap_or_default(), code: row::code(&code)?, name_sealed, unit_sealed })
    };
    rows.into_iter().map(named).collect()
}

/// Returns the application with this ticket number in a posting, for what somebody without an account says of a public list.
///
/// # Errors
/// The database's.
pub async fn of_ticket(look: &Snapshot, posting: PostingId, ticket: &str) -> Outcome<Option<ApplicationId>> {
    use application::Column::{Id, Posting, Ticket};
    let found: Option<i64> = application::Entity::find()
        .select_only()
        .column(Id)
        .filter(Posting.eq(posting.0))
        .filter(Ticket.eq(ticket))
        .into_tuple()
        .one(look.db())
        .await?;
    Ok(found.map(ApplicationId))
}

/// Whose an application is, for telling the candidate something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// Key.
    pub id: ApplicationId,
    /// Public code.
    pub code: Code,
    /// Position.
    pub position: PositionId,
    /// The person of the candidate.
    pub candidate: PersonId,
    /// Ticket number, once issued.
    pub ticket: Option<String>,
}

/// Returns whose the applications of the permit's posting in this state are, in the order of keys, `limit` after the key `after`.
///
/// # Errors
/// [`StoreError::OutOfScope`] where the permit names no posting.
pub async fn holders<A: Reads<Applications>>(
    look: &Snapshot,
    permit: &Permit<A>,
    state: ApplicationState,
    (after, limit): (ApplicationId, u64),
) -> Outcome<Vec<Holder>> {
    let some = held(permit, state)?.filter(application::Column::Id.gt(after.0)).limit(limit);
    read_holders(look, some).await
}

/// Returns whose the applications with these ticket numbers are that passed screening in the permit's posting.
///
/// # Errors
/// [`StoreError::OutOfScope`] where the permit names no posting.
pub async fn holders_with<A: Reads<Applications>>(
    look: &Snapshot,
    permit: &Permit<A>,
    tickets: &[&str],
) -> Outcome<Vec<Holder>> {
    let some = held(permit, ApplicationState::Passed)?;
    read_holders(look, some.filter(application::Column::Ticket.is_in(tickets.iter().copied()))).await
}

fn held<A: Reads<Applications>>(
    permit: &Permit<A>,
    state: ApplicationState,
) -> Outcome<sea_orm::Select<application::Entity>> {
    use application::Column::{Candidate, Code, Id, Position, Posting, State, Ticket};
    Ok(application::Entity::find()
        .select_only()
        .columns([Id, Code, Position, Candidate, Ticket])
        .filter(Posting.eq(row::posting_of(permit)?.0))
        .filter(State.eq(state.word()))
        .order_by_asc(Id))
}

async fn read_holders(look: &Snapshot, found: sea_orm::Select<application::Entity>) -> Outcome<Vec<Holder>> {
    let rows: Vec<(i64, String, i64, i64, Option<String>)> = found.into_tuple().all(look.db()).await?;
    let holder = |(id, code, position, candidate, ticket): (i64, String, i64, i64, _)| {
        Ok(Holder {
            id: ApplicationId(id),
            code: row::code(&code)?,
            position: PositionId(position),
            candidate: PersonId(candidate),
            ticket,
        })
    };
    rows.into_iter().map(holder).collect()
}
