//! Receipts: exactly what was sent, with the server's time, kept as a sealed document and given back byte for byte.
//!
//! Owns: the document and its digest. Refuses: anybody but the candidate, and rewriting a document that was kept.

use domain::access::{Caller, Permit, ViewOwnApplication};
use domain::calendar::Instant;
use domain::digest::Digest;
use domain::id::Code;
use domain::lifecycle::ApplicationState;
use domain::registration::Answers;
use domain::view::my::applications::Sent;
use serde::{Deserialize, Serialize};
use store::Snapshot;
use store::applications::{ApplicationRow, SubmissionRow};

use crate::Service;
use crate::fault::Fault;
use crate::keys::Place;
use crate::rows::applications::{self as content, find};

/// Where the sealed document stands.
const CONTENT: &str = "submission.sealed";

/// The place of a submission: bound to its number too, so that two receipts of one application cannot change places.
fn place(application: Code, number: u32) -> Place {
    Place::of(CONTENT, format_args!("{application}/{number}"))
}

/// The document: what was sent, for which position, when the server received it.
#[derive(Serialize, Deserialize)]
struct Document {
    application: Code,
    number: u32,
    posting: Code,
    position: String,
    received_at: String,
    received_at_ms: i64,
    answers: Answers,
}

/// The sealed document of one submission.
///
/// # Errors
/// [`Fault::Internal`] where it cannot be written.
pub(super) fn sealed(
    service: &Service,
    row: &ApplicationRow,
    (posting, position): (Code, &str),
    (number, at): (u32, Instant),
    answers: Answers,
) -> Result<SubmissionRow, Fault> {
    let document = Document {
        application: row.code,
        number,
        posting,
        position: position.to_owned(),
        received_at: text::dates::moment(text::Lang::Zh, at.0),
        received_at_ms: at.0,
        answers,
    };
    let text = serde_json::to_string_pretty(&document).map_err(Fault::internal)?;
    let place = place(row.code, number);
    Ok(SubmissionRow {
        no: number,
        sealed: service.keys().seal(&place, &text, &service.effects().random),
        at,
    })
}

async fn last(
    service: &Service,
    snapshot: &Snapshot,
    permit: &Permit<ViewOwnApplication>,
    row: &ApplicationRow,
) -> Result<Option<String>, Fault> {
    let Some(kept) = store::applications::last_sent(snapshot, permit, row.id).await? else {
        return Ok(None);
    };
    Ok(Some(service.keys().opened(&place(row.code, kept.no), &kept.sealed)?))
}

/// What was sent last; of an application from before receipts were kept, what stands in it.
pub(super) async fn sent(
    service: &Service,
    snapshot: &Snapshot,
    permit: &Permit<ViewOwnApplication>,
    row: &ApplicationRow,
) -> Result<Option<Sent>, Fault> {
    if let Some(text) = last(service, snapshot, permit, row).await? {
        let document: Document = serde_json::from_str(&text).map_err(Fault::internal)?;
        return Ok(Some(Sent {
            answers: document.answers,
            at: Instant(document.received_at_ms),
            number: document.number,
            digest: Some(Digest::of(text.as_bytes())),
        }));
    }
    let Some(at) = row.submitted_at.filter(|_| row.state != ApplicationState::Draft) else { return Ok(None) };
    Ok(Some(Sent { answers: content::open(service, row)?, at, number: 1, digest: None }))
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
