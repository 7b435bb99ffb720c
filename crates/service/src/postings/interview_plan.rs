//! The plan of a posting's interviews (面试工作方案): laid down by the selecting authority, sent to the competent department, approved or sent
//! back with a reason, read by supervisors and signed (`supervision`).
//!
//! Owns: its versions. Refuses: writing on what was sent, approving another digest than the one shown, deciding what one had a hand in, and
//! whoever is no officer of the selection: the plan is never public. A change of what was approved is a further version; until that is
//! approved too, the one before it stands.

use domain::access::aggregate::Postings;
use domain::access::{
    Act, ActName, ApproveInterviewPlan, Caller, Permit, Reads, ReturnInterviewPlan, SendInterviewPlan,
    ViewInterviewPlan, WriteInterviewPlan, may,
};
use domain::calendar::Instant;
use domain::course::Waiting;
use domain::digest::Digest;
use domain::event::Event;
use domain::id::{Code, PersonId};
use domain::interview_plan::{InterviewPlan, PlanState};
use domain::lifecycle::Phase;
use domain::reason::{ActsWhy, FieldPath, PostingsWhy};
use domain::typed::Grounds;
use domain::view::desk::interview_plan::{InterviewPlanPage, PlanVersion};
use store::Scoped as _;
use store::postings::PostingRow;
use store::postings::interview_plans::{self as plans, NewPlan, PlanRow};

use crate::Service;
use crate::fault::Fault;
use crate::op::Op;
use crate::rows::interview_plans as rows;
use crate::rows::officers::names;
use crate::rows::postings::{find, head, hold};
use crate::tell;

/// The phases in which interviews are planned.
const OPEN: [Phase; 3] = [Phase::Screening, Phase::Examining, Phase::Ranked];

/// The plan of a posting's interviews with all its versions.
///
/// # Errors
/// [`Fault::Missing`] for those outside the team; [`Fault::Denied`] for other roles.
pub async fn interview_plan(
    service: &Service,
    caller: &Caller,
    posting: Code,
) -> Result<InterviewPlanPage, Fault> {
    service
        .read(caller, "interview_plan.view", async |look| {
            let found = find(look.snapshot(), posting).await?;
            let scope = found.scope();
            let permit = look.permit::<ViewInterviewPlan>(scope.clone())?;
            let row = found.open(&permit)?;
            let all = rows::all(look.keys(), look.snapshot(), &permit).await?;
            let people = all
                .iter()
                .flat_map(|one| one.row.hands().into_iter().chain(one.row.decided.map(|one| one.0)))
                .collect();
            let names = names(look.snapshot(), people).await?;
            let by = |(who, at): (PersonId, Instant)| (names.get(&who).cloned().unwrap_or_default(), at);
            let caller = look.caller();
            let needed = rows::needed(look.snapshot(), &permit).await?;
            let open = OPEN.contains(&row.phase);
            let newest = all.first().map(|one| &one.row);
            let is = |state: PlanState| newest.is_some_and(|one| one.state == state);
            let decides = newest.is_some_and(|one| may(caller, ActName::ApproveInterviewPlan, &one.scope()));
            Ok(InterviewPlanPage {
                posting: head(&row),
                needed,
                shown: newest.map(|one| one.digest.to_string()).unwrap_or_default(),
                may_write: open && !is(PlanState::Sent) && may(caller, ActName::WriteInterviewPlan, &scope),
                may_send: open && is(PlanState::Draft) && may(caller, ActName::SendInterviewPlan, &scope),
                may_decide: open
                    && is(PlanState::Sent)
                    && decides
                    && may(caller, ActName::ApproveInterviewPlan, &scope),
                versions: all
                    .into_iter()
                    .map(|one| PlanVersion {
                        no: one.row.no,
                        state: one.row.state,
                        digest: one.row.digest,
                        written: by(one.row.written),
                        sent: one.row.sent.map(by),
                        decided: one.row.decided.map(by),
                        plan: one.plan,
                        returned_because: one.returned,
                    })
                    .collect(),
            })
        })
        .await
}

/// Writes the plan on what the page showed: the digest of the newest version, or nothing where there is none. A draft is written on; what
/// was approved or sent back is followed by a further version. The same twice is once.
///
/// # Errors
/// Everything that [`InterviewPlan::read`] finds; [`PostingsWhy::InterviewPlanWaits`] while a version waits for the department;
/// [`PostingsWhy::WrongPhase`] before screening and after the last list; [`Fault::Stale`] where somebody was faster; [`Fault::Missing`] for
/// those outside the team.
pub async fn write_interview_plan(
    service: &Service,
    caller: &Caller,
    (posting, shown): (Code, &str),
    form: &[String],
) -> Result<(), Fault> {
    let plan = InterviewPlan::read(form)?;
    service
        .write(caller, "interview_plan.write", async |op| {
            let found = hold(op.tx(), posting).await?;
            let permit = op.permit::<WriteInterviewPlan>(found.scope())?;
            let row = found.open(&permit)?;
            row.phase.expect(&OPEN)?;
            let body = serde_json::to_string(&plan).map_err(Fault::internal)?;
            let digest = Digest::of(body.as_bytes());
            let newest = plans::all(op.tx(), &permit).await?.into_iter().next();
            let same = |one: &PlanRow| one.digest == digest && one.state != PlanState::Returned;
            if newest.as_ref().is_some_and(same) {
                op.repeat();
                return Ok(());
            }
            if newest.as_ref().is_some_and(|one| one.state == PlanState::Sent) {
                return Err(PostingsWhy::InterviewPlanWaits.reason().into());
            }
            if shown != newest.as_ref().map(|one| one.digest.to_string()).unwrap_or_default() {
                return Err(Fault::Stale);
            }
            let draft = newest.as_ref().filter(|one| one.state == PlanState::Draft);
            let (code, no) = match (draft, &newest) {
                (Some(draft), _) => (draft.code, draft.no),
                (None, newest) => (op.code(), newest.as_ref().map_or(1, |one| one.no.saturating_add(1))),
            };
            let new =
                NewPlan { code, no, digest, body_sealed: rows::seal(op.parts(), code, &body), at: op.now() };
            if draft.is_some() {
                plans::rewrite(op.tx(), &permit, new).await?;
            } else {
                plans::begin(op.tx(), &permit, new).await?;
            }
            op.record(&permit, &Event::InterviewPlanWritten { posting, plan: code, no, digest }).await
        })
        .await
}

/// Sends the draft under the digest shown to the competent department, whose approvers are told. Doing it twice does it once.
///
/// # Errors
/// As [`InterviewPlan::expect_whole`]; [`ActsWhy::DigestChanged`]; [`Fault::Stale`] where the newest version is no draft;
/// [`PostingsWhy::WrongPhase`]; [`Fault::Missing`] where there is none, and for those outside the team.
pub async fn send_interview_plan(
    service: &Service,
    caller: &Caller,
    (posting, shown): (Code, &str),
) -> Result<(), Fault> {
    service
        .write(caller, "interview_plan.send", async |op| {
            let found = hold(op.tx(), posting).await?;
            let permit = op.permit::<SendInterviewPlan>(found.scope())?;
            let row = found.open(&permit)?;
            row.phase.expect(&OPEN)?;
            let newest = plans::all(op.tx(), &permit).await?.into_iter().next().ok_or(Fault::Missing)?;
            expect_shown(&newest, shown)?;
            match newest.state {
                PlanState::Draft => {}
                PlanState::Sent if newest.sent.is_some_and(|one| one.0 == permit.by()) => {
                    op.repeat();
                    return Ok(());
                }
                _ => return Err(Fault::Stale),
            }
            let (plan, no, digest) = (newest.code, newest.no, newest.digest);
            rows::opened(&op.parts().keys, newest)?.plan.expect_whole()?;
            plans::send(op.tx(), &permit, plan, op.now()).await?;
            op.record(&permit, &Event::InterviewPlanSent { posting, plan, no, digest }).await?;
            tell::to_second(op, &permit, &row, Waiting::SentInterviewPlan).await
        })
        .await
}

/// Refuses another document than the one that was shown.
fn expect_shown(row: &PlanRow, shown: &str) -> Result<(), Fault> {
    if shown.parse() == Ok(row.digest) { Ok(()) } else { Err(ActsWhy::DigestChanged.reason().into()) }
}

/// The newest version of the posting's plan, opened with a permit of its own, whose scope names who wrote and sent it.
async fn newest<A: Act + Reads<Postings>>(
    op: &mut Op<'_>,
    posting: Code,
) -> Result<(PostingRow, PlanRow, Permit<A>), Fault> {
    let found = hold(op.tx(), posting).await?;
    let permit = op.permit::<A>(found.scope())?;
    let of = found.open(&permit)?;
    let found = plans::newest(op.tx(), of.id).await?.ok_or(Fault::Missing)?;
    let own = op.permit::<A>(found.scope())?;
    let row = found.open(&own)?;
    Ok((of, row, own))
}

/// Returns true where the caller decided it so before; whatever else does not wait is refused.
fn settled(op: &mut Op<'_>, row: &PlanRow, to: PlanState) -> Result<bool, Fault> {
    match (row.state, row.decided) {
        (PlanState::Sent, None) => Ok(false),
        (state, Some((by, _))) if state == to && Some(by) == op.caller().id() => {
            op.repeat();
            Ok(true)
        }
        _ => Err(Fault::Stale),
    }
}

/// Approves the version that waits under the digest shown. Doing it twice does it once.
///
/// # Errors
/// [`ActsWhy::DigestChanged`]; [`Fault::Stale`] where it does not wait; [`PostingsWhy::WrongPhase`]; `same_person` for whoever wrote or sent
/// it; [`Fault::Missing`] where there is none, and for those outside the team.
pub async fn approve_interview_plan(
    service: &Service,
    caller: &Caller,
    (posting, shown): (Code, &str),
) -> Result<(), Fault> {
    service
        .write(caller, "interview_plan.approve", async |op| {
            let (of, row, own) = newest::<ApproveInterviewPlan>(op, posting).await?;
            expect_shown(&row, shown)?;
            if settled(op, &row, PlanState::Approved)? {
                return Ok(());
            }
            of.phase.expect(&OPEN)?;
            plans::decide(op.tx(), &own, (row.code, None), op.now()).await?;
            let (plan, no, digest) = (row.code, row.no, row.digest);
            op.record(&own, &Event::InterviewPlanApproved { posting, plan, no, digest }).await
        })
        .await
}

/// Sends the version that waits back with a reason that its authors read. Doing it twice does it once.
///
/// # Errors
/// As [`Grounds::parse`] at `answer`; as [`approve_interview_plan`].
pub async fn return_interview_plan(
    service: &Service,
    caller: &Caller,
    (posting, shown): (Code, &str),
    reason: &str,
) -> Result<(), Fault> {
    let reason = Grounds::parse(reason, &FieldPath::new("answer"))?;
    service
        .write(caller, "interview_plan.return", async |op| {
            let (of, row, own) = newest::<ReturnInterviewPlan>(op, posting).await?;
            expect_shown(&row, shown)?;
            if settled(op, &row, PlanState::Returned)? {
                return Ok(());
            }
            of.phase.expect(&OPEN)?;
            let (plan, no, words) = (row.code, row.no, reason.as_str());
            let sealed = rows::seal_return(op.parts(), plan, words);
            plans::decide(op.tx(), &own, (plan, Some(sealed)), op.now()).await?;
            let event = |reason| Event::InterviewPlanReturned { posting, plan, no, reason };
            op.record_because(&own, words, event).await
        })
        .await
}
