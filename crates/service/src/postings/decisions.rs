//! The course of a posting as the desk reads it: where it stands, what was decided on it, what may be decided now.
//!
//! Owns: the read model. Refuses: deciding.

use std::collections::{BTreeMap, BTreeSet};

use domain::access::{ActName, Caller, Scope, ViewPosting, may};
use domain::calendar::Instant;
use domain::course::resumed;
use domain::id::{Code, PersonId};
use domain::lifecycle::{Phase, Step};
use domain::reason::{PostingsWhy, Why};
use domain::view::desk::course::{CourseActs, CourseEntry, CoursePage};
use store::Scoped as _;
use store::postings::PostingRow;
use store::postings::decisions::DecisionRow;

use crate::Service;
use crate::fault::Fault;
use crate::op::Look;
use crate::rows::postings::{find, head};

/// The course of a posting.
///
/// # Errors
/// [`Fault::Missing`] for those outside the team.
pub async fn course(service: &Service, caller: &Caller, posting: Code) -> Result<CoursePage, Fault> {
    service
        .read(caller, "posting.view", async |look| {
            let found = find(look.snapshot(), posting).await?;
            let scope = found.scope();
            let permit = look.permit::<ViewPosting>(scope.clone())?;
            let row = found.open(&permit)?;
            let all = store::postings::decisions::all(look.snapshot(), &permit).await?;
            let by: BTreeSet<PersonId> =
                all.iter().flat_map(|one| [one.proposed, one.decided]).flatten().map(|one| one.0).collect();
            let by: Vec<PersonId> = by.into_iter().collect();
            let names: BTreeMap<PersonId, String> =
                store::people::staff_names(look.snapshot(), &by).await?.into_iter().collect();
            Ok(CoursePage {
                posting: head(&row),
                version: row.version,
                closed_meanwhile: closed_meanwhile(&row, look.now()),
                acts: acts(look, (&row, &scope), &all),
                decisions: all.into_iter().map(|one| entry(one, &names)).collect(),
                stop: row.stop,
            })
        })
        .await
}

/// When registration would have closed while the posting was suspended, where that stands against resuming it.
fn closed_meanwhile(row: &PostingRow, now: Instant) -> Option<Instant> {
    let refused = resumed((row.phase, row.stop.as_ref()), row.registration?, now).err()?;
    match refused.why {
        Why::Postings(PostingsWhy::ClosedMeanwhile { closes }) => Some(closes),
        _ => None,
    }
}

fn acts(look: &Look<'_>, (row, scope): (&PostingRow, &Scope), all: &[DecisionRow]) -> CourseActs {
    let can = |act: ActName, scope: &Scope| may(look.caller(), act, scope);
    let knows = |step: Step| row.phase.after(step).is_ok();
    let waiting = all.iter().find(|one| one.decided.is_none());
    CourseActs {
        suspend: knows(Step::Suspend) && can(ActName::SuspendPosting, scope),
        resume: row.phase == Phase::Suspended && can(ActName::ResumePosting, scope),
        propose: knows(Step::Cancel) && waiting.is_none() && can(ActName::ProposeCancel, scope),
        settle: knows(Step::Cancel)
            && can(ActName::CancelPosting, scope)
            && waiting.is_some_and(|one| can(ActName::CancelPosting, &one.scope())),
        withdraw: knows(Step::Withdraw) && can(ActName::WithdrawPosting, scope),
    }
}

fn entry(row: DecisionRow, names: &BTreeMap<PersonId, String>) -> CourseEntry {
    let named = |(by, at): (PersonId, Instant)| (names.get(&by).cloned().unwrap_or_default(), at);
    CourseEntry {
        code: row.code,
        kind: row.kind,
        reason: row.reason,
        proposed: row.proposed.map(named),
        decided: row.decided.map(named),
        returned_because: row.returned_reason,
    }
}
