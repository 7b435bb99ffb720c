//! Transfers (转任) of people who are cleared, the end of their probation (试用期), and closing the selection.
//!
//! Refuses: transferring somebody before the publicity period was ended, or while an objection holds it back; closing a selection in which
//! anything waits.

use domain::access::{ApproveTransfer, Caller, ClosePosting, EndProbation, Permit};
use domain::calendar::Instant;
use domain::course::Waiting;
use domain::departure::{DepartureKind, DepartureState};
use domain::event::Event;
use domain::id::{ApplicationId, Code};
use domain::lifecycle::{Phase, Step};
use domain::publicity::{Place, begin_of};
use domain::reason::{DecisionsWhy, FieldPath, Reason};
use domain::transfer::{Following, ProbationEnd, ServiceTerm, TransferForm, TransferTerms, over};
use domain::typed::Grounds;
use store::Scoped as _;
use store::decisions::service_terms::ServiceTermRow;
use store::decisions::transfers::TransferRow;
use store::departures::NewDeparture;
use store::postings::{Mark, PostingRow};
use time::Date;

use super::publicity::waiting;
use crate::Service;
use crate::fault::Fault;
use crate::op::Op;
use crate::rows::adjustments::undone;
use crate::rows::decisions::{Decided, Listed, decided_on, on_last_list, seal_term};
use crate::rows::departures::{self, seal_evidence};
use crate::rows::lists::none_is_open;
use crate::rows::postings::hold;
use crate::tell::{place_changed, to_second};

/// Approves the transfer of a proposed person who is cleared. Doing it twice does it once.
///
/// # Errors
/// As [`TransferForm::check`] and [`TransferTerms::beside`]; [`Fault::Missing`] for somebody who is not on the last list;
/// [`DecisionsWhy::NotProposed`], [`DecisionsWhy::PublicityOpen`], [`DecisionsWhy::Suspended`], [`DecisionsWhy::AlreadyTransferred`],
/// [`DecisionsWhy::Overtaken`]; [`DecisionsWhy::NotFit`], [`DecisionsWhy::DepartureWaits`] and what else keeps somebody from being proposed; [`DecisionsWhy::BeforeDecided`] at `starts`; `same_person` for whoever entered or confirmed the decision.
pub async fn approve(
    service: &Service,
    caller: &Caller,
    (posting, ticket): (Code, &str),
    form: &TransferForm,
) -> Result<(), Fault> {
    let terms = form.check()?;
    on_last_list::<ApproveTransfer, _, _>(service, caller, ("transfer.approve", posting), async |op, last| {
        let found = hold(op.tx(), posting).await?;
        let permit = op.permit::<ApproveTransfer>(found.scope())?;
        let row = found.open(&permit)?;
        row.phase.expect(&[Phase::Published])?;
        let all = decided_on(op.tx(), &permit, &row, last).await?;
        let person = all.person(ticket).ok_or(Fault::Missing)?;
        let (decision, place) =
            all.place(person.application).ok_or_else(|| DecisionsWhy::NotProposed.reason())?;
        op.permit::<ApproveTransfer>(decision.scope())?;
        let from = begin_of(terms.from);
        let set = store::postings::followings::of(op.tx(), &permit).await?;
        let known = all.transfers.iter().find(|one| one.application == person.application);
        let beside = store::decisions::service_terms::of(op.tx(), &permit, person.application).await?;
        if known.is_some_and(|known| is_same((known, beside.as_ref()), &terms, set)) {
            op.repeat();
            return Ok(());
        }
        expect_cleared(place)?;
        // What kept nobody from being proposed may have come since: a medical that waits for its re-examination, a departure.
        let hindered = all.hindered(&person.row.position, &[person.application]);
        if !hindered.is_empty() {
            return Err(hindered.into());
        }
        all.expect_current(decision.id)?;
        if from < decision.decided_on {
            let decided = decision.decided_on.date();
            return Err(DecisionsWhy::BeforeDecided { decided }.at("starts").into());
        }
        let beside = terms.beside(set, op.now().date())?;
        let of = (person.application, decision.id);
        let by = (permit.by(), op.now());
        store::decisions::transfers::approve(op.tx(), &permit, of, (from, terms.probation), by).await?;
        let probation = terms.probation;
        let event = Event::TransferApproved { posting, ticket: ticket.to_owned(), from, probation };
        op.record(&permit, &event).await?;
        if !beside.is_empty() {
            keep(op, &permit, (posting, person), &beside).await?;
        }
        place_changed(op, &permit, person.application).await
    })
    .await
}

/// Whether a transfer that stands says what the form says.
fn is_same(
    (known, beside): (&TransferRow, Option<&ServiceTermRow>),
    terms: &TransferTerms,
    set: Following,
) -> bool {
    let (trial, months) = beside.map_or((None, 0), |one| (one.trial, one.months));
    known.from_on == begin_of(terms.from)
        && known.probation == u32::from(terms.probation)
        && trial == instants(terms.trial)
        && months == terms.months(set)
}

/// The first instants of the first and the last day of trial work.
fn instants(trial: Option<(Date, Date)>) -> Option<(Instant, Instant)> {
    trial.map(|(from, until)| (begin_of(from), begin_of(until)))
}

/// Keeps what stands beside a transfer; why it is shorter than the notice sets is sealed.
async fn keep(
    op: &mut Op<'_>,
    permit: &Permit<ApproveTransfer>,
    (posting, person): (Code, &Listed),
    beside: &ServiceTerm,
) -> Result<(), Fault> {
    let (trial, months) = (instants(beside.trial), beside.months);
    let why = beside.why.as_ref().map(Grounds::as_str);
    let term = ServiceTermRow {
        application: person.application,
        trial,
        months,
        words_sealed: why.map(|why| seal_term(op.parts(), person.code, why)),
    };
    store::decisions::service_terms::put(op.tx(), permit, &term).await?;
    let ticket = person.row.ticket.clone();
    let (trial_from, trial_until) = trial.unzip();
    let event = |reason| Event::ServiceTermSet { posting, ticket, trial_from, trial_until, months, reason };
    match why {
        Some(why) => op.record_because(permit, why, |digest| event(Some(digest))).await,
        None => op.record(permit, &event(None)).await,
    }
}

fn expect_cleared(place: Place) -> Result<(), Reason> {
    match place {
        Place::Cleared => Ok(()),
        Place::Proposed | Place::Public => Err(DecisionsWhy::PublicityOpen.reason()),
        Place::Suspended => Err(DecisionsWhy::Suspended.reason()),
        Place::Cancelled => Err(DecisionsWhy::NotProposed.reason()),
        Place::Probation | Place::Appointed | Place::Returned => {
            Err(DecisionsWhy::AlreadyTransferred.reason())
        }
    }
}

/// Says how a probation ended. One that was not passed says why, and enters a departure for the approver: once it stands, the place is
/// vacant and the next one is called as after every departure; where it is refused or taken back, probation runs on and ends anew. Doing it
/// twice does it once.
///
/// # Errors
/// [`Fault::Missing`] for somebody who is not on the last list; [`DecisionsWhy::NoProbation`]; [`DecisionsWhy::ProbationRuns`] for one that
/// was passed before its term is over; as [`Grounds::parse`] at `words` for one that was not passed.
pub async fn end_probation(
    service: &Service,
    caller: &Caller,
    (posting, ticket): (Code, &str),
    (end, words): (ProbationEnd, &str),
) -> Result<(), Fault> {
    on_last_list::<EndProbation, _, _>(
        service,
        caller,
        ("transfer.end_probation", posting),
        async |op, last| {
            let found = hold(op.tx(), posting).await?;
            let permit = op.permit::<EndProbation>(found.scope())?;
            let row = found.open(&permit)?;
            row.phase.expect(&[Phase::Published])?;
            let all = decided_on(op.tx(), &permit, &row, last).await?;
            let person = all.person(ticket).ok_or(Fault::Missing)?;
            let transfer = all.transfers.iter().find(|one| one.application == person.application);
            let transfer = transfer.filter(|one| one.probation > 0);
            let transfer = transfer.ok_or_else(|| DecisionsWhy::NoProbation.reason())?;
            let leaves_by_it =
                all.has_left(person.application) || all.is_leaving(person.application).is_some();
            match transfer.ended {
                Some((ProbationEnd::Returned, _)) if !leaves_by_it => {}
                Some((known, _)) if known == end => {
                    op.repeat();
                    return Ok(());
                }
                Some(_) => return Err(DecisionsWhy::NoProbation.reason().into()),
                None => {}
            }
            let why = match end {
                ProbationEnd::Returned => Some(Grounds::parse(words, &FieldPath::new("words"))?),
                ProbationEnd::Passed => {
                    let until = over(transfer.from_on.date(), transfer.probation);
                    if op.now().date() < until {
                        return Err(DecisionsWhy::ProbationRuns { until }.reason().into());
                    }
                    None
                }
            };
            let of = (person.application, end);
            let by = (permit.by(), op.now());
            store::decisions::transfers::end(op.tx(), &permit, of, by).await?;
            let ticket = ticket.to_owned();
            op.record(&permit, &Event::ProbationEnded { posting, ticket, end }).await?;
            if let Some(why) = why {
                let stage = all.list.as_ref().map(|list| list.stage.clone()).unwrap_or_default();
                // Whoever leaves is told of it once it is approved, as of every departure.
                return leaves(op, &permit, &row, (person.application, stage, why.as_str())).await;
            }
            place_changed(op, &permit, person.application).await
        },
    )
    .await
}

/// Enters the departure of somebody who returns to the old unit; the approver decides it.
async fn leaves(
    op: &mut Op<'_>,
    permit: &Permit<EndProbation>,
    row: &PostingRow,
    (person, stage, why): (ApplicationId, String, &str),
) -> Result<(), Fault> {
    if store::departures::of(op.tx(), permit, person).await?.is_some() {
        return Ok(());
    }
    let heads = store::applications::heads(op.tx(), permit, &[person]).await?;
    let application = heads.get(&person).ok_or(Fault::Missing)?.code;
    let (departure, kind) = (op.code(), DepartureKind::Probation);
    let new = NewDeparture {
        code: departure,
        posting: row.id,
        application: person,
        stage: &stage,
        kind,
        state: DepartureState::Waits,
        day: op.now().date(),
        evidence_sealed: seal_evidence(op.parts(), departure, why),
        at: op.now(),
    };
    store::departures::enter(op.tx(), permit, new).await?;
    let ground = None;
    let event = |reason| Event::DepartureEntered { application, departure, stage, kind, ground, reason };
    op.record_because(permit, why, event).await?;
    to_second(op, permit, row, Waiting::Departure).await
}

/// What stands against closing a selection; `whole` is whether no list is under correction, and `moves` what is left to be done in rounds of
/// moves after the marks and of calls to move up.
pub(super) fn against(all: &Decided, (waiting, whole): (u32, bool), moves: Vec<Reason>) -> Vec<Reason> {
    let mut found = moves;
    if all.open().is_some() {
        found.push(DecisionsWhy::Waits.reason());
    }
    let running = all.people.iter().filter_map(|one| all.place(one.application));
    let running = running.filter(|(_, place)| !place.is_settled()).count();
    if running > 0 {
        let count = u32::try_from(running).unwrap_or(u32::MAX);
        found.push(DecisionsWhy::StillRunning { count }.reason());
    }
    if waiting > 0 {
        found.push(DecisionsWhy::ObjectionsOpen { count: waiting }.reason());
    }
    if all.departures_open() > 0 {
        found.push(DecisionsWhy::DeparturesOpen { count: all.departures_open() }.reason());
    }
    if !whole {
        found.push(DecisionsWhy::CorrectionOpen.reason());
    }
    found
}

/// Closes a selection in which nothing is left to be done. Doing it twice does it once.
///
/// # Errors
/// Everything that stands against it; [`domain::reason::PostingsWhy::WrongPhase`] before its last list is published and while a list is under
/// correction; [`Fault::Stale`]; `same_person` for its authors.
pub async fn close(service: &Service, caller: &Caller, (posting, version): (Code, i64)) -> Result<(), Fault> {
    on_last_list::<ClosePosting, _, _>(service, caller, ("posting.close", posting), async |op, last| {
        let found = hold(op.tx(), posting).await?;
        let permit = op.permit::<ClosePosting>(found.scope())?;
        let row = found.open(&permit)?;
        if row.phase == Phase::Closed && row.version == version.saturating_add(1) {
            op.repeat();
            return Ok(());
        }
        let to = row.phase.after(Step::Close)?;
        let all = decided_on(op.tx(), &permit, &row, last).await?;
        let waiting = waiting(&store::objections::all(op.tx(), &permit).await?);
        let whole = none_is_open(op.tx(), &row, None).await?;
        let mut moves = undone(op.tx(), &permit, (row.id, op.now())).await?;
        moves.extend(departures::undone(op.tx(), &permit, row.id).await?);
        let against = against(&all, (waiting, whole), moves);
        if !against.is_empty() {
            return Err(against.into());
        }
        store::postings::turn(op.tx(), &permit, version, (row.phase, to), Mark::Plain).await?;
        let (from, digest, reason) = (row.phase, None, None);
        op.record(&permit, &Event::PhaseTurned { posting, from, to, digest, reason }).await
    })
    .await
}
