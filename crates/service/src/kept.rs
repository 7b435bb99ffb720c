//! What was computed for a page and is asked for again while nothing changed: kept in memory under what it was computed from.
//!
//! Owns: that a value is found by the whole of its ground and in no other way, and that few are held. Refuses: being the only
//! place of anything; who may see a value is asked before it is looked for.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

/// Values that are held at once; the oldest makes room.
const MOST: usize = 64;

/// The newest values, each under its ground.
pub(crate) struct Kept<K, V>(Mutex<VecDeque<(K, V)>>);

impl<K, V> Default for Kept<K, V> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<K: PartialEq, V: Clone> Kept<K, V> {
    /// Returns what was computed from this ground.
    pub(crate) fn get(&self, ground: &K) -> Option<V> {
        let held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        held.iter().find(|(known, _)| known == ground).map(|(_, value)| value.clone())
    }

    /// Keeps what was computed from this ground.
    pub(crate) fn put(&self, ground: K, value: V) {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        held.retain(|(known, _)| *known != ground);
        if held.len() >= MOST {
            held.pop_front();
        }
        held.push_back((ground, value));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_found_by_its_whole_ground_and_the_oldest_makes_room() {
        let kept = Kept::default();
        kept.put((1, "a"), 10);
        kept.put((1, "a"), 11);
        assert_eq!(kept.get(&(1, "a")), Some(11));
        assert_eq!(kept.get(&(2, "a")), None);
        for at in 0..MOST {
            kept.put((at + 10, "b"), 0);
        }
        assert_eq!(kept.get(&(1, "a")), None);
        assert_eq!(kept.get(&(MOST + 9, "b")), Some(0));
    }
}
