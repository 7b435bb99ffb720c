//! Proposing a ruling.
//!
//! Owns: the proposal's ground and its one writing. Refuses: what does not fit, and a second proposal about the same thing
//! while one waits.

use domain::access::{Caller, ProposeRuling};
use domain::course::Waiting;
use domain::digest::Digest;
use domain::event::Event;
use domain::id::Code;
use domain::lifecycle::Phase;
use domain::posting::{public_grounds, public_title};
use domain::reason::{FieldPath, RulingsWhy};
use domain::rulings::{Proposal, RulingForm};
use store::rulings::{NewRuling, RulingRow, Said, standing as standing_rows};

use super::check::check;
use crate::Service;
use crate::fault::Fault;
use crate::op::{answered, once};
use crate::ranking::load;
use crate::rows::deadlines::Calendar;
use crate::rows::postings::{find, hold};
use crate::rows::rulings::{proposal as proposal_of, seal};
use crate::tell;

const ACT: &str = "ruling.propose";

/// The ruling that a proposal corrects or takes back: it must stand, and be no notice: the next notice changes that.
pub(super) fn corrected(rows: &[RulingRow], code: Option<Code>) -> Result<Option<&RulingRow>, Fault> {
    let Some(code) = code else { return Ok(None) };
    let found = rows.iter().find(|row| row.code == code).ok_or(Fault::Missing)?;
    let stands = standing_rows(rows).iter().any(|row| row.id == found.id);
    let is_notice = matches!(proposal_of(found)?, Proposal::Notice { .. });
    if stands && !is_notice { Ok(Some(found)) } else { Err(RulingsWhy::Settled.reason().into()) }
}

/// Proposes a ruling, answering its code; `corrects` is the one that it corrects or takes back. The same form twice
/// proposes once.
///
/// # Errors
/// Every fault of the form; what `check` finds; [`RulingsWhy::ProposalWaits`]; [`RulingsWhy::Settled`] where what it
/// corrects no longer stands; [`domain::reason::PostingsWhy::WrongPhase`]; [`Fault::Missing`] for those outside the
/// team.
pub async fn propose(
    service: &Service,
    caller: &Caller,
    posting: Code,
    key: Code,
    (form, corrects): (&RulingForm, Option<Code>),
) -> Result<Code, Fault> {
    let (proposal, reason) = form.check(corrects.is_some())?;
    if !form.number.trim().is_empty() {
        // It stands on the list that rests on the ruling.
        public_title(&form.number, &FieldPath::new("number"))?;
    }
    if let Proposal::Ratio { reason, .. } = &proposal {
        // The public reads it with the list.
        public_grounds(reason, &FieldPath::new("cause"))?;
    }
    if proposal == Proposal::Withdrawal && corrects.is_none() {
        return Err(Fault::Missing);
    }
    let body = serde_json::to_string(&proposal).map_err(Fault::internal)?;
    let names = [posting.to_string(), corrects.map(|code| code.to_string()).unwrap_or_default()];
    let words = [names[0].as_str(), names[1].as_str(), body.as_str(), reason.as_deref().unwrap_or_default()];
    let read = service
        .read(caller, ACT, async |look| {
            let found = find(look.snapshot(), posting).await?;
            let permit = look.permit::<ProposeRuling>(found.scope())?;
            let row = found.open(&permit)?;
            if let Some(code) = answered(look, ACT, key, &words).await? {
                return Ok(Err(code));
            }
            row.phase.expect(&[Phase::Examining, Phase::Ranked])?;
            let inputs = load(service.keys(), look.snapshot(), &permit).await?;
            let supersedes = corrected(&inputs.rows, corrects)?.map(|row| row.id);
            let calendar = Calendar::of(look.snapshot(), &permit).await?;
            Ok(Ok((inputs, supersedes, look.now(), calendar)))
        })
        .await?;
    let (inputs, supersedes, at, calendar) = match read {
        Ok(ground) => ground,
        Err(code) => return Ok(code),
    };
    let judged = proposal.clone();
    tokio::task::spawn_blocking(move || check(&inputs, &judged, supersedes, (at, &calendar)))
        .await
        .map_err(Fault::internal)??;
    service
        .write(caller, ACT, async |op| {
            let found = hold(op.tx(), posting).await?;
            let permit = op.permit::<ProposeRuling>(found.scope())?;
            let row = found.open(&permit)?;
            let by = permit.by();
            once(op, ACT, key, &words, async |op, code| {
                row.phase.expect(&[Phase::Examining, Phase::Ranked])?;
                let rows = crate::rows::rulings::all(&op.parts().keys, op.tx(), &permit).await?;
                let before = corrected(&rows, corrects)?;
                let subject = match (proposal.subject(), before) {
                    (Some(subject), _) => subject,
                    (None, Some(before)) => before.subject.clone(),
                    (None, None) => return Err(Fault::Missing),
                };
                if rows.iter().any(|row| row.waits() && row.subject == subject) {
                    return Err(RulingsWhy::ProposalWaits.reason().into());
                }
                let sealed = seal(op.parts(), code, (&body, reason.as_deref()))?;
                let new = NewRuling {
                    code,
                    subject: &subject,
                    said: Said::Sealed(&sealed),
                    digest: Digest::of(body.as_bytes()),
                    supersedes: before.map(|row| row.id),
                    by,
                    at: op.now(),
                };
                store::rulings::propose(op.tx(), &permit, &new).await?;
                let content = Digest::of(body.as_bytes());
                let event = |reason| Event::RulingProposed {
                    posting,
                    ruling: code,
                    subject,
                    content,
                    supersedes: corrects,
                    reason,
                };
                match reason.as_deref() {
                    Some(words) => op.record_because(&permit, words, |reason| event(Some(reason))).await?,
                    None => op.record(&permit, &event(None)).await?,
                }
                tell::to_second(op, &permit, &row, Waiting::Ruling).await
            })
            .await
        })
        .await
}
