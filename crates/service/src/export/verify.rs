//! The proof of a print: from CSV or xlsx back to the canonical bytes and their digest. Owns the comparison; knows no
//! database, so anybody can run it.

use super::canonical::unprint;
use crate::import::Limits;
use domain::digest::Digest;
use domain::publication::List;

/// What a file turned out to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// A list that gives this digest; where the file shows a digest or one was expected, it is the same.
    Whole {
        /// SHA-256 of its canonical bytes.
        digest: Digest,
        /// The list.
        list: Box<List>,
    },
    /// A list that gives another digest than the one it shows or that was expected.
    Differs {
        /// The digest that it gives.
        digest: Digest,
        /// The digest that it should have given.
        wanted: Digest,
    },
    /// Neither the canonical bytes of a list nor a print of ours, or one that was changed in its form.
    NoList,
}

/// Reads a CSV file (the canonical bytes themselves) or an xlsx print, and compares its digest with the one that the
/// file shows and with the expected one.
#[must_use]
pub fn verify(bytes: &[u8], expected: Option<Digest>) -> Finding {
    let Some((list, digest, shown)) = read(bytes) else { return Finding::NoList };
    match [shown, expected].into_iter().flatten().find(|wanted| *wanted != digest) {
        Some(wanted) => Finding::Differs { digest, wanted },
        None => Finding::Whole { digest, list: Box::new(list) },
    }
}

/// The list, the digest of its bytes and the digest that the file shows.
fn read(bytes: &[u8]) -> Option<(List, Digest, Option<Digest>)> {
    if bytes.starts_with(b"PK\x03\x04") {
        let (list, shown) = unprint(bytes, &Limits::default())?;
        let digest = list.digest().ok()?;
        return Some((list, digest, Some(shown.parse().ok()?)));
    }
    Some((List::parse(bytes).ok()?, Digest::of(bytes), None))
}
