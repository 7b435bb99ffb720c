//! The files of a notice as use cases begin from them: those that stand, and their bytes, handed out only as they were approved.

use domain::access::aggregate::Postings;
use domain::access::{Permit, Reads};
use domain::digest::Digest;
use domain::uploads::NoticeFile;
use store::Snapshot;

use super::uploads::contents_of;
use crate::Service;
use crate::fault::Fault;

/// The files that stand with the notice of the permit's posting, oldest first.
///
/// # Errors
/// The database's.
pub(crate) async fn standing<A: Reads<Postings>>(
    snapshot: &Snapshot,
    permit: &Permit<A>,
) -> Result<Vec<NoticeFile>, Fault> {
    let rows = store::postings::notice_files::all(snapshot, permit).await?;
    Ok(rows.into_iter().filter(|row| row.stands).map(|row| row.file).collect())
}

/// The bytes of a file, once they have the digest that the notice names.
///
/// # Errors
/// As [`contents_of`]; [`Fault::Internal`] where other bytes lie there.
pub(crate) async fn opened(service: &Service, file: &NoticeFile, lies: Digest) -> Result<Vec<u8>, Fault> {
    let bytes = contents_of(service, lies).await?;
    if Digest::of(&bytes) == file.digest {
        Ok(bytes)
    } else {
        Err(Fault::internal(format!("file {} of a notice is not what its digest says", file.code)))
    }
}
