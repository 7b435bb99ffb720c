//! What stops a posting and lets it go on: suspension and resumption by the competent department, and withdrawal of a plan before it
//! was approved.
//!
//! Owns: these three acts. While a posting is suspended its phase is none that any act of the course knows, so that every window is
//! shut by the same question that opens it. Refuses: resuming a posting whose registration would have closed meanwhile, until a
//! further revision says until when.

use domain::access::aggregate::Postings;
use domain::access::{Act, Caller, Changes, Permit, ResumePosting, SuspendPosting, WithdrawPosting};
use domain::course::{DecisionKind, Stop, resumed};
use domain::digest::Digest;
use domain::event::Event;
use domain::id::Code;
use domain::lifecycle::{Phase, Step};
use domain::posting::public_grounds;
use domain::reason::{FieldPath, PostingsWhy};
use domain::typed::Grounds;
use store::postings::decisions::NewDecision;
use store::postings::{Mark, PostingRow};

use crate::Service;
use crate::fault::Fault;
use crate::jobs::{self, Job};
use crate::op::Op;
use crate::rows::postings::hold;

/// Turns a posting and says why, in the event and for its candidates.
pub(super) async fn turn<A: Act + Changes<Postings>>(
    op: &mut Op<'_>,
    permit: &Permit<A>,
    (row, version, to): (&PostingRow, i64, Phase),
    (mark, reason): (Mark<'_>, &str),
) -> Result<(), Fault> {
    store::postings::turn(op.tx(), permit, version, (row.phase, to), mark).await?;
    let (posting, from) = (row.code, row.phase);
    let turned =
        |reason: Digest| Event::PhaseTurned { posting, from, to, digest: None, reason: Some(reason) };
    op.record_because(permit, reason, turned).await
}

/// Tells the candidates of a decision on the course, once this act is done.
pub(super) async fn told(op: &Op<'_>, decision: Code) -> Result<(), Fault> {
    jobs::enqueue(op, &Job::TellCourse { decision }, op.now(), &format!("course/{decision}")).await
}

/// Suspends a public posting at once with a reason that the public reads. Doing it twice does it once.
///
/// # Errors
/// As [`public_grounds`] at `reason`; [`PostingsWhy::WrongPhase`] before approval and once it is over or suspended; [`Fault::Stale`]
/// where the posting changed since the page was opened; `same_person` for its authors.
pub async fn suspend(
    service: &Service,
    caller: &Caller,
    (posting, version): (Code, i64),
    reason: &str,
) -> Result<(), Fault> {
    let reason = public_grounds(reason, &FieldPath::new("reason"))?;
    service
        .write(caller, "posting.suspend", async |op| {
            let found = hold(op.tx(), posting).await?;
            let permit = op.permit::<SuspendPosting>(found.scope())?;
            let row = found.open(&permit)?;
            if row.phase == Phase::Suspended && row.version == version.saturating_add(1) {
                op.repeat();
                return Ok(());
            }
            let to = row.phase.after(Step::Suspend)?;
            let (decision, reason, by) = (op.code(), reason.as_str(), permit.by());
            let new = NewDecision { code: decision, kind: DecisionKind::Suspend, reason, at: op.now() };
            store::postings::decisions::put(op.tx(), &permit, (&new, by)).await?;
            let stop = Stop { reason: reason.to_owned(), at: op.now(), from: row.phase };
            turn(op, &permit, (&row, version, to), (Mark::Stopped(&stop), reason)).await?;
            told(op, decision).await
        })
        .await
}

/// Lets a suspended posting go on, in the phase that the clock has then. Doing it twice does it once.
///
/// # Errors
/// As [`public_grounds`] at `reason`; [`PostingsWhy::WrongPhase`] where it is not suspended;
/// [`PostingsWhy::ClosedMeanwhile`]; [`Fault::Stale`]; `same_person` for its authors.
pub async fn resume(
    service: &Service,
    caller: &Caller,
    (posting, version): (Code, i64),
    reason: &str,
) -> Result<(), Fault> {
    let reason = public_grounds(reason, &FieldPath::new("reason"))?;
    service
        .write(caller, "posting.resume", async |op| {
            let found = hold(op.tx(), posting).await?;
            let permit = op.permit::<ResumePosting>(found.scope())?;
            let row = found.open(&permit)?;
            if row.phase.runs() && row.version == version.saturating_add(1) && resumed_by(op, &permit).await?
            {
                op.repeat();
                return Ok(());
            }
            let window = row.registration.ok_or(PostingsWhy::WrongPhase { phase: row.phase }.reason())?;
            let to = resumed((row.phase, row.stop.as_ref()), window, op.now())?;
            let (decision, reason, by) = (op.code(), reason.as_str(), permit.by());
            let new = NewDecision { code: decision, kind: DecisionKind::Resume, reason, at: op.now() };
            store::postings::decisions::put(op.tx(), &permit, (&new, by)).await?;
            turn(op, &permit, (&row, version, to), (Mark::Resumed, reason)).await?;
            // What the clock had to do while the posting stood still is done or queued again.
            jobs::of_registration(op, posting, window).await?;
            let timetable = crate::rows::timetables::of(op.tx(), &permit).await?;
            jobs::of_timetable(op, posting, &timetable).await?;
            told(op, decision).await
        })
        .await
}

/// Whether the last decision on the course is this caller's resumption.
async fn resumed_by(op: &Op<'_>, permit: &Permit<ResumePosting>) -> Result<bool, Fault> {
    let all = store::postings::decisions::all(op.tx(), permit).await?;
    let by =
        |one: &store::postings::decisions::DecisionRow| one.decided.is_some_and(|one| one.0 == permit.by());
    Ok(all.first().is_some_and(|last| last.kind == DecisionKind::Resume && by(last)))
}

/// Takes back a posting that was never approved, and the version of it that waits. Doing it twice does it once.
///
/// # Errors
/// As [`Grounds::parse`] at `reason`; [`PostingsWhy::WrongPhase`] once it was approved; [`Fault::Stale`].
pub async fn withdraw(
    service: &Service,
    caller: &Caller,
    (posting, version): (Code, i64),
    reason: &str,
) -> Result<(), Fault> {
    let reason = Grounds::parse(reason, &FieldPath::new("reason"))?;
    service
        .write(caller, "posting.withdraw", async |op| {
            let found = hold(op.tx(), posting).await?;
            let permit = op.permit::<WithdrawPosting>(found.scope())?;
            let row = found.open(&permit)?;
            if row.phase == Phase::Withdrawn && row.version == version.saturating_add(1) {
                op.repeat();
                return Ok(());
            }
            let to = row.phase.after(Step::Withdraw)?;
            let stop = Stop { reason: reason.as_str().to_owned(), at: op.now(), from: row.phase };
            store::postings::revisions::withdraw(op.tx(), &permit).await?;
            turn(op, &permit, (&row, version, to), (Mark::Stopped(&stop), reason.as_str())).await
        })
        .await
}
