//! Where rows of each key stand first. The keys of a million rows lie one after the other, so that none needs memory of its own.
//!
//! Owns: the telling of a row that says again what one above it says. Refuses: to know what a key means.

use std::collections::HashMap;
use std::hash::{BuildHasher as _, BuildHasherDefault, DefaultHasher};

use super::cells::Cells;
use crate::{At, Code, Row};

/// A hash without a seed: the same rows are kept in the same way on every run.
type Plain = BuildHasherDefault<DefaultHasher>;

/// A key that was met.
struct Met {
    /// Where its bytes begin.
    from: usize,
    at: At,
    /// The key met before with the same hash.
    before: Option<usize>,
}

/// The keys met so far.
#[derive(Default)]
pub(super) struct Firsts {
    bytes: Vec<u8>,
    met: Vec<Met>,
    /// The last key met with each hash.
    by_hash: HashMap<u64, usize, Plain>,
    /// The key that is asked about.
    asked: Vec<u8>,
}

impl Firsts {
    /// Whether no row above has this key, which is made of these texts; a second one is refused with the place of the first.
    pub(super) fn take(&mut self, cells: &mut Cells, row: &Row, key: &[&str]) -> bool {
        self.ask(key);
        let hash = Plain::default().hash_one(&self.asked);
        let last = self.by_hash.get(&hash).copied();
        let mut next = last;
        while let Some((place, met)) = next.and_then(|place| Some((place, self.met.get(place)?))) {
            if self.bytes_of(place) == Some(&*self.asked) {
                cells.row_fault(row, Code::DuplicateRow { first: met.at });
                return false;
            }
            next = met.before;
        }
        self.by_hash.insert(hash, self.met.len());
        self.met.push(Met { from: self.bytes.len(), at: cells.row_at(row), before: last });
        self.bytes.extend(&self.asked);
        true
    }

    /// Writes the key down, each text after its length, so that no two keys look alike.
    fn ask(&mut self, key: &[&str]) {
        self.asked.clear();
        for text in key {
            self.asked.extend(text.len().to_le_bytes());
            self.asked.extend(text.as_bytes());
        }
    }

    fn bytes_of(&self, place: usize) -> Option<&[u8]> {
        let from = self.met.get(place)?.from;
        let to = self.met.get(place.saturating_add(1)).map_or(self.bytes.len(), |next| next.from);
        self.bytes.get(from..to)
    }
}
