//! The terms in which candidates may raise something, as every use case begins from them.

use domain::id::PostingId;
use domain::objections::{ObjectionKind, Terms};
use store::Snapshot;

use crate::fault::Fault;

/// The kinds that candidates raise.
pub(crate) const KINDS: [ObjectionKind; 2] = [ObjectionKind::Refusal, ObjectionKind::Review];

/// The terms of a kind that a candidate raises; `None` for the others.
pub(crate) async fn terms(
    look: &Snapshot,
    posting: PostingId,
    kind: ObjectionKind,
) -> Result<Option<Terms>, Fault> {
    Ok(store::objections::terms(look, posting, kind).await?.or(kind.usual()))
}

/// The terms of every kind that candidates raise.
///
/// # Errors
/// The database's.
pub(crate) async fn all_terms(
    look: &Snapshot,
    posting: PostingId,
) -> Result<Vec<(ObjectionKind, Terms)>, Fault> {
    let mut all = Vec::new();
    for kind in KINDS {
        all.extend(terms(look, posting, kind).await?.map(|terms| (kind, terms)));
    }
    Ok(all)
}
