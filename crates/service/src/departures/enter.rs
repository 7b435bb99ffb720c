//! Entering the departure of a person: with the list from which on it counts, the day, and what it rests on.

use domain::access::{Caller, EnterDeparture};
use domain::calendar::parse_date;
use domain::course::Waiting;
use domain::departure::{DepartureKind, DepartureState, VetoGround};
use domain::event::Event;
use domain::id::Code;
use domain::reason::{FieldPath, Refusals, RulingsWhy, TypedWhy};
use domain::timetable::StageKind;
use domain::typed::Grounds;
use store::departures::NewDeparture;

use super::PHASES;
use crate::Service;
use crate::fault::Fault;
use crate::rows::departures as said;
use crate::rows::postings::hold;
use crate::rows::timetables;
use crate::tell;

/// A departure as it is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DepartureForm {
    /// Ticket number of the person.
    pub ticket: String,
    /// The list from which on the person is out.
    pub list: String,
    /// Word of the kind.
    pub why: String,
    /// The day on which it happened.
    pub day: String,
    /// The ground of a veto; empty for other kinds.
    pub ground: String,
    /// What it rests on.
    pub evidence: String,
}

/// A form that was read.
struct Read {
    kind: DepartureKind,
    ground: Option<VetoGround>,
    day: time::Date,
    evidence: Grounds,
}

impl DepartureForm {
    fn read(&self) -> Result<Read, Fault> {
        let mut refusals = Refusals::default();
        let kind = DepartureKind::entered().find(|kind| kind.word() == self.why);
        let kind = refusals.take(kind.ok_or_else(|| TypedWhy::NotAChoice.at("why")));
        let ground = match kind {
            Some(DepartureKind::Veto) => {
                let found = VetoGround::from_word(&self.ground);
                refusals.take(found.ok_or_else(|| TypedWhy::NotAChoice.at("ground")))
            }
            _ => None,
        };
        let day = refusals.take(parse_date(&self.day).ok_or_else(|| TypedWhy::NotADay.at("day")));
        let evidence = refusals.take(Grounds::parse(&self.evidence, &FieldPath::new("evidence")));
        let read = |((kind, day), evidence)| Read { kind, ground, day, evidence };
        Ok(refusals.settle(kind.zip(day).zip(evidence).map(read))?)
    }
}

/// The stage of the timetable that a departure comes out of: nobody fails what has not begun.
const fn stage_of(kind: DepartureKind) -> Option<StageKind> {
    match kind {
        DepartureKind::Recheck => Some(StageKind::Recheck),
        DepartureKind::Medical => Some(StageKind::Medical),
        _ => None,
    }
}

/// Enters the departure of a person; it counts once another person approved it. Doing it twice does it once.
///
/// # Errors
/// Every fault of the form; [`TypedWhy::NotAChoice`] at `ticket` for a number that nobody has here, at `list` for a list that the scheme
/// does not have, at `ground` for a veto without one of [`VetoGround`], at `why` for trial work that the notice does not set; [`RulingsWhy::LeavesLater`] at `day`; [`RulingsWhy::LeftAlready`]; [`RulingsWhy::Transferred`] for whoever has or had a probation; [`domain::reason::PostingsWhy::StageNotBegun`] for a re-check or a medical; [`domain::reason::PostingsWhy::WrongPhase`];
/// [`Fault::Missing`] for those outside the team.
pub async fn enter(
    service: &Service,
    caller: &Caller,
    posting: Code,
    form: &DepartureForm,
) -> Result<(), Fault> {
    let typed = form.read()?;
    service
        .write(caller, "departure.enter", async |op| {
            let found = hold(op.tx(), posting).await?;
            let permit = op.permit::<EnterDeparture>(found.scope())?;
            let row = found.open(&permit)?;
            row.phase.expect(&PHASES)?;
            if let Some(stage) = stage_of(typed.kind) {
                timetables::of(op.tx(), &permit).await?.expect_begun(stage, op.now())?;
            }
            let set = store::postings::followings::of(op.tx(), &permit).await?;
            if typed.kind == DepartureKind::Trial && set.trial == 0 {
                return Err(TypedWhy::NotAChoice.at("why").into());
            }
            let people = store::applications::entrants_with(op.tx(), &permit, &[form.ticket.trim()]).await?;
            let person = people.first().ok_or_else(|| TypedWhy::NotAChoice.at("ticket"))?;
            let lists = crate::rows::schemes::needed(op.tx(), &permit).await?.lists();
            if lists.iter().all(|(stage, _)| *stage != form.list) {
                return Err(TypedWhy::NotAChoice.at("list").into());
            }
            if typed.day > op.now().date() {
                return Err(RulingsWhy::LeavesLater.at("day").into());
            }
            if let Some(before) = store::departures::of(op.tx(), &permit, person.id).await? {
                let (evidence, _) = said::open(op.parts(), &before)?;
                let same = (before.kind, before.stage.as_str(), before.day)
                    == (typed.kind, form.list.as_str(), typed.day);
                let ground = store::departures::vetoes::of(op.tx(), &permit, before.id).await?;
                let own = before.entered_by == Some(permit.by()) && before.state == DepartureState::Waits;
                if same && own && ground == typed.ground && evidence == typed.evidence.as_str() {
                    op.repeat();
                    return Ok(());
                }
                return Err(RulingsWhy::LeftAlready.at("ticket").into());
            }
            // Of a probation that was not passed the departure stood or waited above, or it runs on. A transfer without one has no other end.
            let transfer = store::decisions::transfers::of(op.tx(), &permit, person.id).await?;
            if transfer.is_some_and(|one| one.probation > 0) {
                return Err(RulingsWhy::Transferred.at("ticket").into());
            }
            let departure = op.code();
            let evidence = typed.evidence.as_str();
            let new = NewDeparture {
                code: departure,
                posting: row.id,
                application: person.id,
                stage: &form.list,
                kind: typed.kind,
                state: DepartureState::Waits,
                day: typed.day,
                evidence_sealed: said::seal_evidence(op.parts(), departure, evidence),
                at: op.now(),
            };
            let id = store::departures::enter(op.tx(), &permit, new).await?;
            let ground = typed.ground;
            if let Some(ground) = ground {
                store::departures::vetoes::enter(op.tx(), &permit, (id, ground)).await?;
            }
            let (application, stage, kind) = (person.code, form.list.clone(), typed.kind);
            let event =
                |reason| Event::DepartureEntered { application, departure, stage, kind, ground, reason };
            op.record_because(&permit, evidence, event).await?;
            tell::to_second(op, &permit, &row, Waiting::Departure).await
        })
        .await
}
