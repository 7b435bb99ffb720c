//! [`Exact`]: an exact fraction, checked at every step; quick where it is a decimal.

use core::cmp::Ordering;
use core::fmt;
use core::num::NonZero;

use thiserror::Error;

use super::{Mode, Rounding, Score};

/// A number whose fraction no longer fits in 128 bits, or a division by zero: the engine refuses instead of guessing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("too fine: the exact fraction no longer fits")]
pub struct TooFine;

/// An exact number: a fraction, checked at every step.
///
/// Nearly every number is a decimal of at most six places, so those have a form of their own: a count of millionths
/// that fits in an `i64`, over a million. Sums and products of such numbers are those of integers. Every other number
/// is the reduced fraction. Either form is the only one of its value, so that equal numbers are equal field by field.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Exact {
    num: i128,
    den: NonZero<i128>,
}

/// What the decimal form is over.
const MILLION: i64 = 1_000_000;
const MILLIONTHS: NonZero<i128> = NonZero::new(1_000_000).unwrap();

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

const fn gcd_small(mut a: u64, mut b: u64) -> u64 {
    while b != 0 {
        (a, b) = (
            b,
            match a.checked_rem(b) {
                Some(rest) => rest,
                None => 0,
            },
        );
    }
    a
}

/// Ten to the power `places` (0 to 6).
fn power(places: u8) -> i128 {
    10_i128.saturating_pow(u32::from(places.min(6)))
}

impl Exact {
    /// Zero.
    pub const ZERO: Self = Self::decimal(0);
    /// One.
    pub const ONE: Self = Self::decimal(MILLION);
    /// A hundred.
    pub const HUNDRED: Self = Self::decimal(100 * MILLION);

    /// So many millionths.
    const fn decimal(millionths: i64) -> Self {
        #[expect(clippy::as_conversions, reason = "an i64 always fits, and `From` is not const")]
        Self { num: millionths as i128, den: MILLIONTHS }
    }

    /// The count of millionths where six places hold the number and it fits: nearly always.
    #[inline]
    pub(crate) fn millionths(self) -> Option<i64> {
        // A fraction over a million that is not of the decimal form does not fit in an i64.
        if self.den == MILLIONTHS { i64::try_from(self.num).ok() } else { None }
    }

    /// `num / den`.
    ///
    /// # Errors
    /// [`TooFine`] when `den` is zero or the reduced fraction does not fit.
    pub fn new(num: i128, den: i128) -> Result<Self, TooFine> {
        if den == 0 {
            return Err(TooFine);
        }
        let common = i128::try_from(gcd(num.unsigned_abs(), den.unsigned_abs())).map_err(|_| TooFine)?;
        let num = num.checked_div(common).ok_or(TooFine)?;
        let den = den.checked_div(common).ok_or(TooFine)?;
        if den > 0 {
            return Self::reduced(num, den);
        }
        Self::reduced(num.checked_neg().ok_or(TooFine)?, den.checked_neg().ok_or(TooFine)?)
    }

    /// The form of a reduced fraction, `den` above zero.
    fn reduced(num: i128, den: i128) -> Result<Self, TooFine> {
        if den <= MILLIONTHS.get() && MILLIONTHS.get().checked_rem(den) == Some(0) {
            let scale = MILLIONTHS.get().checked_div(den).ok_or(TooFine)?;
            if let Some(Ok(millionths)) = num.checked_mul(scale).map(i64::try_from) {
                return Ok(Self::decimal(millionths));
            }
        }
        Ok(Self { num, den: NonZero::new(den).ok_or(TooFine)? })
    }

    /// A whole number.
    #[must_use]
    pub fn whole(number: u32) -> Self {
        Self::decimal(i64::from(number).saturating_mul(MILLION))
    }

    /// Upper and lower half of the reduced fraction.
    fn parts(self) -> (i128, i128) {
        let Some(millionths) = self.millionths() else { return (self.num, self.den.get()) };
        let common = gcd_small(millionths.unsigned_abs(), MILLION.unsigned_abs()).max(1);
        let half = |whole: i128| whole.checked_div(i128::from(common)).unwrap_or(whole);
        (half(self.num), half(self.den.get()))
    }

    /// The upper half of the reduced fraction.
    #[must_use]
    pub fn numerator(self) -> i128 {
        self.parts().0
    }

    /// The lower half of the reduced fraction, above zero.
    #[must_use]
    pub fn denominator(self) -> i128 {
        self.parts().1
    }

    /// Sum.
    ///
    /// # Errors
    /// [`TooFine`].
    #[inline]
    pub fn plus(self, other: Self) -> Result<Self, TooFine> {
        match (self.millionths(), other.millionths()) {
            (Some(a), Some(b)) => a.checked_add(b).map(Self::decimal).map_or_else(|| self.sum(other), Ok),
            _ => self.sum(other),
        }
    }

    fn sum(self, other: Self) -> Result<Self, TooFine> {
        let ((num, den), (more, of)) = (self.parts(), other.parts());
        if den == of {
            return Self::new(num.checked_add(more).ok_or(TooFine)?, den);
        }
        let left = num.checked_mul(of).ok_or(TooFine)?;
        let right = more.checked_mul(den).ok_or(TooFine)?;
        Self::new(left.checked_add(right).ok_or(TooFine)?, den.checked_mul(of).ok_or(TooFine)?)
    }

    /// Difference.
    ///
    /// # Errors
    /// [`TooFine`].
    pub fn minus(self, other: Self) -> Result<Self, TooFine> {
        self.plus(Self::reduced(other.numerator().checked_neg().ok_or(TooFine)?, other.denominator())?)
    }

    /// Product.
    ///
    /// # Errors
    /// [`TooFine`].
    #[inline]
    pub fn times(self, other: Self) -> Result<Self, TooFine> {
        match (self.millionths(), other.millionths()) {
            (Some(a), Some(b)) => product(a, b).map(Self::decimal).map_or_else(|| self.multiplied(other), Ok),
            _ => self.multiplied(other),
        }
    }

    fn multiplied(self, other: Self) -> Result<Self, TooFine> {
        let ((num, den), (by, of)) = (self.parts(), other.parts());
        // Reduced crosswise before it grows.
        let cross = |above: i128, below: i128| {
            let common =
                i128::try_from(gcd(above.unsigned_abs(), below.unsigned_abs())).map_err(|_| TooFine)?;
            Ok((above.checked_div(common).ok_or(TooFine)?, below.checked_div(common).ok_or(TooFine)?))
        };
        let ((num, of), (by, den)) = (cross(num, of)?, cross(by, den)?);
        Self::reduced(num.checked_mul(by).ok_or(TooFine)?, den.checked_mul(of).ok_or(TooFine)?)
    }

    /// Quotient.
    ///
    /// # Errors
    /// [`TooFine`], also for a division by zero.
    pub fn over(self, other: Self) -> Result<Self, TooFine> {
        self.times(Self::new(other.denominator(), other.numerator())?)
    }

    /// Rounded to `rule.places` places by `rule.mode`.
    ///
    /// # Errors
    /// [`TooFine`].
    #[inline]
    pub fn round(self, rule: Rounding) -> Result<Self, TooFine> {
        match self.millionths() {
            Some(millionths) => {
                rounded(millionths, rule).map(Self::decimal).map_or_else(|| self.rounded(rule), Ok)
            }
            None => self.rounded(rule),
        }
    }

    fn rounded(self, rule: Rounding) -> Result<Self, TooFine> {
        let (num, den) = self.parts();
        let scale = power(rule.places);
        let size = i128::try_from(num.unsigned_abs()).map_err(|_| TooFine)?;
        let scaled = size.checked_mul(scale).ok_or(TooFine)?;
        let kept = scaled.checked_div(den).ok_or(TooFine)?;
        let rest = scaled.checked_rem(den).ok_or(TooFine)?;
        let half = rest.checked_mul(2).ok_or(TooFine)?.cmp(&den);
        let up = goes_up(rule.mode, half, kept.checked_rem(2) == Some(1));
        let kept = kept.checked_add(i128::from(up)).ok_or(TooFine)?;
        Self::new(if num < 0 { kept.checked_neg().ok_or(TooFine)? } else { kept }, scale)
    }

    /// The largest whole number not above it, if it is not negative and fits.
    #[must_use]
    pub fn floor(self) -> Option<u32> {
        u32::try_from(self.num.checked_div_euclid(self.den.get())?).ok()
    }

    /// The smallest whole number not below it, if it is not negative and fits.
    #[must_use]
    pub fn ceiling(self) -> Option<u32> {
        let extra = u32::from(self.num.checked_rem_euclid(self.den.get())? != 0);
        self.floor()?.checked_add(extra)
    }

    /// The same number as a [`Score`], if six places hold it.
    #[must_use]
    pub fn score(self) -> Option<Score> {
        self.millionths().map(Score::from_millionths)
    }

    /// For a page or file: fixed places where six places hold the number, else the exact fraction (`862/11`).
    #[must_use]
    pub fn display(self, places: u8) -> String {
        self.score().map_or_else(|| format!("{}/{}", self.num, self.den), |score| score.display(places))
    }
}

/// The product of two counts of millionths, where it is one.
#[inline]
pub(super) fn product(a: i64, b: i64) -> Option<i64> {
    let both = a.checked_mul(b)?;
    // Dividing by a constant is a multiplication.
    let (kept, rest) = (both / MILLION, both % MILLION);
    (rest == 0).then_some(kept)
}

/// A count of millionths rounded, where that fits.
#[inline]
pub(super) fn rounded(millionths: i64, rule: Rounding) -> Option<i64> {
    // Each division by a constant of its own: several times quicker than one by a variable.
    let (kept, rest, unit) = match rule.places {
        0 => (millionths / MILLION, millionths % MILLION, MILLION),
        1 => (millionths / 100_000, millionths % 100_000, 100_000),
        2 => (millionths / 10_000, millionths % 10_000, 10_000),
        3 => (millionths / 1_000, millionths % 1_000, 1_000),
        4 => (millionths / 100, millionths % 100, 100),
        5 => (millionths / 10, millionths % 10, 10),
        _ => return Some(millionths),
    };
    let half = rest.checked_abs()?.checked_mul(2)?.cmp(&unit);
    let up = i64::from(goes_up(rule.mode, half, kept % 2 != 0));
    let away = if millionths < 0 { up.checked_neg()? } else { up };
    kept.checked_add(away)?.checked_mul(unit)
}

/// Whether the last kept digit goes up: `half` compares what is dropped with one half of it, `odd` is that digit's.
fn goes_up(mode: Mode, half: Ordering, odd: bool) -> bool {
    match mode {
        Mode::Cut => false,
        Mode::HalfUp => half != Ordering::Less,
        Mode::HalfEven => half == Ordering::Greater || (half == Ordering::Equal && odd),
    }
}

impl From<Score> for Exact {
    fn from(score: Score) -> Self {
        Self::decimal(score.millionths())
    }
}

impl Ord for Exact {
    #[inline]
    fn cmp(&self, other: &Self) -> Ordering {
        if self.den == other.den {
            return self.num.cmp(&other.num);
        }
        let ((num, den), (more, of)) = (self.parts(), other.parts());
        match (num.checked_mul(of), more.checked_mul(den)) {
            (Some(left), Some(right)) => left.cmp(&right),
            _ => slow_cmp((num, den), (more, of)),
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
