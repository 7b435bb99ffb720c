//! [`Number`]: what the engine computes with. Nearly every position needs nothing but decimals of six places, and those are
//! whole numbers ([`Decimal`]); where one result is none, the position is computed again with [`Exact`]. The arithmetic is
//! written once, for both.

use core::fmt::{Debug, Display, Formatter, Result as Shown};
use core::num::NonZero;

use super::exact::{product, rounded};
use super::{Exact, Rounding, Score, TooFine};

/// An exact number; every operation gives the exact result or refuses.
pub(crate) trait Number: Copy + Ord + Debug + Display {
    /// Zero.
    const ZERO: Self;
    /// Whether panels and rooms are computed with it: their means are fractions more often than not.
    const MEANS: bool;
    /// The same number, if it can be one.
    fn of(exact: Exact) -> Result<Self, TooFine>;
    /// A mark as entered.
    fn mark(score: Score) -> Self;
    /// Sum.
    fn plus(self, other: Self) -> Result<Self, TooFine>;
    /// Difference.
    fn minus(self, other: Self) -> Result<Self, TooFine>;
    /// Product.
    fn times(self, other: Self) -> Result<Self, TooFine>;
    /// Quotient.
    fn over(self, other: Self) -> Result<Self, TooFine>;
    /// Rounded.
    fn round(self, rule: Rounding) -> Result<Self, TooFine>;
    /// What it is.
    fn exact(self) -> Exact;
}

/// A decimal of at most six places: a count of millionths that fits in an `i64` and is not the smallest of them. Refuses what is none.
///
/// The count is stored 2⁶³ higher. That keeps the order and leaves zero free to say that there is no number, so that the columns of a
/// million people are half as large.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Decimal(NonZero<u64>);

/// How much higher a count is stored.
const RAISED: NonZero<u64> = NonZero::new(1 << 63).unwrap();

impl Decimal {
    /// Returns the decimal of so many millionths, or [`TooFine`] where there is no such count.
    #[inline]
    fn new(millionths: Option<i64>) -> Result<Self, TooFine> {
        let raised = millionths.and_then(|count| NonZero::new(count.cast_unsigned() ^ RAISED.get()));
        raised.map(Self).ok_or(TooFine)
    }

    #[inline]
    const fn millionths(self) -> i64 {
        (self.0.get() ^ RAISED.get()).cast_signed()
    }
}

impl Number for Decimal {
    const ZERO: Self = Self(RAISED);
    const MEANS: bool = false;

    fn of(exact: Exact) -> Result<Self, TooFine> {
        Self::new(exact.millionths())
    }

    #[inline]
    fn mark(score: Score) -> Self {
        // No score is the one count that is left out. A row that somebody altered may be; it becomes the count next to it.
        Self::new(Some(score.millionths())).unwrap_or(Self(NonZero::<u64>::MIN))
    }

    #[inline]
    fn plus(self, other: Self) -> Result<Self, TooFine> {
        Self::new(self.millionths().checked_add(other.millionths()))
    }

    #[inline]
    fn minus(self, other: Self) -> Result<Self, TooFine> {
        Self::new(self.millionths().checked_sub(other.millionths()))
    }

    #[inline]
    fn times(self, other: Self) -> Result<Self, TooFine> {
        Self::new(product(self.millionths(), other.millionths()))
    }

    fn over(self, other: Self) -> Result<Self, TooFine> {
        Self::of(self.exact().over(other.exact())?)
    }

    #[inline]
    fn round(self, rule: Rounding) -> Result<Self, TooFine> {
        Self::new(rounded(self.millionths(), rule))
    }

    #[inline]
    fn exact(self) -> Exact {
        Score::from_millionths(self.millionths()).into()
    }
}

impl Display for Decimal {
    fn fmt(&self, f: &mut Formatter<'_>) -> Shown {
        Display::fmt(&self.exact(), f)
    }
}

impl Debug for Decimal {
    fn fmt(&self, f: &mut Formatter<'_>) -> Shown {
        Debug::fmt(&self.exact(), f)
    }
}

impl Number for Exact {
    const ZERO: Self = Self::ZERO;
    const MEANS: bool = true;

    fn of(exact: Exact) -> Result<Self, TooFine> {
        Ok(exact)
    }

    fn mark(score: Score) -> Self {
        score.into()
    }

    fn plus(self, other: Self) -> Result<Self, TooFine> {
        self.plus(other)
    }

    fn minus(self, other: Self) -> Result<Self, TooFine> {
        self.minus(other)
    }

    fn times(self, other: Self) -> Result<Self, TooFine> {
        self.times(other)
    }

    fn over(self, other: Self) -> Result<Self, TooFine> {
        self.over(other)
    }

    fn round(self, rule: Rounding) -> Result<Self, TooFine> {
        self.round(rule)
    }

    fn exact(self) -> Exact {
        self
    }
}
