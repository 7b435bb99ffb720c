//! A candidate who passed screening leaves, in writing and for good. Nobody has to approve that.

use domain::access::{Caller, LeaveSelection};
use domain::deadline::Deadline;
use domain::departure::{DepartureKind, DepartureState};
use domain::event::Event;
use domain::id::Code;
use domain::lifecycle::ApplicationState;
use domain::reason::{ApplicationsWhy, RulingsWhy};
use store::departures::NewDeparture;

use super::decide::end_call;
use super::{PHASES, stage_now, stage_of, told};
use crate::Service;
use crate::fault::Fault;
use crate::rows::applications::{find, hold};
use crate::rows::deadlines::Calendar;
use crate::rows::departures as said;
use crate::rows::schemes::public_newest;

/// What stands as evidence: the act itself, made by the account of the person.
const WRITTEN: &str = "-";

/// Until when the place of whoever leaves now is filled again, and whether that is over: what the person reads before leaving.
///
/// # Errors
/// [`Fault::Missing`] for another's application.
pub async fn leaving(service: &Service, caller: &Caller, code: Code) -> Result<(Deadline, bool), Fault> {
    service
        .read(caller, "departure.leave", async |look| {
            let found = find(look.snapshot(), code).await?;
            let permit = look.permit::<LeaveSelection>(found.scope())?;
            let row = found.open(&permit)?;
            let target = store::postings::public::position_by_id(look.snapshot(), row.position).await?;
            let (posting, position) = target.ok_or(Fault::Missing)?;
            let Some(file) = public_newest(look.snapshot(), posting.id).await? else {
                return Ok((Deadline::Unset, false));
            };
            let stage = stage_of(look.snapshot(), &file, posting.id).await?;
            let calendar = Calendar::public_of(look.snapshot(), posting.id).await?;
            let until = calendar.filling(&file, &position, &stage);
            Ok((until, until.is_over(look.now())))
        })
        .await
}

/// Leaves the selection from the list on that is public last. Doing it twice does it once.
///
/// # Errors
/// [`ApplicationsWhy::WrongState`] before screening was passed; [`domain::reason::PostingsWhy::WrongPhase`];
/// [`RulingsWhy::LeftAlready`] where an officer entered another departure; [`RulingsWhy::Transferred`]; [`Fault::Stale`]; [`Fault::Missing`] for another's application.
pub async fn leave(service: &Service, caller: &Caller, code: Code, version: i64) -> Result<(), Fault> {
    service
        .write(caller, "departure.leave", async |op| {
            let found = find(op.tx(), code).await?;
            let permit = op.permit::<LeaveSelection>(found.scope())?;
            // The posting before the application, as everywhere.
            let posting = found.open(&permit)?.posting;
            let posting = store::postings::held(op.tx(), posting).await?.ok_or(Fault::Missing)?;
            let row = hold(op.tx(), code).await?.open(&permit)?;
            if let Some(before) = store::departures::of(op.tx(), &permit, row.id).await? {
                if before.state == DepartureState::Stands && before.entered_by == Some(permit.by()) {
                    op.repeat();
                    return Ok(());
                }
                return Err(RulingsWhy::LeftAlready.reason().into());
            }
            posting.phase.expect(&PHASES)?;
            if row.state != ApplicationState::Passed {
                return Err(ApplicationsWhy::WrongState { state: row.state }.reason().into());
            }
            if row.version != version {
                return Err(Fault::Stale);
            }
            if store::decisions::transfers::of(op.tx(), &permit, row.id).await?.is_some() {
                return Err(RulingsWhy::Transferred.reason().into());
            }
            let stage = stage_now(op.tx(), &permit, posting.id).await?;
            let (departure, kind) = (op.code(), DepartureKind::Withdrew);
            let new = NewDeparture {
                code: departure,
                posting: posting.id,
                application: row.id,
                stage: &stage,
                kind,
                state: DepartureState::Stands,
                day: op.now().date(),
                evidence_sealed: said::seal_evidence(op.parts(), departure, WRITTEN),
                at: op.now(),
            };
            store::departures::enter(op.tx(), &permit, new).await?;
            op.record(&permit, &Event::Departed { application: code, departure, stage, kind }).await?;
            end_call(op, &permit, (row.id, row.code)).await?;
            told(op, &permit, &row).await
        })
        .await
}
