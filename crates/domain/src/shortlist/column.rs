//! [`Column`]: everybody's seat on one list, kept narrow: nearly all have one of a few reasons, so each is kept once.

use core::num::NonZero;

use super::{At, Listed, Placement};
use crate::index::{Indexed, RowAt};

/// Everybody's seat on one list. The column of a list whose stage has no scores yet is empty.
#[derive(Clone, Debug, Default)]
pub(crate) struct Column {
    slots: Indexed<RowAt, Vec<Option<Slot>>>,
    reasons: Vec<Listed>,
}

#[derive(Clone, Copy, Debug)]
struct Slot {
    at: At,
    rank: Option<NonZero<u32>>,
    why: Why,
}

/// A reason of a column, by its place there.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Why(u32);

impl Column {
    /// Makes a column in which nobody has a seat yet.
    pub(crate) fn of(people: usize) -> Self {
        Self { slots: vec![None; people].into(), reasons: Vec::new() }
    }

    /// Stores a reason and returns its place in the column.
    pub(crate) fn why(&mut self, why: Listed) -> Why {
        self.reasons.push(why);
        Why(u32::try_from(self.reasons.len().saturating_sub(1)).unwrap_or(u32::MAX))
    }

    /// Gives the person in that row a seat; `rank` 0 means that there is no rank.
    #[inline]
    pub(crate) fn put(&mut self, row: RowAt, at: At, rank: u32, why: Why) {
        if let Some(slot) = self.slots.get_mut(row) {
            *slot = Some(Slot { at, rank: NonZero::new(rank), why });
        }
    }

    /// Returns where the person in that row stands, or `None` where the list has not been computed for that person.
    #[inline]
    pub(crate) fn at(&self, row: RowAt) -> Option<At> {
        self.slots.get(row).copied().flatten().map(|slot| slot.at)
    }

    /// Returns true where it is open whether somebody is on the list.
    pub(crate) fn is_open(&self) -> bool {
        self.slots.iter().flatten().any(|slot| slot.at == At::Open)
    }

    /// Returns the whole seat of the person in that row.
    pub(crate) fn seat(&self, row: RowAt) -> Option<Placement> {
        self.slots.get(row).copied().flatten().and_then(|slot| self.made(slot))
    }

    /// Returns the seats of all who have one, in the order of the rows.
    pub(crate) fn seats(&self) -> impl Iterator<Item = Placement> {
        self.slots.iter().flatten().filter_map(|slot| self.made(*slot))
    }

    fn made(&self, slot: Slot) -> Option<Placement> {
        let why = self.reasons.get(usize::try_from(slot.why.0).ok()?)?.clone();
        Some(Placement { at: slot.at, rank: slot.rank.map(NonZero::get), why })
    }
}
