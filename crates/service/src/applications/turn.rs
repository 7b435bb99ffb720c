//! Taking back, withdrawing. Doing either twice does it once and answers alike.

use domain::access::{Act, Caller, Permit, RecallApplication, WithdrawApplication};
use domain::event::Event;
use domain::id::Code;
use domain::lifecycle::{ApplicationState, Turn};
use domain::messages::Kind;
use domain::reason::{ApplicationsWhy, Reason};
use domain::scheme::{EditableUntil, Editing};
use store::applications::ApplicationRow;
use store::postings::PostingRow;
use store::postings::positions::PositionRow;

use crate::Service;
use crate::fault::Fault;
use crate::op::Op;
use crate::rows::applications::{find, hold};
use crate::rows::extensions::{editing, expect_open_for, expect_usual};
use crate::tell;

/// Tells the candidate what became of the application.
async fn told<A: Act>(
    op: &Op<'_>,
    permit: &Permit<A>,
    (row, target): (&ApplicationRow, (&PostingRow, &PositionRow)),
    kind: Kind,
) -> Result<(), Fault> {
    let values = tell::of_application(target, row.code, (op.now(), ""));
    tell::tell(op, permit, tell::to_candidate(row, (kind, values))).await
}

/// Refuses what the scheme says of changing an application that was sent.
pub(super) fn expect_recall(rule: &Editing, state: ApplicationState) -> Result<(), Reason> {
    if rule.personal.allows(state) {
        return Ok(());
    }
    Err(match state {
        ApplicationState::Submitted => ApplicationsWhy::SentForGood.reason(),
        _ => ApplicationsWhy::WrongState { state }.reason(),
    })
}

/// Takes a submitted application back to change it.
///
/// # Errors
/// [`ApplicationsWhy::SentForGood`] where the scheme lets nobody change what was sent; [`ApplicationsWhy::WrongState`] once it was judged,
/// unless it was refused and the scheme lets people mend that; the window's refusals; [`Fault::Stale`]; [`Fault::Missing`] for another's
/// application.
pub async fn recall(service: &Service, caller: &Caller, code: Code, version: i64) -> Result<(), Fault> {
    service
        .write(caller, "application.recall", async |op| {
            let found = find(op.tx(), code).await?;
            let permit = op.permit::<RecallApplication>(found.scope())?;
            // The posting before the application, as everywhere: nobody suspends it before this act has ended.
            let posting = found.open(&permit)?.posting;
            let posting = store::postings::held(op.tx(), posting).await?.ok_or(Fault::Missing)?;
            let row = hold(op.tx(), code).await?.open(&permit)?;
            if row.state == ApplicationState::Draft {
                op.repeat();
                return Ok(());
            }
            let found = store::postings::public::position_by_id(op.tx(), row.position).await?;
            let (_, position) = found.ok_or(Fault::Missing)?;
            let rule = editing(op.tx(), (posting.id, position.id)).await?;
            expect_recall(&rule, row.state)?;
            match rule.personal {
                EditableUntil::ReviewEnds => {
                    expect_open_for(op.tx(), &permit, (&posting, &row), op.now()).await?;
                }
                _ => expect_usual(op.tx(), &permit, (&posting, &row), op.now()).await?,
            }
            let to = row.state.after(Turn::Recall)?;
            let at = (row.id, version);
            store::applications::turn(op.tx(), &permit, at, (row.state, to), op.now()).await?;
            op.record(&permit, &turned(row.code, row.state, to)).await?;
            told(op, &permit, (&row, (&posting, &position)), Kind::Recalled).await
        })
        .await
}

/// Withdraws an application for good; the candidate may start another one.
///
/// # Errors
/// As [`recall`].
pub async fn withdraw(service: &Service, caller: &Caller, code: Code, version: i64) -> Result<(), Fault> {
    service
        .write(caller, "application.withdraw", async |op| {
            let found = find(op.tx(), code).await?;
            let permit = op.permit::<WithdrawApplication>(found.scope())?;
            // The posting before the application, as everywhere: nobody suspends it before this act has ended.
            let posting = found.open(&permit)?.posting;
            let posting = store::postings::held(op.tx(), posting).await?.ok_or(Fault::Missing)?;
            let row = hold(op.tx(), code).await?.open(&permit)?;
            if row.state == ApplicationState::Withdrew {
                op.repeat();
                return Ok(());
            }
            let found = store::postings::public::position_by_id(op.tx(), row.position).await?;
            let (_, position) = found.ok_or(Fault::Missing)?;
            expect_open_for(op.tx(), &permit, (&posting, &row), op.now()).await?;
            let to = row.state.after(Turn::Withdraw)?;
            let at = (row.id, version);
            store::applications::turn(op.tx(), &permit, at, (row.state, to), op.now()).await?;
            op.record(&permit, &turned(row.code, row.state, to)).await?;
            told(op, &permit, (&row, (&posting, &position)), Kind::Withdrew).await
        })
        .await
}

pub(super) fn turned(application: Code, from: ApplicationState, to: ApplicationState) -> Event {
    Event::ApplicationTurned { application, from, to, ground: None, reason: None }
}
