//! What was sent of an application, each time as a sealed document, and how it goes on paper.
//!
//! Owns: the document and its place. Refuses: rewriting one that was kept.

use documents::{Printed, Target};
use domain::access::aggregate::Applications;
use domain::access::{Permit, Reads};
use domain::calendar::Instant;
use domain::digest::Digest;
use domain::id::Code;
use domain::registration::Answers;
use domain::timetable::Timetable;
use domain::uploads::Purpose;
use domain::view::uploads::SentFile;
use serde::{Deserialize, Serialize};
use store::Snapshot;
use store::applications::{ApplicationRow, SubmissionRow};
use store::postings::PostingRow;
use store::postings::positions::PositionRow;

use crate::Service;
use crate::fault::Fault;
use crate::keys::Place;

/// The place of a document of what was sent: bound to its number too, so that two receipts of one application cannot change places.
fn place(application: Code, number: u32) -> Place {
    Place::of("submission.sealed", format_args!("{application}/{number}"))
}

/// The document: what was sent, for which position, when the server received it.
#[derive(Serialize, Deserialize)]
pub(crate) struct Document {
    application: Code,
    pub(crate) number: u32,
    posting: Code,
    posting_version: i64,
    pub(crate) revision: u32,
    title: String,
    authority: String,
    position: String,
    position_unit: String,
    position_title: String,
    received_at: String,
    pub(crate) received_at_ms: i64,
    pub(crate) answers: Answers,
    /// The photo and the certificates; a document from before there were any has none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) files: Vec<SentFile>,
}

/// The sealed document of one submission, under the posting's revision of that number.
///
/// # Errors
/// [`Fault::Internal`] where it cannot be written.
pub(crate) fn sealed(
    service: &Service,
    application: Code,
    (posting, position): (&PostingRow, &PositionRow),
    (number, revision, at): (u32, u32, Instant),
    (answers, files): (Answers, Vec<SentFile>),
) -> Result<SubmissionRow, Fault> {
    let document = Document {
        application,
        number,
        posting: posting.code,
        posting_version: posting.version,
        revision,
        title: posting.title.as_str().to_owned(),
        authority: posting.authority.as_str().to_owned(),
        position: position.terms.code.as_str().to_owned(),
        position_unit: position.terms.unit.as_str().to_owned(),
        position_title: position.terms.title.as_str().to_owned(),
        received_at: text::dates::moment(text::Lang::Zh, at.0),
        received_at_ms: at.0,
        answers,
        files,
    };
    let text = serde_json::to_string_pretty(&document).map_err(Fault::internal)?;
    let place = place(application, number);
    Ok(SubmissionRow {
        no: number,
        revision,
        sealed: service.keys().seal(&place, &text, &service.effects().random),
        at,
    })
}

/// The document of one submission, opened.
///
/// # Errors
/// [`Fault::Internal`] where it does not open.
pub(crate) fn opened(service: &Service, application: Code, kept: &SubmissionRow) -> Result<String, Fault> {
    service.keys().opened(&place(application, kept.no), &kept.sealed)
}

/// What was sent, each time as the document that was kept, the last first. An application from before documents were kept has none.
///
/// # Errors
/// [`Fault::Internal`] where a document does not open.
pub(crate) async fn all<A: Reads<Applications>>(
    service: &Service,
    snapshot: &Snapshot,
    permit: &Permit<A>,
    row: &ApplicationRow,
) -> Result<Vec<String>, Fault> {
    let kept = store::applications::all_sent(snapshot, permit, row.id).await?;
    kept.iter().map(|one| opened(service, row.code, one)).collect()
}

impl Document {
    /// Reads a document that was kept.
    ///
    /// # Errors
    /// [`Fault::Internal`] where it is none.
    pub(crate) fn read(text: &str) -> Result<Self, Fault> {
        serde_json::from_str(text).map_err(Fault::internal)
    }

    /// Which application it is of, for which position.
    pub(crate) fn target(&self) -> Target<'_> {
        Target {
            code: self.application,
            posting: &self.title,
            authority: &self.authority,
            position: &self.position,
            unit: &self.position_unit,
            title: &self.position_title,
        }
    }

    /// Where the contents of the photo lie that was sent.
    pub(crate) fn photo(&self) -> Option<Digest> {
        self.files.iter().find(|file| file.purpose == Purpose::Photo).map(|file| file.digest)
    }

    /// What stands on papers of this document, whose digest is `digest`, under the timetable that is announced.
    pub(crate) fn printed<'a>(
        &'a self,
        digest: Digest,
        photo: Option<&'a [u8]>,
        timetable: &'a Timetable,
    ) -> Printed<'a> {
        Printed {
            target: self.target(),
            number: self.number,
            revision: self.revision,
            received_at: Instant(self.received_at_ms),
            answers: &self.answers,
            digest,
            photo,
            files: &self.files,
            timetable,
        }
    }
}
