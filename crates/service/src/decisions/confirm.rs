//! The second person on a collective decision: confirms it as it was entered, or sends it back with a reason.
//!
//! Refuses: whoever entered it; one that lacks something by now, because a list or an earlier decision changed meanwhile.

use domain::access::{Caller, ConfirmDecision, ReturnDecision};
use domain::collective::DecisionState;
use domain::event::Event;
use domain::id::Code;
use domain::lifecycle::Phase;
use domain::reason::{DecisionsWhy, FieldPath};
use domain::typed::Grounds;
use store::decisions::{Change, DecisionRow};

use super::one_on;
use crate::Service;
use crate::fault::Fault;
use crate::rows::decisions::{Decided, expect_state, on_last_list};
use crate::rows::postings::hold;

/// Confirms a decision: from then on it stands. One that a further version of the last list overtook is confirmed anew, on that version.
/// Doing it twice does it once.
///
/// # Errors
/// What it lacks; [`DecisionsWhy::WrongState`]; [`Fault::Stale`] where it changed since it was read; `same_person` for whoever
/// entered it.
pub async fn confirm(
    service: &Service,
    caller: &Caller,
    (posting, decision, version): (Code, Code, i64),
) -> Result<(), Fault> {
    on_last_list::<ConfirmDecision, _, _>(service, caller, ("decision.confirm", posting), async |op, last| {
        let found = hold(op.tx(), posting).await?;
        let permit = op.permit::<ConfirmDecision>(found.scope())?;
        let row = found.open(&permit)?;
        row.phase.expect(&[Phase::Published])?;
        let (all, found) = one_on(op.tx(), &permit, &row, (decision, last)).await?;
        let anew = all.is_overtaken(found.id);
        if !anew && found.confirmed.is_some_and(|by| by.0 == permit.by()) {
            op.repeat();
            return Ok(());
        }
        // Whoever confirmed it before may do so again; whoever entered it never does.
        let own = op.permit::<ConfirmDecision>(found.entered())?;
        let state = if anew { DecisionState::Confirmed } else { DecisionState::Sent };
        expect_state(&found, state)?;
        let lacks = all.lacks(service.keys(), &found)?;
        if !lacks.is_empty() {
            return Err(lacks.into());
        }
        let (by, at) = (own.by(), op.now());
        let change = match all.list.as_ref().filter(|_| anew) {
            Some(list) => Change::Renewed(by, at, list.id),
            None => Change::Confirmed(by, at),
        };
        store::decisions::change(op.tx(), &own, (found.id, version, state), change).await?;
        let proposed = u32::try_from(all.proposed_by(found.id).count()).unwrap_or(u32::MAX);
        op.record(&own, &Event::DecisionConfirmed { posting, decision, proposed }).await
    })
    .await
}

/// Sends a decision back to be changed: one that was sent, or a confirmed one that a further version of the last list overtook. Doing it
/// twice does it once.
///
/// # Errors
/// As [`Grounds::parse`] at `reason`; [`DecisionsWhy::WrongState`]; [`DecisionsWhy::Waits`] where another decision is being entered;
/// [`DecisionsWhy::AlreadyTransferred`] where somebody was transferred by it; [`Fault::Stale`]; `same_person` for whoever entered it.
pub async fn return_back(
    service: &Service,
    caller: &Caller,
    (posting, decision, version): (Code, Code, i64),
    reason: &str,
) -> Result<(), Fault> {
    let reason = Grounds::parse(reason, &FieldPath::new("reason"))?;
    on_last_list::<ReturnDecision, _, _>(service, caller, ("decision.return", posting), async |op, last| {
        let found = hold(op.tx(), posting).await?;
        let permit = op.permit::<ReturnDecision>(found.scope())?;
        let row = found.open(&permit)?;
        let (all, found) = one_on(op.tx(), &permit, &row, (decision, last)).await?;
        let own = op.permit::<ReturnDecision>(found.entered())?;
        let returned = found.returned_reason.as_deref() == Some(reason.as_str());
        if returned && found.version == version.saturating_add(1) {
            op.repeat();
            return Ok(());
        }
        let (state, change) = if all.is_overtaken(found.id) {
            row.phase.expect(&[Phase::Published])?;
            expect_none_behind(&all, &found)?;
            (DecisionState::Confirmed, Change::Reopened(reason.as_str()))
        } else {
            (DecisionState::Sent, Change::Returned(reason.as_str()))
        };
        expect_state(&found, state)?;
        store::decisions::change(op.tx(), &own, (found.id, version, state), change).await?;
        let event = |reason| Event::DecisionReturned { posting, decision, reason };
        op.record_because(&own, reason.as_str(), event).await
    })
    .await
}

/// Refuses to enter a confirmed decision anew while another one is entered, or once something followed from it.
fn expect_none_behind(all: &Decided, decision: &DecisionRow) -> Result<(), Fault> {
    if all.open().is_some() {
        return Err(DecisionsWhy::Waits.reason().into());
    }
    if all
        .transfers
        .iter()
        .any(|one| all.choice(decision.id, one.application).is_some_and(|one| one.proposed))
    {
        return Err(DecisionsWhy::AlreadyTransferred.reason().into());
    }
    Ok(())
}
