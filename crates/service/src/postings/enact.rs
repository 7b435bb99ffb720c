//! A further revision before the department: put in force, or sent back.
//!
//! Owns: the second person's act; one commit changes words, dates, positions and conditions, turns a registration that is open again, and
//! numbers the revision. Refuses: whoever proposed it or had a hand in the posting, and anything but the digest shown.

use domain::access::aggregate::Postings;
use domain::access::{Act, ApproveRevision, Caller, Changes, Permit, Reads, ReturnRevision};
use domain::event::Event;
use domain::id::{Code, PersonId};
use domain::posting::PositionTerms;
use domain::reason::{ActsWhy, FieldPath, PostingsWhy};
use domain::revision::{Contents, RevisionState};
use domain::typed::Grounds;
use domain::uploads::NoticeFile;
use store::postings::revisions::{RevisionRow, Settled};
use store::postings::{Mark, PostingRow};

use super::further::{Beside, beside, expect_publishable, expect_timely};
use crate::Service;
use crate::fault::Fault;
use crate::jobs;
use crate::op::Op;
use crate::rows::postings::hold;
use crate::rows::revisions::stand;

/// Puts a further revision in force under the digest shown. Doing it twice does it once.
///
/// # Errors
/// [`ActsWhy::DigestChanged`]; [`PostingsWhy::RevisionOvertaken`] where another revision came in force meanwhile; what may not
/// change any more; `same_person` for whoever proposed it or wrote the posting; [`Fault::Missing`] for a version of another
/// posting.
pub async fn enact(
    service: &Service,
    caller: &Caller,
    (posting, revision): (Code, Code),
    shown: &str,
) -> Result<(), Fault> {
    service
        .write(caller, "revision.approve", async |op| {
            let found = hold(op.tx(), posting).await?;
            let permit = op.permit::<ApproveRevision>(found.scope())?;
            let row = found.open(&permit)?;
            let waiting = store::postings::revisions::by_code(op.tx(), &revision).await?;
            let waiting = waiting.ok_or(Fault::Missing)?;
            let own = op.permit::<ApproveRevision>(waiting.scope())?;
            let waiting = waiting.open(&own)?;
            if settled(op, &waiting, &row, RevisionState::Approved)? {
                return Ok(());
            }
            if shown.parse() != Ok(waiting.digest) {
                return Err(ActsWhy::DigestChanged.reason().into());
            }
            let now = expect_current(op, &permit, &row, &waiting).await?;
            expect_timely(op.tx(), &row, (&now, &waiting.contents), op.now()).await?;
            expect_publishable(&waiting.contents)?;
            put_in_force(op, &permit, &row, (&now, &waiting.contents)).await?;
            let (no, by) = (waiting.follows.saturating_add(1), (own.by(), op.now()));
            store::postings::revisions::settle(op.tx(), &own, waiting.id, Settled::Approved(no), by).await?;
            let digest = waiting.digest;
            op.record(&own, &Event::RevisionApproved { posting, revision, no, digest }).await
        })
        .await
}

/// Returns true where the caller settled this version so before; others are refused.
fn settled(
    op: &mut Op<'_>,
    waiting: &RevisionRow,
    row: &PostingRow,
    as_what: RevisionState,
) -> Result<bool, Fault> {
    // The first approval has acts of its own.
    if waiting.posting != row.id || waiting.follows == 0 {
        return Err(Fault::Missing);
    }
    if waiting.state == as_what && waiting.settled_by == op.caller().id() {
        op.repeat();
        return Ok(true);
    }
    if waiting.state == RevisionState::Proposed { Ok(false) } else { Err(Fault::Stale) }
}

/// What stands, where the version still follows it.
///
/// # Errors
/// [`PostingsWhy::RevisionOvertaken`].
pub(super) async fn expect_current<A: Act + Reads<Postings>>(
    op: &Op<'_>,
    permit: &Permit<A>,
    row: &PostingRow,
    waiting: &RevisionRow,
) -> Result<Contents, Fault> {
    let in_force = store::postings::revisions::in_force(op.tx(), row.id).await?;
    let Beside { now, .. } = beside(op.tx(), permit, row).await?;
    if waiting.follows != in_force || now.schemes != waiting.contents.schemes {
        return Err(PostingsWhy::RevisionOvertaken.reason().into());
    }
    Ok(now)
}

/// Makes the rows of the posting say what a revision says.
///
/// # Errors
/// The database's.
pub(super) async fn put_in_force<A: Act<By = PersonId> + Changes<Postings> + Reads<Postings>>(
    op: &mut Op<'_>,
    permit: &Permit<A>,
    row: &PostingRow,
    (before, after): (&Contents, &Contents),
) -> Result<(), Fault> {
    store::postings::revise(op.tx(), permit, row.version, &after.terms).await?;
    let stood = |one: &PositionTerms| before.positions.iter().find(|old| old.code == one.code);
    let changed = after.positions.iter().filter(|one| stood(one).is_some_and(|old| old != *one));
    let changed: Vec<&PositionTerms> = changed.collect();
    let added = after.positions.iter().filter(|one| stood(one).is_none());
    let added: Vec<(Code, PositionTerms)> = added.map(|one| (op.code(), one.clone())).collect();
    if !changed.is_empty() || !added.is_empty() {
        store::postings::positions::revise(op.tx(), permit, &changed, &added).await?;
    }
    if before.conditions != after.conditions {
        crate::rows::conditions::put(op, permit, &stand(after)?.conditions).await?;
    }
    if before.timetable != after.timetable {
        crate::rows::timetables::put(op.tx(), permit, &after.timetable, op.now()).await?;
        jobs::of_timetable(op, row.code, &after.timetable).await?;
    }
    turn_files(op, permit, (&before.files, &after.files)).await?;
    let (old, new) = (before.terms.registration, after.terms.registration);
    if old == new {
        return Ok(());
    }
    jobs::of_registration(op, row.code, new).await?;
    // A registration that was over is open again with this very commit.
    if let Some(step) = row.phase.untimely(new, op.now()) {
        let to = row.phase.after(step)?;
        let version = row.version.saturating_add(1);
        store::postings::turn(op.tx(), permit, version, (row.phase, to), Mark::Plain).await?;
        let event = Event::PhaseTurned { posting: row.code, from: row.phase, to, digest: None, reason: None };
        op.record(permit, &event).await?;
    }
    Ok(())
}

/// Lets the files of a revision stand, and those no longer that it does not name. What it names must be what was written down.
async fn turn_files<A: Changes<Postings> + Reads<Postings>>(
    op: &Op<'_>,
    permit: &Permit<A>,
    (before, after): (&[NoticeFile], &[NoticeFile]),
) -> Result<(), Fault> {
    if before == after {
        return Ok(());
    }
    let rows = store::postings::notice_files::all(op.tx(), permit).await?;
    for one in after {
        if !rows.iter().any(|row| row.file == *one) {
            return Err(Fault::internal(format!(
                "a revision names file {}, which nobody handed in so",
                one.code
            )));
        }
    }
    for row in rows {
        let stands = after.iter().any(|one| one.code == row.file.code);
        if stands != row.stands {
            store::postings::notice_files::turn(op.tx(), permit, row.file.code, stands).await?;
        }
    }
    Ok(())
}

/// Sends a further revision back with a reason that its author reads. Doing it twice does it once.
///
/// # Errors
/// As [`Grounds::parse`] at `reason`; `same_person` for whoever proposed it or wrote the posting; [`Fault::Stale`] where it is
/// settled.
pub async fn send_back(
    service: &Service,
    caller: &Caller,
    (posting, revision): (Code, Code),
    reason: &str,
) -> Result<(), Fault> {
    let reason = Grounds::parse(reason, &FieldPath::new("reason"))?;
    service
        .write(caller, "revision.return", async |op| {
            let found = hold(op.tx(), posting).await?;
            let permit = op.permit::<ReturnRevision>(found.scope())?;
            let row = found.open(&permit)?;
            let waiting = store::postings::revisions::by_code(op.tx(), &revision).await?;
            let waiting = waiting.ok_or(Fault::Missing)?;
            let own = op.permit::<ReturnRevision>(waiting.scope())?;
            let waiting = waiting.open(&own)?;
            if settled(op, &waiting, &row, RevisionState::Returned)? {
                return Ok(());
            }
            let (words, by) = (reason.as_str(), (own.by(), op.now()));
            store::postings::revisions::settle(op.tx(), &own, waiting.id, Settled::Returned(words), by)
                .await?;
            op.record_because(&own, words, |reason| Event::RevisionReturned { posting, revision, reason })
                .await
        })
        .await
}
