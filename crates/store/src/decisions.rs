//! Collective decisions (集体研究决定): what was entered, what is said of each person, and what a second person confirmed.
//!
//! Owns: rows of `collective_decision` and `decision_choice`; [`publicity`], [`transfers`], [`service_terms`] and [`service_ends`] hold what follows. Refuses: changing a
//! decision that was sent or confirmed, and a second one while one is not confirmed.

pub mod publicity;
pub mod service_ends;
pub mod service_terms;
pub mod transfers;

use domain::access::aggregate::Decisions;
use domain::access::{Changes, Permit, Reads, Scope};
use domain::calendar::Instant;
use domain::collective::{Choice, DecisionState, Ground};
use domain::id::{ApplicationId, Code, CollectiveId, ListId, PersonId, PostingId};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, Set};

use crate::entity::{collective_decision, decision_choice};
use crate::error::Outcome;
use crate::locked::{Locked, Scoped};
use crate::row;
use crate::tx::{Snapshot, Tx};
use collective_decision::Column as C;

/// A collective decision as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecisionRow {
    /// Key.
    pub id: CollectiveId,
    /// Public code.
    pub code: Code,
    /// Its posting.
    pub posting: PostingId,
    /// Its number in the posting, from 1.
    pub no: u32,
    /// The version of the last list that it rests on.
    pub list: ListId,
    /// Where it stands.
    pub state: DecisionState,
    /// Version; expected by every write.
    pub version: i64,
    /// The body that decided.
    pub body: String,
    /// Number of its minutes.
    pub minutes: String,
    /// The first instant of the day of the meeting.
    pub decided_on: Instant,
    /// Who entered it.
    pub entered_by: PersonId,
    /// When.
    pub entered_at: Instant,
    /// Who confirmed it and when.
    pub confirmed: Option<(PersonId, Instant)>,
    /// Why it was sent back last.
    pub returned_reason: Option<String>,
}

impl Scoped for DecisionRow {
    /// Returns the scope with the person who entered it, and whoever confirmed it; they may not be the second person.
    fn scope(&self) -> Scope {
        let confirmed = self.confirmed.iter().map(|one| one.0);
        let hands: Vec<PersonId> = std::iter::once(self.entered_by).chain(confirmed).collect();
        Scope::posting(self.posting, &hands)
    }
}

impl DecisionRow {
    /// Returns the scope with the person who entered it alone: whoever confirmed it signs the list of its people too.
    #[must_use]
    pub fn entered(&self) -> Scope {
        Scope::posting(self.posting, &[self.entered_by])
    }
}

fn read(row: collective_decision::Model) -> Outcome<DecisionRow> {
    Ok(DecisionRow {
        id: CollectiveId(row.id),
        code: row::code(&row.code)?,
        posting: PostingId(row.posting),
        no: row::count(row.no, "collective_decision.no")?,
        list: ListId(row.list),
        state: row::word(DecisionState::from_word, &row.state, "collective_decision.state")?,
        version: row.version,
        body: row.body,
        minutes: row.minutes,
        decided_on: Instant(row.decided_on),
        entered_by: PersonId(row.entered_by),
        entered_at: Instant(row.entered_at),
        confirmed: row.confirmed_by.map(PersonId).zip(row.confirmed_at.map(Instant)),
        returned_reason: row.returned_reason,
    })
}

/// What a decision says of itself, to write down.
#[derive(Clone, Copy, Debug)]
pub struct Terms<'a> {
    /// The body that decided.
    pub body: &'a str,
    /// Number of its minutes.
    pub minutes: &'a str,
    /// The first instant of the day of the meeting.
    pub decided_on: Instant,
}

/// Begins a decision by the caller in the permit's posting.
///
/// # Errors
/// [`crate::Conflict::Collective`] while another one is not confirmed; [`crate::StoreError::OutOfScope`] where `by` is not the caller.
pub async fn begin<A: Changes<Decisions>>(
    tx: &Tx,
    permit: &Permit<A>,
    (code, no, list): (Code, u32, ListId),
    terms: &Terms<'_>,
    (by, at): (PersonId, Instant),
) -> Outcome<CollectiveId> {
    let row = collective_decision::ActiveModel {
        code: Set(code.to_string()),
        posting: Set(row::posting_of(permit)?.0),
        no: Set(i64::from(no)),
        list: Set(list.0),
        state: Set(DecisionState::Draft.word().to_owned()),
        version: Set(1),
        body: Set(terms.body.to_owned()),
        minutes: Set(terms.minutes.to_owned()),
        decided_on: Set(terms.decided_on.0),
        entered_by: Set(row::actor(permit, by)?.0),
        entered_at: Set(at.0),
        ..Default::default()
    };
    Ok(CollectiveId(collective_decision::Entity::insert(row).exec(tx.db()).await?.last_insert_id))
}

/// What changes of a decision.
#[derive(Clone, Copy, Debug)]
pub enum Change<'a> {
    /// What it says of itself.
    Terms(&'a Terms<'a>),
    /// Something that it says of a person; the rows are written beside.
    Touched,
    /// It is sent to the second person, on this version of the last list.
    Sent(ListId),
    /// The second person sends it back, for this reason.
    Returned(&'a str),
    /// The second person confirms it.
    Confirmed(PersonId, Instant),
    /// The second person confirms it anew, on a further version of the last list.
    Renewed(PersonId, Instant, ListId),
    /// A confirmed decision is entered anew, for this reason: a further version of the last list overtook it.
    Reopened(&'a str),
}

/// Changes a decision of the permit's posting that stands at `version` in `state`.
///
/// # Errors
/// [`crate::StoreError::Stale`] where it changed or is in another state; [`crate::Conflict::TwoPeople`] where whoever entered it would
/// confirm it.
pub async fn change<A: Changes<Decisions>>(
    tx: &Tx,
    permit: &Permit<A>,
    (id, version, state): (CollectiveId, i64, DecisionState),
    change: Change<'_>,
) -> Outcome<()> {
    let mut row =
        collective_decision::ActiveModel { version: Set(version.saturating_add(1)), ..Default::default() };
    match change {
        Change::Terms(terms) => {
            row.body = Set(terms.body.to_owned());
            row.minutes = Set(terms.minutes.to_owned());
            row.decided_on = Set(terms.decided_on.0);
        }
        Change::Touched => {}
        Change::Sent(list) => {
            row.state = Set(DecisionState::Sent.word().to_owned());
            row.list = Set(list.0);
        }
        Change::Returned(reason) => {
            row.state = Set(DecisionState::Draft.word().to_owned());
            row.returned_reason = Set(Some(reason.to_owned()));
        }
        Change::Confirmed(by, at) => {
            row.state = Set(DecisionState::Confirmed.word().to_owned());
            row.confirmed_by = Set(Some(row::actor(permit, by)?.0));
            row.confirmed_at = Set(Some(at.0));
        }
        Change::Renewed(by, at, list) => {
            row.list = Set(list.0);
            row.confirmed_by = Set(Some(row::actor(permit, by)?.0));
            row.confirmed_at = Set(Some(at.0));
        }
        Change::Reopened(reason) => {
            row.state = Set(DecisionState::Draft.word().to_owned());
            row.returned_reason = Set(Some(reason.to_owned()));
            row.confirmed_by = Set(None);
            row.confirmed_at = Set(None);
        }
    }
    let done = collective_decision::Entity::update_many()
        .set(row)
        .filter(C::Id.eq(id.0))
        .filter(C::Posting.eq(row::posting_of(permit)?.0))
        .filter(C::Version.eq(version))
        .filter(C::State.eq(state.word()))
        .exec(tx.db())
        .await?;
    row::expect_hit(done.rows_affected)
}

/// Returns the decisions of the permit's posting, the first first.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where the permit names no posting.
pub async fn all<A: Reads<Decisions>>(look: &Snapshot, permit: &Permit<A>) -> Outcome<Vec<DecisionRow>> {
    let rows = collective_decision::Entity::find()
        .filter(C::Posting.eq(row::posting_of(permit)?.0))
        .order_by_asc(C::No)
        .all(look.db())
        .await?;
    rows.into_iter().map(read).collect()
}

/// Returns the decision of that code, to be opened with a permit.
///
/// # Errors
/// The database's.
pub async fn by_code(look: &Snapshot, code: &Code) -> Outcome<Option<Locked<DecisionRow, Decisions>>> {
    let found = collective_decision::Entity::find().filter(C::Code.eq(code.as_str())).one(look.db()).await?;
    Ok(found.map(read).transpose()?.map(Locked::new))
}

/// What a decision says of one person, as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChoiceRow {
    /// The decision.
    pub decision: CollectiveId,
    /// The person's application.
    pub application: ApplicationId,
    /// Whether the person is proposed.
    pub proposed: bool,
    /// Why not, where it was said.
    pub ground: Option<Ground>,
    /// More words on it, sealed.
    pub words_sealed: Option<Vec<u8>>,
}

/// Says something of a person in a decision, in place of what was said before.
///
/// # Errors
/// The database's.
pub async fn say<A: Changes<Decisions>>(
    tx: &Tx,
    _permit: &Permit<A>,
    (decision, application): (CollectiveId, ApplicationId),
    (choice, words): (&Choice, Option<Vec<u8>>),
    at: Instant,
) -> Outcome<()> {
    use decision_choice::Column as D;
    let row = decision_choice::ActiveModel {
        decision: Set(decision.0),
        application: Set(application.0),
        proposed: Set(i64::from(choice.is_proposed())),
        ground: Set(choice.ground().map(|ground| ground.word().to_owned())),
        words_sealed: Set(words),
        said_at: Set(at.0),
        ..Default::default()
    };
    let again = OnConflict::columns([D::Decision, D::Application])
        .update_columns([D::Proposed, D::Ground, D::WordsSealed, D::SaidAt])
        .to_owned();
    decision_choice::Entity::insert(row).on_conflict(again).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// Takes out of a decision that is not confirmed what it says of these people, who are no longer on the last list.
///
/// # Errors
/// The database's.
pub async fn unsay<A: Changes<Decisions>>(
    tx: &Tx,
    _permit: &Permit<A>,
    decision: CollectiveId,
    of: &[ApplicationId],
) -> Outcome<()> {
    use decision_choice::Column as D;
    if !of.is_empty() {
        decision_choice::Entity::delete_many()
            .filter(D::Decision.eq(decision.0))
            .filter(D::Application.is_in(of.iter().map(|one| one.0)))
            .exec(tx.db())
            .await?;
    }
    Ok(())
}

/// Returns what the decisions of the permit's posting say of people.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where the permit names no posting.
pub async fn choices<A: Reads<Decisions>>(look: &Snapshot, permit: &Permit<A>) -> Outcome<Vec<ChoiceRow>> {
    of(look, row::posting_of(permit)?).await
}

/// Returns what confirmed decisions say of an application that the permit's use case has opened, the newest decision first.
///
/// # Errors
/// The database's.
pub async fn choices_of<A: Reads<Decisions>>(
    look: &Snapshot,
    _permit: &Permit<A>,
    application: ApplicationId,
) -> Outcome<Vec<ChoiceRow>> {
    use decision_choice::Column as D;
    let confirmed = sea_orm::sea_query::Query::select()
        .column(C::Id)
        .from(collective_decision::Entity)
        .and_where(Expr::col(C::ConfirmedAt).is_not_null())
        .to_owned();
    let found = decision_choice::Entity::find()
        .filter(D::Application.eq(application.0))
        .filter(D::Decision.in_subquery(confirmed))
        .order_by_desc(D::Decision);
    read_choices(found.all(look.db()).await?)
}

async fn of(look: &Snapshot, posting: PostingId) -> Outcome<Vec<ChoiceRow>> {
    use decision_choice::Column as D;
    let decisions = sea_orm::sea_query::Query::select()
        .column(C::Id)
        .from(collective_decision::Entity)
        .and_where(Expr::col(C::Posting).eq(posting.0))
        .to_owned();
    let found =
        decision_choice::Entity::find().filter(D::Decision.in_subquery(decisions)).order_by_asc(D::Id);
    read_choices(found.all(look.db()).await?)
}

fn read_choices(rows: Vec<decision_choice::Model>) -> Outcome<Vec<ChoiceRow>> {
    let choice = |row: decision_choice::Model| {
        let ground = row.ground.as_deref();
        Ok(ChoiceRow {
            decision: CollectiveId(row.decision),
            application: ApplicationId(row.application),
            proposed: row.proposed == 1,
            ground: ground
                .map(|word| row::word(Ground::from_word, word, "decision_choice.ground"))
                .transpose()?,
            words_sealed: row.words_sealed,
        })
    };
    rows.into_iter().map(choice).collect()
}
