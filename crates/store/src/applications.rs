//! Applications (报名申请): one person's registration for one position, in the step 报名 of 公务员公开遴选办法.
//!
//! Owns: rows of `application`. Refuses: opening sealed bytes (only the use cases hold the key) and personal values in
//! `Debug`.

pub mod choices;
mod duplicates;
mod extensions;
mod findings;
pub mod leavings;
mod numbers;
mod printing;
mod queue;
mod sending;
pub(crate) mod submissions;
mod uploads;

use std::collections::BTreeMap;

use domain::access::aggregate::Applications;
use domain::access::{Changes, Permit, Reads, Scope};
use domain::calendar::Instant;
use domain::id::{ApplicationId, Code, PersonId, PositionId, PostingId};
use domain::lifecycle::ApplicationState;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set};

use crate::entity::application;
use crate::error::Outcome;
use crate::inputs;
use crate::locked::{Locked, Scoped};
use crate::row;
use crate::tx::{Snapshot, Tx};

pub use duplicates::{
    MarkRow, Pair, mark, marks, pairs, pairs_of, passed_twice, put_index, these, without_index,
};
pub use extensions::{
    ExtensionRow, NewExtension, StandingExtensions, decide_extension, extended, extension_by_code,
    extensions, extensions_of, grant_extension, propose_extension, standing_extensions,
};
pub use findings::{FindingRow, clear_findings, findings, hold_after, put_findings};
pub use numbers::{given_back, issue_tickets, take_back_tickets, taken, without_ticket};
pub use printing::{next_to_print, to_print};
pub use queue::{
    Card, Counts, Entrant, Filter, Found, Holder, Named, Neighbours, cards, counts, entrant, entrants,
    entrants_with, holders, holders_with, named_with, neighbours, of_positions, of_ticket, on_positions,
    passed, queue, tally,
};
pub use sending::{
    Draft, InPosting, Known, Standing, find_each, hold_each, known_each, submit_each, told_by,
};
pub use submissions::{
    SubmissionRow, all_sent, drafts_sent, keep_sent, last_sent, sent_here, times_sent, times_sent_each,
};
pub use uploads::{NewUpload, UploadRow, end_upload, put_upload, standing_uploads, uploads};

/// Rows of one statement: far below the bind limit of both databases.
const AT_ONCE: usize = 1_000;

/// What a candidate told, as it is kept: every part sealed, and blind indexes of what must be unique or compared.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Content {
    /// Name, sealed.
    pub name_sealed: Option<Vec<u8>>,
    /// Identity number, sealed; of a draft also an unfinished one.
    pub identity_sealed: Option<Vec<u8>>,
    /// Keyed blind index of a complete identity number.
    pub identity_index: Option<Vec<u8>>,
    /// Phone, sealed.
    pub phone_sealed: Option<Vec<u8>>,
    /// Keyed blind index of a complete phone number; several people may share one.
    pub phone_index: Option<Vec<u8>>,
    /// Keyed blind index of name and birthday together.
    pub person_index: Option<Vec<u8>>,
    /// Current unit, sealed: lists of applications show it.
    pub unit_sealed: Option<Vec<u8>>,
    /// The other answers as JSON, sealed; none where nothing was told yet.
    pub answers_sealed: Option<Vec<u8>>,
}

/// An application as stored.
#[derive(Clone, PartialEq, Eq)]
pub struct ApplicationRow {
    /// Key.
    pub id: ApplicationId,
    /// Public code.
    pub code: Code,
    /// Its posting.
    pub posting: PostingId,
    /// Its position.
    pub position: PositionId,
    /// The person of the candidate.
    pub candidate: PersonId,
    /// State.
    pub state: ApplicationState,
    /// Version; expected by every write.
    pub version: i64,
    /// What the candidate told.
    pub content: Content,
    /// Ticket number, once issued.
    pub ticket: Option<String>,
    /// When it was started.
    pub created_at: Instant,
    /// When it changed last.
    pub updated_at: Instant,
    /// When it was submitted last.
    pub submitted_at: Option<Instant>,
}

impl std::fmt::Debug for Content {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Content(***)")
    }
}

impl std::fmt::Debug for ApplicationRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "ApplicationRow({}, {}, version {})", self.code, self.state.word(), self.version)
    }
}

impl Scoped for ApplicationRow {
    fn scope(&self) -> Scope {
        Scope::own(self.candidate, Some(self.posting))
    }
}

pub(crate) fn read(row: application::Model) -> Outcome<ApplicationRow> {
    Ok(ApplicationRow {
        id: ApplicationId(row.id),
        code: row::code(&row.code)?,
        posting: PostingId(row.posting),
        position: PositionId(row.position),
        candidate: PersonId(row.candidate),
        state: row::word(ApplicationState::from_word, &row.state, "application.state")?,
        version: row.version,
        content: Content {
            name_sealed: row.name_sealed,
            identity_sealed: row.identity_sealed,
            identity_index: row.identity_index,
            phone_sealed: row.phone_sealed,
            phone_index: row.phone_index,
            person_index: row.person_index,
            unit_sealed: row.unit_sealed,
            answers_sealed: row.answers_sealed,
        },
        ticket: row.ticket,
        created_at: Instant(row.created_at),
        updated_at: Instant(row.updated_at),
        submitted_at: row::at(row.submitted_at),
    })
}

pub(crate) fn written(content: &Content) -> application::ActiveModel {
    application::ActiveModel {
        name_sealed: Set(content.name_sealed.clone()),
        identity_sealed: Set(content.identity_sealed.clone()),
        identity_index: Set(content.identity_index.clone()),
        phone_sealed: Set(content.phone_sealed.clone()),
        phone_index: Set(content.phone_index.clone()),
        person_index: Set(content.person_index.clone()),
        unit_sealed: Set(content.unit_sealed.clone()),
        answers_sealed: Set(content.answers_sealed.clone()),
        ..Default::default()
    }
}

/// An application to start.
#[derive(Clone, Copy, Debug)]
pub struct NewApplication<'a> {
    /// Public code, from the random source.
    pub code: Code,
    /// The posting.
    pub posting: PostingId,
    /// The position in it.
    pub position: PositionId,
    /// What is known so far.
    pub content: &'a Content,
    /// Now.
    pub at: Instant,
}

/// Starts a draft for the caller.
///
/// # Errors
/// [`crate::Conflict::LiveApplication`] where the caller has one in this posting.
pub async fn insert<A: Changes<Applications>>(
    tx: &Tx,
    permit: &Permit<A>,
    new: &NewApplication<'_>,
) -> Outcome<ApplicationId> {
    let row = application::ActiveModel {
        code: Set(new.code.to_string()),
        posting: Set(new.posting.0),
        position: Set(new.position.0),
        candidate: Set(row::actor_of(permit)?.0),
        state: Set(ApplicationState::Draft.word().to_owned()),
        version: Set(1),
        created_at: Set(new.at.0),
        updated_at: Set(new.at.0),
        ..written(new.content)
    };
    Ok(ApplicationId(application::Entity::insert(row).exec(tx.db()).await?.last_insert_id))
}

/// Returns the application of that code, to be opened with a permit.
///
/// # Errors
/// The database's.
pub async fn by_code(look: &Snapshot, code: &Code) -> Outcome<Option<Locked<ApplicationRow, Applications>>> {
    let found = application::Entity::find().filter(application::Column::Code.eq(code.as_str()));
    Ok(found.one(look.db()).await?.map(read).transpose()?.map(Locked::new))
}

/// Returns the application of that code for an act that changes it. Another act that does so at the same instant waits, and then
/// reads what was done.
///
/// # Errors
/// The database's.
pub async fn for_update(tx: &Tx, code: &Code) -> Outcome<Option<Locked<ApplicationRow, Applications>>> {
    let found =
        application::Entity::find().filter(application::Column::Code.eq(code.as_str())).lock_exclusive();
    let Some(found) = found.one(tx.db()).await? else { return Ok(None) };
    tx.holds::<application::Entity>("application", &found);
    Ok(Some(Locked::new(read(found)?)))
}

/// Returns the application of that key, to be opened with a permit.
///
/// # Errors
/// The database's.
pub async fn by_id(
    look: &Snapshot,
    id: ApplicationId,
) -> Outcome<Option<Locked<ApplicationRow, Applications>>> {
    let found = application::Entity::find_by_id(id.0).one(look.db()).await?;
    Ok(found.map(read).transpose()?.map(Locked::new))
}

/// Who submitted an application with an identity number, and where: nothing of what the person told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Applicant {
    /// Public code of the application.
    pub application: Code,
    /// Whose it is.
    pub person: PersonId,
    /// The posting.
    pub posting: PostingId,
    /// State.
    pub state: ApplicationState,
    /// When it was submitted last; nothing while it is changed again.
    pub submitted_at: Option<Instant>,
}

impl Scoped for Applicant {
    /// Returns the scope with the person, whom nobody helps who is the same one.
    fn scope(&self) -> Scope {
        Scope::posting(self.posting, &[self.person])
    }
}

/// Returns who submitted applications with this identity number by its blind index, the newest first. They lie in several postings, so
/// that each has a scope of its own.
///
/// # Errors
/// The database's.
pub async fn of_identity(look: &Snapshot, index: &[u8]) -> Outcome<Vec<Applicant>> {
    let rows: Vec<(String, i64, i64, String, Option<i64>)> = application::Entity::find()
        .select_only()
        .columns([
            application::Column::Code,
            application::Column::Candidate,
            application::Column::Posting,
            application::Column::State,
            application::Column::SubmittedAt,
        ])
        .filter(application::Column::IdentityIndex.eq(index.to_vec()))
        .order_by_desc(application::Column::Id)
        .into_tuple()
        .all(look.db())
        .await?;
    let applicant = |(code, person, posting, state, submitted): (String, i64, i64, String, Option<i64>)| {
        Ok(Applicant {
            application: row::code(&code)?,
            person: PersonId(person),
            posting: PostingId(posting),
            state: row::word(ApplicationState::from_word, &state, "application.state")?,
            submitted_at: row::at(submitted),
        })
    };
    rows.into_iter().map(applicant).collect()
}

/// An application by its number and where it stands, without anything that its person told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// Public code.
    pub code: Code,
    /// Its position.
    pub position: PositionId,
    /// State.
    pub state: ApplicationState,
}

/// Returns these applications of the permit's posting without what their people told.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where the permit names no posting.
pub async fn heads<A: Reads<Applications>>(
    look: &Snapshot,
    permit: &Permit<A>,
    ids: &[ApplicationId],
) -> Outcome<BTreeMap<ApplicationId, Head>> {
    let posting = row::posting_of(permit)?;
    let mut heads = BTreeMap::new();
    for some in ids.chunks(AT_ONCE) {
        let rows: Vec<(i64, String, i64, String)> = application::Entity::find()
            .select_only()
            .columns([
                application::Column::Id,
                application::Column::Code,
                application::Column::Position,
                application::Column::State,
            ])
            .filter(application::Column::Posting.eq(posting.0))
            .filter(application::Column::Id.is_in(some.iter().map(|id| id.0)))
            .into_tuple()
            .all(look.db())
            .await?;
        for (id, code, position, state) in rows {
            let state = row::word(ApplicationState::from_word, &state, "application.state")?;
            let head = Head { code: row::code(&code)?, position: PositionId(position), state };
            heads.insert(ApplicationId(id), head);
        }
    }
    Ok(heads)
}

/// Returns the applications of the caller's own account, newest first.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where the caller is nobody.
pub async fn own<A: Reads<Applications>>(
    look: &Snapshot,
    permit: &Permit<A>,
) -> Outcome<Vec<ApplicationRow>> {
    let rows = application::Entity::find()
        .filter(application::Column::Candidate.eq(row::actor_of(permit)?.0))
        .order_by_desc(application::Column::Id)
        .all(look.db())
        .await?;
    rows.into_iter().map(read).collect()
}

/// Returns the caller's live application in a posting, if there is one.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where the caller is nobody.
pub async fn own_live<A: Reads<Applications>>(
    look: &Snapshot,
    permit: &Permit<A>,
    posting: PostingId,
) -> Outcome<Option<ApplicationRow>> {
    let found = application::Entity::find()
        .filter(application::Column::Candidate.eq(row::actor_of(permit)?.0))
        .filter(application::Column::Posting.eq(posting.0))
        .filter(application::Column::State.is_in(live()));
    found.one(look.db()).await?.map(read).transpose()
}

/// The words of the states that stand in the way of another application.
fn live() -> impl Iterator<Item = &'static str> {
    ApplicationState::ALL.iter().filter(|state| state.is_live()).map(|state| state.word())
}

/// Returns the caller's own application that was refused for a position, if there is one.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where the caller is nobody.
pub async fn refused<A: Reads<Applications>>(
    look: &Snapshot,
    permit: &Permit<A>,
    position: PositionId,
) -> Outcome<Option<ApplicationRow>> {
    let found = application::Entity::find()
        .filter(application::Column::Position.eq(position.0))
        .filter(application::Column::State.eq(ApplicationState::Refused.word()))
        .filter(application::Column::Candidate.eq(row::actor_of(permit)?.0));
    found.one(look.db()).await?.map(read).transpose()
}

/// Returns the positions of the permit's posting at which whoever has this identity number was refused, by its blind index: under whichever
/// account.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where the permit names no posting.
pub async fn refused_in<A: Reads<Applications>>(
    look: &Snapshot,
    permit: &Permit<A>,
    index: &[u8],
) -> Outcome<Vec<PositionId>> {
    let found: Vec<i64> = application::Entity::find()
        .select_only()
        .column(application::Column::Position)
        .filter(application::Column::Posting.eq(row::posting_of(permit)?.0))
        .filter(application::Column::IdentityIndex.eq(index.to_vec()))
        .filter(application::Column::State.eq(ApplicationState::Refused.word()))
        .into_tuple()
        .all(look.db())
        .await?;
    Ok(found.into_iter().map(PositionId).collect())
}

/// Builds the conditional update that every write goes through: it asks for the key, the version, and the permit's owner and
/// posting.
fn versioned<A: Changes<Applications>>(
    permit: &Permit<A>,
    id: ApplicationId,
    version: i64,
    at: Instant,
) -> sea_orm::UpdateMany<application::Entity> {
    let mut update = application::Entity::update_many()
        .col_expr(application::Column::Version, Expr::col(application::Column::Version).add(1))
        .col_expr(application::Column::UpdatedAt, Expr::value(at.0))
        .filter(application::Column::Id.eq(id.0))
        .filter(application::Column::Version.eq(version));
    if let Some(owner) = permit.owner() {
        update = update.filter(application::Column::Candidate.eq(owner.0));
    }
    if let Some(posting) = permit.posting() {
        update = update.filter(application::Column::Posting.eq(posting.0));
    }
    update
}

/// Fills a draft further, and may move it to another position of the same posting.
///
/// # Errors
/// [`crate::StoreError::Stale`] where it changed or is no draft; [`crate::Conflict::IdentityNumber`].
pub async fn save_draft<A: Changes<Applications>>(
    tx: &Tx,
    permit: &Permit<A>,
    (id, version): (ApplicationId, i64),
    position: PositionId,
    content: &Content,
    at: Instant,
) -> Outcome<()> {
    let row = application::ActiveModel { position: Set(position.0), ..written(content) };
    let done = versioned(permit, id, version, at)
        .set(row)
        .filter(application::Column::State.eq(ApplicationState::Draft.word()))
        .exec(tx.db())
        .await?;
    row::expect_hit(done.rows_affected)
}

/// Moves an application in `from` to another position of the same posting, where it is a draft again.
///
/// # Errors
/// [`crate::StoreError::Stale`] where it changed or is not in `from`.
pub async fn rechoose<A: Changes<Applications>>(
    tx: &Tx,
    permit: &Permit<A>,
    (id, version): (ApplicationId, i64),
    (from, position): (ApplicationState, PositionId),
    at: Instant,
) -> Outcome<()> {
    let row = application::ActiveModel {
        position: Set(position.0),
        state: Set(ApplicationState::Draft.word().to_owned()),
        submitted_at: Set(None),
        ..Default::default()
    };
    let done = versioned(permit, id, version, at)
        .set(row)
        .filter(application::Column::State.eq(from.word()))
        .exec(tx.db())
        .await?;
    row::expect_hit(done.rows_affected)
}

/// Moves an application that passed to another position of the permit's posting: the person is ranked there from the next computation on.
/// Ticket number, marks and verdict stay with the application.
///
/// # Errors
/// [`crate::StoreError::Stale`] where it changed, did not pass or stands on another position than `from`.
pub async fn relocate<A: Changes<Applications>>(
    tx: &Tx,
    permit: &Permit<A>,
    (id, version): (ApplicationId, i64),
    (from, to): (PositionId, PositionId),
    at: Instant,
) -> Outcome<()> {
    let posting = row::posting_of(permit)?;
    let row = application::ActiveModel { position: Set(to.0), ..Default::default() };
    let done = versioned(permit, id, version, at)
        .set(row)
        .filter(application::Column::State.eq(ApplicationState::Passed.word()))
        .filter(application::Column::Position.eq(from.0))
        .exec(tx.db())
        .await?;
    row::expect_hit(done.rows_affected)?;
    inputs::touch(tx, posting).await
}

/// Moves an application from one state to the next; into `submitted` from `draft` it notes the time, back into
/// `draft` it forgets it.
///
/// # Errors
/// [`crate::StoreError::Stale`] where it changed or is not in `from`; [`crate::Conflict::IdentityNumber`].
pub async fn turn<A: Changes<Applications>>(
    tx: &Tx,
    permit: &Permit<A>,
    (id, version): (ApplicationId, i64),
    (from, to): (ApplicationState, ApplicationState),
    at: Instant,
) -> Outcome<()> {
    let mut row = application::ActiveModel { state: Set(to.word().to_owned()), ..Default::default() };
    match (from, to) {
        (ApplicationState::Draft, ApplicationState::Submitted) => row.submitted_at = Set(Some(at.0)),
        (_, ApplicationState::Draft) => row.submitted_at = Set(None),
        _ => {}
    }
    let done = versioned(permit, id, version, at)
        .set(row)
        .filter(application::Column::State.eq(from.word()))
        .exec(tx.db())
        .await?;
    row::expect_hit(done.rows_affected)?;
    // Only people who passed are ranked.
    if from == ApplicationState::Passed || to == ApplicationState::Passed {
        let posting = application::Entity::find_by_id(id.0)
            .select_only()
            .column(application::Column::Posting)
            .into_tuple()
            .one(tx.db())
            .await?;
        inputs::touch(tx, PostingId(posting.ok_or(crate::StoreError::Stale)?)).await?;
    }
    Ok(())
}
