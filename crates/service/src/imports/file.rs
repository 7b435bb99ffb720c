//! The file of an import: kept in the store of files as it was handed in, and handed out to whoever may see the import, with an event.
//!
//! Owns: the way of a file into the store before its dry run is kept, and out of it; the seal of files from before there was a store, which
//! stand in the database, bound to the import's code. Refuses: showing it under a permit for another kind of import.

use domain::access::{Caller, ViewPosting};
use domain::digest::Digest;
use domain::event::Event;
use domain::id::Code;
use store::imports::{File as Stored, Kind, State};

use super::Upload;
use super::report::opened;
use crate::Service;
use crate::fault::Fault;
use crate::keys::Place;
use crate::op::Look;
use crate::rows::postings::find;
use crate::rows::uploads::{self, contents_of};

/// A file whose contents lie in the store, and which has no row yet.
pub(super) struct Handed {
    /// Public code of the import to be.
    pub code: Code,
    /// Its name, as sent.
    pub name: String,
    /// SHA-256 of its content.
    pub digest: Digest,
    /// Bytes of its content.
    pub size: i64,
    /// Where its contents lie.
    pub kept: uploads::Kept,
}

/// Puts the contents of a file into the store, durable before its dry run is.
pub(super) async fn keep(service: &Service, upload: &Upload) -> Result<Handed, Fault> {
    let bytes = upload.bytes.clone();
    let work = move || (Digest::of(&bytes), bytes);
    let (digest, bytes) = tokio::task::spawn_blocking(work).await.map_err(Fault::internal)?;
    let kept = uploads::keep(service, bytes).await?;
    let size = i64::try_from(kept.size).map_err(Fault::internal)?;
    Ok(Handed { code: service.form_key(), name: upload.name.clone(), digest, size, kept })
}

/// A file that was handed in.
#[derive(Clone, PartialEq, Eq)]
pub struct File {
    /// Its name, as sent.
    pub name: String,
    /// Its content, byte for byte.
    pub bytes: Vec<u8>,
}

/// The file of an import as it was handed in, for whoever may see the import; that it was opened is on record before it is handed out.
///
/// # Errors
/// [`Fault::Missing`] for those outside the team, and where the import is none of this posting or has gone; an internal fault
/// where the seal does not open or the content is another than its digest says.
pub async fn file(service: &Service, caller: &Caller, posting: Code, import: Code) -> Result<File, Fault> {
    let found = service
        .read(caller, "import.file", async |look| kept(look, posting, import).await?.ok_or(Fault::Missing))
        .await?;
    let kind = found.kind;
    let file = unsealed(service, import, found).await?;
    service
        .write(caller, "import.open_file", async |op| {
            // Whether the caller may read this import was asked above, by the permit of what it brings.
            let permit = op.permit::<ViewPosting>(find(op.tx(), posting).await?.scope())?;
            op.record(&permit, &Event::ImportFileOpened { posting, import, kind }).await
        })
        .await?;
    Ok(file)
}

/// A file as it is kept, with what its import is.
pub(super) struct Kept {
    pub kind: Kind,
    pub state: State,
    name_sealed: Vec<u8>,
    digest: Digest,
    stored: Stored,
}

/// The kept file of an import that the caller may read; none where it has gone.
pub(super) async fn kept(look: &Look<'_>, posting: Code, import: Code) -> Result<Option<Kept>, Fault> {
    let found = opened(look, posting, import).await?;
    let stored = found.file(look).await?;
    let batch = found.batch;
    let (kind, state, digest) = (batch.kind, batch.state, batch.file);
    let name_sealed = batch.file_name_sealed;
    Ok(stored.map(|stored| Kept { kind, state, name_sealed, digest, stored }))
}

/// Opens a kept file away from the threads that answer requests.
pub(super) async fn unsealed(service: &Service, import: Code, kept: Kept) -> Result<File, Fault> {
    let Kept { name_sealed, digest, stored, .. } = kept;
    let name = crate::rows::imports::file_name(service, import, &name_sealed)?;
    let bytes = match stored {
        Stored::Lies(lies) => contents_of(service, lies).await?,
        Stored::Sealed(sealed) => {
            let (keys, place) = (service.clone(), Place::of("import_file.sealed", import));
            let open = move || keys.keys().open_bytes(&place, &sealed);
            tokio::task::spawn_blocking(open).await.map_err(Fault::internal)?.map_err(Fault::internal)?
        }
    };
    if Digest::of(&bytes) != digest {
        return Err(Fault::internal("the file of an import is another than its digest says"));
    }
    Ok(File { name, bytes })
}
