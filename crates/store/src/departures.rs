//! Departures (退出) of people who passed screening, and the calls to those who move up for them.
//!
//! Owns: rows of `departure` and, below, of `backfill`. Refuses: a second departure of a person, deciding one twice, and opening what
//! was said about a person (only the use cases hold the key).

pub mod calls;
pub mod recalls;
pub mod vetoes;

use domain::access::aggregate::{Applications, Rankings};
use domain::access::{Changes, Permit, Reads, Scope};
use domain::calendar::Instant;
use domain::departure::{DepartureKind, DepartureState};
use domain::id::{ApplicationId, Code, DepartureId, PersonId, PostingId};
use domain::workdays::iso;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set};
use time::Date;

use crate::entity::departure;
use crate::error::Outcome;
use crate::inputs;
use crate::locked::{Locked, Scoped};
use crate::row;
use crate::tx::{Snapshot, Tx};

/// A departure as stored.
#[derive(Clone, PartialEq, Eq)]
pub struct DepartureRow {
    /// Key.
    pub id: DepartureId,
    /// Public code.
    pub code: Code,
    /// Its posting.
    pub posting: PostingId,
    /// Whose.
    pub application: ApplicationId,
    /// The list from which on the person is out, by the key of its stage.
    pub stage: String,
    /// Why.
    pub kind: DepartureKind,
    /// How far it has come.
    pub state: DepartureState,
    /// The day on which it happened.
    pub day: Date,
    /// What it rests on, sealed.
    pub evidence_sealed: Vec<u8>,
    /// Who entered it; `None` where the clock did.
    pub entered_by: Option<PersonId>,
    /// When.
    pub entered_at: Instant,
    /// Who decided it, with the name as it was, and when; `None` where it waits or nobody has to.
    pub decided: Option<(PersonId, String, Instant)>,
    /// Why it was refused, sealed.
    pub refused_sealed: Option<Vec<u8>>,
}

impl std::fmt::Debug for DepartureRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "DepartureRow({}, {})", self.code, self.state.word())
    }
}

impl Scoped for DepartureRow {
    /// Returns the scope with the person who entered it; that person may not approve it.
    fn scope(&self) -> Scope {
        let hands: Vec<PersonId> = self.entered_by.into_iter().collect();
        Scope::posting(self.posting, &hands)
    }
}

/// A departure to enter.
#[derive(Clone, Debug)]
pub struct NewDeparture<'a> {
    /// Public code, from the random source.
    pub code: Code,
    /// In which posting.
    pub posting: PostingId,
    /// Whose.
    pub application: ApplicationId,
    /// The list from which on the person is out.
    pub stage: &'a str,
    /// Why.
    pub kind: DepartureKind,
    /// Whether it stands at once or waits.
    pub state: DepartureState,
    /// The day on which it happened.
    pub day: Date,
    /// What it rests on, sealed.
    pub evidence_sealed: Vec<u8>,
    /// Now.
    pub at: Instant,
}

fn read(row: departure::Model) -> Outcome<DepartureRow> {
    let decided = row.decided_by.zip(row.decided_name).zip(row.decided_at);
    Ok(DepartureRow {
        id: DepartureId(row.id),
        code: row::code(&row.code)?,
        posting: PostingId(row.posting),
        application: ApplicationId(row.application),
        stage: row.stage,
        kind: row::word(DepartureKind::from_word, &row.kind, "departure.kind")?,
        state: row::word(DepartureState::from_word, &row.state, "departure.state")?,
        day: row::day(&row.day, "departure.day")?,
        evidence_sealed: row.evidence_sealed,
        entered_by: row.entered_by.map(PersonId),
        entered_at: Instant(row.entered_at),
        decided: decided.map(|((by, name), at)| (PersonId(by), name, Instant(at))),
        refused_sealed: row.refused_sealed,
    })
}

/// Writes a departure down; where it stands at once, the posting is ranked anew.
///
/// # Errors
/// [`crate::Conflict::Departure`] where the person left already, or a departure waits.
pub async fn enter<A: Changes<Rankings>>(
    tx: &Tx,
    permit: &Permit<A>,
    new: NewDeparture<'_>,
) -> Outcome<DepartureId> {
    let row = departure::ActiveModel {
        code: Set(new.code.to_string()),
        posting: Set(new.posting.0),
        application: Set(new.application.0),
        stage: Set(new.stage.to_owned()),
        kind: Set(new.kind.word().to_owned()),
        state: Set(new.state.word().to_owned()),
        day: Set(iso(new.day)),
        evidence_sealed: Set(new.evidence_sealed),
        entered_by: Set(permit.actor().map(|by| by.0)),
        entered_at: Set(new.at.0),
        ..Default::default()
    };
    let id = departure::Entity::insert(row).exec(tx.db()).await?.last_insert_id;
    if new.state == DepartureState::Stands {
        inputs::touch(tx, new.posting).await?;
    }
    Ok(DepartureId(id))
}

/// Decides a departure of the permit's posting that waits; `refused` says why it is refused, sealed. Where it stands from now on, the
/// posting is ranked anew.
///
/// # Errors
/// [`crate::StoreError::Stale`] where it is decided or belongs to another posting.
pub async fn decide<A: Changes<Rankings>>(
    tx: &Tx,
    permit: &Permit<A>,
    (id, refused): (DepartureId, Option<Vec<u8>>),
    (name, at): (&str, Instant),
) -> Outcome<()> {
    let posting = row::posting_of(permit)?;
    let state = if refused.is_some() { DepartureState::Refused } else { DepartureState::Stands };
    let row = departure::ActiveModel {
        state: Set(state.word().to_owned()),
        decided_by: Set(Some(row::actor_of(permit)?.0)),
        decided_name: Set(Some(name.to_owned())),
        decided_at: Set(Some(at.0)),
        refused_sealed: Set(refused),
        ..Default::default()
    };
    let done = departure::Entity::update_many()
        .set(row)
        .filter(departure::Column::Id.eq(id.0))
        .filter(departure::Column::Posting.eq(posting.0))
        .filter(departure::Column::State.eq(DepartureState::Waits.word()))
        .exec(tx.db())
        .await?;
    row::expect_hit(done.rows_affected)?;
    if state == DepartureState::Stands {
        inputs::touch(tx, posting).await?;
    }
    Ok(())
}

/// Takes a departure of the permit's posting back that stands, for a reason that is sealed; the posting is ranked anew.
///
/// # Errors
/// [`crate::StoreError::Stale`] where it stands no longer, or nobody approved it.
pub async fn take_back<A: Changes<Rankings>>(
    tx: &Tx,
    permit: &Permit<A>,
    (id, reason): (DepartureId, Vec<u8>),
) -> Outcome<()> {
    let posting = row::posting_of(permit)?;
    let row = departure::ActiveModel {
        state: Set(DepartureState::TakenBack.word().to_owned()),
        refused_sealed: Set(Some(reason)),
        ..Default::default()
    };
    let done = departure::Entity::update_many()
        .set(row)
        .filter(departure::Column::Id.eq(id.0))
        .filter(departure::Column::Posting.eq(posting.0))
        .filter(departure::Column::State.eq(DepartureState::Stands.word()))
        .filter(departure::Column::DecidedBy.is_not_null())
        .exec(tx.db())
        .await?;
    row::expect_hit(done.rows_affected)?;
    inputs::touch(tx, posting).await
}

/// Returns the departures of the permit's posting, those that wait or were refused included, in the order of entering.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where the permit names no posting.
pub async fn all<A: Reads<Rankings>>(look: &Snapshot, permit: &Permit<A>) -> Outcome<Vec<DepartureRow>> {
    let rows = departure::Entity::find()
        .filter(departure::Column::Posting.eq(row::posting_of(permit)?.0))
        .order_by_asc(departure::Column::Id)
        .all(look.db())
        .await?;
    rows.into_iter().map(read).collect()
}

/// Returns the departure of that key in the permit's posting.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where the permit names no posting.
pub async fn by_id<A: Reads<Rankings>>(
    look: &Snapshot,
    permit: &Permit<A>,
    id: DepartureId,
) -> Outcome<Option<DepartureRow>> {
    let found = departure::Entity::find_by_id(id.0)
        .filter(departure::Column::Posting.eq(row::posting_of(permit)?.0))
        .one(look.db())
        .await?;
    found.map(read).transpose()
}

/// Returns the departure of that code in the permit's posting, for acts that whoever entered it may do too.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where the permit names no posting.
pub async fn within<A: Reads<Rankings>>(
    look: &Snapshot,
    permit: &Permit<A>,
    code: Code,
) -> Outcome<Option<DepartureRow>> {
    let found = departure::Entity::find()
        .filter(departure::Column::Code.eq(code.as_str()))
        .filter(departure::Column::Posting.eq(row::posting_of(permit)?.0))
        .one(look.db())
        .await?;
    found.map(read).transpose()
}

/// A departure without its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Departing {
    /// Key.
    pub id: DepartureId,
    /// Whose.
    pub application: ApplicationId,
    /// Why.
    pub kind: DepartureKind,
    /// How far it has come.
    pub state: DepartureState,
}

/// People in one statement.
const AT_ONCE: usize = 1_000;

/// Returns the departures of the permit's posting that wait, whosever they are, and those that stand of these people.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where the permit names no posting.
pub async fn beside<A: Reads<Rankings>>(
    look: &Snapshot,
    permit: &Permit<A>,
    people: &[ApplicationId],
) -> Outcome<Vec<Departing>> {
    use departure::Column::{Application, Id, Kind, Posting, State};
    let posting = row::posting_of(permit)?;
    let of_state = |state: DepartureState| {
        departure::Entity::find()
            .select_only()
            .columns([Id, Application, Kind, State])
            .filter(Posting.eq(posting.0))
            .filter(State.eq(state.word()))
            .order_by_asc(Id)
    };
    let mut asked = vec![of_state(DepartureState::Waits)];
    for some in people.chunks(AT_ONCE) {
        let theirs = Application.is_in(some.iter().map(|one| one.0));
        asked.push(of_state(DepartureState::Stands).filter(theirs));
    }
    let mut all = Vec::new();
    for one in asked {
        let rows: Vec<(i64, i64, String, String)> = one.into_tuple().all(look.db()).await?;
        for (id, application, kind, state) in rows {
            all.push(Departing {
                id: DepartureId(id),
                application: ApplicationId(application),
                kind: row::word(DepartureKind::from_word, &kind, "departure.kind")?,
                state: row::word(DepartureState::from_word, &state, "departure.state")?,
            });
        }
    }
    Ok(all)
}

/// Returns the applications of the permit's posting whose people left.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where the permit names no posting.
pub async fn gone<A: Reads<Applications>>(
    look: &Snapshot,
    permit: &Permit<A>,
) -> Outcome<Vec<ApplicationId>> {
    let ids: Vec<i64> = departure::Entity::find()
        .select_only()
        .column(departure::Column::Application)
        .filter(departure::Column::Posting.eq(row::posting_of(permit)?.0))
        .filter(departure::Column::State.eq(DepartureState::Stands.word()))
        .order_by_asc(departure::Column::Id)
        .into_tuple()
        .all(look.db())
        .await?;
    Ok(ids.into_iter().map(ApplicationId).collect())
}

/// Returns the departure that waits or stands for an application that the permit's use case has opened.
///
/// # Errors
/// The database's.
pub async fn of<A: Reads<Rankings>>(
    look: &Snapshot,
    _permit: &Permit<A>,
    application: ApplicationId,
) -> Outcome<Option<DepartureRow>> {
    let found = departure::Entity::find()
        .filter(departure::Column::Application.eq(application.0))
        .filter(departure::Column::RefusedSealed.is_null())
        .one(look.db())
        .await?;
    found.map(read).transpose()
}

/// Returns the departure of that code, to be opened with a permit.
///
/// # Errors
/// The database's.
pub async fn by_code(look: &Snapshot, code: &Code) -> Outcome<Option<Locked<DepartureRow, Rankings>>> {
    let found =
        departure::Entity::find().filter(departure::Column::Code.eq(code.as_str())).one(look.db()).await?;
    Ok(found.map(read).transpose()?.map(Locked::new))
}
