//! A seeded stream of numbers.
//!
//! Owns: [`Stream`], a SplitMix64 sequence (Steele, Lea, Flood 2014). Refuses: secrets; a stream can be foretold from its
//! seed and is for generated data only.

use crate::digest::Digest;

/// Numbers that follow from a seed alone.
#[derive(Clone, Debug)]
pub struct Stream(u64);

impl Stream {
    /// The stream of `seed`.
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The stream of `seed` for one purpose, so that what is drawn elsewhere changes nothing here.
    #[must_use]
    pub fn of(seed: u64, purpose: &str) -> Self {
        let digest = Digest::of(format!("{seed}:{purpose}").as_bytes());
        let first = digest.as_bytes().first_chunk::<8>().copied().unwrap_or_default();
        Self(u64::from_le_bytes(first))
    }

    /// The next number, all 64 bits evenly.
    pub const fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `bound`; 0 for a bound of 0. Favours nothing visible at the bounds used here.
    pub fn below(&mut self, bound: u64) -> u64 {
        let wide = u128::from(self.draw()).wrapping_mul(u128::from(bound));
        u64::try_from(wide >> 64).unwrap_or(0)
    }

    /// A number from `low` to `high`, both included; `low` where the ends are crossed.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        let span = u64::try_from(high.saturating_sub(low)).unwrap_or(0);
        let step = i64::try_from(self.below(span.saturating_add(1))).unwrap_or(0);
        low.saturating_add(step)
    }

    /// Whether a chance of `percent` in a hundred came true.
    pub fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// One of `choices`; `None` of none.
    pub fn pick<'a, T>(&mut self, choices: &'a [T]) -> Option<&'a T> {
        let bound = u64::try_from(choices.len()).unwrap_or(0);
        choices.get(usize::try_from(self.below(bound)).unwrap_or(0))
    }

    /// Puts `items` into a drawn order.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            let bound = u64::try_from(last).unwrap_or(0).saturating_add(1);
            let other = usize::try_from(self.below(bound)).unwrap_or(0);
            items.swap(last, other);
        }
    }
}
