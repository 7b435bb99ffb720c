//! From draft to public: sending, returning, approving, and the clock's own steps.
//!
//! Owns: the version that is put before the competent department, and what becomes of it. Refuses: approval by anybody who had a hand in the posting, and of anything but what
//! was shown.

use domain::access::aggregate::Postings;
use domain::access::{Act, ApprovePosting, Caller, Permit, Reads, ReturnPosting, SubmitPosting, TurnPhase};
use domain::calendar::{Instant, Window};
use domain::course::Waiting;
use domain::digest::Digest;
use domain::eligibility::Conditions;
use domain::event::Event;
use domain::id::{Code, PersonId};
use domain::lifecycle::{Phase, Step};
use domain::lists::expect_fit;
use domain::messages::{Kind, Value, Values};
use domain::placeholder::Placeholder;
use domain::posting::{Following, Telephones, misfits_of};
use domain::reason::{ActsWhy, FieldPath, PostingsWhy, SchemesWhy};
use domain::revision::{Contents, RevisionState};
use domain::timetable::Timetable;
use domain::typed::Grounds;
use domain::uploads::NoticeFile;
use store::postings::revisions::{NewRevision, RevisionRow, Settled};
use store::postings::{Approval, Mark, PostingRow};
use store::schemes::SchemeRow;
use store::{Locked, Scoped as _, Snapshot};

use crate::Service;
use crate::fault::Fault;
use crate::jobs;
use crate::op::Op;
use crate::rows::postings::hold;
use crate::tell::{self, News};

/// Everything a candidate may rely on, as it stands now.
pub(super) struct Content {
    pub(super) positions: Vec<store::postings::positions::PositionRow>,
    pub(super) files: Vec<NoticeFile>,
    pub(super) telephones: Telephones,
    pub(super) following: Following,
    pub(super) timetable: Timetable,
    pub(super) scheme: Option<SchemeRow>,
    pub(super) conditions: Conditions,
    /// All of it as it would be put forward; `None` while something lacks.
    pub(super) whole: Option<Contents>,
}

impl Content {
    pub(super) fn digest(&self) -> Option<Digest> {
        self.whole.as_ref().map(Contents::digest)
    }
}

pub(super) async fn content<A: Act + Reads<Postings>>(
    snapshot: &Snapshot,
    permit: &Permit<A>,
    row: &PostingRow,
) -> Result<Content, Fault> {
    let positions = store::postings::positions::all(snapshot, permit).await?;
    let scheme = store::schemes::newest(snapshot, permit).await?;
    let files = crate::rows::notice_files::standing(snapshot, permit).await?;
    let (conditions, _) = crate::rows::conditions::of(snapshot, permit).await?;
    let timetable = crate::rows::timetables::of(snapshot, permit).await?;
    let telephones = store::postings::telephones::of(snapshot, permit).await?;
    let following = store::postings::followings::of(snapshot, permit).await?;
    let whole = match (row.terms(telephones.clone(), following), &scheme) {
        (Some(terms), Some(scheme)) if !positions.is_empty() => {
            let both = (positions.as_slice(), files.clone());
            Some(crate::rows::revisions::contents(
                (terms, timetable.clone()),
                both,
                &conditions,
                &scheme.body,
            )?)
        }
        _ => None,
    };
    Ok(Content { positions, files, telephones, following, timetable, scheme, conditions, whole })
}

/// What would be put forward, whole.
///
/// # Errors
/// [`PostingsWhy::NoDates`], [`PostingsWhy::NoPositions`], [`SchemesWhy::NoScheme`]: everything that lacks.
pub(super) fn complete<'a>(
    row: &PostingRow,
    content: &'a Content,
) -> Result<(&'a SchemeRow, &'a Contents), Fault> {
    let mut missing = Vec::new();
    if row.registration.is_none() {
        missing.push(PostingsWhy::NoDates.reason());
    }
    if content.positions.is_empty() {
        missing.push(PostingsWhy::NoPositions.reason());
    }
    match (&content.scheme, &content.whole) {
        (Some(scheme), Some(whole)) if missing.is_empty() => Ok((scheme, whole)),
        (None, _) => {
            missing.push(SchemesWhy::NoScheme.reason());
            Err(missing.into())
        }
        _ => Err(missing.into()),
    }
}

/// Refuses what could not be published at the end: asked while it can still be changed, with the questions that sealing asks.
fn expect_publishable(row: &PostingRow, content: &Content, scheme: &SchemeRow) -> Result<(), Fault> {
    let Some(terms) = row.terms(content.telephones.clone(), content.following) else { return Ok(()) };
    content.timetable.expect_placed(row.registration)?;
    crate::rows::schemes::expect_review(
        crate::rows::schemes::saved(&scheme.body)?.as_ref(),
        &content.timetable,
    )?;
    let names = crate::rows::schemes::public_names(&scheme.body)?;
    let positions = content.positions.iter().map(|one| &one.terms);
    Ok(expect_fit(&misfits_of(&terms, positions, names.iter().map(String::as_str)))?)
}

/// Sends a complete draft to the competent department.
///
/// # Errors
/// [`PostingsWhy::NoDates`], [`PostingsWhy::NoPositions`], [`SchemesWhy::NoScheme`], [`SchemesWhy::UnknownName`],
/// [`SchemesWhy::Unnamed`], [`domain::reason::ConditionsWhy::Faulty`], [`PostingsWhy::ClosesInThePast`],
/// [`domain::reason::ListsWhy::NotForPublic`], [`PostingsWhy::WrongPhase`]; what stands against its timetable
/// ([`Timetable::misplaced`]); [`Fault::Stale`] where somebody changed it.
pub async fn submit(service: &Service, caller: &Caller, posting: Code, version: i64) -> Result<(), Fault> {
    service
        .write(caller, "posting.submit", async |op| {
            let found = hold(op.tx(), posting).await?;
            let permit = op.permit::<SubmitPosting>(found.scope())?;
            let row = found.open(&permit)?;
            let to = row.phase.after(Step::Submit)?;
            let content = content(op.tx(), &permit, &row).await?;
            let (scheme, whole) = complete(&row, &content)?;
            crate::rows::schemes::expect_names(&scheme.body, content.positions.iter())?;
            crate::rows::schemes::expect_called(&scheme.body)?;
            crate::rows::conditions::expect_sound(&content.conditions, &content.positions)?;
            expect_publishable(&row, &content, scheme)?;
            expect_time_to_register(&row, op.now())?;
            let by = permit.by();
            let mark = Mark::Submitted(by, op.now());
            store::postings::turn(op.tx(), &permit, version, (row.phase, to), mark).await?;
            let new =
                NewRevision { code: op.code(), follows: 0, reason: "", contents: whole, by, at: op.now() };
            store::postings::revisions::propose(op.tx(), &permit, &new).await?;
            let digest = Some(whole.digest());
            let event = Event::PhaseTurned { posting, from: row.phase, to, digest, reason: None };
            op.record(&permit, &event).await?;
            let hands = [row.created_by, by];
            let approvers =
                tell::seconds(op.tx(), &row, (Waiting::Posting, hands.as_slice()), op.now()).await?;
            let values = tell::of_posting(&row, (op.now(), Waiting::Posting.page()));
            told(op, &permit, &row, (Kind::ApprovalWaits, &approvers, values)).await
        })
        .await
}

/// Tells people about the posting itself.
pub(super) async fn told<A: Act>(
    op: &Op<'_>,
    permit: &Permit<A>,
    row: &PostingRow,
    (kind, to, values): (Kind, &[PersonId], Values),
) -> Result<(), Fault> {
    let posting = Some(row.id);
    tell::tell(op, permit, News { kind, to, posting, application: None, values, once: None }).await
}

/// Who wrote the posting and who sent it.
pub(super) fn authors(row: &PostingRow) -> Vec<PersonId> {
    row.scope().hands
}

/// Refuses a posting whose registration has closed before anybody could see it.
pub(super) fn expect_time_to_register(row: &PostingRow, now: Instant) -> Result<(), Fault> {
    if row.registration.is_none_or(|window| window.closes <= now) {
        return Err(PostingsWhy::ClosesInThePast.at("closes").into());
    }
    Ok(())
}

/// Sends a submitted posting back with a reason that its authors read.
///
/// # Errors
/// As [`Grounds::parse`] at `reason`; [`PostingsWhy::WrongPhase`]; [`Fault::Stale`].
pub async fn return_back(
    service: &Service,
    caller: &Caller,
    posting: Code,
    version: i64,
    reason: &str,
) -> Result<(), Fault> {
    let reason = Grounds::parse(reason, &FieldPath::new("reason"))?;
    service
        .write(caller, "posting.return", async |op| {
            let found = hold(op.tx(), posting).await?;
            let permit = op.permit::<ReturnPosting>(found.scope())?;
            let row = found.open(&permit)?;
            let to = row.phase.after(Step::Return)?;
            store::postings::turn(op.tx(), &permit, version, (row.phase, to), Mark::Plain).await?;
            let by = (permit.by(), op.now());
            let waiting = waiting(op.tx(), &permit).await?;
            let settled = Settled::Returned(reason.as_str());
            store::postings::revisions::settle(op.tx(), &permit, waiting.id, settled, by).await?;
            let turned = |reason| {
                let reason = Some(reason);
                Event::PhaseTurned { posting, from: row.phase, to, digest: None, reason }
            };
            op.record_because(&permit, reason.as_str(), turned).await?;
            let mut values = tell::of_posting(&row, (op.now(), ""));
            values.insert(Placeholder::Words, Value::Text(reason.as_str().to_owned()));
            told(op, &permit, &row, (Kind::Returned, &authors(&row), values)).await
        })
        .await
}

/// Approves exactly the digest that was shown: the posting is public and its scheme frozen.
///
/// # Errors
/// [`ActsWhy::DigestChanged`] where anything differs from what was shown; [`domain::reason::ListsWhy::NotForPublic`],
/// [`PostingsWhy::ClosesInThePast`] where nobody could register any more, [`PostingsWhy::WrongPhase`]; [`Fault::Stale`];
/// `same_person` for its authors.
pub async fn approve(
    service: &Service,
    caller: &Caller,
    posting: Code,
    version: i64,
    shown: &str,
) -> Result<(), Fault> {
    service
        .write(caller, "posting.approve", async |op| {
            let found = hold(op.tx(), posting).await?;
            let permit = op.permit::<ApprovePosting>(found.scope())?;
            let row = found.open(&permit)?;
            let to = row.phase.after(Step::Approve)?;
            let content = content(op.tx(), &permit, &row).await?;
            let (scheme, whole) = complete(&row, &content)?;
            let digest = whole.digest();
            let waiting = waiting(op.tx(), &permit).await?;
            if shown.parse() != Ok(digest) || waiting.digest != digest {
                return Err(ActsWhy::DigestChanged.reason().into());
            }
            expect_publishable(&row, &content, scheme)?;
            expect_time_to_register(&row, op.now())?;
            let by = permit.by();
            let mark = Mark::Approved(Approval { by, at: op.now(), digest });
            store::schemes::freeze(op.tx(), &permit, scheme.id, op.now()).await?;
            if let Some(window) = row.registration {
                jobs::of_registration(op, posting, window).await?;
            }
            jobs::of_timetable(op, posting, &content.timetable).await?;
            store::postings::turn(op.tx(), &permit, version, (row.phase, to), mark).await?;
            let (no, settled) = (1, (by, op.now()));
            store::postings::revisions::settle(op.tx(), &permit, waiting.id, Settled::Approved(no), settled)
                .await?;
            let event =
                Event::PhaseTurned { posting, from: row.phase, to, digest: Some(digest), reason: None };
            op.record(&permit, &event).await?;
            op.record(&permit, &Event::RevisionApproved { posting, revision: waiting.code, no, digest })
                .await?;
            let values = tell::of_posting(&row, (op.now(), ""));
            told(op, &permit, &row, (Kind::Approved, &authors(&row), values)).await
        })
        .await
}

/// The version of the posting that waits for the competent department.
///
/// # Errors
/// [`PostingsWhy::CutWaits`] where its authors answer first; [`Fault::Internal`] where a submitted posting has none: sending it writes one.
async fn waiting<A: Act + Reads<Postings>>(
    snapshot: &Snapshot,
    permit: &Permit<A>,
) -> Result<RevisionRow, Fault> {
    let newest = store::postings::revisions::newest(snapshot, permit).await?;
    if newest.as_ref().is_some_and(|row| row.state == RevisionState::Cut) {
        return Err(PostingsWhy::CutWaits.reason().into());
    }
    newest
        .filter(|row| row.state == RevisionState::Proposed)
        .ok_or_else(|| Fault::internal("a submitted posting has no version that waits"))
}

/// Opens and closes registrations whose time has come; answers how many phases turned. Deadlines do not depend on it: the
/// window itself decides about every application.
///
/// # Errors
/// [`Fault::Busy`] or [`Fault::Internal`]; postings turned before it stay turned.
pub async fn turn_due(service: &Service) -> Result<u32, Fault> {
    let snapshot = service.store().snapshot("posting.due").await?;
    let due = store::postings::due(&snapshot, service.now()).await?;
    snapshot.close().await?;
    turn_all(service, due, Phase::due).await
}

/// Turns back registrations that a clock, wrong for a while, opened or closed before their time; answers how many.
///
/// # Errors
/// [`Fault::Busy`] or [`Fault::Internal`]; postings turned before it stay turned.
pub async fn mend_turns(service: &Service) -> Result<u32, Fault> {
    let snapshot = service.store().snapshot("posting.untimely").await?;
    let untimely = store::postings::untimely(&snapshot, service.now()).await?;
    snapshot.close().await?;
    let turned = turn_all(service, untimely, Phase::untimely).await?;
    if turned > 0 {
        tracing::error!(
            turned,
            "registrations had turned before their time and were turned back: a clock was wrong"
        );
    }
    Ok(turned)
}

/// Turns each of these postings by the step that is due for it now; answers how many.
async fn turn_all(
    service: &Service,
    postings: Vec<Locked<PostingRow, Postings>>,
    step: fn(Phase, Window, Instant) -> Option<Step>,
) -> Result<u32, Fault> {
    let caller = Caller::system("posting.turn");
    let mut turned = 0_u32;
    for locked in postings {
        let scope = locked.scope();
        let done = service
            .write(&caller, "posting.turn", async |op| {
                let permit = op.permit::<TurnPhase>(scope)?;
                let row = locked.open(&permit)?;
                let window = row.registration.ok_or(Fault::Missing)?;
                let step = step(row.phase, window, op.now()).ok_or(Fault::Stale)?;
                let to: Phase = row.phase.after(step)?;
                store::postings::turn(op.tx(), &permit, row.version, (row.phase, to), Mark::Plain).await?;
                let event =
                    Event::PhaseTurned { posting: row.code, from: row.phase, to, digest: None, reason: None };
                op.record(&permit, &event).await?;
                Ok(())
            })
            .await;
        match done {
            Ok(()) => turned = turned.saturating_add(1),
            // Another process was faster; the posting has turned all the same.
            Err(Fault::Stale) => {}
            Err(fault) => return Err(fault),
        }
    }
    Ok(turned)
}
