//! What the public handlers load: sealed lists, whole.
//!
//! Owns: reading them. Refuses: permission; what is sealed is public.

use domain::calendar::Instant;
use domain::digest::Digest;
use domain::id::Code;

use crate::Service;
use crate::fault::Fault;

/// A sealed list with its canonical bytes.
#[derive(Clone, Debug)]
pub struct Sealed {
    /// Public code.
    pub code: Code,
    /// Version.
    pub version: u32,
    /// Key of the shortlist.
    pub stage: String,
    /// When it was published.
    pub published_at: Instant,
    /// Digest of the bytes.
    pub digest: Digest,
    /// Canonical bytes.
    pub bytes: Vec<u8>,
    /// The version that replaced it, if one did.
    pub superseded_by: Option<Code>,
}

/// A number that changes whenever something public changes.
///
/// # Errors
/// [`Fault::Busy`] or [`Fault::Internal`].
pub async fn public_version(service: &Service) -> Result<i64, Fault> {
    let snapshot = service.store().look("list.version").await?;
    let version = store::publications::public_version(&snapshot).await?;
    snapshot.close().await?;
    Ok(version)
}

/// Every sealed list that `known` does not hold yet, newest first. The digest of the bytes is checked.
///
/// # Errors
/// [`Fault::Busy`] or [`Fault::Internal`].
pub async fn sealed(service: &Service, known: &[Code]) -> Result<Vec<Sealed>, Fault> {
    let snapshot = service.store().look("list.sealed").await?;
    let heads = store::publications::all(&snapshot).await?;
    let mut all = Vec::new();
    for head in &heads {
        if known.contains(&head.code) {
            continue;
        }
        let bytes = store::publications::bytes(&snapshot, head.id).await?.ok_or(Fault::Missing)?;
        let later = heads.iter().find(|other| other.supersedes == Some(head.id));
        all.push(Sealed {
            code: head.code,
            version: head.version,
            stage: head.stage.clone(),
            published_at: head.published_at,
            digest: head.digest,
            bytes,
            superseded_by: later.map(|other| other.code),
        });
    }
    snapshot.close().await?;
    Ok(all)
}
