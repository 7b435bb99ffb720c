//! Assignments: rows of `assignment`. They are taken back, never deleted.

use domain::access::aggregate::People;
use domain::access::{Assignment, Changes, Permit, Reach, ReachKind, Reads, Role, Scope};
use domain::calendar::Instant;
use domain::id::{AssignmentId, Code, PersonId, PostingId};
use sea_orm::sea_query::{Expr, ExprTrait, SimpleExpr};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set};

use super::PersonRow;
use crate::entity::{account, assignment, posting};
use crate::error::{Outcome, StoreError};
use crate::locked::{Locked, Scoped};
use crate::row;
use crate::tx::{Snapshot, Tx};

/// An assignment as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssignmentRow {
    /// Key.
    pub id: AssignmentId,
    /// Public code.
    pub code: Code,
    /// Who holds it.
    pub person: PersonId,
    /// The role and how far it reaches; the postings of an authority are those of now.
    pub held: Assignment,
    /// From when it stands.
    pub from: Instant,
    /// Until when, where a term was set.
    pub until: Option<Instant>,
    /// Who gave it; `None` for the system.
    pub given_by: Option<PersonId>,
    /// Who took it; `None` while it was not taken, and for the system.
    pub taken_by: Option<PersonId>,
    /// When it was taken.
    pub taken_at: Option<Instant>,
}

impl AssignmentRow {
    /// The posting, where it reaches one.
    #[must_use]
    pub const fn posting(&self) -> Option<PostingId> {
        match &self.held.reach {
            Reach::Posting(posting) => Some(*posting),
            Reach::Pool | Reach::Authority { .. } | Reach::Installation => None,
        }
    }

    /// Whether it stands at `now`.
    #[must_use]
    pub fn stands(&self, now: Instant) -> bool {
        self.taken_at.is_none() && self.from <= now && self.until.is_none_or(|until| now < until)
    }
}

impl Scoped for AssignmentRow {
    fn scope(&self) -> Scope {
        Scope { hands: vec![self.person], ..Scope::default() }
    }
}

/// An assignment to give.
#[derive(Clone, Copy, Debug)]
pub struct NewAssignment<'a> {
    /// Public code, from the random source.
    pub code: Code,
    /// To whom.
    pub person: PersonId,
    /// Which role, and how far.
    pub held: &'a Assignment,
    /// Until when, where a term is set.
    pub until: Option<Instant>,
    /// Now: from when it stands.
    pub at: Instant,
}

/// A member of a posting's team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// The person.
    pub person: PersonRow,
    /// The role.
    pub role: Role,
    /// The assignment's key.
    pub id: AssignmentId,
    /// The assignment's code.
    pub assignment: Code,
}

fn live(now: Instant) -> SimpleExpr {
    assignment::Column::TakenAt
        .is_null()
        .and(assignment::Column::FromAt.lte(now.0))
        .and(assignment::Column::UntilAt.is_null().or(assignment::Column::UntilAt.gt(now.0)))
}

async fn read(look: &Snapshot, row: assignment::Model) -> Outcome<AssignmentRow> {
    let held = Assignment {
        role: row::word(Role::from_word, &row.role, "assignment.role")?,
        reach: reach(look, &row).await?,
    };
    Ok(AssignmentRow {
        id: AssignmentId(row.id),
        code: row::code(&row.code)?,
        person: PersonId(row.person),
        held,
        from: Instant(row.from_at),
        until: row::at(row.until_at),
        given_by: row.given_by.map(PersonId),
        taken_by: row.taken_by.map(PersonId),
        taken_at: row::at(row.taken_at),
    })
}

async fn reach(look: &Snapshot, row: &assignment::Model) -> Outcome<Reach> {
    let unreadable = || StoreError::Unreadable("assignment.reach");
    Ok(match row::word(ReachKind::from_word, &row.reach, "assignment.reach")? {
        ReachKind::Pool => Reach::Pool,
        ReachKind::Installation => Reach::Installation,
        ReachKind::Posting => Reach::Posting(PostingId(row.posting.ok_or_else(unreadable)?)),
        ReachKind::Authority => {
            let name = row.authority.clone().ok_or_else(unreadable)?;
            let ids: Vec<i64> = posting::Entity::find()
                .select_only()
                .column(posting::Column::Id)
                .filter(posting::Column::Authority.eq(name.as_str()))
                .order_by_asc(posting::Column::Id)
                .into_tuple()
                .all(look.db())
                .await?;
            Reach::Authority { name, postings: ids.into_iter().map(PostingId).collect() }
        }
    })
}

/// The assignments of a person that stand at `now`.
pub(super) async fn standing(look: &Snapshot, person: PersonId, now: Instant) -> Outcome<Vec<Assignment>> {
    let found = assignment::Entity::find().filter(assignment::Column::Person.eq(person.0)).filter(live(now));
    let mut held = Vec::new();
    for row in found.order_by_asc(assignment::Column::Id).all(look.db()).await? {
        held.push(read(look, row).await?.held);
    }
    Ok(held)
}

/// The public codes of the postings that these assignments name.
pub(super) async fn codes(look: &Snapshot, held: &[Assignment]) -> Outcome<Vec<(Code, PostingId)>> {
    let ids: Vec<i64> = held
        .iter()
        .flat_map(|one| match &one.reach {
            Reach::Posting(id) => std::slice::from_ref(id),
            Reach::Authority { postings, .. } => postings.as_slice(),
            Reach::Pool | Reach::Installation => &[],
        })
        .map(|id| id.0)
        .collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let found = posting::Entity::find()
        .select_only()
        .columns([posting::Column::Code, posting::Column::Id])
        .filter(posting::Column::Id.is_in(ids))
        .order_by_asc(posting::Column::Id);
    let rows: Vec<(String, i64)> = found.into_tuple().all(look.db()).await?;
    rows.into_iter().map(|(code, id)| Ok((row::code(&code)?, PostingId(id)))).collect()
}

/// All assignments of a person, also those that ended, newest first.
///
/// # Errors
/// The database's.
pub async fn assignments_of<A: Reads<People>>(
    look: &Snapshot,
    _permit: &Permit<A>,
    person: PersonId,
) -> Outcome<Vec<AssignmentRow>> {
    let found = assignment::Entity::find().filter(assignment::Column::Person.eq(person.0));
    let mut rows = Vec::new();
    for row in found.order_by_desc(assignment::Column::Id).all(look.db()).await? {
        rows.push(read(look, row).await?);
    }
    Ok(rows)
}

/// The assignment of that code, to be opened with a permit.
///
/// # Errors
/// The database's.
pub async fn assignment(look: &Snapshot, code: &Code) -> Outcome<Option<Locked<AssignmentRow, People>>> {
    let found = assignment::Entity::find().filter(assignment::Column::Code.eq(code.as_str()));
    match found.one(look.db()).await? {
        Some(row) => Ok(Some(Locked::new(read(look, row).await?))),
        None => Ok(None),
    }
}

/// Gives a role; answers whether it is new. One that stands already is left as it is.
///
/// # Errors
/// [`crate::Conflict::Assignment`] where somebody gave the same at the same instant.
pub async fn give<A: Changes<People>>(tx: &Tx, permit: &Permit<A>, new: &NewAssignment<'_>) -> Outcome<bool> {
    let Assignment { role, reach } = new.held;
    let (posting, authority) = match reach {
        Reach::Posting(posting) => (Some(posting.0), None),
        Reach::Authority { name, .. } => (None, Some(name.clone())),
        Reach::Pool | Reach::Installation => (None, None),
    };
    let before = assignment::Entity::find()
        .filter(assignment::Column::Person.eq(new.person.0))
        .filter(assignment::Column::Role.eq(role.word()))
        .filter(assignment::Column::Reach.eq(reach.kind().word()))
        .filter(same(assignment::Column::Posting, posting))
        .filter(same(assignment::Column::Authority, authority.clone()))
        .filter(assignment::Column::TakenAt.is_null());
    if let Some(before) = before.one(tx.db()).await? {
        if before.until_at.is_none_or(|until| until > new.at.0) {
            return Ok(false);
        }
        // Its term is over: it makes room for the new one.
        end(tx, AssignmentId(before.id), None, Instant(before.until_at.unwrap_or(new.at.0))).await?;
    }
    let row = assignment::ActiveModel {
        code: Set(new.code.to_string()),
        person: Set(new.person.0),
        role: Set(role.word().to_owned()),
        reach: Set(reach.kind().word().to_owned()),
        posting: Set(posting),
        authority: Set(authority),
        from_at: Set(new.at.0),
        until_at: Set(new.until.map(|until| until.0)),
        given_by: Set(permit.actor().map(|by| by.0)),
        given_at: Set(new.at.0),
        ..Default::default()
    };
    assignment::Entity::insert(row).exec_without_returning(tx.db()).await?;
    Ok(true)
}

fn same<T: Into<sea_orm::Value>>(column: assignment::Column, value: Option<T>) -> SimpleExpr {
    match value {
        Some(value) => column.eq(value),
        None => column.is_null(),
    }
}

/// Takes a role back: it counts no more from the next request on.
///
/// # Errors
/// [`StoreError::Stale`] where somebody took it before.
pub async fn take<A: Changes<People>>(
    tx: &Tx,
    permit: &Permit<A>,
    assignment: AssignmentId,
    at: Instant,
) -> Outcome<()> {
    end(tx, assignment, permit.actor(), at).await
}

async fn end(tx: &Tx, id: AssignmentId, by: Option<PersonId>, at: Instant) -> Outcome<()> {
    let done = assignment::Entity::update_many()
        .col_expr(assignment::Column::TakenAt, Expr::value(at.0))
        .col_expr(assignment::Column::TakenBy, Expr::value(by.map(|by| by.0)))
        .filter(assignment::Column::Id.eq(id.0))
        .filter(assignment::Column::TakenAt.is_null())
        .exec(tx.db())
        .await?;
    row::expect_hit(done.rows_affected)
}

/// Who works on a posting by an assignment to it that stands at `now`, in the order of assignment.
///
/// # Errors
/// The database's.
pub async fn posting_members(look: &Snapshot, posting: PostingId, now: Instant) -> Outcome<Vec<Member>> {
    members(look, assignment::Column::Posting.eq(posting.0), now).await
}

/// Who waits in the pool with one of the roles at `now`, and has an open account.
///
/// # Errors
/// The database's.
pub async fn pool<A: Reads<People>>(
    look: &Snapshot,
    _permit: &Permit<A>,
    roles: &[Role],
    now: Instant,
) -> Outcome<Vec<Member>> {
    let waiting = assignment::Column::Reach
        .eq(ReachKind::Pool.word())
        .and(assignment::Column::Role.is_in(roles.iter().map(|role| role.word())));
    let found = members(look, waiting, now).await?;
    let ids = found.iter().map(|one| one.person.id.0);
    let open: Vec<i64> = account::Entity::find()
        .select_only()
        .column(account::Column::Person)
        .filter(account::Column::Person.is_in(ids))
        .filter(account::Column::State.eq(domain::access::AccountState::Active.word()))
        .into_tuple()
        .all(look.db())
        .await?;
    Ok(found.into_iter().filter(|one| open.contains(&one.person.id.0)).collect())
}

/// Returns the persons whose assignment of the role stands at `now` and reaches the posting of this authority, in the order of keys.
///
/// # Errors
/// The database's.
pub async fn reaching(
    look: &Snapshot,
    role: Role,
    (posting, authority): (PostingId, &str),
    now: Instant,
) -> Outcome<Vec<PersonId>> {
    use assignment::Column as C;
    let kind = |kind: ReachKind| C::Reach.eq(kind.word());
    let reach = kind(ReachKind::Installation)
        .or(kind(ReachKind::Posting).and(C::Posting.eq(posting.0)))
        .or(kind(ReachKind::Authority).and(C::Authority.eq(authority)));
    let persons: Vec<i64> = assignment::Entity::find()
        .select_only()
        .column(C::Person)
        .distinct()
        .filter(C::Role.eq(role.word()))
        .filter(reach)
        .filter(live(now))
        .order_by_asc(C::Person)
        .into_tuple()
        .all(look.db())
        .await?;
    Ok(persons.into_iter().map(PersonId).collect())
}

async fn members(look: &Snapshot, which: SimpleExpr, now: Instant) -> Outcome<Vec<Member>> {
    let found = assignment::Entity::find().filter(which).filter(live(now));
    let rows = found.order_by_asc(assignment::Column::Id).all(look.db()).await?;
    let ids: Vec<PersonId> = rows.iter().map(|row| PersonId(row.person)).collect();
    let persons = super::persons(look, &ids).await?;
    let member = |row: assignment::Model| {
        let person = persons.iter().find(|one| one.id.0 == row.person);
        Ok(Member {
            person: person.cloned().ok_or(StoreError::Unreadable("assignment.person"))?,
            role: row::word(Role::from_word, &row.role, "assignment.role")?,
            id: AssignmentId(row.id),
            assignment: row::code(&row.code)?,
        })
    };
    rows.into_iter().map(member).collect()
}
