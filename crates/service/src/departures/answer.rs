//! The answer to a call: of the person, of an officer who was told it, and of the clock once the term is over.

use domain::access::{Act, AnswerCall, Caller, Changes, LapseCall, Permit, Reads, RecordAnswer, aggregate};
use domain::departure::{Answer, DepartureState};
use domain::event::Event;
use domain::id::Code;
use domain::reason::{FieldPath, RulingsWhy, TypedWhy};
use domain::typed::Grounds;
use store::applications::ApplicationRow;
use store::departures::NewDeparture;
use store::departures::calls::CallRow;

use super::PHASES;
use crate::Service;
use crate::fault::Fault;
use crate::op::Op;
use crate::rows::applications::{find, hold};
use crate::rows::departures as said;
use crate::rows::postings::within;

/// What stands as evidence of the departure that an answer is: the call with its answer.
const ANSWERED: &str = "-";

/// The answer that a form names; a person never answers by silence.
fn typed(word: &str) -> Result<Answer, Fault> {
    let answer = Answer::from_word(word).filter(|answer| *answer != Answer::Silent);
    Ok(answer.ok_or_else(|| TypedWhy::NotAChoice.at("answer"))?)
}

/// Writes an answer down; whoever does not move up has left the list.
async fn put<A>(
    op: &mut Op<'_>,
    permit: &Permit<A>,
    (call, row, stage): (&CallRow, &ApplicationRow, &str),
    (answer, note): (Answer, Option<&str>),
) -> Result<(), Fault>
where
    A: Act + Changes<aggregate::Rankings> + Reads<aggregate::Rankings>,
{
    let sealed = note.map(|note| said::seal_note(op.parts(), call.code, note));
    store::departures::calls::answer(op.tx(), permit, call, (answer, sealed, op.now())).await?;
    let (application, code) = (row.code, call.code);
    let event = |reason| Event::CallAnswered { application, call: code, answer, reason };
    match note {
        Some(note) => op.record_because(permit, note, |reason| event(Some(reason))).await?,
        None => op.record(permit, &event(None)).await?,
    }
    let Some(kind) = answer.departs() else { return Ok(()) };
    // Whoever left meanwhile leaves once.
    if store::departures::of(op.tx(), permit, row.id).await?.is_some() {
        return Ok(());
    }
    let departure = op.code();
    let new = NewDeparture {
        code: departure,
        posting: row.posting,
        application: row.id,
        stage,
        kind,
        state: DepartureState::Stands,
        day: op.now().date(),
        evidence_sealed: said::seal_evidence(op.parts(), departure, ANSWERED),
        at: op.now(),
    };
    store::departures::enter(op.tx(), permit, new).await?;
    let stage = stage.to_owned();
    op.record(permit, &Event::Departed { application, departure, stage, kind }).await
}

/// Returns true where this answer was given before; another one is refused.
fn answered(op: &mut Op<'_>, call: &CallRow, answer: Answer) -> Result<bool, Fault> {
    match call.answered {
        None => Ok(false),
        Some((before, _, _)) if before == answer => {
            op.repeat();
            Ok(true)
        }
        Some(_) => Err(RulingsWhy::Answered.reason().into()),
    }
}

/// Answers the own call: accepts, or declines for good. Doing it twice does it once.
///
/// # Errors
/// [`TypedWhy::NotAChoice`] at `answer`; [`RulingsWhy::CallOver`] once the term is over, `now` being the act's entry;
/// [`RulingsWhy::Answered`]; [`domain::reason::PostingsWhy::WrongPhase`]; [`Fault::Missing`] for another's application or call.
pub async fn answer(
    service: &Service,
    caller: &Caller,
    (application, call): (Code, Code),
    word: &str,
) -> Result<(), Fault> {
    let answer = typed(word)?;
    service
        .write(caller, "backfill.answer", async |op| {
            let found = find(op.tx(), application).await?;
            let permit = op.permit::<AnswerCall>(found.scope())?;
            // The posting before the application, as everywhere.
            let posting = found.open(&permit)?.posting;
            let posting = store::postings::held(op.tx(), posting).await?.ok_or(Fault::Missing)?;
            let row = hold(op.tx(), application).await?.open(&permit)?;
            let calls = store::departures::calls::of(op.tx(), &permit, row.id).await?;
            let own = calls.iter().find(|one| one.code == call).ok_or(Fault::Missing)?;
            if answered(op, own, answer)? {
                return Ok(());
            }
            posting.phase.expect(&PHASES)?;
            if own.until <= op.now() {
                return Err(RulingsWhy::CallOver { until: own.until }.reason().into());
            }
            let stage = store::departures::calls::stage(op.tx(), &permit, own).await?;
            put(op, &permit, (own, &row, &stage), (answer, None)).await
        })
        .await
}

/// Writes down the answer that an officer was told, with how. Doing it twice does it once.
///
/// # Errors
/// As [`answer`]; as [`Grounds::parse`] at `note`; [`Fault::Missing`] for a call of another posting.
pub async fn record(
    service: &Service,
    caller: &Caller,
    (posting, call): (Code, Code),
    (word, note): (&str, &str),
) -> Result<(), Fault> {
    let answer = typed(word)?;
    let note = Grounds::parse(note, &FieldPath::new("note"))?;
    service
        .write(caller, "backfill.record", async |op| {
            let found = crate::rows::postings::hold(op.tx(), posting).await?;
            let permit = op.permit::<RecordAnswer>(found.scope())?;
            let of = found.open(&permit)?;
            let found = store::departures::calls::by_code(op.tx(), &call).await?.ok_or(Fault::Missing)?;
            let (call, own) = within::<RecordAnswer, _, _>(op, &of, found)?;
            if answered(op, &call, answer)? {
                return Ok(());
            }
            of.phase.expect(&PHASES)?;
            if call.until <= op.now() {
                return Err(RulingsWhy::CallOver { until: call.until }.reason().into());
            }
            let found = store::applications::by_id(op.tx(), call.application).await?.ok_or(Fault::Missing)?;
            let on_person = op.permit::<RecordAnswer>(found.scope())?;
            let row = found.open(&on_person)?;
            let stage = store::departures::calls::stage(op.tx(), &own, &call).await?;
            put(op, &own, (&call, &row, &stage), (answer, Some(note.as_str()))).await
        })
        .await
}

/// Ends the term of every call whose time has come: silence counts as declining. A suspended posting waits until it is resumed.
///
/// # Errors
/// The database's.
pub(crate) async fn lapse_due(service: &Service) -> Result<(), Fault> {
    let caller = Caller::system("backfill.lapse");
    let due = service
        .read(&caller, "backfill.due", async |look| {
            Ok(store::departures::calls::due(look.snapshot(), look.now()).await?)
        })
        .await?;
    for code in due {
        let lapsed = service.write(&caller, "backfill.lapse", async |op| lapse(op, code).await).await;
        match lapsed {
            // Answered at the same instant, or of a posting that stands still.
            Ok(()) | Err(Fault::Stale | Fault::Refused(_)) => {}
            Err(fault) => return Err(fault),
        }
    }
    Ok(())
}

async fn lapse(op: &mut Op<'_>, code: Code) -> Result<(), Fault> {
    let found = store::departures::calls::by_code(op.tx(), &code).await?.ok_or(Fault::Missing)?;
    let permit = op.permit::<LapseCall>(found.scope())?;
    let call = found.open(&permit)?;
    let posting = store::postings::held(op.tx(), call.posting).await?.ok_or(Fault::Missing)?;
    posting.phase.expect(&PHASES)?;
    if call.answered.is_some() || op.now() < call.until {
        op.repeat();
        return Ok(());
    }
    let found = store::applications::by_id(op.tx(), call.application).await?.ok_or(Fault::Missing)?;
    let on_person = op.permit::<LapseCall>(found.scope())?;
    let row = found.open(&on_person)?;
    let stage = store::departures::calls::stage(op.tx(), &permit, &call).await?;
    put(op, &permit, (&call, &row, &stage), (Answer::Silent, None)).await?;
    super::told(op, &permit, &row).await
}
