//! Roles: given and taken by an administrator.
//!
//! Owns: what stands against a role. Refuses: roles for the administrator's own person, a reach that the role cannot have,
//! and roles that check each other.

use domain::access::aggregate::People;
use domain::access::{
    Act, Assignment, Caller, Changes, GiveRole, Permit, Reach, ReachKind, Reads, Role, Scope, ViewAccounts,
    compatible, fits, usual,
};
use domain::calendar::Instant;
use domain::event::Event;
use domain::id::{Code, PersonId};
use domain::reason::{FieldPath, PeopleWhy, Reason, TypedWhy};
use domain::typed::Line;
use serde::{Deserialize, Serialize};
use store::Scoped as _;
use store::people::{self, NewAssignment};

use crate::Service;
use crate::fault::Fault;
use crate::op::Op;

/// The form of a role.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct RoleForm {
    /// Role word.
    #[serde(default)]
    pub role: String,
    /// Word of how far it reaches; empty for what the role usually has.
    #[serde(default)]
    pub reach: String,
    /// Name of the selecting authority, where it reaches one.
    #[serde(default)]
    pub authority: String,
    /// Public code of the posting, where it reaches one.
    #[serde(default)]
    pub posting: String,
}

impl RoleForm {
    /// The role, which is one of staff.
    pub(super) fn role(&self) -> Result<Role, Reason> {
        let role = Role::staff().find(|role| role.word() == self.role);
        role.ok_or_else(|| TypedWhy::NotAChoice.at("role"))
    }
}

/// How far a form says that a role reaches.
pub(super) async fn reach(op: &Op<'_>, form: &RoleForm, role: Role) -> Result<Reach, Fault> {
    let kind =
        if form.reach.is_empty() { Some(usual(role).kind()) } else { ReachKind::from_word(&form.reach) };
    let kind = kind.ok_or_else(|| TypedWhy::NotAChoice.at("reach"))?;
    if !fits(role, kind) {
        return Err(PeopleWhy::RoleReach.at("reach").into());
    }
    Ok(match kind {
        ReachKind::Pool => Reach::Pool,
        ReachKind::Installation => Reach::Installation,
        ReachKind::Authority => {
            let name = Line::parse(&form.authority, &FieldPath::new("authority"))?;
            let postings = store::postings::of_authority(op.tx(), name.as_str()).await?;
            Reach::Authority { name: name.as_str().to_owned(), postings }
        }
        ReachKind::Posting => {
            let unknown = || PeopleWhy::NoPosting.at("posting");
            let code: Code = form.posting.trim().parse().map_err(|_| unknown())?;
            let found = store::postings::by_code(op.tx(), &code).await?.ok_or_else(unknown)?;
            Reach::Posting(found.scope().posting.ok_or(Fault::Missing)?)
        }
    })
}

/// Gives a role to a person.
///
/// # Errors
/// [`PeopleWhy`] for what stands against it; `same_person` for the administrator's own person; [`Fault::Missing`] for an
/// unknown person.
pub async fn give(service: &Service, caller: &Caller, person: Code, form: &RoleForm) -> Result<(), Fault> {
    let role = form.role()?;
    service
        .write(caller, "assignment.give", async |op| {
            op.permit::<ViewAccounts>(Scope::system())?;
            let row = people::person_by_code(op.tx(), &person).await?.ok_or(Fault::Missing)?;
            let permit = op.permit::<GiveRole>(row.scope())?;
            if row.name.is_empty() {
                return Err(Fault::Missing);
            }
            let reach = reach(op, form, role).await?;
            let posting = form.posting.trim().parse().ok().filter(|_| reach.kind() == ReachKind::Posting);
            put(op, &permit, (row.id, person), Assignment { role, reach }, posting).await
        })
        .await
}

/// Gives the role and records it, unless the person holds it as far already.
pub(crate) async fn put<A: Act + Changes<People> + Reads<People>>(
    op: &mut Op<'_>,
    permit: &Permit<A>,
    (id, person): (PersonId, Code),
    held: Assignment,
    posting: Option<Code>,
) -> Result<(), Fault> {
    let (now, code) = (op.now(), op.code());
    let rows = people::assignments_of(op.tx(), permit, id).await?;
    let before: Vec<Assignment> =
        rows.into_iter().filter(|row| row.stands(now)).map(|row| row.held).collect();
    if !compatible(&before, &held) {
        return Err(PeopleWhy::RolesMeet.at("role").into());
    }
    let until: Option<Instant> = None;
    let new = NewAssignment { code, person: id, held: &held, until, at: now };
    if !people::give(op.tx(), permit, &new).await? {
        op.repeat();
        return Ok(());
    }
    let authority = match &held.reach {
        Reach::Authority { name, .. } => Some(name.clone()),
        Reach::Pool | Reach::Posting(_) | Reach::Installation => None,
    };
    let (role, reach) = (held.role, held.reach.kind());
    let event = Event::RoleGiven { person, assignment: code, role, reach, posting, authority, until };
    op.record(permit, &event).await
}

/// Takes a role away: the next request of every session of the person finds it gone.
///
/// # Errors
/// [`Fault::Missing`] for an unknown assignment; [`Fault::Stale`] where it was taken before; `same_person` for the
/// administrator's own person.
pub async fn take(service: &Service, caller: &Caller, assignment: Code) -> Result<(), Fault> {
    service
        .write(caller, "assignment.take", async |op| {
            op.permit::<ViewAccounts>(Scope::system())?;
            let locked = people::assignment(op.tx(), &assignment).await?.ok_or(Fault::Missing)?;
            let permit = op.permit::<GiveRole>(locked.scope())?;
            let row = locked.open(&permit)?;
            people::take(op.tx(), &permit, row.id, op.now()).await?;
            let person = people::persons(op.tx(), &[row.person]).await?;
            let person = person.first().ok_or(Fault::Missing)?.code;
            let event = Event::RoleTaken { person, assignment, role: row.held.role, posting: None };
            op.record(&permit, &event).await
        })
        .await
}
