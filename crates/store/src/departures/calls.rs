//! Calls to move up (递补通知): who is called for whom, until when, and the answer.
//!
//! Owns: rows of `backfill`. Refuses: two open calls of one person, and answering twice.

use domain::access::aggregate::Rankings;
use domain::access::{Changes, Permit, Reads, Scope};
use domain::calendar::Instant;
use domain::departure::Answer;
use domain::id::{ApplicationId, CallId, Code, DepartureId, PersonId, PostingId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set};

use crate::entity::{backfill, departure};
use crate::error::Outcome;
use crate::inputs;
use crate::locked::{Locked, Scoped};
use crate::row;
use crate::tx::{Snapshot, Tx};

/// A call as stored.
#[derive(Clone, PartialEq, Eq)]
pub struct CallRow {
    /// Key.
    pub id: CallId,
    /// Public code.
    pub code: Code,
    /// Its posting.
    pub posting: PostingId,
    /// The departure whose place is to be filled.
    pub departure: DepartureId,
    /// Who is called.
    pub application: ApplicationId,
    /// The round, from 1.
    pub round: u8,
    /// Until when an answer counts.
    pub until: Instant,
    /// Who called, and when.
    pub called: (PersonId, Instant),
    /// The answer, by whom it was given or written down (nobody where the term ran out), and when.
    pub answered: Option<(Answer, Option<PersonId>, Instant)>,
    /// How an officer was told, sealed.
    pub note_sealed: Option<Vec<u8>>,
}

impl std::fmt::Debug for CallRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "CallRow({})", self.code)
    }
}

impl Scoped for CallRow {
    fn scope(&self) -> Scope {
        Scope::posting(self.posting, &[])
    }
}

/// A call to send.
#[derive(Clone, Copy, Debug)]
pub struct NewCall {
    /// Public code, from the random source.
    pub code: Code,
    /// The departure whose place is to be filled.
    pub departure: DepartureId,
    /// Who is called.
    pub application: ApplicationId,
    /// The round, from 1.
    pub round: u8,
    /// Until when an answer counts.
    pub until: Instant,
    /// Now.
    pub at: Instant,
}

fn read(row: backfill::Model) -> Outcome<CallRow> {
    let answer = row.answer.map(|word| row::word(Answer::from_word, &word, "backfill.answer")).transpose()?;
    let answered = answer.zip(row.answered_at);
    Ok(CallRow {
        id: CallId(row.id),
        code: row::code(&row.code)?,
        posting: PostingId(row.posting),
        departure: DepartureId(row.departure),
        application: ApplicationId(row.application),
        round: u8::try_from(row.round).map_err(|_| crate::StoreError::Unreadable("backfill.round"))?,
        until: Instant(row.until_at),
        called: (PersonId(row.called_by), Instant(row.called_at)),
        answered: answered.map(|(answer, at)| (answer, row.answered_by.map(PersonId), Instant(at))),
        note_sealed: row.note_sealed,
    })
}

/// Writes a call of the caller down in the permit's posting.
///
/// # Errors
/// [`crate::Conflict::CallWaits`] where the person is called already.
pub async fn send<A: Changes<Rankings>>(tx: &Tx, permit: &Permit<A>, new: &NewCall) -> Outcome<()> {
    let row = backfill::ActiveModel {
        code: Set(new.code.to_string()),
        posting: Set(row::posting_of(permit)?.0),
        departure: Set(new.departure.0),
        application: Set(new.application.0),
        round: Set(i64::from(new.round)),
        until_at: Set(new.until.0),
        called_by: Set(row::actor_of(permit)?.0),
        called_at: Set(new.at.0),
        ..Default::default()
    };
    backfill::Entity::insert(row).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// Writes the answer to a call down that the use case has opened; the posting is ranked anew.
///
/// # Errors
/// [`crate::StoreError::Stale`] where it is answered.
pub async fn answer<A: Changes<Rankings>>(
    tx: &Tx,
    permit: &Permit<A>,
    call: &CallRow,
    (answer, note, at): (Answer, Option<Vec<u8>>, Instant),
) -> Outcome<()> {
    let row = backfill::ActiveModel {
        answer: Set(Some(answer.word().to_owned())),
        answered_by: Set(permit.actor().map(|by| by.0)),
        answered_at: Set(Some(at.0)),
        note_sealed: Set(note),
        ..Default::default()
    };
    let done = backfill::Entity::update_many()
        .set(row)
        .filter(backfill::Column::Id.eq(call.id.0))
        .filter(backfill::Column::Answer.is_null())
        .exec(tx.db())
        .await?;
    row::expect_hit(done.rows_affected)?;
    inputs::touch(tx, call.posting).await
}

/// Returns the calls of the permit's posting in the order of calling.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where the permit names no posting.
pub async fn all<A: Reads<Rankings>>(look: &Snapshot, permit: &Permit<A>) -> Outcome<Vec<CallRow>> {
    let rows = backfill::Entity::find()
        .filter(backfill::Column::Posting.eq(row::posting_of(permit)?.0))
        .order_by_asc(backfill::Column::Id)
        .all(look.db())
        .await?;
    rows.into_iter().map(read).collect()
}

/// Returns the calls of an application that the permit's use case has opened, the newest first.
///
/// # Errors
/// The database's.
pub async fn of<A: Reads<Rankings>>(
    look: &Snapshot,
    _permit: &Permit<A>,
    application: ApplicationId,
) -> Outcome<Vec<CallRow>> {
    let rows = backfill::Entity::find()
        .filter(backfill::Column::Application.eq(application.0))
        .order_by_desc(backfill::Column::Id)
        .all(look.db())
        .await?;
    rows.into_iter().map(read).collect()
}

/// Returns the calls for the place of a departure that the permit's use case has opened, in the order of calling.
///
/// # Errors
/// The database's.
pub async fn for_place<A: Reads<Rankings>>(
    look: &Snapshot,
    _permit: &Permit<A>,
    departure: DepartureId,
) -> Outcome<Vec<CallRow>> {
    let rows = backfill::Entity::find()
        .filter(backfill::Column::Departure.eq(departure.0))
        .order_by_asc(backfill::Column::Id)
        .all(look.db())
        .await?;
    rows.into_iter().map(read).collect()
}

/// Returns the call of that code, to be opened with a permit.
///
/// # Errors
/// The database's.
pub async fn by_code(look: &Snapshot, code: &Code) -> Outcome<Option<Locked<CallRow, Rankings>>> {
    let found =
        backfill::Entity::find().filter(backfill::Column::Code.eq(code.as_str())).one(look.db()).await?;
    Ok(found.map(read).transpose()?.map(Locked::new))
}

/// Returns the calls that nobody answered and whose term is over by `now`, by their codes, the longest over first.
///
/// # Errors
/// The database's.
pub async fn due(look: &Snapshot, now: Instant) -> Outcome<Vec<Code>> {
    let codes: Vec<String> = backfill::Entity::find()
        .select_only()
        .column(backfill::Column::Code)
        .filter(backfill::Column::Answer.is_null())
        .filter(backfill::Column::UntilAt.lte(now.0))
        .order_by_asc(backfill::Column::UntilAt)
        .into_tuple()
        .all(look.db())
        .await?;
    codes.iter().map(|code| row::code(code)).collect()
}

/// Returns the list of which a call is, by the key of its stage.
///
/// # Errors
/// [`crate::StoreError::Unreadable`] where its departure is not there.
pub async fn stage<A: Reads<Rankings>>(
    look: &Snapshot,
    _permit: &Permit<A>,
    of: &CallRow,
) -> Outcome<String> {
    let found = departure::Entity::find_by_id(of.departure.0).one(look.db()).await?;
    found.map(|row| row.stage).ok_or(crate::StoreError::Unreadable("backfill.departure"))
}
