//! Conditions (资格条件): set by the screener of the selecting authority while the posting is a draft, then they stand.
//!
//! Owns: small changes, each with the version that its page showed; the digest that goes into what is approved. Refuses:
//! changes once the posting was sent, and judging anybody (`screening`).

use domain::access::aggregate::Postings;
use domain::access::{ActName, Caller, EditPosting, Permit, Reads, ViewPosting, may};
use domain::digest::Digest;
use domain::eligibility::{Change, Conditions, Unfit};
use domain::event::Event;
use domain::id::{Code, PostingId};
use domain::lifecycle::Phase;
use domain::reason::Reason;
use domain::view::conditions::ConditionsPage;
use store::Snapshot;
use store::conditions::{ConditionsRow, NewConditions};
use store::postings::{PositionRow, PostingRow};

use crate::Service;
use crate::fault::Fault;
use crate::postings::{entry, find, hold};

/// The conditions of a row, or none.
fn read(row: Option<&ConditionsRow>) -> Result<Conditions, Fault> {
    row.map_or_else(
        || Ok(Conditions::default()),
        |row| serde_json::from_str(&row.body).map_err(Fault::internal),
    )
}

/// The conditions of the permit's posting with their version, 0 for none.
pub(crate) async fn of<A: Reads<Postings>>(
    look: &Snapshot,
    permit: &Permit<A>,
) -> Result<(Conditions, i64), Fault> {
    let row = store::conditions::of(look, permit).await?;
    Ok((read(row.as_ref())?, row.map_or(0, |row| row.version)))
}

/// The conditions of a public posting.
pub(crate) async fn public_of(look: &Snapshot, posting: PostingId) -> Result<Conditions, Fault> {
    read(store::conditions::public_of(look, posting).await?.as_ref())
}

/// What a position of a public posting asks.
pub(crate) async fn asked_of(
    look: &Snapshot,
    posting: &PostingRow,
    position: &PositionRow,
) -> Result<Option<domain::eligibility::Asked>, Fault> {
    let Some(window) = posting.registration else { return Ok(None) };
    Ok(public_of(look, posting.id).await?.asked_of(position.terms.code.as_str(), window))
}

/// The digest that goes into what is approved; none where nothing is asked.
pub(crate) fn digest(conditions: &Conditions) -> Option<Digest> {
    (!conditions.is_empty()).then(|| conditions.digest())
}

/// Refuses conditions that cannot be used with this position table.
pub(crate) fn expect_sound(conditions: &Conditions, positions: &[PositionRow]) -> Result<(), Fault> {
    let faults = conditions.faults(&codes(positions)).len();
    if faults == 0 {
        return Ok(());
    }
    Err(Reason::ConditionsFaulty { count: u32::try_from(faults).unwrap_or(u32::MAX) }.into())
}

fn codes(positions: &[PositionRow]) -> Vec<&str> {
    positions.iter().map(|row| row.terms.code.as_str()).collect()
}

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
            let (conditions, version) = of(look.snapshot(), &permit).await?;
            let positions = store::postings::positions(look.snapshot(), &permit).await?;
            let ids = [row.id];
            let size = store::postings::sizes(look.snapshot(), &ids).await?;
            let tally = store::applications::tally(look.snapshot(), &ids).await?;
            let size = size.first().map(|one| one.1).unwrap_or_default();
            let tally = tally.first().map(|one| one.1).unwrap_or_default();
            Ok(ConditionsPage {
                posting: entry(&row, size, tally),
                version,
                at: row.registration.and_then(|window| conditions.reference.day(window)),
                digest: digest(&conditions),
                faults: conditions.faults(&codes(&positions)),
                conditions,
                may_edit: row.phase == Phase::Draft && may(look.caller(), ActName::EditPosting, &scope),
            })
        })
        .await
}

/// Makes one change on the version that the page showed, and answers the address of what it was about.
///
/// # Errors
/// Every refusal of the change; [`Fault::Missing`] for an address that is not there; [`Fault::Stale`] where somebody was
/// faster; [`Reason::WrongPhase`] once the posting was sent.
pub async fn change(
    service: &Service,
    caller: &Caller,
    posting: Code,
    version: i64,
    change: &Change,
) -> Result<String, Fault> {
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
            let before = conditions.clone();
            let at = conditions.apply(change).map_err(|unfit| match unfit {
                Unfit::Place => Fault::Missing,
                Unfit::Refused(reasons) => Fault::Refused(reasons),
            })?;
            if conditions == before {
                op.repeat();
                return Ok(at);
            }
            let body = serde_json::to_string(&conditions).map_err(Fault::internal)?;
            let by = permit.by().ok_or(Fault::Missing)?;
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
