//! Submitting. Doing it twice does it once and answers alike.
//!
//! Owns: what an application comes to when it is sent. Everything that can be told beforehand ([`ground`]) is made ready before the act
//! takes its turn among the writes; the act holds the row, asks whether that ground still stands, and writes. Acts that wait for their turn at the
//! same moment take it together, in one transaction. Refuses: sending what is not whole, and sending on a ground that changed meanwhile.

mod ground;

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

use domain::access::aggregate::Applications;
use domain::access::{Caller, Permit, SubmitApplication};
use domain::calendar::Instant;
use domain::id::{ApplicationId, Code, PostingId};
use domain::lifecycle::{ApplicationState, Turn};
use domain::reason::ApplicationsWhy;
use store::applications::{ApplicationRow, Draft, FindingRow, InPosting, Known, Standing};
use store::postings::PostingRow;
use store::{Locked, Tx};

use self::ground::{Asked, Ground, Ready};
use super::turn::turned;
use crate::Service;
use crate::fault::Fault;
use crate::op::Op;
use crate::op::each::{Entered, record_each};
use crate::rows::extensions::expect_open_for;
use crate::tell;
use crate::together::Together;

/// An application to be sent, as its owner saw it.
pub(crate) struct Sending {
    code: Code,
    version: i64,
    ready: Box<Ready>,
}

/// Where applications of one posting wait that are sent at the same moment.
type OfPosting = Together<Entered<Sending>, Result<Instant, Fault>>;

/// Where applications wait that are sent at the same moment. All are looked at together, for a look waits for nobody; those of each
/// posting are written by themselves, so that whoever holds one posting keeps nobody waiting who sends to another.
#[derive(Default)]
pub(crate) struct Sendings {
    looking: Arc<Together<Entered<Asked>, Result<Ground, Fault>>>,
    each: Mutex<HashMap<PostingId, Arc<OfPosting>>>,
}

impl Sendings {
    fn of(&self, posting: PostingId) -> Arc<OfPosting> {
        let mut each = self.each.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(each.entry(posting).or_default())
    }
}

const ACT: &str = "application.submit";

/// Submits a draft; answers the time that stands on the receipt. What is sent while another transaction is under way goes together in the
/// next one: on the last evening hundreds send at once, and each flush of the disk then carries many of them.
///
/// # Errors
/// Every fault of the form; [`ApplicationsWhy::PositionCancelled`], [`ApplicationsWhy::IdentityTaken`], [`ApplicationsWhy::RefusedHere`];
/// [`ApplicationsWhy::PrivacyChanged`]; the window's refusals, `now` being the act's entry; [`Fault::Stale`] where draft or posting changed since the page was opened; [`Fault::Missing`] for another's
/// application.
pub async fn submit(service: &Service, caller: &Caller, code: Code, version: i64) -> Result<Instant, Fault> {
    let now = service.now();
    let entered = Entered { caller: caller.clone(), now, with: (code, version) };
    let own = service.clone();
    let look =
        move |acts: Vec<Entered<Asked>>| async move { own.glance_each(ACT, &acts, ground::each).await };
    let ground = service.sendings().looking.take(entered, look).await;
    let ground =
        ground.unwrap_or_else(|| Err(Fault::internal("applications were looked at and nobody answered")));
    let ready = match ground.map_err(|fault| fault.within(ACT))? {
        Ground::Sent(at) => return Ok(at),
        Ground::Ready(ready) => ready,
    };
    let together = service.sendings().of(ready.of);
    let entered = Entered { caller: caller.clone(), now, with: Sending { code, version, ready } };
    let own = service.clone();
    let write = move |acts: Vec<Entered<Sending>>| async move { own.write_each(ACT, &acts, send).await };
    let sent = together.take(entered, write).await.unwrap_or_else(|| {
        tracing::error!("a turn in which applications were sent ended without an answer");
        // It may have ended after the commit.
        Err(Fault::Unconfirmed)
    });
    sent.map_err(|fault| fault.within(ACT))
}

/// What one act came to before anything was written.
enum Judged {
    /// It was sent before, then.
    Sent(Instant),
    /// It goes.
    Goes(Box<Going>),
}

/// An application that goes, and what it was permitted by.
struct Going {
    permit: Permit<SubmitApplication>,
    row: ApplicationRow,
    to: ApplicationState,
}

/// Sends what several people send at the same moment, each for itself: what one is refused for does not touch the others.
async fn send(ops: &mut [Op<'_>], acts: &[Entered<Sending>]) -> Result<Vec<Result<Instant, Fault>>, Fault> {
    let Some(tx) = ops.first().map(Op::tx) else { return Ok(Vec::new()) };
    // The postings before the applications, as everywhere: nobody suspends one before these acts have ended.
    let of: BTreeSet<PostingId> = acts.iter().map(|act| act.with.ready.of).collect();
    let mut postings = HashMap::new();
    for of in of {
        postings.extend(store::postings::held(tx, of).await?.map(|posting| (of, posting)));
    }
    let codes: Vec<Code> = acts.iter().map(|act| act.with.code).collect();
    let held = store::applications::hold_each(tx, &codes).await?;
    let mut judged = Vec::with_capacity(acts.len());
    for (op, act) in ops.iter_mut().zip(acts) {
        let posting = postings.get(&act.with.ready.of);
        judged.push(judge(op, &act.with, posting.zip(held.get(&act.with.code))).await);
    }
    on_their_ground(tx, acts, &mut judged).await?;
    let sent = write(ops, acts, &judged).await?;
    let mut answers = Vec::with_capacity(judged.len());
    for (op, judged) in ops.iter_mut().zip(judged) {
        answers.push(judged.map(|judged| match judged {
            Judged::Sent(at) => {
                op.repeat();
                at
            }
            Judged::Goes(going) => {
                // Of two forms for one application the first wrote, and the other finds it done, then.
                op.repeat();
                sent.get(&going.row.id).copied().unwrap_or(op.now())
            }
        }));
    }
    Ok(answers)
}

/// Asks of one act what does not depend on others: the permit, the window, the state, and whether posting and application are still those
/// that it was made ready on.
async fn judge(
    op: &mut Op<'_>,
    sending: &Sending,
    held: Option<(&PostingRow, &Locked<ApplicationRow, Applications>)>,
) -> Result<Judged, Fault> {
    let (posting, locked) = held.ok_or(Fault::Missing)?;
    let permit = op.permit::<SubmitApplication>(locked.scope())?;
    let row = locked.show(&permit)?;
    if let (ApplicationState::Submitted, Some(at)) = (row.state, row.submitted_at) {
        return Ok(Judged::Sent(at));
    }
    expect_open_for(op.tx(), &permit, (posting, row), op.now()).await?;
    let to = row.state.after(Turn::Submit)?;
    if row.version != sending.version || posting.version != sending.ready.posting {
        return Err(Fault::Stale);
    }
    Ok(Judged::Goes(Box::new(Going { row: row.clone(), permit, to })))
}

/// Asks of all that go at once whether their files are still those that they were made ready with, whether the person was refused at the
/// position, and whether the identity number is another's: a constraint that failed would undo what the others sent.
async fn on_their_ground(
    tx: &Tx,
    acts: &[Entered<Sending>],
    judged: &mut [Result<Judged, Fault>],
) -> Result<(), Fault> {
    let all = || judged.iter().map(going);
    let Some(first) = all().flatten().next() else { return Ok(()) };
    let ids: Vec<ApplicationId> = all().flatten().map(|going| going.row.id).collect();
    let person = |(going, act): (Option<&Going>, &Entered<Sending>)| {
        Some((going?.row.posting, act.with.ready.content.identity_index.clone()?))
    };
    let people: Vec<InPosting> = all().zip(acts).filter_map(person).collect();
    let Known { standing, files } = store::applications::known_each(tx, &first.permit, &people, &ids).await?;
    let live = |(person, all): (&InPosting, &Vec<Standing>)| {
        Some((person.clone(), all.iter().find(|one| one.state.is_live())?.id))
    };
    let mut taken: HashMap<InPosting, ApplicationId> = standing.iter().filter_map(live).collect();
    for (judged, act) in judged.iter_mut().zip(acts) {
        let Some(Going { row, .. }) = going(judged) else { continue };
        let person = act.with.ready.content.identity_index.clone().map(|index| (row.posting, index));
        let known = person.as_ref().and_then(|person| standing.get(person)).map_or(&[][..], Vec::as_slice);
        let refused = |one: &Standing| one.state == ApplicationState::Refused && one.position == row.position;
        let handed = files.get(&row.id).map_or(&[][..], Vec::as_slice);
        let against = if handed != act.with.ready.files {
            Some(Fault::Stale)
        } else if known.iter().any(refused) {
            Some(ApplicationsWhy::RefusedHere.reason().into())
        } else if person.is_some_and(|person| *taken.entry(person).or_insert(row.id) != row.id) {
            Some(ApplicationsWhy::IdentityTaken.reason().into())
        } else {
            None
        };
        if let Some(against) = against {
            *judged = Err(against);
        }
    }
    Ok(())
}

fn going(judged: &Result<Judged, Fault>) -> Option<&Going> {
    match judged {
        Ok(Judged::Goes(going)) => Some(going),
        Ok(Judged::Sent(_)) | Err(_) => None,
    }
}

/// Writes all that go, and answers when each was sent: their events first, to which the rest of each is bound.
async fn write(
    ops: &mut [Op<'_>],
    acts: &[Entered<Sending>],
    judged: &[Result<Judged, Fault>],
) -> Result<HashMap<ApplicationId, Instant>, Fault> {
    let mut known = HashSet::new();
    let all: Vec<(usize, &Going, &Entered<Sending>)> = judged
        .iter()
        .zip(acts)
        .enumerate()
        .filter_map(|(at, (judged, act))| Some((at, going(judged)?, act)))
        .filter(|(_, going, _)| known.insert(going.row.id))
        .collect();
    let Some((tx, permit)) = ops.first().map(Op::tx).zip(all.first().map(|(_, going, _)| &going.permit))
    else {
        return Ok(HashMap::new());
    };
    let did: Vec<_> = all
        .iter()
        .map(|(at, going, _)| (*at, &going.permit, turned(going.row.code, going.row.state, going.to)))
        .collect();
    let events = record_each(ops, &did).await?;
    let ids: Vec<ApplicationId> = all.iter().map(|(_, going, _)| going.row.id).collect();
    let telling: Vec<_> = ids.iter().copied().zip(events).collect();
    store::applications::told_by(tx, &telling);
    let mut drafts = Vec::with_capacity(all.len());
    for (_, Going { permit, row, .. }, act) in &all {
        let content = &act.with.ready.content;
        drafts.push(Draft { permit, id: row.id, version: act.with.version, content, at: act.now });
    }
    store::applications::submit_each(tx, &drafts).await?;
    let findings: Vec<FindingRow> = all.iter().filter_map(|(_, _, act)| act.with.ready.finding).collect();
    let unasked = all.iter().filter(|(_, _, act)| act.with.ready.finding.is_none());
    let unasked: Vec<ApplicationId> = unasked.map(|(_, going, _)| going.row.id).collect();
    store::applications::put_findings(tx, permit, &findings).await?;
    store::applications::clear_findings(tx, permit, &unasked).await?;
    let sent = all.iter().map(|(_, going, act)| (going.row.id, &act.with.ready.kept));
    store::applications::keep_sent(tx, permit, &sent.collect::<Vec<_>>()).await?;
    let told: Vec<_> = all.iter().map(|(_, _, act)| (&act.with.ready.told, act.now)).collect();
    if let Some(first) = ops.first() {
        tell::put_each(first, permit, &told).await?;
    }
    Ok(all.iter().map(|(_, going, act)| (going.row.id, act.now)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_sends_to_another_posting_waits_for_nobody() {
        let sendings = Sendings::default();
        let first = sendings.of(PostingId(1));
        assert!(Arc::ptr_eq(&first, &sendings.of(PostingId(1))), "those of one posting go together");
        assert!(!Arc::ptr_eq(&first, &sendings.of(PostingId(2))));
    }
}
