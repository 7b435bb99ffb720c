//! Results of medicals: one re-examination at most; a final result that is not passed enters a departure for the approver.

use domain::access::{Caller, RecordMedical};
use domain::calendar::parse_date;
use domain::course::Waiting;
use domain::departure::{DepartureKind, DepartureState};
use domain::event::Event;
use domain::id::{Code, DepartureId};
use domain::inspection::{MedicalResult, may_follow};
use domain::lifecycle::Phase;
use domain::reason::{FieldPath, InspectionsWhy, Refusals, RulingsWhy, TypedWhy};
use domain::typed::Grounds;
use store::departures::NewDeparture;
use store::inspections::medicals::{self, NewMedical};

use crate::Service;
use crate::fault::Fault;
use crate::rows::decisions::{decided_on, on_last_list};
use crate::rows::departures as left;
use crate::rows::inspections as said;
use crate::rows::postings::hold;
use crate::tell;

/// A result as it is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MedicalForm {
    /// Word of the result.
    pub result: String,
    /// The day of the medical.
    pub day: String,
    /// What it rests on.
    pub words: String,
}

impl MedicalForm {
    fn read(&self, today: time::Date) -> Result<(MedicalResult, time::Date, Grounds), Fault> {
        let mut all = Refusals::default();
        let result = MedicalResult::from_word(&self.result).ok_or_else(|| TypedWhy::NotAChoice.at("result"));
        let result = all.take(result);
        let day = all.take(match parse_date(&self.day) {
            None => Err(TypedWhy::NotADay.at("day")),
            Some(day) if day > today => Err(InspectionsWhy::Later.at("day")),
            Some(day) => Ok(day),
        });
        let words = all.take(Grounds::parse(&self.words, &FieldPath::new("words")));
        let read = result.zip(day).zip(words).map(|((result, day), words)| (result, day, words));
        Ok(all.settle(read)?)
    }
}

/// Writes the result of a person's medical down. A final result that is not passed enters a departure, which the approver decides; where
/// that is refused, the result counts no longer. Doing it twice does it once.
///
/// # Errors
/// Every fault of the form; as [`may_follow`]; [`InspectionsWhy::Left`]; [`RulingsWhy::Transferred`]; [`domain::reason::PostingsWhy::WrongPhase`]; [`Fault::Missing`] for
/// somebody who is not on the last list.
pub async fn record(
    service: &Service,
    caller: &Caller,
    (posting, application): (Code, Code),
    form: &MedicalForm,
) -> Result<(), Fault> {
    let (result, day, words) = form.read(service.now().date())?;
    let words = words.as_str();
    on_last_list::<RecordMedical, _, _>(service, caller, ("medical.record", posting), async |op, last| {
        let found = hold(op.tx(), posting).await?;
        let permit = op.permit::<RecordMedical>(found.scope())?;
        let row = found.open(&permit)?;
        row.phase.expect(&[Phase::Published])?;
        let all = decided_on(op.tx(), &permit, &row, last).await?;
        let person = all.of(application).ok_or(Fault::Missing)?.application;
        let before = medicals::all(op.tx(), &permit).await?;
        let before: Vec<_> =
            before.into_iter().filter(|one| one.application == person && one.counts).collect();
        if let Some(last) = before.last() {
            let same = (last.result, last.day) == (result, day);
            if same && last.recorded.0 == permit.by() && said::medical(op.parts(), last)? == words {
                op.repeat();
                return Ok(());
            }
        }
        if all.has_left(person) {
            return Err(InspectionsWhy::Left.reason().into());
        }
        if all.transfers.iter().any(|one| one.application == person) {
            return Err(RulingsWhy::Transferred.reason().into());
        }
        may_follow(&before.iter().map(|one| one.result).collect::<Vec<_>>(), result)?;
        let stage = all.list.as_ref().map(|list| list.stage.clone()).unwrap_or_default();
        let mut entered: Option<DepartureId> = None;
        if result == MedicalResult::NotQualified {
            match store::departures::of(op.tx(), &permit, person).await? {
                Some(waits) => entered = (waits.kind == DepartureKind::Medical).then_some(waits.id),
                None => {
                    let departure = op.code();
                    let new = NewDeparture {
                        code: departure,
                        posting: row.id,
                        application: person,
                        stage: &stage,
                        kind: DepartureKind::Medical,
                        state: DepartureState::Waits,
                        day,
                        evidence_sealed: left::seal_evidence(op.parts(), departure, words),
                        at: op.now(),
                    };
                    entered = Some(store::departures::enter(op.tx(), &permit, new).await?);
                    let (kind, ground) = (DepartureKind::Medical, None);
                    let event = |reason| Event::DepartureEntered {
                        application,
                        departure,
                        stage,
                        kind,
                        ground,
                        reason,
                    };
                    op.record_because(&permit, words, event).await?;
                    tell::to_second(op, &permit, &row, Waiting::Departure).await?;
                }
            }
        }
        let code = op.code();
        let new = NewMedical {
            code,
            application: person,
            result,
            day,
            words_sealed: said::seal_medical(op.parts(), code, words),
            departure: entered,
            at: op.now(),
        };
        medicals::record(op.tx(), &permit, new).await?;
        let event = |reason| Event::MedicalRecorded { application, result, reason };
        op.record_because(&permit, words, event).await
    })
    .await
}
