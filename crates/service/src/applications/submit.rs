//! Submitting. Doing it twice does it once and answers alike.
//!
//! Owns: what an application comes to when it is sent. Everything that can be told beforehand is made ready before the act takes its
//! turn among the writes; the act holds the row, asks whether that ground still stands, and writes. Refuses: sending what is not
//! whole, and sending on a ground that changed meanwhile.

use domain::access::{Caller, Scope, SubmitApplication, ViewOwnAccount};
use domain::calendar::Instant;
use domain::id::{Code, PostingId, UploadId};
use domain::lifecycle::{ApplicationState, Turn};
use domain::messages::Kind;
use domain::reason::ApplicationsWhy;
use domain::registration::Form;
use store::applications::{Content, FindingRow, SubmissionRow, Whose};

use super::turn::turned;
use super::unborn;
use crate::Service;
use crate::fault::Fault;
use crate::op::{Look, Op};
use crate::rows::applications::{self as content, find, hold};
use crate::rows::extensions::expect_open_for;
use crate::rows::{conditions, consents, registering, sent, uploads};
use crate::tell;

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

/// Submits a draft; answers the time that stands on the receipt.
///
/// # Errors
/// Every fault of the form; [`ApplicationsWhy::PositionCancelled`], [`ApplicationsWhy::IdentityTaken`], [`ApplicationsWhy::RefusedHere`];
/// [`ApplicationsWhy::PrivacyChanged`]; the window's refusals, `now` being the act's entry; [`Fault::Stale`] where draft or posting changed since the page was opened; [`Fault::Missing`] for another's
/// application.
pub async fn submit(service: &Service, caller: &Caller, code: Code, version: i64) -> Result<Instant, Fault> {
    service
        .write_prepared(
            caller,
            "application.submit",
            async |look| ground(service, look, (code, version)).await,
            async |op, ground| match ground {
                Ground::Sent(at) => {
                    op.repeat();
                    Ok(at)
                }
                Ground::Ready(ready) => send(op, (code, version), &ready).await,
            },
        )
        .await
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
    if let Some(reason) = unborn(whole.person().identity.expose(), look.now()) {
        return Err(reason.into());
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

async fn send(op: &mut Op<'_>, (code, version): (Code, i64), ready: &Ready) -> Result<Instant, Fault> {
    // The posting before the application, as everywhere: nobody suspends it before this act has ended.
    let posting = store::postings::held(op.tx(), ready.of).await?.ok_or(Fault::Missing)?;
    let found = hold(op.tx(), code).await?;
    let permit = op.permit::<SubmitApplication>(found.scope())?;
    let row = found.open(&permit)?;
    if let (ApplicationState::Submitted, Some(at)) = (row.state, row.submitted_at) {
        op.repeat();
        return Ok(at);
    }
    expect_open_for(op.tx(), &permit, (&posting, &row), op.now()).await?;
    let to = row.state.after(Turn::Submit)?;
    let files = uploads::standing(op.tx(), &permit, row.id).await?;
    if posting.version != ready.posting || !files.iter().map(|file| file.id).eq(ready.files.iter().copied()) {
        return Err(Fault::Stale);
    }
    if let Some(same) = ready.content.identity_index.as_deref().map(Whose::Identity)
        && store::applications::refused(op.tx(), &permit, row.position, same).await?.is_some()
    {
        return Err(ApplicationsWhy::RefusedHere.reason().into());
    }
    store::applications::submit(op.tx(), &permit, (row.id, version), &ready.content, op.now()).await?;
    match ready.finding {
        Some(finding) => store::applications::put_findings(op.tx(), &permit, &[finding]).await?,
        None => store::applications::clear_findings(op.tx(), &permit, &[row.id]).await?,
    }
    store::applications::keep_sent(op.tx(), &permit, row.id, &ready.kept).await?;
    op.record(&permit, &turned(row.code, row.state, to)).await?;
    tell::put(op, &permit, &ready.told).await?;
    Ok(op.now())
}
