//! The ground of applications that are about to be sent: everything that can be told before an act takes its turn among the writes.
//!
//! Owns: what is read of several applications at once, whether each is whole, and what it will write. Refuses: deciding on a ground that
//! may have changed since; the act holds the rows and asks again.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use domain::access::{Permit, Scope, SubmitApplication, ViewOwnAccount};
use domain::calendar::Instant;
use domain::id::{ApplicationId, Code, PersonId, PostingId, UploadId};
use domain::lifecycle::{ApplicationState, Turn};
use domain::messages::Kind;
use domain::reason::{ApplicationsWhy, Reason};
use domain::registration::Form;
use store::applications::{ApplicationRow, Content, FindingRow, SubmissionRow, UploadRow};
use store::people::ConsentRow;
use store::postings::PostingRow;

use super::super::beyond_the_form;
use crate::Service;
use crate::fault::Fault;
use crate::op::Look;
use crate::op::each::Entered;
use crate::rows::applications as content;
use crate::rows::extensions::expect_open_for;
use crate::rows::registering::{self, Registering};
use crate::rows::{conditions, consents, sent, uploads};
use crate::tell::{self, Mailing};

/// Which application its owner sends, and the version that was seen.
pub(super) type Asked = (Code, i64);

/// What was found before the act.
pub(super) enum Ground {
    /// It was sent before, then.
    Sent(Instant),
    /// It can be sent.
    Ready(Box<Ready>),
}

/// An application ready to be sent.
pub(super) struct Ready {
    pub of: PostingId,
    /// Version of the posting that it was made ready under.
    pub posting: i64,
    pub told: tell::Ready,
    pub content: Content,
    pub finding: Option<FindingRow>,
    pub kept: SubmissionRow,
    /// The files that it was made ready with.
    pub files: Vec<UploadId>,
}

/// An application that its owner opened.
struct Opened {
    permit: Permit<SubmitApplication>,
    own: Permit<ViewOwnAccount>,
    row: ApplicationRow,
}

/// A posting, what registration asks of it, and how its candidates are told.
struct Posted {
    row: PostingRow,
    open: Arc<Registering>,
    mailing: Mailing,
}

/// What was read of all applications at once.
#[derive(Default)]
struct Found {
    postings: HashMap<PostingId, Posted>,
    files: HashMap<ApplicationId, Vec<UploadRow>>,
    sent: HashMap<ApplicationId, u32>,
    agreed: HashMap<PersonId, Vec<ConsentRow>>,
}

/// Finds the ground of each of these acts, with as many statements for many as for one.
///
/// # Errors
/// The database's. What one act is refused for is its own answer.
pub(super) async fn each(
    service: &Service,
    looks: &[Look<'_>],
    acts: &[Entered<Asked>],
) -> Result<Vec<Result<Ground, Fault>>, Fault> {
    let Some(first) = looks.first() else { return Ok(Vec::new()) };
    let codes: Vec<Code> = acts.iter().map(|act| act.with.0).collect();
    let rows = store::applications::find_each(first.snapshot(), &codes).await?;
    let mut opened = Vec::with_capacity(acts.len());
    for (look, act) in looks.iter().zip(acts) {
        opened.push(rows.get(&act.with.0).ok_or(Fault::Missing).and_then(|locked| {
            let permit = look.permit::<SubmitApplication>(locked.scope())?;
            let row = locked.show(&permit)?.clone();
            let own = look.permit::<ViewOwnAccount>(Scope::own(row.candidate, None))?;
            Ok(Opened { permit, own, row })
        }));
    }
    let seen: Vec<&Opened> = opened.iter().filter_map(|opened| opened.as_ref().ok()).collect();
    let found = Box::pin(found(service, first, &seen)).await?;
    let mut grounds = Vec::with_capacity(acts.len());
    for ((look, act), opened) in looks.iter().zip(acts).zip(opened) {
        grounds.push(match opened {
            Ok(opened) => ground(service, look, (&opened, act.with.1), &found).await,
            Err(fault) => Err(fault),
        });
    }
    Ok(grounds)
}

async fn found(service: &Service, look: &Look<'_>, all: &[&Opened]) -> Result<Found, Fault> {
    let Some(Opened { permit, own, .. }) = all.first() else { return Ok(Found::default()) };
    let ids: Vec<ApplicationId> = all.iter().map(|one| one.row.id).collect();
    let people: Vec<PersonId> = all.iter().map(|one| one.row.candidate).collect();
    let (files, sent, agreed) = (
        store::applications::standing_uploads(look.snapshot(), permit, &ids),
        store::applications::times_sent_each(look.snapshot(), permit, &ids),
        store::people::agreed_each(look.snapshot(), own, &people),
    );
    let rows = async { Ok(tokio::try_join!(files, sent, agreed)?) };
    // Each statement stands for itself, so that none need wait for another.
    let (postings, (files, sent, agreed)) = tokio::try_join!(posted(service, look, all), rows)?;
    Ok(Found { postings, files, sent, agreed })
}

/// Reads the postings of these applications, each with how those who send to it are told.
async fn posted(
    service: &Service,
    look: &Look<'_>,
    all: &[&Opened],
) -> Result<HashMap<PostingId, Posted>, Fault> {
    let mut of: BTreeMap<PostingId, Vec<PersonId>> = BTreeMap::new();
    for one in all {
        of.entry(one.row.posting).or_default().push(one.row.candidate);
    }
    let mut postings = HashMap::new();
    for (posting, people) in of {
        let open = async {
            let row = store::postings::public::by_id(look.snapshot(), posting).await?;
            let Some(row) = row else { return Ok(None) };
            let open = registering::of(service, look.snapshot(), &row).await?;
            Ok::<_, Fault>(Some((row, open)))
        };
        let kind = (Some(posting), Kind::Submitted);
        let mailing = Mailing::of(&service.parts, look.snapshot(), kind, &people);
        if let (Some((row, open)), mailing) = tokio::try_join!(open, mailing)? {
            postings.insert(posting, Posted { row, open, mailing });
        }
    }
    Ok(postings)
}

async fn ground(
    service: &Service,
    look: &Look<'_>,
    (Opened { permit, row, .. }, version): (&Opened, i64),
    found: &Found,
) -> Result<Ground, Fault> {
    if let (ApplicationState::Submitted, Some(at)) = (row.state, row.submitted_at) {
        return Ok(Ground::Sent(at));
    }
    let Posted { row: posting, open, mailing } = found.postings.get(&row.posting).ok_or(Fault::Missing)?;
    let position = open.position(row.position).ok_or(Fault::Missing)?;
    expect_open_for(look.snapshot(), permit, (posting, row), look.now()).await?;
    row.state.after(Turn::Submit)?;
    let whole = Form::standard().check(&content::open(service, row)?)?;
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
    consents::expect_current(found.agreed.get(&row.candidate).map_or(&[], Vec::as_slice))?;
    let files = found.files.get(&row.id).map_or(&[][..], Vec::as_slice);
    uploads::expect_photo(&open.set, files)?;
    let asked = open.asked(row.position);
    let before = found.sent.get(&row.id).copied().unwrap_or(0);
    let sending = (before.saturating_add(1), open.revision, look.now());
    let values = tell::of_application((posting, position), row.code, (look.now(), "receipt"));
    let news = tell::to_candidate(row, (Kind::Submitted, values));
    let told = mailing.ready(&service.parts, news)?;
    let sent = (whole.answers().clone(), uploads::sent(service, files)?);
    Ok(Ground::Ready(Box::new(Ready {
        content: content::complete(service, row.code, &whole)?,
        finding: asked.map(|asked| conditions::found(row.id, whole.answers(), asked, look.now())),
        kept: sent::sealed(service, row.code, (posting, position), sending, sent)?,
        files: files.iter().map(|file| file.id).collect(),
        of: posting.id,
        posting: posting.version,
        told,
    })))
}
