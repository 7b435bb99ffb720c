//! Files of an application as use cases begin from them: their rows with the names opened, and their contents.
//!
//! Owns: where names and contents are sealed for, and the way from a store that fails to an answer. Refuses: contents by a row that the
//! permit's use case has not loaded.

use std::io::ErrorKind;

use domain::access::aggregate::Applications;
use domain::access::{Permit, Reads};
use domain::calendar::Instant;
use domain::digest::Digest;
use domain::eligibility::Conditions;
use domain::id::{ApplicationId, Code};
use domain::lifecycle::Phase;
use domain::reason::UploadsWhy;
use domain::uploads::Purpose;
use domain::view::desk::postings::FilesKept;
use domain::view::uploads::{SentFile, Uploaded};
use store::Snapshot;
use store::applications::{UploadRow, leavings};
use store::contents::CONTENTS;
use store::postings::PostingRow;

use crate::contents;
use crate::fault::Fault;
use crate::keys::{Keys, Place};
use crate::{Service, Terms};

/// The place of a file's name.
pub(crate) fn name_place(file: Code) -> Place {
    Place::of("upload.name_sealed", file)
}

/// Seconds of a day.
const DAY: i64 = 86_400;
/// The act that closes a selection in which nothing is left to be done.
const CLOSING: &str = "posting.close";

fn place(digest: Digest) -> Place {
    Place::of(CONTENTS, digest)
}

/// Every file of an application, those that ended included, oldest first.
///
/// # Errors
/// [`Fault::Internal`] where a name does not open.
pub(crate) async fn all<A: Reads<Applications>>(
    service: &Service,
    snapshot: &Snapshot,
    permit: &Permit<A>,
    of: ApplicationId,
) -> Result<Vec<Uploaded>, Fault> {
    let rows = store::applications::uploads(snapshot, permit, of).await?;
    let left_at = leavings::of_application(snapshot, of).await?;
    let shown = |row| Ok(Uploaded { left_at, ..shown(service, row)? });
    rows.iter().map(shown).collect()
}

/// A file as it is shown, while its contents are kept.
///
/// # Errors
/// As [`all`].
pub(crate) fn shown(service: &Service, row: &UploadRow) -> Result<Uploaded, Fault> {
    Ok(Uploaded {
        code: row.code,
        purpose: row.purpose,
        kind: row.kind,
        name: service.keys().opened(&name_place(row.code), &row.name_sealed)?,
        size: row.size,
        at: row.at,
        ended_at: row.ended_at,
        left_at: None,
    })
}

/// Refuses an application without a photo where the posting asks for one.
///
/// # Errors
/// [`UploadsWhy::NoPhoto`] at `photo`.
pub(crate) fn expect_photo(asked: &Conditions, files: &[UploadRow]) -> Result<(), Fault> {
    if asked.photo && !files.iter().any(|file| file.purpose == Purpose::Photo) {
        return Err(UploadsWhy::NoPhoto.at("photo").into());
    }
    Ok(())
}

/// The files as they stand in the document of what was sent: without the whole picture, of which the photo is a part, and without the
/// stamped form, which is made of that document.
///
/// # Errors
/// As [`all`].
pub(crate) fn sent(service: &Service, files: &[UploadRow]) -> Result<Vec<SentFile>, Fault> {
    let goes = |row: &&UploadRow| matches!(row.purpose, Purpose::Photo | Purpose::Proof(_));
    let of = |row: &UploadRow| {
        let Uploaded { code, purpose, name, size, .. } = shown(service, row)?;
        Ok(SentFile { code, purpose, name, size, digest: row.digest })
    };
    files.iter().filter(goes).map(of).collect()
}

/// When a selection was over; `None` while it goes on, and where nobody recorded it.
async fn over_at(look: &Snapshot, row: &PostingRow) -> Result<Option<Instant>, Fault> {
    Ok(match row.phase {
        Phase::Closed => store::audit::last_done(look, row.id, CLOSING).await?,
        Phase::Ended => row.stop.as_ref().map(|stop| stop.at),
        _ => None,
    })
}

/// For how long the files of a posting are kept.
///
/// # Errors
/// The database's.
pub(crate) async fn term(look: &Snapshot, row: &PostingRow, terms: Terms) -> Result<FilesKept, Fault> {
    let over = over_at(look, row).await?;
    let until = over.map(|at| at.plus_seconds(terms.files.saturating_mul(DAY)));
    Ok(FilesKept { days: terms.files, until, left: leavings::of_posting(look, row.id).await? })
}

/// What was put into the store.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Kept {
    /// Its name there.
    pub digest: Digest,
    /// The key generation that sealed what lies there.
    pub generation: u8,
    /// Plain bytes.
    pub size: u64,
}

/// Seals contents and puts them into the store, durable before this answers: before the row that names them is committed.
///
/// # Errors
/// [`Fault::NoRoom`] on a full disk, [`UploadsWhy::NotKept`] where the store is out of reach; nothing half-written stays.
pub(crate) async fn keep(service: &Service, bytes: Vec<u8>) -> Result<Kept, Fault> {
    if !service.has_room() {
        return Err(Fault::NoRoom);
    }
    let (own, at) = (service.clone(), service.now());
    let put = contents::on(service.contents(), move |store| {
        let digest = Digest::from_bytes(own.keys().contents(&bytes));
        let sealed = own.keys().seal_bytes(&place(digest), &bytes, &own.effects().random);
        let generation = store.put(digest, &sealed, at)?;
        Ok(Kept { digest, generation, size: u64::try_from(bytes.len()).unwrap_or(u64::MAX) })
    });
    put.await.map_err(|error| lost(&error))
}

/// Refuses the contents of an application's file that left the store after their term.
///
/// # Errors
/// [`UploadsWhy::TermOver`].
pub(crate) async fn expect_kept(snapshot: &Snapshot, of: ApplicationId) -> Result<(), Fault> {
    match leavings::of_application(snapshot, of).await? {
        Some(at) => Err(UploadsWhy::TermOver { at }.reason().into()),
        None => Ok(()),
    }
}

/// The plain contents under a digest.
///
/// # Errors
/// [`UploadsWhy::NotKept`] where the store is out of reach; [`Fault::Internal`] where the contents are missing or do not open.
pub(crate) async fn contents_of(service: &Service, digest: Digest) -> Result<Vec<u8>, Fault> {
    let own = service.clone();
    let got = contents::on(service.contents(), move |store| {
        let sealed = store.get(digest)?;
        Ok(own.keys().open_bytes(&place(digest), &sealed))
    });
    match got.await {
        Ok(opened) => opened.map_err(Fault::internal),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            Err(Fault::internal(format!("the contents {digest} of a file are missing from the store")))
        }
        Err(error) => Err(lost(&error)),
    }
}

/// The contents under a digest as they lie there, sealed; `None` where nothing of this name lies there.
///
/// # Errors
/// [`UploadsWhy::NotKept`] where the store is out of reach.
pub(crate) async fn sealed_of(service: &Service, digest: Digest) -> Result<Option<Vec<u8>>, Fault> {
    match contents::on(service.contents(), move |store| store.get(digest)).await {
        Ok(sealed) => Ok(Some(sealed)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(lost(&error)),
    }
}

/// The same contents sealed by the newest generation; nothing where they do not open.
pub(crate) fn anew(
    keys: &Keys,
    digest: Digest,
    sealed: &[u8],
    random: &crate::effects::Random,
) -> Option<Vec<u8>> {
    let plain = keys.open_bytes(&place(digest), sealed).ok()?;
    Some(keys.seal_bytes(&place(digest), &plain, random))
}

fn lost(error: &std::io::Error) -> Fault {
    tracing::error!(%error, "the store of files did not do what was asked");
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Fault::NoRoom,
        _ => UploadsWhy::NotKept.reason().into(),
    }
}
