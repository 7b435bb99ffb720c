//! What people said about a selection, without an account or from their own page, and what officers answered.
//!
//! Owns: rows of `objection`, `own_objection` and `objection_answer`. Refuses: showing one to anybody but officers with a permit, and whoever knows its
//! number with its code. What a stranger writes decides nothing; an answer does.

use std::collections::HashMap;

use domain::access::aggregate::Objections;
use domain::access::{Changes, Permit, Reads, Scope};
use domain::calendar::Instant;
use domain::id::{ApplicationId, Code, ListId, ObjectionId, PersonId, PostingId};
use domain::objections::{Effect, ObjectionKind, Terms};
use sea_orm::sea_query::ExprTrait as _;
use sea_orm::{
    ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Set,
};

use crate::entity::{objection, objection_answer, objection_term, own_objection};
use crate::error::{Outcome, StoreError};
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

impl ObjectionRow {
    /// The scope of answering it for those who had a hand in what it is raised against.
    #[must_use]
    pub fn apart(&self, hands: &[PersonId]) -> Scope {
        Scope::posting(self.posting, hands)
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

/// What a candidate objects to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Against {
    /// The refusal of this moment.
    Verdict(Instant),
    /// The mark in this component.
    Component(String),
}

fn read_against(row: own_objection::Model) -> Outcome<(ObjectionId, Against)> {
    let against = match (row.verdict_at, row.component) {
        (Some(at), None) => Against::Verdict(Instant(at)),
        (None, Some(component)) => Against::Component(component),
        _ => return Err(StoreError::Unreadable("own_objection")),
    };
    Ok((ObjectionId(row.objection), against))
}

/// Returns the terms that a posting set for a kind; `None` where it set none.
///
/// # Errors
/// The database's.
pub async fn terms(look: &Snapshot, posting: PostingId, kind: ObjectionKind) -> Outcome<Option<Terms>> {
    let found = objection_term::Entity::find()
        .filter(objection_term::Column::Posting.eq(posting.0))
        .filter(objection_term::Column::Kind.eq(kind.word()))
        .order_by_desc(objection_term::Column::Id)
        .one(look.db())
        .await?;
    let read = |row: objection_term::Model| {
        let days = |days| row::count(days, "objection_term");
        Ok(Terms { within: days(row.within_days)?, answer: days(row.answer_days)? })
    };
    found.map(read).transpose()
}

/// Sets the terms of a kind in the permit's posting.
///
/// # Errors
/// [`StoreError::OutOfScope`] where the permit names no posting, or `by` is not the caller.
pub async fn set_terms<A: Changes<Objections>>(
    tx: &Tx,
    permit: &Permit<A>,
    (kind, terms): (ObjectionKind, Terms),
    (by, at): (PersonId, Instant),
) -> Outcome<()> {
    let row = objection_term::ActiveModel {
        posting: Set(row::posting_of(permit)?.0),
        kind: Set(kind.word().to_owned()),
        within_days: Set(terms.within.into()),
        answer_days: Set(terms.answer.into()),
        set_by: Set(row::actor(permit, by)?.0),
        set_at: Set(at.0),
        ..Default::default()
    };
    objection_term::Entity::insert(row).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// Keeps what the permit's candidate raises about an own application that the use case has opened.
///
/// # Errors
/// [`crate::Conflict::Raised`] where it was raised before; [`StoreError::OutOfScope`] where the permit is not for an owner.
pub async fn raise<A: Changes<Objections>>(
    tx: &Tx,
    permit: &Permit<A>,
    new: NewObjection<'_>,
    against: &Against,
) -> Outcome<()> {
    permit.owner().ok_or(StoreError::OutOfScope)?;
    let (code, application) = (new.code, new.application.ok_or(StoreError::OutOfScope)?);
    receive(tx, new).await?;
    let kept = objection::Entity::find().filter(C::Code.eq(code.as_str())).one(tx.db()).await?;
    let kept = kept.ok_or(StoreError::Unreadable("objection"))?;
    let (verdict_at, component) = match against {
        Against::Verdict(at) => (Some(at.0), None),
        Against::Component(component) => (None, Some(component.clone())),
    };
    let row = own_objection::ActiveModel {
        objection: Set(kept.id),
        application: Set(application.0),
        verdict_at: Set(verdict_at),
        component: Set(component),
        ..Default::default()
    };
    own_objection::Entity::insert(row).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// Returns what was raised about an application that the permit's use case has opened, the first first.
///
/// # Errors
/// The database's.
pub async fn raised<A: Reads<Objections>>(
    look: &Snapshot,
    _permit: &Permit<A>,
    application: ApplicationId,
) -> Outcome<Vec<(ObjectionRow, Against)>> {
    let rows = own_objection::Entity::find()
        .filter(own_objection::Column::Application.eq(application.0))
        .order_by_asc(own_objection::Column::Id)
        .all(look.db())
        .await?;
    let ids: Vec<i64> = rows.iter().map(|row| row.objection).collect();
    let said = objection::Entity::find().filter(C::Id.is_in(ids)).all(look.db()).await?;
    let said: Vec<ObjectionRow> = said.into_iter().map(read).collect::<Outcome<_>>()?;
    let mut raised = Vec::with_capacity(rows.len());
    for row in rows {
        let (of, against) = read_against(row)?;
        let of = said.iter().find(|one| one.id == of).cloned();
        raised.push((of.ok_or(StoreError::Unreadable("own_objection"))?, against));
    }
    Ok(raised)
}

/// Returns what these are raised against; those that a stranger wrote are left out.
///
/// # Errors
/// The database's.
pub async fn against<A: Reads<Objections>>(
    look: &Snapshot,
    _permit: &Permit<A>,
    objections: &[ObjectionId],
) -> Outcome<HashMap<ObjectionId, Against>> {
    let rows = own_objection::Entity::find()
        .filter(own_objection::Column::Objection.is_in(objections.iter().map(|one| one.0)))
        .all(look.db())
        .await?;
    rows.into_iter().map(read_against).collect()
}

/// Counts the objections to refusals that wait for an answer in the permit's posting.
///
/// # Errors
/// [`StoreError::OutOfScope`] where the permit names no posting.
pub async fn refusals_waiting<A: Reads<Objections>>(look: &Snapshot, permit: &Permit<A>) -> Outcome<u32> {
    let waiting = objection::Entity::find()
        .filter(C::Posting.eq(row::posting_of(permit)?.0))
        .filter(C::Answered.into_expr().eq(row::spelt(0_i64)))
        .filter(C::Kind.eq(ObjectionKind::Refusal.word()));
    Ok(u32::try_from(waiting.count(look.db()).await?).unwrap_or(u32::MAX))
}

/// Returns the refusals of the permit's posting that were decided at `since` or later and objected to, each with its application and
/// moment.
///
/// # Errors
/// [`StoreError::OutOfScope`] where the permit names no posting.
pub async fn objected_since<A: Reads<Objections>>(
    look: &Snapshot,
    permit: &Permit<A>,
    since: Instant,
) -> Outcome<Vec<(ApplicationId, Instant)>> {
    let ours = objection::Entity::find()
        .select_only()
        .column(C::Id)
        .filter(C::Posting.eq(row::posting_of(permit)?.0))
        .into_query();
    let rows = own_objection::Entity::find()
        .filter(own_objection::Column::Objection.in_subquery(ours))
        .filter(own_objection::Column::VerdictAt.gte(since.0))
        .all(look.db())
        .await?;
    let of = |row: own_objection::Model| Some((ApplicationId(row.application), Instant(row.verdict_at?)));
    Ok(rows.into_iter().filter_map(of).collect())
}

/// Counts what waits for an answer in a posting.
///
/// # Errors
/// The database's.
pub async fn waiting(look: &Snapshot, posting: PostingId) -> Outcome<u64> {
    let waiting = objection::Entity::find()
        .filter(C::Posting.eq(posting.0))
        .filter(C::Answered.into_expr().eq(row::spelt(0_i64)));
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

/// Returns the answers to one that the permit's use case has opened, the first first.
///
/// # Errors
/// The database's.
pub async fn answers_to<A: Reads<Objections>>(
    look: &Snapshot,
    _permit: &Permit<A>,
    objection: ObjectionId,
) -> Outcome<Vec<AnswerRow>> {
    answers_of(look, objection).await
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

/// Returns every answer to what was answered about an application that the permit's use case has opened, the first first: the newest may be about
/// somebody else by now.
///
/// # Errors
/// The database's.
pub async fn answers_on<A: Reads<Objections>>(
    look: &Snapshot,
    _permit: &Permit<A>,
    application: ApplicationId,
) -> Outcome<Vec<AnswerRow>> {
    let about = objection_answer::Entity::find()
        .select_only()
        .column(objection_answer::Column::Objection)
        .filter(objection_answer::Column::Application.eq(application.0))
        .into_query();
    let rows = objection_answer::Entity::find()
        .filter(objection_answer::Column::Objection.in_subquery(about))
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
