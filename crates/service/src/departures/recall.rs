//! Taking back a departure that was entered in error: proposed with a reason, decided by another person.
//!
//! Refuses: a person's own withdrawal and the answer to a call, which are acts of that person or of the clock; and taking the place back
//! from somebody who moved up for it, who may still answer a call, or whom a later decision proposed for it.

use domain::access::aggregate::{Postings, Rankings};
use domain::access::{Act, ApproveRecall, Caller, Permit, ProposeRecall, Reads, RefuseRecall};
use domain::course::Waiting;
use domain::departure::DepartureState;
use domain::event::Event;
use domain::id::Code;
use domain::messages::Kind;
use domain::objections::Effect;
use domain::reason::{FieldPath, RulingsWhy};
use domain::typed::Grounds;
use store::departures::calls::CallRow;
use store::departures::recalls::RecallRow;
use store::departures::{DepartureRow, recalls};
use store::postings::PostingRow;

use super::PHASES;
use crate::Service;
use crate::fault::Fault;
use crate::op::Op;
use crate::rows::decisions::{LastList, ReadsAll, decided_on, on_last_list};
use crate::rows::departures::{self as said, is_filled};
use crate::rows::postings::{hold, within};
use crate::tell;

/// Why a departure cannot be taken back, where it cannot.
pub(super) fn against(row: &DepartureRow, calls: &[CallRow]) -> Option<RulingsWhy> {
    let waits = |call: &CallRow| call.departure == row.id && call.answered.is_none();
    if row.state != DepartureState::Stands || row.decided.is_none() {
        Some(RulingsWhy::NotReversible)
    } else if is_filled(calls, row) {
        Some(RulingsWhy::PlaceFilled)
    } else if calls.iter().any(waits) {
        Some(RulingsWhy::PlaceCalled)
    } else {
        None
    }
}

/// Refuses what cannot be taken back.
async fn expect_reversible<A: ReadsAll>(
    op: &Op<'_>,
    permit: &Permit<A>,
    (of, row): (&PostingRow, &DepartureRow),
    last: LastList,
) -> Result<(), Fault> {
    let calls = store::departures::calls::for_place(op.tx(), permit, row.id).await?;
    if let Some(why) = against(row, &calls) {
        return Err(why.reason().into());
    }
    let all = decided_on(op.tx(), permit, of, last).await?;
    let person = row.application;
    if all.effect(person) != Effect::Cancelled && all.is_given_away(person) {
        return Err(RulingsWhy::PlaceGiven.reason().into());
    }
    Ok(())
}

/// Proposes to take a departure back; it stands until another person decides. Doing it twice does it once.
///
/// # Errors
/// As [`Grounds::parse`] at `reason`; [`RulingsWhy::NotReversible`], [`RulingsWhy::PlaceFilled`], [`RulingsWhy::PlaceCalled`], [`RulingsWhy::PlaceGiven`];
/// [`RulingsWhy::RecallWaits`]; [`domain::reason::PostingsWhy::WrongPhase`]; [`Fault::Missing`] for a departure of another posting.
pub async fn propose(
    service: &Service,
    caller: &Caller,
    (posting, departure): (Code, Code),
    reason: &str,
) -> Result<(), Fault> {
    let reason = Grounds::parse(reason, &FieldPath::new("reason"))?;
    on_last_list::<ProposeRecall, _, _>(service, caller, ("departure.recall", posting), async |op, last| {
        let found = hold(op.tx(), posting).await?;
        let permit = op.permit::<ProposeRecall>(found.scope())?;
        let of = found.open(&permit)?;
        of.phase.expect(&PHASES)?;
        let row = store::departures::within(op.tx(), &permit, departure).await?.ok_or(Fault::Missing)?;
        if let Some(waits) = recalls::waiting(op.tx(), &permit, row.id).await? {
            if waits.proposed.0 == permit.by() && said::open_recall(op.parts(), &waits)?.0 == reason.as_str()
            {
                op.repeat();
                return Ok(());
            }
            return Err(RulingsWhy::RecallWaits.reason().into());
        }
        expect_reversible(op, &permit, (&of, &row), last).await?;
        let code = op.code();
        let sealed = said::seal_recall(op.parts(), code, reason.as_str());
        recalls::propose(op.tx(), &permit, (code, row.id), (sealed, op.now())).await?;
        let application = application(op, &permit, &row).await?;
        let event = |reason| Event::RecallProposed { application, departure, reason };
        op.record_because(&permit, reason.as_str(), event).await?;
        tell::to_second(op, &permit, &of, Waiting::Recall).await
    })
    .await
}

/// The public code of the application that left.
async fn application<A>(op: &Op<'_>, permit: &Permit<A>, row: &DepartureRow) -> Result<Code, Fault>
where
    A: Act + Reads<domain::access::aggregate::Applications>,
{
    let heads = store::applications::heads(op.tx(), permit, &[row.application]).await?;
    Ok(heads.get(&row.application).ok_or(Fault::Missing)?.code)
}

/// The proposal of that code in the posting, with its departure, opened with a permit of its own whose scope names who proposed it.
async fn opened<A>(
    op: &mut Op<'_>,
    (posting, recall): (Code, Code),
) -> Result<(PostingRow, DepartureRow, RecallRow, Permit<A>), Fault>
where
    A: Act + Reads<Rankings> + Reads<Postings>,
{
    let found = hold(op.tx(), posting).await?;
    let permit = op.permit::<A>(found.scope())?;
    let of = found.open(&permit)?;
    let found = recalls::by_code(op.tx(), &recall).await?.ok_or(Fault::Missing)?;
    let (row, own) = within(op, &of, found)?;
    let departure = store::departures::by_id(op.tx(), &permit, row.departure).await?.ok_or(Fault::Missing)?;
    Ok((of, departure, row, own))
}

/// Takes the departure back: the person stands again where the ranking has them, once it is computed, and is told. Doing it twice does it
/// once.
///
/// # Errors
/// As [`propose`]; [`Fault::Stale`] where it is decided; `same_person` for whoever proposed it.
pub async fn take_back(
    service: &Service,
    caller: &Caller,
    (posting, recall): (Code, Code),
) -> Result<(), Fault> {
    on_last_list::<ApproveRecall, _, _>(
        service,
        caller,
        ("departure.take_back", posting),
        async |op, last| {
            let (of, departure, row, own) = opened::<ApproveRecall>(op, (posting, recall)).await?;
            if op.settled(row.decided, row.refused_sealed.is_none())? {
                return Ok(());
            }
            of.phase.expect(&PHASES)?;
            expect_reversible(op, &own, (&of, &departure), last).await?;
            let (reason, _) = said::open_recall(op.parts(), &row)?;
            let sealed = said::seal_refusal(op.parts(), departure.code, &reason);
            store::departures::take_back(op.tx(), &own, (departure.id, sealed)).await?;
            recalls::decide(op.tx(), &own, (row.id, None), op.now()).await?;
            let found =
                store::applications::by_id(op.tx(), departure.application).await?.ok_or(Fault::Missing)?;
            let on_person = op.permit::<ApproveRecall>(found.scope())?;
            let person = found.open(&on_person)?;
            let (application, stage, kind) = (person.code, departure.stage.clone(), departure.kind);
            let departure = departure.code;
            op.record(&own, &Event::DepartureTakenBack { application, departure, stage, kind }).await?;
            let target = store::postings::public::position_by_id(op.tx(), person.position).await?;
            let (posting, position) = target.ok_or(Fault::Missing)?;
            let values = tell::of_application((&posting, &position), person.code, (op.now(), ""));
            tell::tell(op, &own, tell::to_candidate(&person, (Kind::PlaceChanged, values))).await
        },
    )
    .await
}

/// Lets the departure stand, with a reason that its proposer reads. Doing it twice does it once.
///
/// # Errors
/// As [`Grounds::parse`] at `answer`; [`domain::reason::PostingsWhy::WrongPhase`]; [`Fault::Stale`] where it is decided; `same_person` for
/// whoever proposed it.
pub async fn keep(
    service: &Service,
    caller: &Caller,
    (posting, recall): (Code, Code),
    reason: &str,
) -> Result<(), Fault> {
    let reason = Grounds::parse(reason, &FieldPath::new("answer"))?;
    service
        .write(caller, "departure.keep", async |op| {
            let (of, departure, row, own) = opened::<RefuseRecall>(op, (posting, recall)).await?;
            if op.settled(row.decided, row.refused_sealed.is_some())? {
                return Ok(());
            }
            of.phase.expect(&PHASES)?;
            let words = said::seal_kept(op.parts(), row.code, reason.as_str());
            recalls::decide(op.tx(), &own, (row.id, Some(words)), op.now()).await?;
            let application = application(op, &own, &departure).await?;
            let departure = departure.code;
            let event = |reason| Event::RecallRefused { application, departure, reason };
            op.record_because(&own, reason.as_str(), event).await
        })
        .await
}
