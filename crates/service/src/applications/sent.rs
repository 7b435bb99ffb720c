//! Receipts: exactly what was sent, with the server's time, kept as a sealed document and given back byte for byte, as a paper, and
//! as the recommendation form (报名推荐表).
//!
//! Owns: who may have it, and as what. Refuses: anybody but the candidate, rewriting a document that was kept, and a form of what is
//! not in force: after a later edit the digest is another, and with it the version code on the form.

use domain::access::{Caller, Permit, ViewOwnApplication};
use domain::calendar::Instant;
use domain::digest::Digest;
use domain::id::Code;
use domain::lifecycle::ApplicationState;
use domain::reason::PapersWhy;
use domain::view::my::applications::Sent;
use store::Snapshot;
use store::applications::{ApplicationRow, leavings};

use crate::Service;
use crate::fault::Fault;
use crate::rows::applications::{self as content, find};
use crate::rows::sent::{Document, opened};
use crate::rows::timetables;
use crate::rows::uploads::contents_of;

async fn last(
    service: &Service,
    snapshot: &Snapshot,
    permit: &Permit<ViewOwnApplication>,
    row: &ApplicationRow,
) -> Result<Option<String>, Fault> {
    let kept = store::applications::last_sent(snapshot, permit, row.id).await?;
    kept.map(|kept| opened(service, row.code, &kept)).transpose()
}

/// What was sent last; of an application from before receipts were kept, what stands in it.
pub(super) async fn sent(
    service: &Service,
    snapshot: &Snapshot,
    permit: &Permit<ViewOwnApplication>,
    row: &ApplicationRow,
) -> Result<Option<Sent>, Fault> {
    if let Some(text) = last(service, snapshot, permit, row).await? {
        let document = Document::read(&text)?;
        return Ok(Some(Sent {
            answers: document.answers,
            at: Instant(document.received_at_ms),
            number: document.number,
            revision: document.revision,
            files: document.files,
            digest: Some(Digest::of(text.as_bytes())),
        }));
    }
    let Some(at) = row.submitted_at.filter(|_| row.state != ApplicationState::Draft) else { return Ok(None) };
    let (answers, files) = (content::open(service, row)?, Vec::new());
    Ok(Some(Sent { answers, at, number: 1, revision: 0, files, digest: None }))
}

/// The bytes of what was sent last.
///
/// # Errors
/// [`Fault::Missing`] for another's application, and where nothing was kept.
pub async fn receipt(service: &Service, caller: &Caller, code: Code) -> Result<Vec<u8>, Fault> {
    service
        .read(caller, "application.receipt", async |look| {
            let found = find(look.snapshot(), code).await?;
            let permit = look.permit::<ViewOwnApplication>(found.scope())?;
            let row = found.open(&permit)?;
            let text = last(service, look.snapshot(), &permit, &row).await?;
            text.map(String::into_bytes).ok_or(Fault::Missing)
        })
        .await
}

/// A paper of what was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paper {
    /// The receipt of what was sent last, whatever became of it.
    Receipt,
    /// The recommendation form of what is in force.
    Form,
}

/// Prints a paper of what was sent last, from the very document that was kept.
///
/// # Errors
/// [`Fault::Missing`] for another's application, and where nothing was kept; [`PapersWhy::NotInForce`] for the form of an application
/// that was taken back, withdrawn or refused; [`PapersWhy::NotDrawn`] for characters that the font lacks.
pub async fn paper(
    service: &Service,
    caller: &Caller,
    code: Code,
    (paper, lang): (Paper, text::Lang),
) -> Result<Vec<u8>, Fault> {
    let (text, left, timetable) = service
        .read(caller, "application.paper", async |look| {
            let found = find(look.snapshot(), code).await?;
            let permit = look.permit::<ViewOwnApplication>(found.scope())?;
            let row = found.open(&permit)?;
            let text = last(service, look.snapshot(), &permit, &row).await?.ok_or(Fault::Missing)?;
            if paper == Paper::Form && !row.state.has_form() {
                return Err(PapersWhy::NotInForce.reason().into());
            }
            let timetable = timetables::public_of(look.snapshot(), row.posting).await?;
            Ok((text, leavings::of_application(look.snapshot(), row.id).await?, timetable))
        })
        .await?;
    let document = Document::read(&text)?;
    // A photo that left after its term stands on no paper; the version code is that of what was sent.
    let photo = match document.photo().filter(|_| paper == Paper::Form && left.is_none()) {
        Some(digest) => Some(contents_of(service, digest).await?),
        None => None,
    };
    crate::papers::print(service, move |papers| {
        let printed = document.printed(Digest::of(text.as_bytes()), photo.as_deref(), &timetable);
        match paper {
            Paper::Receipt => documents::receipt(papers, lang, &printed),
            Paper::Form => documents::form(papers, lang, &printed),
        }
    })
    .await
}
