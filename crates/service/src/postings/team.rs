//! The team of a posting: who may work on it.
//!
//! Owns: putting staff on the posting and taking them off. Refuses: roles that the person was not given by an
//! administrator, roles that check the posting's authors ([`OFFICE`]), and two roles of one person in one posting.

use domain::access::{AssignStaff, Assignment, Caller, OFFICE, Reach, Role};
use domain::event::Event;
use domain::id::Code;
use domain::reason::PeopleWhy;
use domain::view::desk::postings::Member;
use store::people;

use crate::Service;
use crate::fault::Fault;
use crate::people::put;
use crate::rows::postings::find;

pub(super) fn member(row: &people::Member) -> Member {
    Member {
        code: row.person.code,
        name: row.person.name.clone(),
        role: row.role,
        assignment: row.assignment,
    }
}

/// Staff who could join the team, once for each role that they were given, and are not in it yet.
///
/// # Errors
/// [`Fault::Missing`] for others than the posting's screeners.
pub async fn assignable(service: &Service, caller: &Caller, posting: Code) -> Result<Vec<Member>, Fault> {
    service
        .read(caller, "posting.assignable", async |look| {
            let found = find(look.snapshot(), posting).await?;
            let permit = look.permit::<AssignStaff>(found.scope())?;
            let row = found.open(&permit)?;
            let team = people::posting_members(look.snapshot(), row.id, look.now()).await?;
            let waiting = people::pool(look.snapshot(), &permit, &OFFICE, look.now()).await?;
            let joins = |one: &&people::Member| !team.iter().any(|other| other.person.id == one.person.id);
            Ok(waiting.iter().filter(joins).map(member).collect())
        })
        .await
}

/// Adds a member of staff to the team in a role that the person was given. Adding twice is harmless.
///
/// # Errors
/// [`Fault::Missing`] for an unknown person and for a role that the person was not given; [`PeopleWhy::RolesMeet`] where
/// the person has another role in the posting.
pub async fn assign(
    service: &Service,
    caller: &Caller,
    posting: Code,
    person: Code,
    role: Role,
) -> Result<(), Fault> {
    service
        .write(caller, "posting.assign", async |op| {
            let found = find(op.tx(), posting).await?;
            let permit = op.permit::<AssignStaff>(found.scope())?;
            let row = found.open(&permit)?;
            let waiting = people::pool(op.tx(), &permit, &OFFICE, op.now()).await?;
            let chosen = waiting.iter().find(|one| one.person.code == person && one.role == role);
            let chosen = chosen.ok_or(Fault::Missing)?;
            let chosen = (chosen.person.id, chosen.person.code);
            let held = Assignment { role, reach: Reach::Posting(row.id) };
            put(op, &permit, chosen, held, Some(posting)).await
        })
        .await
}

/// Takes a member off the team: the next request of every session of the person finds the role gone.
///
/// # Errors
/// [`Fault::Missing`] for an assignment that is not one of the posting, or was taken before; [`PeopleWhy::LastScreener`]
/// where nobody would be left who can put others on the posting.
pub async fn unassign(
    service: &Service,
    caller: &Caller,
    posting: Code,
    assignment: Code,
) -> Result<(), Fault> {
    service
        .write(caller, "posting.unassign", async |op| {
            let found = find(op.tx(), posting).await?;
            let permit = op.permit::<AssignStaff>(found.scope())?;
            let row = found.open(&permit)?;
            let team = people::posting_members(op.tx(), row.id, op.now()).await?;
            let member = team.iter().find(|one| one.assignment == assignment).ok_or(Fault::Missing)?;
            let screeners = team.iter().filter(|one| one.role == Role::Screener).count();
            if member.role == Role::Screener && screeners == 1 {
                return Err(PeopleWhy::LastScreener.at("assignment").into());
            }
            if !OFFICE.contains(&member.role) {
                return Err(Fault::Missing);
            }
            people::take(op.tx(), &permit, member.id, op.now()).await?;
            let event = Event::RoleTaken {
                person: member.person.code,
                assignment,
                role: member.role,
                posting: Some(posting),
            };
            op.record(&permit, &event).await
        })
        .await
}
