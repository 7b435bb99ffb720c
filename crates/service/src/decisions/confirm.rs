//! The second person on a collective decision: confirms it as it was entered, or sends it back with a reason.
//!
//! Refuses: whoever entered it; one that lacks something by now, because a list or an earlier decision changed meanwhile.

use domain::access::{Caller, ConfirmDecision, ReturnDecision};
use domain::collective::DecisionState;
use domain::event::Event;
use domain::id::Code;
use domain::lifecycle::Phase;
use domain::reason::FieldPath;
use domain::typed::Grounds;
use store::Scoped as _;
use store::decisions::Change;

use super::one;
use crate::Service;
use crate::fault::Fault;
use crate::rows::decisions::expect_state;
use crate::rows::postings::hold;

/// Confirms a decision: from then on it stands. Doing it twice does it once.
///
/// # Errors
/// What it lacks; [`domain::reason::DecisionsWhy::WrongState`]; [`Fault::Stale`] where it changed since it was read; `same_person` for whoever
/// entered it.
pub async fn confirm(
    service: &Service,
    caller: &Caller,
    (posting, decision, version): (Code, Code, i64),
) -> Result<(), Fault> {
    service
        .write(caller, "decision.confirm", async |op| {
            let found = hold(op.tx(), posting).await?;
            let permit = op.permit::<ConfirmDecision>(found.scope())?;
            let row = found.open(&permit)?;
            row.phase.expect(&[Phase::Published])?;
            let (all, found) = one(op.tx(), &permit, &row, decision).await?;
            if found.confirmed.is_some_and(|by| by.0 == permit.by()) {
                op.repeat();
                return Ok(());
            }
            let own = op.permit::<ConfirmDecision>(found.scope())?;
            expect_state(&found, DecisionState::Sent)?;
            let lacks = all.lacks(service.keys(), &found)?;
            if !lacks.is_empty() {
                return Err(lacks.into());
            }
            let by = Change::Confirmed(own.by(), op.now());
            store::decisions::change(op.tx(), &own, (found.id, version, DecisionState::Sent), by).await?;
            let proposed = u32::try_from(all.proposed_by(found.id).count()).unwrap_or(u32::MAX);
            op.record(&own, &Event::DecisionConfirmed { posting, decision, proposed }).await
        })
        .await
}

/// Sends a decision back to be changed. Doing it twice does it once.
///
/// # Errors
/// As [`Grounds::parse`] at `reason`; [`domain::reason::DecisionsWhy::WrongState`]; [`Fault::Stale`]; `same_person` for whoever entered it.
pub async fn return_back(
    service: &Service,
    caller: &Caller,
    (posting, decision, version): (Code, Code, i64),
    reason: &str,
) -> Result<(), Fault> {
    let reason = Grounds::parse(reason, &FieldPath::new("reason"))?;
    service
        .write(caller, "decision.return", async |op| {
            let found = hold(op.tx(), posting).await?;
            let permit = op.permit::<ReturnDecision>(found.scope())?;
            found.open(&permit)?;
            let locked = store::decisions::by_code(op.tx(), &decision).await?.ok_or(Fault::Missing)?;
            let own = op.permit::<ReturnDecision>(locked.scope())?;
            let found = locked.open(&own)?;
            if own.posting() != permit.posting() {
                return Err(Fault::Missing);
            }
            let returned = found.returned_reason.as_deref() == Some(reason.as_str());
            if returned && found.version == version.saturating_add(1) {
                op.repeat();
                return Ok(());
            }
            expect_state(&found, DecisionState::Sent)?;
            let at = (found.id, version, DecisionState::Sent);
            store::decisions::change(op.tx(), &own, at, Change::Returned(reason.as_str())).await?;
            let event = |reason| Event::DecisionReturned { posting, decision, reason };
            op.record_because(&own, reason.as_str(), event).await
        })
        .await
}
