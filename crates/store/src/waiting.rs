//! What waits in several postings for somebody to decide it, counted.
//!
//! Owns: no rows. Refuses: contents; whoever may read those opens them with a permit.

use std::collections::BTreeMap;

use domain::calendar::Instant;
use domain::collective::DecisionState;
use domain::course::{DecisionKind, Waiting};
use domain::departure::DepartureState;
use domain::id::{PersonId, PostingId};
use domain::inspection::InspectionState;
use domain::interview_plan::PlanState;
use domain::revision::RevisionState;
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Query};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select};

use crate::entity::{
    adjustment as round, collective_decision as decision, departure, departure_recall as recall, extension,
    inspection, inspection_member as member, interview_plan as plan, list_correction as correction,
    objection, opening, posting_decision as course, posting_draft as draft, posting_revision as revision,
    recusal, ruling, ruling_verdict,
};
use crate::error::Outcome;
use crate::row;
use crate::tx::Snapshot;

/// How many of a kind wait in a posting, and since when the oldest does.
pub type Waits = (PostingId, Waiting, u32, Instant);

/// What was not put forward by `person`; everything where nobody is named.
fn but<C: ColumnTrait>(by: C, person: Option<PersonId>) -> Condition {
    person.map_or_else(Condition::all, |person| Condition::all().add(by.ne(person.0)))
}

/// What `person` put forward; everything where nobody is named.
fn of_author<C: ColumnTrait>(by: C, person: Option<PersonId>) -> Condition {
    person.map_or_else(Condition::all, |person| Condition::all().add(by.eq(person.0)))
}

/// Adds lists under correction: for whoever signs the next version and did not begin it, and for those who work it off.
async fn corrections(
    look: &Snapshot,
    all: &mut Vec<Waits>,
    (postings, person): (&[PostingId], Option<PersonId>),
) -> Outcome<()> {
    let open = || {
        correction::Entity::find()
            .filter(correction::Column::Posting.is_in(postings.iter().map(|id| id.0)))
            .filter(correction::Column::EndedAt.is_null())
    };
    let (posting, at) = (correction::Column::Posting, correction::Column::BegunAt);
    let signed = open().filter(but(correction::Column::BegunBy, person));
    count(look, (all, Waiting::Correction), signed, posting, at).await?;
    count(look, (all, Waiting::Correcting), open(), posting, at).await
}

/// Adds what was sent back to its author: postings that are drafts again, further revisions, and collective decisions.
async fn returned(
    look: &Snapshot,
    all: &mut Vec<Waits>,
    (postings, person): (&[PostingId], Option<PersonId>),
) -> Outcome<()> {
    let ids = || postings.iter().map(|id| id.0);
    let newest = Query::select()
        .expr(Expr::col(revision::Column::Id).max())
        .from(revision::Entity)
        .and_where(revision::Column::Posting.is_in(ids()))
        .group_by_col(revision::Column::Posting)
        .to_owned();
    let back = || {
        revision::Entity::find()
            .filter(revision::Column::Id.in_subquery(newest.clone()))
            .filter(revision::Column::State.eq(RevisionState::Returned.word()))
            .filter(of_author(revision::Column::ProposedBy, person))
    };
    let (posting, at) = (revision::Column::Posting, revision::Column::SettledAt);
    let first = back().filter(revision::Column::Follows.eq(0));
    count(look, (all, Waiting::Returned), first, posting, at).await?;
    // Whoever drafts on, or throws the draft away, has seen it.
    let touched = Query::select()
        .expr(Expr::val(1))
        .from(draft::Entity)
        .and_where(
            Expr::col((draft::Entity, draft::Column::Posting))
                .equals((revision::Entity, revision::Column::Posting)),
        )
        .and_where(
            Expr::col((draft::Entity, draft::Column::ChangedAt))
                .gt(Expr::col((revision::Entity, revision::Column::SettledAt))),
        )
        .to_owned();
    let further = back().filter(revision::Column::Follows.gt(0)).filter(Expr::exists(touched).not());
    count(look, (all, Waiting::ReturnedRevision), further, posting, at).await?;
    let back = decision::Entity::find()
        .filter(decision::Column::Posting.is_in(ids()))
        .filter(decision::Column::State.eq(DecisionState::Draft.word()))
        .filter(decision::Column::ReturnedReason.is_not_null())
        .filter(of_author(decision::Column::EnteredBy, person));
    let what = Waiting::ReturnedDecision;
    count(look, (all, what), back, decision::Column::Posting, decision::Column::EnteredAt).await
}

/// Posting and state of a version of an interview's plan, who wrote it and when, and who sent it and when.
type Version = (i64, String, i64, i64, Option<i64>, Option<i64>);

/// Whether a version of a posting's plan was approved, and what waits by the newest, and since when.
type Newest = (bool, Option<(Waiting, i64)>);

/// Adds plans of interviews: those that wait for another person than whoever wrote and sent them, and those that were begun where no
/// version is approved.
async fn plans(
    look: &Snapshot,
    all: &mut Vec<Waits>,
    (postings, person): (&[PostingId], Option<PersonId>),
) -> Outcome<()> {
    use plan::Column as C;
    let rows: Vec<Version> = plan::Entity::find()
        .select_only()
        .columns([C::Posting, C::State, C::WrittenBy, C::WrittenAt, C::SentBy, C::SentAt])
        .filter(C::Posting.is_in(postings.iter().map(|id| id.0)))
        .order_by_asc(C::No)
        .into_tuple()
        .all(look.db())
        .await?;
    let mut newest: BTreeMap<i64, Newest> = BTreeMap::new();
    let hand = |one: i64| person.is_some_and(|person| person.0 == one);
    for (posting, state, by, at, sent_by, sent_at) in rows {
        let state = row::word(PlanState::from_word, &state, "interview_plan.state")?;
        let approved = state == PlanState::Approved || newest.get(&posting).is_some_and(|one| one.0);
        let found = match (state, sent_by.zip(sent_at)) {
            (PlanState::Sent, Some((sent_by, sent_at))) if !hand(by) && !hand(sent_by) => {
                Some((Waiting::SentInterviewPlan, sent_at))
            }
            (PlanState::Draft | PlanState::Returned, _) if !approved => Some((Waiting::InterviewPlan, at)),
            _ => None,
        };
        newest.insert(posting, (approved, found));
    }
    for (posting, (_, found)) in newest {
        all.extend(found.map(|(what, since)| (PostingId(posting), what, 1, Instant(since))));
    }
    Ok(())
}

/// A version that came after one that was approved with fewer places: its authors answered.
fn followed() -> sea_orm::sea_query::SelectStatement {
    let later = Alias::new("later");
    Query::select()
        .expr(Expr::val(1))
        .from_as(revision::Entity, later.clone())
        .and_where(
            Expr::col((later.clone(), revision::Column::Posting))
                .equals((revision::Entity, revision::Column::Posting)),
        )
        .and_where(
            Expr::col((later, revision::Column::Id)).gt(Expr::col((revision::Entity, revision::Column::Id))),
        )
        .to_owned()
}

/// Returns what waits in these postings and was not put forward by `person`, and what was sent back to this person alone, without the
/// files that wait for a verdict.
///
/// # Errors
/// The database's.
pub async fn of(look: &Snapshot, postings: &[PostingId], person: Option<PersonId>) -> Outcome<Vec<Waits>> {
    let mut all = inspections(look, postings, person).await?;
    if postings.is_empty() {
        return Ok(all);
    }
    let ids = || postings.iter().map(|id| id.0);
    revisions(look, &mut all, (postings, person)).await?;
    let open = course::Entity::find()
        .filter(course::Column::Posting.is_in(ids()))
        .filter(course::Column::DecidedBy.is_null())
        .filter(but(course::Column::ProposedBy, person));
    for (kind, what) in
        [(DecisionKind::Cancel, Waiting::Cancel), (DecisionKind::ReopenScreening, Waiting::Reopening)]
    {
        let open = open.clone().filter(course::Column::Kind.eq(kind.word()));
        count(look, (&mut all, what), open, course::Column::Posting, course::Column::ProposedAt).await?;
    }
    let open = extension::Entity::find()
        .filter(extension::Column::Posting.is_in(ids()))
        .filter(extension::Column::DecidedBy.is_null())
        .filter(but(extension::Column::ProposedBy, person));
    count(
        look,
        (&mut all, Waiting::Extension),
        open,
        extension::Column::Posting,
        extension::Column::ProposedAt,
    )
    .await?;
    let open = opening::Entity::find()
        .filter(opening::Column::Posting.is_in(ids()))
        .filter(opening::Column::DecidedBy.is_null())
        .filter(but(opening::Column::ProposedBy, person));
    count(look, (&mut all, Waiting::Opening), open, opening::Column::Posting, opening::Column::ProposedAt)
        .await?;
    let settled = Query::select()
        .expr(Expr::val(1))
        .from(ruling_verdict::Entity)
        .and_where(
            Expr::col((ruling_verdict::Entity, ruling_verdict::Column::Ruling))
                .equals((ruling::Entity, ruling::Column::Id)),
        )
        .to_owned();
    let open = ruling::Entity::find()
        .filter(ruling::Column::Posting.is_in(ids()))
        .filter(Expr::exists(settled).not())
        .filter(but(ruling::Column::ProposedBy, person));
    count(look, (&mut all, Waiting::Ruling), open, ruling::Column::Posting, ruling::Column::ProposedAt)
        .await?;
    let open = departure::Entity::find()
        .filter(departure::Column::Posting.is_in(ids()))
        .filter(departure::Column::State.eq(DepartureState::Waits.word()))
        .filter(but(departure::Column::EnteredBy, person));
    count(
        look,
        (&mut all, Waiting::Departure),
        open,
        departure::Column::Posting,
        departure::Column::EnteredAt,
    )
    .await?;
    let open = recall::Entity::find()
        .filter(recall::Column::Posting.is_in(ids()))
        .filter(recall::Column::DecidedBy.is_null())
        .filter(but(recall::Column::ProposedBy, person));
    count(look, (&mut all, Waiting::Recall), open, recall::Column::Posting, recall::Column::ProposedAt)
        .await?;
    rounds(look, &mut all, (postings, person)).await?;
    plans(look, &mut all, (postings, person)).await?;
    corrections(look, &mut all, (postings, person)).await?;
    returned(look, &mut all, (postings, person)).await?;
    let open = decision::Entity::find()
        .filter(decision::Column::Posting.is_in(ids()))
        .filter(decision::Column::State.eq(DecisionState::Sent.word()))
        .filter(but(decision::Column::EnteredBy, person));
    count(look, (&mut all, Waiting::Decision), open, decision::Column::Posting, decision::Column::EnteredAt)
        .await?;
    let open = objection::Entity::find()
        .filter(objection::Column::Posting.is_in(ids()))
        .filter(objection::Column::Answered.into_expr().eq(row::spelt(0_i64)));
    count(
        look,
        (&mut all, Waiting::Objection),
        open,
        objection::Column::Posting,
        objection::Column::ReceivedAt,
    )
    .await?;
    Ok(all)
}

/// Adds the rounds of moves after the marks that wait for an approver.
async fn rounds(
    look: &Snapshot,
    all: &mut Vec<Waits>,
    (postings, person): (&[PostingId], Option<PersonId>),
) -> Outcome<()> {
    let open = round::Entity::find()
        .filter(round::Column::Posting.is_in(postings.iter().map(|id| id.0)))
        .filter(round::Column::DecidedBy.is_null())
        .filter(but(round::Column::ProposedBy, person));
    count(look, (all, Waiting::Adjustment), open, round::Column::Posting, round::Column::ProposedAt).await
}

/// Adds the revisions that wait for an approver, and the approvals of fewer places that wait for the authority.
async fn revisions(
    look: &Snapshot,
    all: &mut Vec<Waits>,
    (postings, person): (&[PostingId], Option<PersonId>),
) -> Outcome<()> {
    let ids = || postings.iter().map(|id| id.0);
    let open = revision::Entity::find()
        .filter(revision::Column::Posting.is_in(ids()))
        // The first one waits as the posting itself does.
        .filter(revision::Column::Follows.gt(0))
        .filter(revision::Column::State.eq(RevisionState::Proposed.word()))
        .filter(but(revision::Column::ProposedBy, person));
    count(look, (all, Waiting::Revision), open, revision::Column::Posting, revision::Column::ProposedAt)
        .await?;
    let open = revision::Entity::find()
        .filter(revision::Column::Posting.is_in(ids()))
        .filter(revision::Column::State.eq(RevisionState::Cut.word()))
        .filter(Expr::exists(followed()).not());
    count(look, (all, Waiting::Cut), open, revision::Column::Posting, revision::Column::SettledAt).await
}

/// Returns the files of inspections that wait for a second member, without people who left; where somebody is named, those alone that
/// this person may countersign, who is in the team, did not enter the file, and is not left out for its person.
///
/// # Errors
/// The database's.
pub async fn inspections(
    look: &Snapshot,
    postings: &[PostingId],
    person: Option<PersonId>,
) -> Outcome<Vec<Waits>> {
    let mut all = Vec::new();
    if postings.is_empty() {
        return Ok(all);
    }
    let file = |column| Expr::col((inspection::Entity, column));
    let left = Query::select()
        .expr(Expr::val(1))
        .from(departure::Entity)
        .and_where(
            Expr::col((departure::Entity, departure::Column::Application))
                .equals((inspection::Entity, inspection::Column::Application)),
        )
        .and_where(departure::Column::State.eq(DepartureState::Stands.word()))
        .to_owned();
    let mut open = inspection::Entity::find()
        .filter(inspection::Column::Posting.is_in(postings.iter().map(|id| id.0)))
        .filter(inspection::Column::State.eq(InspectionState::Entered.word()))
        .filter(Expr::exists(left).not())
        .filter(but(inspection::Column::EnteredBy, person));
    if let Some(person) = person {
        let named = Query::select()
            .expr(Expr::val(1))
            .from(member::Entity)
            .and_where(
                Expr::col((member::Entity, member::Column::Posting))
                    .equals((inspection::Entity, inspection::Column::Posting)),
            )
            .and_where(member::Column::Person.eq(person.0))
            .and_where(member::Column::TakenAt.is_null())
            .to_owned();
        // By the person: whoever is named anew after a declaration is left out all the same.
        let own = Query::select()
            .column(member::Column::Id)
            .from(member::Entity)
            .and_where(member::Column::Person.eq(person.0))
            .to_owned();
        let out = Query::select()
            .column(recusal::Column::Application)
            .from(recusal::Entity)
            .and_where(recusal::Column::Member.in_subquery(own))
            .to_owned();
        open = open
            .filter(Expr::exists(named))
            .filter(file(inspection::Column::Application).not_in_subquery(out));
    }
    let (posting, at) = (inspection::Column::Posting, inspection::Column::EnteredAt);
    count(look, (&mut all, Waiting::Inspection), open, posting, at).await?;
    Ok(all)
}

/// Adds what a query finds, grouped by posting.
async fn count<E: EntityTrait, C: ColumnTrait>(
    look: &Snapshot,
    (all, what): (&mut Vec<Waits>, Waiting),
    open: Select<E>,
    posting: C,
    at: C,
) -> Outcome<()> {
    let found: Vec<(i64, i64, i64)> = open
        .select_only()
        .column(posting)
        .column_as(at.count(), "number")
        .column_as(at.min(), "oldest")
        .group_by(posting)
        .into_tuple()
        .all(look.db())
        .await?;
    for (posting, number, oldest) in found {
        all.push((PostingId(posting), what, row::count(number, "waiting")?, Instant(oldest)));
    }
    Ok(())
}
