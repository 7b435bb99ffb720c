//! The proof of a print: from CSV or xlsx back to the canonical bytes and their digest. Owns the comparison; knows no
//! database, so anybody can run it.

use super::canonical::{Canonical, unprint};
use crate::import::Limits;
use domain::digest::Digest;

/// What a file turned out to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// A list that gives this digest; where the file shows a digest or one was expected, it is the same.
    Whole(List),
    /// A list that gives another digest than the one it shows or that was expected.
    Differs {
        /// The list as it stands.
        list: List,
        /// The digest that it should have given.
        wanted: Digest,
    },
    /// Neither the canonical bytes of a list nor a print of ours.
    NoList,
}

/// A list as it stands in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List {
    /// SHA-256 of its canonical bytes.
    pub digest: Digest,
    /// Its head.
    pub head: Vec<(String, String)>,
    /// How many rows it has.
    pub rows: usize,
}

/// Reads a CSV file (the canonical bytes themselves) or an xlsx print, and compares its digest with the one that the
/// file shows and with the expected one.
#[must_use]
pub fn verify(bytes: &[u8], expected: Option<Digest>) -> Finding {
    let limits = Limits::default();
    let (list, shown) = if bytes.starts_with(b"PK\x03\x04") {
        let Some((list, shown)) = unprint(bytes, &limits) else { return Finding::NoList };
        let Some(shown) = parse(&shown) else { return Finding::NoList };
        (list, Some(shown))
    } else {
        let Some(list) = Canonical::parse(bytes) else { return Finding::NoList };
        (list, None)
    };
    let digest = Digest::of(&list.bytes());
    let found = List { digest, rows: list.rows.len(), head: list.head };
    match [shown, expected].into_iter().flatten().find(|wanted| *wanted != digest) {
        Some(wanted) => Finding::Differs { list: found, wanted },
        None => Finding::Whole(found),
    }
}

/// A digest as people type it: groups and case do not matter.
#[must_use]
pub fn parse(text: &str) -> Option<Digest> {
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect();
    plain.parse().ok()
}
