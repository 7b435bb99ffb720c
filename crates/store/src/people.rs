//! Persons, their accounts, and the roles that they hold.
//!
//! Owns: rows of `person`, `account`, `assignment` and `consent`. Refuses: showing a verifier or a one-time code in `Debug`, and
//! deciding who may sign in.

mod accounts;
mod assignments;
mod consents;

use domain::access::{AccountKind, Assignment, Person, Reach, Role, Scope};
use domain::calendar::Instant;
use domain::id::{AccountId, Code, PersonId};
use sea_orm::{ColumnTrait, Condition, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};

pub use accounts::{
    AccountRow, NewAccount, OneTime, Owner, accounts_of, by_code, by_sign_in, first_of, held, insert, page,
    set_one_time, set_state, set_verifier, staff,
};
pub use assignments::{
    AssignmentRow, Member, NewAssignment, assignment, assignments_of, give, pool, posting_members, reaching,
    take,
};
pub use consents::{ConsentRow, agree, agreed, agreed_each};

use crate::entity::{account, person};
use crate::error::Outcome;
use crate::locked::Scoped;
use crate::tx::Snapshot;

/// The staff with these keys, for names beside verdicts and signatures; persons without a name (candidates) are left out.
///
/// # Errors
/// The database's.
pub async fn staff_names(look: &Snapshot, ids: &[PersonId]) -> Outcome<Vec<(PersonId, String)>> {
    let found = person::Entity::find()
        .filter(person::Column::Id.is_in(ids.iter().map(|id| id.0)))
        .filter(person::Column::Name.ne(""));
    let rows = found.all(look.db()).await?;
    Ok(rows.into_iter().map(|row| (PersonId(row.id), row.name)).collect())
}

/// Returns how many accounts there are; 0 means that the database is empty.
///
/// # Errors
/// The database's.
pub async fn count(look: &Snapshot) -> Outcome<u64> {
    Ok(account::Entity::find().count(look.db()).await?)
}

/// Returns how many accounts somebody has or had the means to sign in to, those of these names left out.
///
/// # Errors
/// The database's.
pub async fn count_of_others(look: &Snapshot, names: &[&str]) -> Outcome<u64> {
    let opened = Condition::any()
        .add(account::Column::Verifier.is_not_null())
        .add(account::Column::OneTime.is_not_null());
    let others = account::Column::SignIn.is_not_in(names.iter().copied());
    Ok(account::Entity::find().filter(opened).filter(others).count(look.db()).await?)
}

/// The person behind an open account with the assignments that stand at `now`: what a session stands for. An account of
/// a candidate acts as candidate only, whatever else its person holds.
///
/// # Errors
/// The database's.
pub async fn person(look: &Snapshot, id: AccountId, now: Instant) -> Outcome<Option<(Code, Person)>> {
    let Some(found) = account::Entity::find_by_id(id.0).one(look.db()).await? else { return Ok(None) };
    person_of(look, found, now).await
}

/// The same of an account that was read already.
///
/// # Errors
/// As [`person`].
pub(crate) async fn person_of(
    look: &Snapshot,
    found: account::Model,
    now: Instant,
) -> Outcome<Option<(Code, Person)>> {
    let found = accounts::read(found)?;
    if !found.active {
        return Ok(None);
    }
    let (name, assignments) = match found.kind {
        AccountKind::Candidate => {
            (String::new(), vec![Assignment { role: Role::Candidate, reach: Reach::Installation }])
        }
        AccountKind::Staff => {
            (name_of(look, found.person).await?, assignments::standing(look, found.person, now).await?)
        }
    };
    let postings = assignments::codes(look, &assignments).await?;
    let person = Person { id: found.person, account: found.id, name, assignments, postings, session: None };
    Ok(Some((found.code, person)))
}

/// A person as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonRow {
    /// Key.
    pub id: PersonId,
    /// Public code.
    pub code: Code,
    /// Name of staff; empty for candidates.
    pub name: String,
}

impl Scoped for PersonRow {
    /// Returns the scope with the person, who may not act on the own roles.
    fn scope(&self) -> Scope {
        Scope { hands: vec![self.id], ..Scope::default() }
    }
}

fn read(row: person::Model) -> Outcome<PersonRow> {
    Ok(PersonRow { id: PersonId(row.id), code: crate::row::code(&row.code)?, name: row.name })
}

async fn name_of(look: &Snapshot, id: PersonId) -> Outcome<String> {
    Ok(person::Entity::find_by_id(id.0).one(look.db()).await?.map(|row| row.name).unwrap_or_default())
}

/// The persons with these keys, in order of keys.
///
/// # Errors
/// The database's.
pub async fn persons(look: &Snapshot, ids: &[PersonId]) -> Outcome<Vec<PersonRow>> {
    let found = person::Entity::find().filter(person::Column::Id.is_in(ids.iter().map(|id| id.0)));
    found.order_by_asc(person::Column::Id).all(look.db()).await?.into_iter().map(read).collect()
}

/// The person of that code. Nothing but code and name is in it: what the person holds and owns is read by a permit.
///
/// # Errors
/// The database's.
pub async fn person_by_code(look: &Snapshot, code: &Code) -> Outcome<Option<PersonRow>> {
    let found = person::Entity::find().filter(person::Column::Code.eq(code.as_str()));
    found.one(look.db()).await?.map(read).transpose()
}
