//! [`Exact`]: a reduced fraction of two `i128`, checked at every step.

use core::cmp::Ordering;
use core::fmt;

use thiserror::Error;

use super::{Mode, Rounding, Score};

/// A number whose fraction no longer fits in 128 bits, or a division by zero: the engine refuses instead of guessing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("too fine: the exact fraction no longer fits")]
pub struct TooFine;

/// An exact number: `num / den`, reduced, `den` above zero. Every operation is checked.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Exact {
    num: i128,
    den: i128,
}

fn gcd(a: u128, b: u128) -> u128 {
    if let (Ok(a), Ok(b)) = (u64::try_from(a), u64::try_from(b)) {
        return u128::from(gcd_small(a, b));
    }
    let (mut a, mut b) = (a, b);
    while b != 0 {
        (a, b) = (b, a.checked_rem(b).unwrap_or(0));
    }
    a
}

fn gcd_small(mut a: u64, mut b: u64) -> u64 {
    while b != 0 {
        (a, b) = (b, a.checked_rem(b).unwrap_or(0));
    }
    a
}

/// Ten to the power `places` (0 to 6).
fn power(places: u8) -> i128 {
    10_i128.saturating_pow(u32::from(places.min(6)))
}

impl Exact {
    /// Zero.
    pub const ZERO: Self = Self { num: 0, den: 1 };
    /// One.
    pub const ONE: Self = Self { num: 1, den: 1 };
    /// A hundred.
    pub const HUNDRED: Self = Self { num: 100, den: 1 };

    /// `num / den`.
    ///
    /// # Errors
    /// [`TooFine`] when `den` is zero or the reduced fraction does not fit.
    pub fn new(num: i128, den: i128) -> Result<Self, TooFine> {
        if den == 0 {
            return Err(TooFine);
        }
        if den == 1 {
            return Ok(Self { num, den });
        }
        // Nearly all numbers are small, and dividing 64 bits is many times quicker than dividing 128.
        if let (Ok(num), Ok(den)) = (i64::try_from(num), u32::try_from(den)) {
            return Ok(Self::small(num, den));
        }
        let common = i128::try_from(gcd(num.unsigned_abs(), den.unsigned_abs())).map_err(|_| TooFine)?;
        let num = num.checked_div(common).ok_or(TooFine)?;
        let den = den.checked_div(common).ok_or(TooFine)?;
        if den > 0 {
            return Ok(Self { num, den });
        }
        Ok(Self { num: num.checked_neg().ok_or(TooFine)?, den: den.checked_neg().ok_or(TooFine)? })
    }

    /// `num / den` reduced, `den` above zero.
    fn small(num: i64, den: u32) -> Self {
        let common = gcd_small(num.unsigned_abs(), u64::from(den));
        // At most `den`, so that it fits and is never zero.
        let common = i64::try_from(common).unwrap_or(1).max(1);
        let divided = |number: i64| number.checked_div(common).unwrap_or(number);
        Self { num: i128::from(divided(num)), den: i128::from(divided(i64::from(den))) }
    }

    /// A whole number.
    #[must_use]
    pub fn whole(number: u32) -> Self {
        Self { num: i128::from(number), den: 1 }
    }

    /// The upper half of the reduced fraction.
    #[must_use]
    pub const fn numerator(self) -> i128 {
        self.num
    }

    /// The lower half of the reduced fraction, above zero.
    #[must_use]
    pub const fn denominator(self) -> i128 {
        self.den
    }

    /// Sum.
    ///
    /// # Errors
    /// [`TooFine`].
    pub fn plus(self, other: Self) -> Result<Self, TooFine> {
        if self.den == other.den {
            return Self::new(self.num.checked_add(other.num).ok_or(TooFine)?, self.den);
        }
        let left = self.num.checked_mul(other.den).ok_or(TooFine)?;
        let right = other.num.checked_mul(self.den).ok_or(TooFine)?;
        Self::new(left.checked_add(right).ok_or(TooFine)?, self.den.checked_mul(other.den).ok_or(TooFine)?)
    }

    /// Difference.
    ///
    /// # Errors
    /// [`TooFine`].
    pub fn minus(self, other: Self) -> Result<Self, TooFine> {
        self.plus(Self { num: other.num.checked_neg().ok_or(TooFine)?, den: other.den })
    }

    /// Product.
    ///
    /// # Errors
    /// [`TooFine`].
    pub fn times(self, other: Self) -> Result<Self, TooFine> {
        let a = Self::new(self.num, other.den)?;
        let b = Self::new(other.num, self.den)?;
        Ok(Self {
            num: a.num.checked_mul(b.num).ok_or(TooFine)?,
            den: a.den.checked_mul(b.den).ok_or(TooFine)?,
        })
    }

    /// Quotient.
    ///
    /// # Errors
    /// [`TooFine`], also for a division by zero.
    pub fn over(self, other: Self) -> Result<Self, TooFine> {
        self.times(Self::new(other.den, other.num)?)
    }

    /// Rounded to `rule.places` places by `rule.mode`.
    ///
    /// # Errors
    /// [`TooFine`].
    pub fn round(self, rule: Rounding) -> Result<Self, TooFine> {
        let scale = power(rule.places);
        let size = i128::try_from(self.num.unsigned_abs()).map_err(|_| TooFine)?;
        let scaled = size.checked_mul(scale).ok_or(TooFine)?;
        let (kept, rest) = match (u64::try_from(scaled), u64::try_from(self.den)) {
            (Ok(scaled), Ok(den)) => (
                scaled.checked_div(den).map(i128::from).ok_or(TooFine)?,
                scaled.checked_rem(den).map(i128::from).ok_or(TooFine)?,
            ),
            _ => (scaled.checked_div(self.den).ok_or(TooFine)?, scaled.checked_rem(self.den).ok_or(TooFine)?),
        };
        let half = rest.checked_mul(2).ok_or(TooFine)?.cmp(&self.den);
        let odd = kept.checked_rem(2) == Some(1);
        let up = match rule.mode {
            Mode::Cut => false,
            Mode::HalfUp => half != Ordering::Less,
            Mode::HalfEven => half == Ordering::Greater || (half == Ordering::Equal && odd),
        };
        let kept = kept.checked_add(i128::from(up)).ok_or(TooFine)?;
        Self::new(if self.num < 0 { kept.checked_neg().ok_or(TooFine)? } else { kept }, scale)
    }

    /// The largest whole number not above it, if it is not negative and fits.
    #[must_use]
    pub fn floor(self) -> Option<u32> {
        u32::try_from(self.num.checked_div_euclid(self.den)?).ok()
    }

    /// The smallest whole number not below it, if it is not negative and fits.
    #[must_use]
    pub fn ceiling(self) -> Option<u32> {
        let extra = u32::from(self.num.checked_rem_euclid(self.den)? != 0);
        self.floor()?.checked_add(extra)
    }

    /// The same number as a [`Score`], if six places hold it.
    #[must_use]
    pub fn score(self) -> Option<Score> {
        let scaled = self.num.checked_mul(power(6))?;
        if scaled.checked_rem(self.den)? != 0 {
            return None;
        }
        i64::try_from(scaled.checked_div(self.den)?).ok().map(Score::from_millionths)
    }

    /// For a page or file: fixed places where six places hold the number, else the exact fraction (`862/11`).
    #[must_use]
    pub fn display(self, places: u8) -> String {
        self.score().map_or_else(|| format!("{}/{}", self.num, self.den), |score| score.display(places))
    }
}

impl From<Score> for Exact {
    fn from(score: Score) -> Self {
        // A million is not zero and an i64 always fits, so the fall-back is never taken.
        Self::new(i128::from(score.millionths()), 1_000_000).unwrap_or(Self::ZERO)
    }
}

impl Ord for Exact {
    fn cmp(&self, other: &Self) -> Ordering {
        if self.den == other.den {
            return self.num.cmp(&other.num);
        }
        match (self.num.checked_mul(other.den), other.num.checked_mul(self.den)) {
            (Some(left), Some(right)) => left.cmp(&right),
            _ => slow_cmp((self.num, self.den), (other.num, other.den)),
        }
    }
}

/// Comparison by continued fractions for numbers whose cross products do not fit.
fn slow_cmp(a: (i128, i128), b: (i128, i128)) -> Ordering {
    let (mut a, mut b) = (a, b);
    let mut turned = false;
    loop {
        let whole = |n: (i128, i128)| n.0.checked_div_euclid(n.1).unwrap_or(0);
        let rest = |n: (i128, i128)| n.0.checked_rem_euclid(n.1).unwrap_or(0);
        let by_whole = whole(a).cmp(&whole(b));
        let (ra, rb) = (rest(a), rest(b));
        let order = match (by_whole, ra == 0, rb == 0) {
            (Ordering::Equal, true, true) => Some(Ordering::Equal),
            (Ordering::Equal, true, false) => Some(Ordering::Less),
            (Ordering::Equal, false, true) => Some(Ordering::Greater),
            (Ordering::Equal, false, false) => None,
            (unequal, _, _) => Some(unequal),
        };
        match order {
            Some(order) => return if turned { order.reverse() } else { order },
            None => {
                (a, b) = ((a.1, ra), (b.1, rb));
                turned = !turned;
            }
        }
    }
}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.display(0))
    }
}

impl fmt::Debug for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl serde::Serialize for Exact {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}
