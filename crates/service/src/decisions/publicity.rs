//! Ending a publicity period (公示): a person says that it is over and that nothing stands in the way of those who are cleared.
//!
//! Refuses: ending it before its last day is over, while objections wait for an answer, and while its list is under correction.

use domain::access::{Caller, EndPublicity};
use domain::calendar::Standing;
use domain::collective::DecisionState;
use domain::event::Event;
use domain::id::Code;
use domain::reason::{DecisionsWhy, ListsWhy};

use super::one_on;
use crate::Service;
use crate::fault::Fault;
use crate::jobs::{self, Job};
use crate::rows::decisions::{expect_state, on_last_list};
use crate::rows::lists::in_correction;
use crate::rows::postings::hold;

/// Ends the publicity period of a decision's people. Doing it twice does it once.
///
/// # Errors
/// [`Fault::Missing`] where the decision has none; [`DecisionsWhy::NotOver`]; [`DecisionsWhy::ObjectionsOpen`];
/// [`DecisionsWhy::Overtaken`]; [`ListsWhy::UnderCorrection`].
pub async fn end(service: &Service, caller: &Caller, (posting, decision): (Code, Code)) -> Result<(), Fault> {
    on_last_list::<EndPublicity, _, _>(service, caller, ("publicity.end", posting), async |op, last| {
        let found = hold(op.tx(), posting).await?;
        let permit = op.permit::<EndPublicity>(found.scope())?;
        let row = found.open(&permit)?;
        let (all, found) = one_on(op.tx(), &permit, &row, (decision, last)).await?;
        let period = all.periods.iter().find(|one| one.decision == found.id).ok_or(Fault::Missing)?;
        if period.ended.is_some_and(|by| by.0 == permit.by()) {
            op.repeat();
            return Ok(());
        }
        row.phase.expect(&[domain::lifecycle::Phase::Published])?;
        if period.window.standing(op.now()) != Standing::After {
            let last = period.window.closes.plus_seconds(-1).date();
            return Err(DecisionsWhy::NotOver { last }.reason().into());
        }
        expect_state(&found, DecisionState::Confirmed)?;
        all.expect_current(found.id)?;
        let waiting = waiting(&store::objections::all(op.tx(), &permit).await?);
        if waiting > 0 {
            return Err(DecisionsWhy::ObjectionsOpen { count: waiting }.reason().into());
        }
        if in_correction(op.tx(), &row, &period.stage).await?.is_some() {
            return Err(ListsWhy::UnderCorrection.reason().into());
        }
        store::decisions::publicity::end(op.tx(), &permit, found.id, (permit.by(), op.now())).await?;
        op.record(&permit, &Event::PublicityEnded { posting, decision }).await?;
        let told = Job::TellCleared { decision };
        jobs::enqueue(op, &told, op.now(), &format!("decision/{decision}/cleared")).await
    })
    .await
}

/// How many wait for an answer of those that stand against a person, a verdict or a mark; enquiries do not.
pub(super) fn waiting(all: &[store::objections::ObjectionRow]) -> u32 {
    let against = all.iter().filter(|one| !one.answered && one.kind.holds_up());
    u32::try_from(against.count()).unwrap_or(u32::MAX)
}
