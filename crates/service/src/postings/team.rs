//! The team of a posting: who may work on it.
//!
//! Owns: assigning staff. Refuses: candidates and administrators; roles are fixed by the account, so that no assignment can
//! combine two.

use domain::access::{AssignStaff, Caller, Role};
use domain::event::Event;
use domain::id::Code;
use domain::view::desk::Member;
use store::people::AccountRow;

use crate::Service;
use crate::fault::Fault;
use crate::rows::postings::find;

/// Roles that are assigned to postings one by one; the others read across postings.
const ASSIGNED: [Role; 3] = [Role::Screener, Role::Clerk, Role::Publisher];

pub(super) fn member(row: &AccountRow) -> Member {
    Member { code: row.code, name: row.display_name.clone(), role: row.role }
}

/// Staff who could join the team and are not in it yet.
///
/// # Errors
/// [`Fault::Missing`] for others than the posting's screeners.
pub async fn assignable(service: &Service, caller: &Caller, posting: Code) -> Result<Vec<Member>, Fault> {
    service
        .read(caller, "posting.assignable", async |look| {
            let found = find(look.snapshot(), posting).await?;
            let permit = look.permit::<AssignStaff>(found.scope())?;
            let row = found.open(&permit)?;
            let team = store::people::team(look.snapshot(), row.id).await?;
            let staff = store::people::staff(look.snapshot(), &permit, None).await?;
            Ok(staff
                .iter()
                .filter(|one| ASSIGNED.contains(&one.role) && !team.iter().any(|other| other.id == one.id))
                .map(member)
                .collect())
        })
        .await
}

/// Adds a member of staff to the team. Adding twice is harmless.
///
/// # Errors
/// [`Fault::Missing`] for an unknown account or one that cannot be assigned.
pub async fn assign(service: &Service, caller: &Caller, posting: Code, account: Code) -> Result<(), Fault> {
    service
        .write(caller, "posting.assign", async |op| {
            let found = find(op.tx(), posting).await?;
            let permit = op.permit::<AssignStaff>(found.scope())?;
            let row = found.open(&permit)?;
            let staff = store::people::staff(op.tx(), &permit, None).await?;
            let chosen = staff.iter().find(|one| one.code == account && ASSIGNED.contains(&one.role));
            let chosen = chosen.ok_or(Fault::Missing)?;
            store::people::assign(op.tx(), &permit, chosen.id, row.id, op.now()).await?;
            op.record(&permit, &Event::StaffAssigned { posting, account, role: chosen.role }).await?;
            Ok(())
        })
        .await
}
