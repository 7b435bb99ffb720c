//! Conditions (资格条件): set by the screener of the selecting authority while the posting is a draft; then they change only by a
//! further revision, in whose draft the same changes go.
//!
//! Owns: small changes, each with the version that its page showed; the digest that goes into what is approved. Refuses:
//! changes of what stands once the posting was sent, and judging anybody (`screening`).

use domain::access::{ActName, Caller, EditPosting, Permit, ViewPosting, may};
use domain::eligibility::{Change, Conditions};
use domain::event::Event;
use domain::id::Code;
use domain::lifecycle::Phase;
use domain::posting::PositionTerms;
use domain::view::desk::conditions::ConditionsPage;
use store::conditions::NewConditions;
use store::postings::PostingRow;

use crate::Service;
use crate::fault::Fault;
use crate::op::Look;
use crate::postings::{Drafted, draft_conditions, drafted_conditions};
use crate::rows::conditions::{apply, codes, digest, of};
use crate::rows::postings::{find, head, hold};

/// The conditions of a posting.
///
/// # Errors
/// [`Fault::Missing`] for those outside the team.
pub async fn view(service: &Service, caller: &Caller, posting: Code) -> Result<ConditionsPage, Fault> {
    service
        .read(caller, "conditions.view", async |look| {
            let found = find(look.snapshot(), posting).await?;
            let scope = found.scope();
            let permit = look.permit::<ViewPosting>(scope.clone())?;
            let row = found.open(&permit)?;
            if row.phase.is_public() {
                match further(look, &permit, &row).await {
                    // What was never complete has no revision to draft from, and is shown as it stands.
                    Err(Fault::Refused(_)) => {}
                    found => return found,
                }
            }
            let (conditions, version) = of(look.snapshot(), &permit).await?;
            let positions = store::postings::positions::all(look.snapshot(), &permit).await?;
            let positions: Vec<PositionTerms> = positions.into_iter().map(|row| row.terms).collect();
            let may_edit = row.phase == Phase::Draft && may(look.caller(), ActName::EditPosting, &scope);
            Ok(page(&row, (conditions, version), &positions, (false, may_edit)))
        })
        .await
}

/// The conditions as a further revision would leave them.
async fn further(
    look: &Look<'_>,
    permit: &Permit<ViewPosting>,
    row: &PostingRow,
) -> Result<ConditionsPage, Fault> {
    let Drafted { conditions, positions, version, may_draft } = drafted_conditions(look, permit, row).await?;
    Ok(page(row, (conditions, version), &positions, (true, may_draft)))
}

fn page(
    row: &PostingRow,
    (conditions, version): (Conditions, i64),
    positions: &[PositionTerms],
    (drafts, may_edit): (bool, bool),
) -> ConditionsPage {
    ConditionsPage {
        posting: head(row),
        version,
        at: row.registration.and_then(|window| conditions.reference.day(window)),
        digest: digest(&conditions),
        columns: conditions.columns(positions),
        faults: conditions.faults(&codes(positions)),
        conditions,
        drafts,
        may_edit,
    }
}

/// Makes one change on the version that the page showed, and answers the address of what it was about.
///
/// # Errors
/// Every refusal of the change; [`Fault::Missing`] for an address or a column that is not there; [`Fault::Stale`] where somebody
/// was faster; [`domain::reason::PostingsWhy::WrongPhase`] while the posting waits for its first approval; as
/// [`draft_conditions`] afterwards.
pub async fn change(
    service: &Service,
    caller: &Caller,
    posting: Code,
    version: i64,
    change: &Change,
) -> Result<String, Fault> {
    let public = service
        .read(caller, "conditions.view", async |look| {
            let found = find(look.snapshot(), posting).await?;
            let permit = look.permit::<ViewPosting>(found.scope())?;
            Ok(found.open(&permit)?.phase.is_public())
        })
        .await?;
    if public {
        return draft_conditions(service, caller, (posting, version), change).await;
    }
    service
        .write(caller, "conditions.change", async |op| {
            let found = hold(op.tx(), posting).await?;
            let permit = op.permit::<EditPosting>(found.scope())?;
            let row = found.open(&permit)?;
            row.phase.expect(&[Phase::Draft])?;
            let (mut conditions, now) = of(op.tx(), &permit).await?;
            if now != version {
                return Err(Fault::Stale);
            }
            let table = store::postings::positions::all(op.tx(), &permit).await?;
            let before = conditions.clone();
            let at = apply(&mut conditions, change, table.iter().map(|row| &row.terms))?;
            if conditions == before {
                op.repeat();
                return Ok(at);
            }
            let body = serde_json::to_string(&conditions).map_err(Fault::internal)?;
            let by = permit.by();
            let new = NewConditions { body: &body, by, at: op.now() };
            let version = store::conditions::put(op.tx(), &permit, version, &new).await?;
            store::postings::touch(op.tx(), &permit, row.version).await?;
            let digest = conditions.digest();
            let event = Event::ConditionsChanged { posting, version, at: at.clone(), digest };
            op.record(&permit, &event).await?;
            Ok(at)
        })
        .await
}
