//! [`Number`]: what the engine computes with. Nearly every position needs nothing but decimals of six places, and those are
//! whole numbers ([`Decimal`]); where one result is none, the position is computed again with [`Exact`]. The arithmetic is
//! written once, for both.

use core::fmt::{Debug, Display, Formatter, Result as Shown};

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

/// A decimal of at most six places: a count of millionths. Refuses what is none.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Decimal(i64);

impl Number for Decimal {
    const ZERO: Self = Self(0);
    const MEANS: bool = false;

    fn of(exact: Exact) -> Result<Self, TooFine> {
        exact.millionths().map(Self).ok_or(TooFine)
    }

    #[inline]
    fn mark(score: Score) -> Self {
        Self(score.millionths())
    }

    #[inline]
    fn plus(self, other: Self) -> Result<Self, TooFine> {
        self.0.checked_add(other.0).map(Self).ok_or(TooFine)
    }

    #[inline]
    fn minus(self, other: Self) -> Result<Self, TooFine> {
        self.0.checked_sub(other.0).map(Self).ok_or(TooFine)
    }

    #[inline]
    fn times(self, other: Self) -> Result<Self, TooFine> {
        product(self.0, other.0).map(Self).ok_or(TooFine)
    }

    fn over(self, other: Self) -> Result<Self, TooFine> {
        Self::of(self.exact().over(other.exact())?)
    }

    #[inline]
    fn round(self, rule: Rounding) -> Result<Self, TooFine> {
        rounded(self.0, rule).map(Self).ok_or(TooFine)
    }

    #[inline]
    fn exact(self) -> Exact {
        Score::from_millionths(self.0).into()
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
