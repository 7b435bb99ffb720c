//! The proof of a print: from CSV or xlsx back to the canonical bytes and their digest. Owns the comparison; knows no
//! database, so anybody can run it.

use super::canonical::{head_lines, unprint};
use domain::digest::Digest;
use domain::lists;
use sheets::Limits;

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
    /// Neither the canonical bytes of a list nor a print of ours, or one that was changed in its form.
    NoList,
}

/// A list as it stands in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List {
    /// SHA-256 of its canonical bytes.
    pub digest: Digest,
    /// Its head, key and value.
    pub head: Vec<(String, String)>,
    /// How many rows it has.
    pub rows: usize,
}

/// Reads a CSV file (the canonical bytes themselves) or an xlsx print, and compares its digest with the one that the
/// file shows and with the expected one.
#[must_use]
pub fn verify(bytes: &[u8], expected: Option<Digest>) -> Finding {
    let Some((list, shown)) = read(bytes) else { return Finding::NoList };
    match [shown, expected].into_iter().flatten().find(|wanted| *wanted != list.digest) {
        Some(wanted) => Finding::Differs { list, wanted },
        None => Finding::Whole(list),
    }
}

/// A digest as people type it: groups and case do not matter.
#[must_use]
pub fn parse(text: &str) -> Option<Digest> {
    text.parse().ok()
}

/// The list and the digest that the file shows.
fn read(bytes: &[u8]) -> Option<(List, Option<Digest>)> {
    if bytes.starts_with(b"PK\x03\x04") {
        let (list, shown) = unprint(bytes, &Limits::default())?;
        return Some((found(&list)?, Some(parse(&shown)?)));
    }
    Some((found(&lists::List::parse(bytes).ok()?)?, None))
}

fn found(list: &lists::List) -> Option<List> {
    let head = head_lines(&list.head).ok()?;
    Some(List { digest: list.digest().ok()?, head, rows: list.rows.len() })
}
