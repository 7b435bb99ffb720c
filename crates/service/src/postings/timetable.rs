//! The timetable of a posting (日程安排): written in its first draft, afterwards in the draft of a further revision.
//!
//! Owns: the page and its one act. Refuses: times after approval that the department has not approved.

use domain::access::{ActName, Caller, EditPosting, ViewPosting, may};
use domain::digest::Digest;
use domain::event::Event;
use domain::id::Code;
use domain::lifecycle::Phase;
use domain::revision::Contents;
use domain::revision::allowed::OPEN;
use domain::timetable::{StageForm, Timetable};
use domain::view::desk::timetable::TimetablePage;
use store::postings::PostingRow;

use super::further::{beside, draft, one_waits};
use crate::Service;
use crate::fault::Fault;
use crate::op::Op;
use crate::rows::postings::{find, head, hold};
use crate::rows::timetables;

/// The timetable of a posting: that of the draft under way, otherwise the one that stands.
///
/// # Errors
/// [`Fault::Missing`] for those outside the team; what lacks in a posting that was never complete.
pub async fn timetable(service: &Service, caller: &Caller, posting: Code) -> Result<TimetablePage, Fault> {
    service
        .read(caller, "posting.view", async |look| {
            let found = find(look.snapshot(), posting).await?;
            let scope = found.scope();
            let permit = look.permit::<ViewPosting>(scope.clone())?;
            let row = found.open(&permit)?;
            let page = |version, timetable, is_further, may_change| TimetablePage {
                posting: head(&row),
                version,
                timetable,
                is_further,
                may_change,
            };
            if OPEN.contains(&row.beneath()) {
                let beside = beside(look.snapshot(), &permit, &row).await?;
                let waits = one_waits(look.snapshot(), &permit).await?;
                let may = !waits && may(look.caller(), ActName::DraftRevision, &scope);
                let said = beside.draft.unwrap_or(beside.now).timetable;
                return Ok(page(beside.version, said, true, may));
            }
            let may = row.phase == Phase::Draft && may(look.caller(), ActName::EditPosting, &scope);
            let said = timetables::of(look.snapshot(), &permit).await?;
            Ok(page(row.version, said, false, may))
        })
        .await
}

/// Writes the timetable, on the version that the page showed; answers whether it went into the draft of a further revision.
///
/// # Errors
/// Everything that [`Timetable::read`] finds, at its fields; [`domain::reason::PostingsWhy::WrongPhase`] after the posting was sent;
/// [`domain::reason::PostingsWhy::RevisionWaits`]; [`Fault::Stale`] where somebody was faster; [`Fault::Missing`] for those outside
/// the team.
pub async fn write_timetable(
    service: &Service,
    caller: &Caller,
    (posting, version): (Code, i64),
    stages: &[StageForm],
) -> Result<bool, Fault> {
    if is_approved(service, caller, posting).await? {
        let step = async |_: &mut Op<'_>, _: &PostingRow, draft: Contents| {
            let before = draft.timetable;
            let timetable = Timetable::read(stages, Some(draft.terms.registration))?.kept(&before);
            Ok(Some(Contents { timetable, ..draft }))
        };
        draft(service, caller, (posting, version), step).await?;
        return Ok(true);
    }
    service
        .write(caller, "posting.timetable", async |op| {
            let found = hold(op.tx(), posting).await?;
            let permit = op.permit::<EditPosting>(found.scope())?;
            let row = found.open(&permit)?;
            row.phase.expect(&[Phase::Draft])?;
            let timetable = Timetable::read(stages, row.registration)?;
            store::postings::touch(op.tx(), &permit, version).await?;
            timetables::put(op.tx(), &permit, &timetable, op.now()).await?;
            let count = u32::try_from(timetable.0.len()).unwrap_or(u32::MAX);
            let digest = Digest::of(timetables::body(&timetable)?.as_bytes());
            op.record(&permit, &Event::TimetableWritten { posting, stages: count, digest }).await?;
            Ok(false)
        })
        .await
}

/// Whether the posting was approved, so that the draft of a further revision changes rather than its own timetable.
async fn is_approved(service: &Service, caller: &Caller, posting: Code) -> Result<bool, Fault> {
    service
        .read(caller, "posting.view", async |look| {
            let found = find(look.snapshot(), posting).await?;
            let permit = look.permit::<ViewPosting>(found.scope())?;
            Ok(OPEN.contains(&found.open(&permit)?.beneath()))
        })
        .await
}
