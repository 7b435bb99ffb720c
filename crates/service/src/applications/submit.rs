//! Submitting. Doing it twice does it once and answers alike.
//!
//! Owns: what an application comes to when it is sent. Everything that can be told beforehand is made ready before the act takes its
//! turn among the writes; the act holds the row, asks whether that ground still stands, and writes. Acts that wait for their turn at the
//! same moment take it together, in one transaction. Refuses: sending what is not whole, and sending on a ground that changed meanwhile.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

use domain::access::aggregate::Applications;
use domain::access::{Caller, Permit, Scope, SubmitApplication, ViewOwnAccount};
use domain::calendar::Instant;
use domain::id::{ApplicationId, Code, PositionId, PostingId, UploadId};
use domain::lifecycle::{ApplicationState, Turn};
use domain::messages::Kind;
use domain::reason::{ApplicationsWhy, Reason};
use domain::registration::Form;
use store::applications::{ApplicationRow, AtPosition, Content, FindingRow, InPosting, SubmissionRow};
use store::postings::PostingRow;
use store::{Locked, Tx};

use super::beyond_the_form;
use super::turn::turned;
use crate::Service;
use crate::fault::Fault;
use crate::op::each::{Entered, record_each};
use crate::op::{Look, Op};
use crate::rows::applications::{self as content, find};
use crate::rows::extensions::expect_open_for;
use crate::rows::{conditions, consents, registering, sent, uploads};
use crate::tell;
use crate::together::Together;

/// What was found before the act.
enum Ground {
    /// It was sent before, then.
    Sent(Instant),
    /// It can be sent.
    Ready(Box<Ready>),
}

/// An application ready to be sent.
struct Ready {
    of: PostingId,
    /// Version of the posting that it was made ready under.
    posting: i64,
    told: tell::Ready,
    content: Content,
    finding: Option<FindingRow>,
    kept: SubmissionRow,
    /// The files that it was made ready with.
    files: Vec<UploadId>,
}

/// An application to be sent, as its owner saw it.
pub(crate) struct Sending {
    code: Code,
    version: i64,
    ready: Box<Ready>,
}

/// Where applications of one posting wait that are sent at the same moment.
type OfPosting = Together<Entered<Sending>, Result<Instant, Fault>>;

/// Where applications wait that are sent at the same moment: those of each posting by themselves, so that whoever holds one posting keeps
/// nobody waiting who sends to another.
#[derive(Default)]
pub(crate) struct Sendings {
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
    let ground =
        service.glance(caller, ACT, now, async |look| ground(service, look, (code, version)).await).await?;
    let ready = match ground {
        Ground::Sent(at) => return Ok(at),
        Ground::Ready(ready) => ready,
    };
    let together = service.sendings().of(ready.of);
    let entered = Entered { caller: caller.clone(), now, with: Sending { code, version, ready } };
    let own = service.clone();
    let run = move |acts: Vec<Entered<Sending>>| async move { own.write_each(ACT, &acts, send).await };
    let sent = together.take(entered, run).await;
    sent.unwrap_or_else(|| Err(Fault::internal("applications were sent and nobody answered")))
        .map_err(|fault| fault.within(ACT))
}

async fn ground(service: &Service, look: &Look<'_>, (code, version): (Code, i64)) -> Result<Ground, Fault> {
    let found = find(look.snapshot(), code).await?;
    let permit = look.permit::<SubmitApplication>(found.scope())?;
    let row = found.open(&permit)?;
    if let (ApplicationState::Submitted, Some(at)) = (row.state, row.submitted_at) {
        return Ok(Ground::Sent(at));
    }
    let posting = store::postings::public::by_id(look.snapshot(), row.posting).await?;
    let posting = posting.ok_or(Fault::Missing)?;
    let open = registering::of(service, look.snapshot(), &posting).await?;
    let position = open.position(row.position).ok_or(Fault::Missing)?;
    expect_open_for(look.snapshot(), &permit, (&posting, &row), look.now()).await?;
    row.state.after(Turn::Submit)?;
    let whole = Form::standard().check(&content::open(service, &row)?)?;
    let sections = Form::standard().sections();
    let against: Vec<Reason> =
        sections.flat_map(|section| beyond_the_form(whole.answers(), section, look.now())).collect();
    if !against.is_empty() {
        return Err(Fault::Refused(against));
    }
    if row.version != version {
        return Err(Fault::Stale);
    }
    if position.is_cancelled() {
        return Err(ApplicationsWhy::PositionCancelled.reason().into());
    }
    let own = look.permit::<ViewOwnAccount>(Scope::own(row.candidate, None))?;
    consents::expect_current(look.snapshot(), &own, row.candidate).await?;
    let files = uploads::standing(look.snapshot(), &permit, row.id).await?;
    uploads::expect_photo(&open.set, &files)?;
    let asked = open.asked(row.position);
    let before = store::applications::times_sent(look.snapshot(), &permit, row.id).await?;
    let sending = (before.saturating_add(1), open.revision, look.now());
    let values = tell::of_application((&posting, position), row.code, (look.now(), "receipt"));
    let news = tell::to_candidate(&row, (Kind::Submitted, values));
    let told = tell::Ready::of(&service.parts, look.snapshot(), news).await?;
    Ok(Ground::Ready(Box::new(Ready {
        content: content::complete(service, row.code, &whole)?,
        finding: asked.map(|asked| conditions::found(row.id, whole.answers(), asked, look.now())),
        kept: sent::sealed(
            service,
            row.code,
            (&posting, position),
            sending,
            (whole.answers().clone(), uploads::sent(service, &files)?),
        )?,
        files: files.iter().map(|file| file.id).collect(),
        of: posting.id,
        posting: posting.version,
        told,
    })))
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
        let row = &going?.row;
        Some((row.position, row.posting, act.with.ready.content.identity_index.clone()?))
    };
    let people: Vec<(PositionId, PostingId, Vec<u8>)> = all().zip(acts).filter_map(person).collect();
    let at: Vec<AtPosition> = people.iter().map(|(at, _, index)| (*at, index.clone())).collect();
    let within: Vec<InPosting> = people.into_iter().map(|(_, within, index)| (within, index)).collect();
    let files = store::applications::standing_files(tx, &first.permit, &ids).await?;
    let refused = store::applications::refused_each(tx, &first.permit, &at).await?;
    let mut taken = store::applications::taken_each(tx, &first.permit, &within).await?;
    for (judged, act) in judged.iter_mut().zip(acts) {
        let Some(Going { row, .. }) = going(judged) else { continue };
        let index = act.with.ready.content.identity_index.as_ref();
        let against = if files.get(&row.id).map_or(&[][..], Vec::as_slice) != act.with.ready.files {
            Some(Fault::Stale)
        } else if index.is_some_and(|index| refused.contains(&(row.position, index.clone()))) {
            Some(ApplicationsWhy::RefusedHere.reason().into())
        } else if index
            .is_some_and(|index| *taken.entry((row.posting, index.clone())).or_insert(row.id) != row.id)
        {
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
    for (_, Going { permit, row, .. }, act) in &all {
        let (version, content) = ((row.id, act.with.version), &act.with.ready.content);
        store::applications::submit(tx, permit, version, content, act.now).await?;
    }
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
