//! The file of an import: kept sealed as it was handed in, and handed out to whoever may see the import.
//!
//! Owns: its seal, bound to the import's code. Refuses: showing it under a permit for another kind of import.

use domain::access::Caller;
use domain::digest::Digest;
use domain::id::Code;
use store::imports::{Kind, State};

use super::Upload;
use super::report::opened;
use crate::Service;
use crate::fault::Fault;
use crate::keys::Place;
use crate::op::Look;

/// A file as it goes into its row.
pub(super) struct Sealed {
    /// Public code of the import to be.
    pub code: Code,
    /// Its name, as sent.
    pub name: String,
    /// SHA-256 of its content.
    pub digest: Digest,
    /// Bytes of its content.
    pub size: i64,
    /// The sealed content.
    pub sealed: Vec<u8>,
}

fn place(row: Code) -> Place {
    Place::of("import_file.sealed", row)
}

/// Seals a file away from the threads that answer requests.
pub(super) async fn seal(service: &Service, upload: &Upload) -> Result<Sealed, Fault> {
    let (service, bytes) = (service.clone(), upload.bytes.clone());
    let code = service.effects().random.code();
    let work = move || {
        let sealed = service.keys().seal_bytes(&place(code), &bytes, &service.effects().random);
        (Digest::of(&bytes), bytes.len(), sealed)
    };
    let (digest, size, sealed) = tokio::task::spawn_blocking(work).await.map_err(Fault::internal)?;
    let size = i64::try_from(size).map_err(Fault::internal)?;
    Ok(Sealed { code, name: upload.name.clone(), digest, size, sealed })
}

/// A file that was handed in.
#[derive(Clone, PartialEq, Eq)]
pub struct File {
    /// Its name, as sent.
    pub name: String,
    /// Its content, byte for byte.
    pub bytes: Vec<u8>,
}

/// The file of an import as it was handed in, for whoever may see the import.
///
/// # Errors
/// [`Fault::Missing`] for those outside the team, and where the import is none of this posting or has gone; an internal fault
/// where the seal does not open or the content is another than its digest says.
pub async fn file(service: &Service, caller: &Caller, posting: Code, import: Code) -> Result<File, Fault> {
    let found = service
        .read(caller, "import.file", async |look| kept(look, posting, import).await?.ok_or(Fault::Missing))
        .await?;
    unsealed(service, import, found).await
}

/// A file as it is kept, with what its import is.
pub(super) struct Kept {
    pub kind: Kind,
    pub state: State,
    name_sealed: Vec<u8>,
    digest: Digest,
    sealed: Vec<u8>,
}

/// The sealed file of an import that the caller may read; none where it has gone.
pub(super) async fn kept(look: &Look<'_>, posting: Code, import: Code) -> Result<Option<Kept>, Fault> {
    let found = opened(look, posting, import).await?;
    let sealed = found.file(look).await?;
    let batch = found.batch;
    let (kind, state, digest) = (batch.kind, batch.state, batch.file);
    let name_sealed = batch.file_name_sealed;
    Ok(sealed.map(|sealed| Kept { kind, state, name_sealed, digest, sealed }))
}

/// Opens a kept file away from the threads that answer requests.
pub(super) async fn unsealed(service: &Service, import: Code, kept: Kept) -> Result<File, Fault> {
    let Kept { name_sealed, digest, sealed, .. } = kept;
    let name = crate::rows::imports::file_name(service, import, &name_sealed)?;
    let keys = service.clone();
    let open = move || keys.keys().open_bytes(&place(import), &sealed);
    let bytes = tokio::task::spawn_blocking(open).await.map_err(Fault::internal)?.map_err(Fault::internal)?;
    if Digest::of(&bytes) != digest {
        return Err(Fault::internal("the file of an import is another than its digest says"));
    }
    Ok(File { name, bytes })
}
