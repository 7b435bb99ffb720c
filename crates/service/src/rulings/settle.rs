//! Approving a proposal, or sending it back.
//!
//! Owns: the second person's act. Refuses: whoever proposed it, and approval of what no longer fits. Doing it twice does it
//! once.

use domain::access::{ApproveRuling, Caller, ReturnRuling};
use domain::event::Event;
use domain::id::{Code, RulingId};
use domain::lifecycle::Phase;
use domain::reason::{FieldPath, RulingsWhy};
use domain::rulings::Proposal;
use domain::typed::Grounds;
use store::Snapshot;
use store::rulings::{RulingRow, Verdict, standing as standing_rows};

use super::check::check;
use super::notice;
use crate::Service;
use crate::fault::Fault;
use crate::ranking::load;
use crate::rows::deadlines::Calendar;
use crate::rows::postings::{find, hold};
use crate::rows::rulings::{deciding, opened, proposal, seal_return};

async fn locked(
    snapshot: &Snapshot,
    code: Code,
) -> Result<store::Locked<RulingRow, domain::access::aggregate::Rankings>, Fault> {
    store::rulings::by_code(snapshot, &code).await?.ok_or(Fault::Missing)
}

/// Whether the same person gave the same answer before.
fn repeats(row: &RulingRow, caller: &Caller, approved: bool) -> Result<bool, Fault> {
    match &row.verdict {
        None => Ok(false),
        Some(verdict) if verdict.approved == approved && Some(verdict.by) == caller.id() => Ok(true),
        Some(_) => Err(RulingsWhy::Settled.reason().into()),
    }
}

fn expect_standing(rows: &[RulingRow], supersedes: Option<RulingId>) -> Result<(), Fault> {
    let Some(before) = supersedes else { return Ok(()) };
    let stands = standing_rows(rows).iter().any(|row| row.id == before);
    if stands { Ok(()) } else { Err(RulingsWhy::Settled.reason().into()) }
}

fn verdict(
    caller: &Caller,
    approved: bool,
    reason_sealed: Option<Vec<u8>>,
    at: domain::calendar::Instant,
) -> Result<Verdict, Fault> {
    let person = caller.person().ok_or(Fault::Missing)?;
    Ok(Verdict { approved, reason: None, reason_sealed, by: person.id, name: person.name.clone(), at })
}

/// Approves a proposal: it decides from now on, and the ranking has to be computed again.
///
/// # Errors
/// What `check` finds against it as things stand now; [`RulingsWhy::Settled`];
/// [`domain::reason::PostingsWhy::WrongPhase`]; [`Fault::Stale`] where anything changed meanwhile; `same_person` for
/// whoever proposed it.
pub async fn approve(service: &Service, caller: &Caller, posting: Code, ruling: Code) -> Result<(), Fault> {
    let read = service
        .read(caller, "ruling.approve", async |look| {
            let found = find(look.snapshot(), posting).await?;
            let permit = look.permit::<ApproveRuling>(found.scope())?;
            let row = found.open(&permit)?;
            let waiting = locked(look.snapshot(), ruling).await?;
            let own = look.permit::<ApproveRuling>(waiting.scope())?;
            let waiting = opened(service.keys(), waiting.open(&own)?)?;
            if waiting.posting != row.id {
                return Err(Fault::Missing);
            }
            if repeats(&waiting, look.caller(), true)? {
                return Ok(None);
            }
            match proposal(&waiting)? {
                Proposal::Notice { .. } => row.phase.expect(&notice::PHASES)?,
                _ => row.phase.expect(&[Phase::Examining, Phase::Ranked])?,
            }
            let inputs = load(service.keys(), look.snapshot(), &permit).await?;
            expect_standing(&inputs.rows, waiting.supersedes)?;
            let calendar = Calendar::of(look.snapshot(), &permit).await?;
            Ok(Some((inputs, waiting, row.version, (look.now(), calendar))))
        })
        .await?;
    let Some((inputs, waiting, version, (at, calendar))) = read else { return Ok(()) };
    let (seen, rows) = (inputs.version, inputs.rows.len());
    let settled = inputs.rows.iter().filter(|row| !row.waits()).count();
    let proposed = proposal(&waiting)?;
    let supersedes = waiting.supersedes;
    let (proposed, checked) = tokio::task::spawn_blocking(move || {
        let checked = match &proposed {
            Proposal::Notice { body, scheme, after, .. } => notice::check(&inputs, (body, *scheme), *after),
            _ => check(&inputs, &proposed, supersedes, (at, &calendar)),
        };
        (proposed, checked)
    })
    .await
    .map_err(Fault::internal)?;
    checked?;
    service
        .write(caller, "ruling.approve", async |op| {
            let found = hold(op.tx(), posting).await?;
            let permit = op.permit::<ApproveRuling>(found.scope())?;
            let row = found.open(&permit)?;
            let own = op.permit::<ApproveRuling>(store::locked::Scoped::scope(&waiting))?;
            let again = store::rulings::all(op.tx(), &permit).await?;
            let now = again.iter().filter(|row| !row.waits()).count();
            let inputs = store::inputs::version(op.tx(), &permit).await?;
            if row.version != version || inputs != seen || (again.len(), now) != (rows, settled) {
                return Err(Fault::Stale);
            }
            let verdict = verdict(op.caller(), true, None, op.now())?;
            store::rulings::settle(op.tx(), &own, &waiting, &verdict).await?;
            store::postings::touch(op.tx(), &permit, version).await?;
            if let Proposal::Notice { body, scheme, after, .. } = &proposed {
                notice::enact(op, &permit, (&row, &waiting), (body, *scheme, *after)).await?;
            }
            // Under the scheme that a notice may just have changed.
            let rulings = deciding(&op.parts().keys, op.tx(), &permit).await?.rulings.digest();
            let event = Event::RulingApproved { posting, ruling, subject: waiting.subject.clone(), rulings };
            op.record(&own, &event).await
        })
        .await
}

/// Sends a proposal back with a reason that its author reads.
///
/// # Errors
/// As [`Grounds::parse`] at `reason`; [`RulingsWhy::Settled`]; `same_person` for whoever proposed it.
pub async fn return_back(
    service: &Service,
    caller: &Caller,
    posting: Code,
    ruling: Code,
    reason: &str,
) -> Result<(), Fault> {
    let reason = Grounds::parse(reason, &FieldPath::new("reason"))?;
    service
        .write(caller, "ruling.return", async |op| {
            let found = hold(op.tx(), posting).await?;
            let row = found.scope().posting;
            op.permit::<ReturnRuling>(found.scope())?;
            let waiting = locked(op.tx(), ruling).await?;
            let permit = op.permit::<ReturnRuling>(waiting.scope())?;
            let waiting = waiting.open(&permit)?;
            if row != Some(waiting.posting) {
                return Err(Fault::Missing);
            }
            if repeats(&waiting, op.caller(), false)? {
                op.repeat();
                return Ok(());
            }
            let sealed = seal_return(op.parts(), ruling, reason.as_str());
            let verdict = verdict(op.caller(), false, Some(sealed), op.now())?;
            store::rulings::settle(op.tx(), &permit, &waiting, &verdict).await?;
            let subject = waiting.subject.clone();
            let event = |reason| Event::RulingReturned { posting, ruling, subject, reason };
            op.record_because(&permit, reason.as_str(), event).await
        })
        .await
}
