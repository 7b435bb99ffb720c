//! The early end of a selection (遴选终止) in which nobody passed screening.
//!
//! Owns: one act of the competent department. Refuses: ending while anybody waits for a verdict or has passed, and a reason that
//! may not stand on a public page.

use domain::access::{Caller, EndPosting};
use domain::course::Stop;
use domain::event::Event;
use domain::id::Code;
use domain::lifecycle::{Phase, Step};
use domain::posting::public_grounds;
use domain::reason::{FieldPath, ScreeningWhy};
use store::postings::Mark;

use crate::Service;
use crate::fault::Fault;
use crate::rows::extensions::expect_none;
use crate::rows::postings::hold;

/// Ends a posting with a reason that the public reads. Doing it twice does it once.
///
/// # Errors
/// As [`public_grounds`] at `reason`; [`domain::reason::PostingsWhy::WrongPhase`] outside of screening;
/// [`ScreeningWhy::Undecided`] while a file waits; [`ScreeningWhy::SomebodyPassed`]; [`Fault::Stale`] where the posting changed
/// since the page was opened; `same_person` for its authors.
pub async fn end(
    service: &Service,
    caller: &Caller,
    posting: Code,
    version: i64,
    reason: &str,
) -> Result<(), Fault> {
    let reason = public_grounds(reason, &FieldPath::new("reason"))?;
    service
        .write(caller, "posting.end", async |op| {
            let found = hold(op.tx(), posting).await?;
            let permit = op.permit::<EndPosting>(found.scope())?;
            let row = found.open(&permit)?;
            if row.phase == Phase::Ended && row.version == version.saturating_add(1) {
                op.repeat();
                return Ok(());
            }
            let to = row.phase.after(Step::End)?;
            // First, so that no verdict is undone between the count and the turn.
            let stop = Stop { reason: reason.as_str().to_owned(), at: op.now(), from: row.phase };
            let mark = Mark::Stopped(&stop);
            store::postings::turn(op.tx(), &permit, version, (row.phase, to), mark).await?;
            let counts = store::applications::counts(op.tx(), &permit).await?;
            if counts.submitted > 0 {
                return Err(ScreeningWhy::Undecided { count: counts.submitted }.reason().into());
            }
            let objections = store::objections::refusals_waiting(op.tx(), &permit).await?;
            if objections > 0 {
                return Err(ScreeningWhy::ObjectionsWait { count: objections }.reason().into());
            }
            expect_none(op.tx(), &permit, op.now()).await?;
            if counts.passed > 0 {
                return Err(ScreeningWhy::SomebodyPassed { count: counts.passed }.reason().into());
            }
            let turned = |reason| {
                let reason = Some(reason);
                Event::PhaseTurned { posting, from: row.phase, to, digest: None, reason }
            };
            op.record_because(&permit, reason.as_str(), turned).await
        })
        .await
}
