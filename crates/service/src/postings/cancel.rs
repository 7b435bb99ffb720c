//! Cancelling a public posting: proposed with a reason, decided by another person of the competent department.
//!
//! Owns: the proposal, the decision and sending it back. Applications keep their state. Refuses: deciding an own proposal, and a
//! second proposal while one waits.

use domain::access::{Caller, CancelPosting, ProposeCancel, ReturnCancel};
use domain::course::{DecisionKind, Stop, Waiting};
use domain::event::Event;
use domain::id::{Code, PersonId};
use domain::lifecycle::Step;
use domain::posting::public_grounds;
use domain::reason::{FieldPath, PostingsWhy};
use domain::typed::Grounds;
use store::postings::decisions::{DecisionRow, NewDecision};
use store::postings::{Mark, PostingRow};

use super::course::{told, turn};
use crate::Service;
use crate::fault::Fault;
use crate::op::Op;
use crate::rows::postings::hold;
use crate::tell;

/// Proposes to cancel a public posting, with the reason that the public will read. Doing it twice does it once.
///
/// # Errors
/// As [`public_grounds`] at `reason`; [`PostingsWhy::WrongPhase`] before approval and once it is over;
/// [`PostingsWhy::DecisionWaits`].
pub async fn propose_cancel(
    service: &Service,
    caller: &Caller,
    posting: Code,
    reason: &str,
) -> Result<(), Fault> {
    let reason = public_grounds(reason, &FieldPath::new("reason"))?;
    service
        .write(caller, "posting.propose_cancel", async |op| {
            let found = hold(op.tx(), posting).await?;
            let permit = op.permit::<ProposeCancel>(found.scope())?;
            let row = found.open(&permit)?;
            row.phase.after(Step::Cancel)?;
            let (decision, reason, by) = (op.code(), reason.as_str(), permit.by());
            let all = store::postings::decisions::all(op.tx(), &permit).await?;
            if let Some(waiting) = all.iter().find(|one| one.decided.is_none()) {
                if is_mine(waiting, (DecisionKind::Cancel, by), reason) {
                    op.repeat();
                    return Ok(());
                }
                return Err(PostingsWhy::DecisionWaits.reason().into());
            }
            let new = NewDecision { code: decision, kind: DecisionKind::Cancel, reason, at: op.now() };
            store::postings::decisions::propose(op.tx(), &permit, (&new, by)).await?;
            let proposed = |reason| Event::CancelProposed { posting, decision, reason };
            op.record_because(&permit, reason, proposed).await?;
            tell::to_second(op, &permit, &row, Waiting::Cancel).await
        })
        .await
}

/// Whether what waits is what this person proposes again.
pub(super) fn is_mine(waiting: &DecisionRow, (kind, by): (DecisionKind, PersonId), reason: &str) -> bool {
    waiting.kind == kind && waiting.proposed.is_some_and(|one| one.0 == by) && waiting.reason == reason
}

/// Returns true where the caller decided this proposal so before; others are refused.
pub(super) fn settled(
    op: &mut Op<'_>,
    (waiting, kind): (&DecisionRow, DecisionKind),
    row: &PostingRow,
    returned: bool,
) -> Result<bool, Fault> {
    if waiting.posting != row.id || waiting.kind != kind || waiting.proposed.is_none() {
        return Err(Fault::Missing);
    }
    op.settled(waiting.decided, waiting.returned_reason.is_some() == returned)
}

/// Cancels a posting as it was proposed: for good, and public at once. Doing it twice does it once.
///
/// # Errors
/// [`PostingsWhy::WrongPhase`] once it is over; [`Fault::Missing`] for a proposal of another posting; [`Fault::Stale`] where it is
/// decided; `same_person` for whoever proposed it or wrote the posting.
pub async fn cancel(
    service: &Service,
    caller: &Caller,
    (posting, decision): (Code, Code),
) -> Result<(), Fault> {
    service
        .write(caller, "posting.cancel", async |op| {
            let found = hold(op.tx(), posting).await?;
            let permit = op.permit::<CancelPosting>(found.scope())?;
            let row = found.open(&permit)?;
            let waiting = store::postings::decisions::by_code(op.tx(), &decision).await?;
            let waiting = waiting.ok_or(Fault::Missing)?;
            let own = op.permit::<CancelPosting>(waiting.scope())?;
            let waiting = waiting.open(&own)?;
            if settled(op, (&waiting, DecisionKind::Cancel), &row, false)? {
                return Ok(());
            }
            let to = row.phase.after(Step::Cancel)?;
            let by = (own.by(), op.now());
            store::postings::decisions::decide(op.tx(), &own, (waiting.id, None), by).await?;
            store::postings::revisions::withdraw(op.tx(), &permit).await?;
            let stop = Stop { reason: waiting.reason.clone(), at: op.now(), from: row.beneath() };
            let why = (Mark::Stopped(&stop), waiting.reason.as_str());
            turn(op, &permit, (&row, row.version, to), why).await?;
            told(op, decision).await
        })
        .await
}

/// Sends a proposal to cancel back with a reason that its author reads. Doing it twice does it once.
///
/// # Errors
/// As [`Grounds::parse`] at `reason`; as [`cancel`].
pub async fn return_cancel(
    service: &Service,
    caller: &Caller,
    (posting, decision): (Code, Code),
    reason: &str,
) -> Result<(), Fault> {
    let reason = Grounds::parse(reason, &FieldPath::new("reason"))?;
    service
        .write(caller, "posting.return_cancel", async |op| {
            let found = hold(op.tx(), posting).await?;
            let permit = op.permit::<ReturnCancel>(found.scope())?;
            let row = found.open(&permit)?;
            let waiting = store::postings::decisions::by_code(op.tx(), &decision).await?;
            let waiting = waiting.ok_or(Fault::Missing)?;
            let own = op.permit::<ReturnCancel>(waiting.scope())?;
            let waiting = waiting.open(&own)?;
            if settled(op, (&waiting, DecisionKind::Cancel), &row, true)? {
                return Ok(());
            }
            let (words, by) = (reason.as_str(), (own.by(), op.now()));
            store::postings::decisions::decide(op.tx(), &own, (waiting.id, Some(words)), by).await?;
            op.record_because(&own, words, |reason| Event::CancelReturned { posting, decision, reason }).await
        })
        .await
}
