//! The second member of the team: countersigns a file as it was entered, or sends it back.

use domain::access::{Caller, CountersignInspection, ReadFindings, ReturnInspection, ViewInspections};
use domain::event::Event;
use domain::id::Code;
use domain::inspection::{InspectionState, TEAM};
use domain::reason::{FieldPath, InspectionsWhy, Reason};
use domain::typed::Grounds;
use store::Scoped as _;
use store::inspections::Change;

use super::{held, last_read};
use crate::Service;
use crate::fault::Fault;
use crate::rows::decisions::on_last_list;
use crate::rows::inspections as said;

/// Countersigns the file of a person. Doing it twice does it once.
///
/// # Errors
/// All that it lacks; [`InspectionsWhy::TeamSmall`]; [`InspectionsWhy::Unread`] where no reading of what was entered is on record;
/// [`InspectionsWhy::WrongState`]; [`Fault::Stale`]; [`Fault::Missing`] where nothing was
/// entered; `same_person` for whoever entered it.
pub async fn countersign(
    service: &Service,
    caller: &Caller,
    (posting, application, version): (Code, Code, i64),
) -> Result<(), Fault> {
    on_last_list::<ViewInspections, _, _>(
        service,
        caller,
        ("inspection.countersign", posting),
        async |op, last| {
            let held = held(op, posting, last).await?;
            let (file, permit) = held.file::<CountersignInspection>(op, application).await?;
            let row = file.inspection.as_ref().ok_or(Fault::Missing)?;
            if row.countersigned.is_some_and(|by| by.0 == permit.by()) {
                op.repeat();
                return Ok(());
            }
            if row.state != InspectionState::Entered {
                return Err(InspectionsWhy::WrongState.reason().into());
            }
            let mut lacks = said::record(op.parts(), row)?.lacks(held.all.is_quantified(file.application));
            if file.team.len() < TEAM {
                lacks.push(InspectionsWhy::TeamSmall);
            }
            if !lacks.is_empty() {
                return Err(lacks.into_iter().map(Reason::from).collect::<Vec<_>>().into());
            }
            let reading = op.permit::<ReadFindings>(file.scope())?;
            let read = last_read(op.tx(), &reading, application).await?;
            if read.is_none_or(|at| at < row.entered.1) {
                return Err(InspectionsWhy::Unread.reason().into());
            }
            let at = (row.id, version, &[InspectionState::Entered][..]);
            store::inspections::change(op.tx(), &permit, at, Change::Countersigned, op.now()).await?;
            let version = version.saturating_add(1);
            op.record(&permit, &Event::InspectionCountersigned { application, version }).await
        },
    )
    .await
}

/// Sends the file of a person back, entered or countersigned, with a reason that the team reads. Doing it twice does it once.
///
/// # Errors
/// As [`Grounds::parse`] at `reason`; [`InspectionsWhy::WrongState`] for an open file, and once a confirmed decision proposes the person;
/// [`Fault::Stale`]; `same_person` for whoever entered it.
pub async fn return_back(
    service: &Service,
    caller: &Caller,
    (posting, application, version): (Code, Code, i64),
    reason: &str,
) -> Result<(), Fault> {
    let reason = Grounds::parse(reason, &FieldPath::new("reason"))?;
    on_last_list::<ViewInspections, _, _>(
        service,
        caller,
        ("inspection.return", posting),
        async |op, last| {
            let held = held(op, posting, last).await?;
            let (file, permit) = held.file::<ReturnInspection>(op, application).await?;
            let row = file.inspection.as_ref().ok_or(Fault::Missing)?;
            if row.state == InspectionState::Open {
                let before = said::returned(op.parts(), row)?;
                if row.version == version.saturating_add(1) && before.as_deref() == Some(reason.as_str()) {
                    op.repeat();
                    return Ok(());
                }
                return Err(InspectionsWhy::WrongState.reason().into());
            }
            if held.all.holds_a_place(file.application) {
                return Err(InspectionsWhy::WrongState.reason().into());
            }
            let words = said::seal_returned(op.parts(), row.code, reason.as_str());
            let from = [InspectionState::Entered, InspectionState::Countersigned];
            let at = (row.id, version, &from[..]);
            store::inspections::change(op.tx(), &permit, at, Change::Returned(words), op.now()).await?;
            let version = version.saturating_add(1);
            let event = |reason| Event::InspectionReturned { application, version, reason };
            op.record_because(&permit, reason.as_str(), event).await
        },
    )
    .await
}
