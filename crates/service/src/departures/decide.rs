//! Approving a departure and refusing it, by another person than the one who entered it.

use domain::access::aggregate::{Postings, Rankings};
use domain::access::{Act, ApproveDeparture, Caller, Changes, Permit, Reads, RefuseDeparture};
use domain::departure::{Answer, DepartureState};
use domain::event::Event;
use domain::id::{ApplicationId, Code};
use domain::reason::FieldPath;
use domain::typed::Grounds;
use store::departures::DepartureRow;
use store::postings::PostingRow;

use super::{PHASES, told};
use crate::Service;
use crate::fault::Fault;
use crate::op::Op;
use crate::rows::departures as said;
use crate::rows::postings::{hold, within};

/// The departure of that code in the posting, opened with a permit of its own, whose scope names who entered it.
async fn opened<A>(
    op: &mut Op<'_>,
    (posting, departure): (Code, Code),
) -> Result<(PostingRow, DepartureRow, Permit<A>), Fault>
where
    A: Act + Reads<Rankings> + Reads<Postings>,
{
    let found = hold(op.tx(), posting).await?;
    let permit = op.permit::<A>(found.scope())?;
    let of = found.open(&permit)?;
    let found = store::departures::by_code(op.tx(), &departure).await?.ok_or(Fault::Missing)?;
    let (row, own) = within(op, &of, found)?;
    Ok((of, row, own))
}

/// Returns true where the caller decided it so before; others are refused.
fn settled(op: &mut Op<'_>, row: &DepartureRow, to: DepartureState) -> Result<bool, Fault> {
    if row.state == DepartureState::Waits {
        return Ok(false);
    }
    let by = row.decided.as_ref().map(|decided| decided.0);
    if by.is_some() && by == op.caller().id() && row.state == to {
        op.repeat();
        return Ok(true);
    }
    Err(Fault::Stale)
}

/// Ends the open call of a person who leaves: whoever is gone does not move up.
pub(super) async fn end_call<A>(
    op: &mut Op<'_>,
    permit: &Permit<A>,
    (id, application): (ApplicationId, Code),
) -> Result<(), Fault>
where
    A: Act + Changes<Rankings> + Reads<Rankings>,
{
    let calls = store::departures::calls::of(op.tx(), permit, id).await?;
    let Some(call) = calls.iter().find(|call| call.answered.is_none()) else { return Ok(()) };
    let answer = Answer::Declined;
    store::departures::calls::answer(op.tx(), permit, call, (answer, None, op.now())).await?;
    op.record(permit, &Event::CallAnswered { application, call: call.code, answer, reason: None }).await
}

/// Approves a departure: from now on it counts, and the person is told. Doing it twice does it once.
///
/// # Errors
/// [`domain::reason::PostingsWhy::WrongPhase`]; [`Fault::Missing`] for a departure of another posting; [`Fault::Stale`] where it is
/// decided; `same_person` for whoever entered it or wrote the posting.
pub async fn approve(
    service: &Service,
    caller: &Caller,
    (posting, departure): (Code, Code),
) -> Result<(), Fault> {
    service
        .write(caller, "departure.approve", async |op| {
            let (of, row, own) = opened::<ApproveDeparture>(op, (posting, departure)).await?;
            if settled(op, &row, DepartureState::Stands)? {
                return Ok(());
            }
            of.phase.expect(&PHASES)?;
            let found = store::applications::by_id(op.tx(), row.application).await?.ok_or(Fault::Missing)?;
            let on_person = op.permit::<ApproveDeparture>(found.scope())?;
            let person = found.open(&on_person)?;
            let name = op.caller().person().map(|person| person.name.clone()).unwrap_or_default();
            store::departures::decide(op.tx(), &own, (row.id, None), (&name, op.now())).await?;
            let (application, stage, kind) = (person.code, row.stage.clone(), row.kind);
            op.record(&own, &Event::Departed { application, departure, stage, kind }).await?;
            end_call(op, &own, (person.id, person.code)).await?;
            told(op, &own, &person).await
        })
        .await
}

/// Refuses a departure with a reason that its author reads. Doing it twice does it once.
///
/// # Errors
/// As [`Grounds::parse`] at `answer`; as [`approve`].
pub async fn refuse(
    service: &Service,
    caller: &Caller,
    (posting, departure): (Code, Code),
    reason: &str,
) -> Result<(), Fault> {
    let reason = Grounds::parse(reason, &FieldPath::new("answer"))?;
    service
        .write(caller, "departure.refuse", async |op| {
            let (of, row, own) = opened::<RefuseDeparture>(op, (posting, departure)).await?;
            if settled(op, &row, DepartureState::Refused)? {
                return Ok(());
            }
            of.phase.expect(&PHASES)?;
            let words = said::seal_refusal(op.parts(), departure, reason.as_str());
            let name = op.caller().person().map(|person| person.name.clone()).unwrap_or_default();
            store::departures::decide(op.tx(), &own, (row.id, Some(words)), (&name, op.now())).await?;
            let heads = store::applications::heads(op.tx(), &own, &[row.application]).await?;
            let application = heads.get(&row.application).ok_or(Fault::Missing)?.code;
            let event = |reason| Event::DepartureRefused { application, departure, reason };
            op.record_because(&own, reason.as_str(), event).await
        })
        .await
}
