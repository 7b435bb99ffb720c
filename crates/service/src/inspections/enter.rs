//! Entering what a team found of a person, and reading it.

use domain::access::{Caller, EnterInspection, ReadFindings, ViewInspections};
use domain::course::Waiting;
use domain::event::Event;
use domain::id::{Code, PersonId};
use domain::inspection::{InspectionState, RecordForm, TEAM};
use domain::messages::Kind;
use domain::reason::InspectionsWhy;
use domain::workdays::iso;
use store::inspections::Change;

use super::held;
use crate::Service;
use crate::fault::Fault;
use crate::rows::decisions::on_last_list;
use crate::rows::inspections as said;
use crate::tell::{self, News};

/// Enters the record and the findings of a person; a second member of the team countersigns them. The same form twice enters it once.
///
/// `version` is that of the file as the page showed it, 0 where nothing was entered.
///
/// # Errors
/// As [`RecordForm::check`]; [`InspectionsWhy::TeamSmall`], [`InspectionsWhy::Left`]; [`InspectionsWhy::WrongState`] once it is countersigned;
/// [`Fault::Stale`]; [`Fault::Missing`] for somebody who is not on the last list; a denial for whoever is not in the team or left out.
pub async fn enter(
    service: &Service,
    caller: &Caller,
    (posting, application, version): (Code, Code, i64),
    form: &RecordForm,
) -> Result<(), Fault> {
    let (record, findings) = form.check(service.now().date())?;
    on_last_list::<ViewInspections, _, _>(service, caller, ("inspection.enter", posting), async |op, last| {
        let held = held(op, posting, last).await?;
        let (file, permit) = held.file::<EnterInspection>(op, application).await?;
        if held.all.has_left(file.application) {
            return Err(InspectionsWhy::Left.reason().into());
        }
        if record.points.is_some() && !held.all.is_quantified(file.application) {
            return Err(InspectionsWhy::NotQuantified.at("points").into());
        }
        if file.team.len() < TEAM {
            return Err(InspectionsWhy::TeamSmall.reason().into());
        }
        let content = (&record, findings.as_str());
        let digest = match &file.inspection {
            None if version == 0 => {
                let code = op.code();
                let (sealed, digest) = said::seal(op.parts(), code, content)?;
                let of = (code, file.application);
                store::inspections::begin(op.tx(), &permit, of, sealed, op.now()).await?;
                digest
            }
            None => return Err(Fault::Stale),
            Some(row) => {
                let own = row.state == InspectionState::Entered && row.entered.0 == permit.by();
                let before = (said::record(op.parts(), row)?, said::findings(op.parts(), row)?);
                if own && before.0 == record && before.1 == findings.as_str() {
                    op.repeat();
                    return Ok(());
                }
                if row.state == InspectionState::Countersigned {
                    return Err(InspectionsWhy::WrongState.reason().into());
                }
                let (sealed, digest) = said::seal(op.parts(), row.code, content)?;
                let from = [InspectionState::Open, InspectionState::Entered];
                let at = (row.id, version, &from[..]);
                store::inspections::change(op.tx(), &permit, at, Change::Entered(sealed), op.now()).await?;
                digest
            }
        };
        let version = version.saturating_add(1);
        op.record(&permit, &Event::InspectionEntered { application, version, content: digest }).await?;
        let others: Vec<PersonId> = file.team.into_iter().filter(|one| *one != permit.by()).collect();
        let values = tell::of_posting(&held.row, (op.now(), Waiting::Inspection.page()));
        // Of many files that are entered on a day each member is told once; the desk's start counts them.
        let once = Some(format!("inspection/{posting}/{}", iso(op.now().date())));
        let (kind, posting) = (Kind::SecondWaits, Some(held.row.id));
        tell::tell(op, &permit, News { kind, to: &others, posting, application: None, values, once }).await
    })
    .await
}

/// Opens what a team found of a person: the record of that keeps it in view for its reader for a while.
///
/// # Errors
/// [`Fault::Missing`] where nothing was entered; a denial for whoever is neither in the team nor the approver, or is left out.
pub async fn read(
    service: &Service,
    caller: &Caller,
    (posting, application): (Code, Code),
) -> Result<(), Fault> {
    on_last_list::<ViewInspections, _, _>(service, caller, ("inspection.read", posting), async |op, last| {
        let held = held(op, posting, last).await?;
        let (file, permit) = held.file::<ReadFindings>(op, application).await?;
        if file.inspection.is_none() {
            return Err(Fault::Missing);
        }
        op.record(&permit, &Event::FindingsRead { application }).await
    })
    .await
}
