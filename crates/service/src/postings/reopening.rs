//! Opening screening again that was finished: proposed by a screener with a reason, decided by another person of the competent
//! department.
//!
//! Owns: the proposal, the decision and sending it back. The screeners of the authority gave the verdicts and finished; a verdict after the
//! numbers are out touches people who prepare for the examination, so that the department, which had no hand in them, decides. Numbers that
//! were given stay with their people, marks stay as they were typed, a ranking that stood falls. Refuses: opening it once a list is public
//! or signed, because then its people were told.

use domain::access::{Caller, ProposeReopening, ReopenScreening, ReturnReopening};
use domain::course::{DecisionKind, Waiting};
use domain::event::Event;
use domain::id::Code;
use domain::lifecycle::Step;
use domain::posting::public_grounds;
use domain::reason::{FieldPath, PostingsWhy, ScreeningWhy};
use domain::typed::Grounds;
use store::Snapshot;
use store::postings::decisions::NewDecision;
use store::postings::{Mark, PostingRow};

use super::cancel::{is_mine, settled};
use super::course::{told, turn};
use crate::Service;
use crate::fault::Fault;
use crate::rows::postings::hold;
use crate::tell;

const KIND: DecisionKind = DecisionKind::ReopenScreening;

/// Refuses to open screening again once a list is public, or signed and waiting for its instant.
async fn expect_unlisted(look: &Snapshot, row: &PostingRow) -> Result<(), Fault> {
    if !store::lists::of_posting(look, row.id).await?.is_empty() {
        return Err(ScreeningWhy::ListOut.reason().into());
    }
    let now = store::lists::releases::ground(look, row.id).await?;
    let releases = store::lists::releases::of_posting(look, row.id).await?;
    if releases.iter().any(|one| one.waits() && one.ground.ended_by(&now, row.phase).is_none()) {
        return Err(ScreeningWhy::ListSigned.reason().into());
    }
    Ok(())
}

/// Proposes to open screening again, with the reason that the public will read. Doing it twice does it once.
///
/// # Errors
/// As [`public_grounds`] at `reason`; [`PostingsWhy::WrongPhase`] unless screening was finished and not every list is out;
/// [`ScreeningWhy::ListOut`], [`ScreeningWhy::ListSigned`]; [`PostingsWhy::DecisionWaits`].
pub async fn propose_reopening(
    service: &Service,
    caller: &Caller,
    posting: Code,
    reason: &str,
) -> Result<(), Fault> {
    let reason = public_grounds(reason, &FieldPath::new("reason"))?;
    service
        .write(caller, "posting.propose_reopening", async |op| {
            let found = hold(op.tx(), posting).await?;
            let permit = op.permit::<ProposeReopening>(found.scope())?;
            let row = found.open(&permit)?;
            row.phase.after(Step::ReopenScreening)?;
            let (decision, reason, by) = (op.code(), reason.as_str(), permit.by());
            let all = store::postings::decisions::all(op.tx(), &permit).await?;
            if let Some(waiting) = all.iter().find(|one| one.decided.is_none()) {
                if is_mine(waiting, (KIND, by), reason) {
                    op.repeat();
                    return Ok(());
                }
                return Err(PostingsWhy::DecisionWaits.reason().into());
            }
            expect_unlisted(op.tx(), &row).await?;
            let new = NewDecision { code: decision, kind: KIND, reason, at: op.now() };
            store::postings::decisions::propose(op.tx(), &permit, (&new, by)).await?;
            let proposed = |reason| Event::ReopeningProposed { posting, decision, reason };
            op.record_because(&permit, reason, proposed).await?;
            tell::to_second(op, &permit, &row, Waiting::Reopening).await
        })
        .await
}

/// Opens screening again as it was proposed: public at once, and told to whoever was judged. Doing it twice does it once.
///
/// # Errors
/// [`PostingsWhy::WrongPhase`]; [`ScreeningWhy::ListOut`], [`ScreeningWhy::ListSigned`]; [`Fault::Missing`] for a proposal of another
/// posting or of something else; [`Fault::Stale`] where it is decided; `same_person` for whoever proposed it or wrote the posting.
pub async fn reopen_screening(
    service: &Service,
    caller: &Caller,
    (posting, decision): (Code, Code),
) -> Result<(), Fault> {
    service
        .write(caller, "posting.reopen_screening", async |op| {
            let found = hold(op.tx(), posting).await?;
            let permit = op.permit::<ReopenScreening>(found.scope())?;
            let row = found.open(&permit)?;
            let waiting = store::postings::decisions::by_code(op.tx(), &decision).await?;
            let waiting = waiting.ok_or(Fault::Missing)?;
            let own = op.permit::<ReopenScreening>(waiting.scope())?;
            let waiting = waiting.open(&own)?;
            if settled(op, (&waiting, KIND), &row, false)? {
                return Ok(());
            }
            let to = row.phase.after(Step::ReopenScreening)?;
            expect_unlisted(op.tx(), &row).await?;
            let by = (own.by(), op.now());
            store::postings::decisions::decide(op.tx(), &own, (waiting.id, None), by).await?;
            store::rankings::supersede(op.tx(), &permit).await?;
            turn(op, &permit, (&row, row.version, to), (Mark::Plain, waiting.reason.as_str())).await?;
            told(op, decision).await
        })
        .await
}

/// Sends a proposal to open screening again back with a reason that its author reads. Doing it twice does it once.
///
/// # Errors
/// As [`Grounds::parse`] at `reason`; as [`reopen_screening`], but for phase and lists.
pub async fn return_reopening(
    service: &Service,
    caller: &Caller,
    (posting, decision): (Code, Code),
    reason: &str,
) -> Result<(), Fault> {
    let reason = Grounds::parse(reason, &FieldPath::new("reason"))?;
    service
        .write(caller, "posting.return_reopening", async |op| {
            let found = hold(op.tx(), posting).await?;
            let permit = op.permit::<ReturnReopening>(found.scope())?;
            let row = found.open(&permit)?;
            let waiting = store::postings::decisions::by_code(op.tx(), &decision).await?;
            let waiting = waiting.ok_or(Fault::Missing)?;
            let own = op.permit::<ReturnReopening>(waiting.scope())?;
            let waiting = waiting.open(&own)?;
            if settled(op, (&waiting, KIND), &row, true)? {
                return Ok(());
            }
            let (words, by) = (reason.as_str(), (own.by(), op.now()));
            store::postings::decisions::decide(op.tx(), &own, (waiting.id, Some(words)), by).await?;
            op.record_because(&own, words, |reason| Event::ReopeningReturned { posting, decision, reason })
                .await
        })
        .await
}
