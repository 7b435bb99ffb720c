//! What people said about a selection without an account, and what officers answered.
//!
//! Owns: rows of `objection` and `objection_answer`. Refuses: showing one to anybody but officers with a permit, and whoever knows its
//! number with its code. What a stranger writes decides nothing; an answer does.

use domain::access::aggregate::Objections;
use domain::access::{Changes, Permit, Reads, Scope};
use domain::calendar::Instant;
use domain::id::{ApplicationId, Code, ListId, ObjectionId, PersonId, PostingId};
use domain::objections::{Effect, ObjectionKind};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, Set};

use crate::entity::{objection, objection_answer};
use crate::error::Outcome;
use crate::locked::{Locked, Scoped};
use crate::row;
use crate::tx::{Snapshot, Tx};
use objection::Column as C;

/// An objection, a report, an enquiry or a request, as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ObjectionRow {
    /// Key.
    pub id: ObjectionId,
    /// Its number, which whoever wrote it knows.
    pub code: Code,
    /// Its posting.
    pub posting: PostingId,
    /// The list that it is about.
    pub list: Option<ListId>,
    /// What it is.
    pub kind: ObjectionKind,
    /// The application of the person whom it is about.
    pub application: Option<ApplicationId>,
    /// What was written, sealed.
    pub words_sealed: Vec<u8>,
    /// Name and how to be reached, sealed.
    pub contact_sealed: Option<Vec<u8>>,
    /// When it came in.
    pub received_at: Instant,
    /// The first instant of the day by which it is answered, where that could be counted.
    pub due_on: Option<Instant>,
    /// Whether it was answered.
    pub answered: bool,
}

impl Scoped for ObjectionRow {
    fn scope(&self) -> Scope {
        Scope::posting(self.posting, &[])
    }
}

/// An answer as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerRow {
    /// Public code.
    pub code: Code,
    /// What it answers.
    pub objection: ObjectionId,
    /// The person whom it concerns.
    pub application: Option<ApplicationId>,
    /// What it does.
    pub effect: Effect,
    /// What was answered, sealed.
    pub words_sealed: Vec<u8>,
    /// Who answered.
    pub answered_by: PersonId,
    /// When.
    pub answered_at: Instant,
}

fn read(row: objection::Model) -> Outcome<ObjectionRow> {
    Ok(ObjectionRow {
        id: ObjectionId(row.id),
        code: row::code(&row.code)?,
        posting: PostingId(row.posting),
        list: row.list.map(ListId),
        kind: row::word(ObjectionKind::from_word, &row.kind, "objection.kind")?,
        application: row.application.map(ApplicationId),
        words_sealed: row.words_sealed,
        contact_sealed: row.contact_sealed,
        received_at: Instant(row.received_at),
        due_on: row::at(row.due_on),
        answered: row.answered == 1,
    })
}

fn read_answer(row: objection_answer::Model) -> Outcome<AnswerRow> {
    Ok(AnswerRow {
        code: row::code(&row.code)?,
        objection: ObjectionId(row.objection),
        application: row.application.map(ApplicationId),
        effect: row::word(Effect::from_word, &row.effect, "objection_answer.effect")?,
        words_sealed: row.words_sealed,
        answered_by: PersonId(row.answered_by),
        answered_at: Instant(row.answered_at),
    })
}

/// What a stranger wrote, to be kept.
#[derive(Clone, Debug)]
pub struct NewObjection<'a> {
    /// Its number, from the random source.
    pub code: Code,
    /// Its posting.
    pub posting: PostingId,
    /// The list that it is about.
    pub list: Option<ListId>,
    /// What it is.
    pub kind: ObjectionKind,
    /// The application of the person whom it is about.
    pub application: Option<ApplicationId>,
    /// What was written, sealed.
    pub words: Vec<u8>,
    /// Name and how to be reached, sealed.
    pub contact: Option<Vec<u8>>,
    /// Keyed digest of the code by which it is followed up.
    pub secret: &'a str,
    /// Now.
    pub at: Instant,
    /// The first instant of the day by which it is answered.
    pub due_on: Option<Instant>,
}

/// Keeps what a stranger wrote: a housekeeping write, since whoever has no account must not be able to grow what cannot be deleted.
///
/// # Errors
/// [`crate::Conflict::Code`] where the number was drawn before.
pub async fn receive(tx: &Tx, new: NewObjection<'_>) -> Outcome<()> {
    let row = objection::ActiveModel {
        code: Set(new.code.to_string()),
        posting: Set(new.posting.0),
        list: Set(new.list.map(|list| list.0)),
        kind: Set(new.kind.word().to_owned()),
        application: Set(new.application.map(|one| one.0)),
        words_sealed: Set(new.words),
        contact_sealed: Set(new.contact),
        secret: Set(new.secret.to_owned()),
        received_at: Set(new.at.0),
        due_on: Set(new.due_on.map(|day| day.0)),
        answered: Set(0),
        ..Default::default()
    };
    objection::Entity::insert(row).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// Counts what waits for an answer in a posting.
///
/// # Errors
/// The database's.
pub async fn waiting(look: &Snapshot, posting: PostingId) -> Outcome<u64> {
    let waiting = objection::Entity::find().filter(C::Posting.eq(posting.0)).filter(C::Answered.eq(0));
    Ok(waiting.count(look.db()).await?)
}

/// Returns what was said in the permit's posting: what waits first, then the newest.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where the permit names no posting.
pub async fn all<A: Reads<Objections>>(look: &Snapshot, permit: &Permit<A>) -> Outcome<Vec<ObjectionRow>> {
    let rows = objection::Entity::find()
        .filter(C::Posting.eq(row::posting_of(permit)?.0))
        .order_by_asc(C::Answered)
        .order_by_desc(C::Id)
        .all(look.db())
        .await?;
    rows.into_iter().map(read).collect()
}

/// Returns the one of that number, to be opened with a permit.
///
/// # Errors
/// The database's.
pub async fn by_code(look: &Snapshot, code: &Code) -> Outcome<Option<Locked<ObjectionRow, Objections>>> {
    let found = objection::Entity::find().filter(C::Code.eq(code.as_str())).one(look.db()).await?;
    Ok(found.map(read).transpose()?.map(Locked::new))
}

/// Returns the one of that number to whoever knows the code that was given out with it, with its answers.
///
/// # Errors
/// The database's.
pub async fn followed(
    look: &Snapshot,
    code: &Code,
    secret: &str,
) -> Outcome<Option<(ObjectionRow, Vec<AnswerRow>)>> {
    let found = objection::Entity::find()
        .filter(C::Code.eq(code.as_str()))
        .filter(C::Secret.eq(secret))
        .one(look.db())
        .await?;
    let Some(row) = found.map(read).transpose()? else { return Ok(None) };
    let answers = answers_of(look, row.id).await?;
    Ok(Some((row, answers)))
}

async fn answers_of(look: &Snapshot, objection: ObjectionId) -> Outcome<Vec<AnswerRow>> {
    let rows = objection_answer::Entity::find()
        .filter(objection_answer::Column::Objection.eq(objection.0))
        .order_by_asc(objection_answer::Column::Id)
        .all(look.db())
        .await?;
    rows.into_iter().map(read_answer).collect()
}

/// Returns the answers that were given in the permit's posting, the first first.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where the permit names no posting.
pub async fn answers<A: Reads<Objections>>(look: &Snapshot, permit: &Permit<A>) -> Outcome<Vec<AnswerRow>> {
    let rows = objection_answer::Entity::find()
        .filter(objection_answer::Column::Posting.eq(row::posting_of(permit)?.0))
        .order_by_asc(objection_answer::Column::Id)
        .all(look.db())
        .await?;
    rows.into_iter().map(read_answer).collect()
}

/// Returns the answers whose effect concerns an application that the permit's use case has opened, the first first.
///
/// # Errors
/// The database's.
pub async fn answers_on<A: Reads<Objections>>(
    look: &Snapshot,
    _permit: &Permit<A>,
    application: ApplicationId,
) -> Outcome<Vec<AnswerRow>> {
    let rows = objection_answer::Entity::find()
        .filter(objection_answer::Column::Application.eq(application.0))
        .order_by_asc(objection_answer::Column::Id)
        .all(look.db())
        .await?;
    rows.into_iter().map(read_answer).collect()
}

/// Writes down an answer by the caller in the permit's posting.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where `by` is not the caller.
pub async fn answer<A: Changes<Objections>>(
    tx: &Tx,
    permit: &Permit<A>,
    (code, objection): (Code, ObjectionId),
    (application, effect, words): (Option<ApplicationId>, Effect, Vec<u8>),
    (by, at): (PersonId, Instant),
) -> Outcome<()> {
    let row = objection_answer::ActiveModel {
        code: Set(code.to_string()),
        objection: Set(objection.0),
        posting: Set(row::posting_of(permit)?.0),
        application: Set(application.map(|one| one.0)),
        effect: Set(effect.word().to_owned()),
        words_sealed: Set(words),
        answered_by: Set(row::actor(permit, by)?.0),
        answered_at: Set(at.0),
        ..Default::default()
    };
    objection_answer::Entity::insert(row).exec_without_returning(tx.db()).await?;
    objection::Entity::update_many()
        .set(objection::ActiveModel { answered: Set(1), ..Default::default() })
        .filter(C::Id.eq(objection.0))
        .exec(tx.db())
        .await?;
    Ok(())
}
