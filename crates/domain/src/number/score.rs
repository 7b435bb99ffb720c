//! [`Score`]: a decimal number with six places at most, as people write it (分数).

use core::fmt;
use core::str::FromStr;

use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use thiserror::Error;

/// Most places a written number may have.
const PLACES: u8 = 6;
/// Largest whole part, so that sums of scores never come near the end of `i64`.
const LARGEST: i64 = 999_999_999;
/// Millionths in one.
const ONE: i64 = 1_000_000;

/// A mark, line, full mark or printed result: an `i64` count of **millionths**, from -999,999,999 to 999,999,999.
///
/// In rows it is the bare integer, in files and on the wire a decimal string (`"85.5"`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Score(i64);

/// Why a text is not a score.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ScoreFault {
    /// Nothing but blanks.
    #[error("empty")]
    Empty,
    /// Something other than an optional `-`, ASCII digits and one point with digits on both sides.
    #[error("not a plain decimal number")]
    NotANumber,
    /// More places than are allowed here.
    #[error("{found} places where {allowed} are allowed")]
    TooManyPlaces {
        /// Places written, trailing zeros not counted.
        found: u32,
        /// Places allowed.
        allowed: u8,
    },
    /// Beyond 999,999,999.
    #[error("too large")]
    TooLarge,
}

impl Score {
    /// Zero.
    pub const ZERO: Self = Self(0);
    /// One hundred, the usual full mark (满分).
    pub const HUNDRED: Self = Self(100_000_000);

    /// A score from its count of millionths, as rows keep it.
    #[must_use]
    pub const fn from_millionths(millionths: i64) -> Self {
        Self(millionths)
    }

    /// The count of millionths, as rows keep it.
    #[must_use]
    pub const fn millionths(self) -> i64 {
        self.0
    }

    /// Reads `"85.5"` with at most `places` places (six at most whatever is asked). Zeros at the end do not count.
    ///
    /// # Errors
    /// [`ScoreFault`]; nothing is ever rounded away.
    pub fn parse(text: &str, places: u8) -> Result<Self, ScoreFault> {
        let text = text.trim();
        if text.is_empty() {
            return Err(ScoreFault::Empty);
        }
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
        let plain = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit());
        if !plain(whole) || !plain(part) {
            return Err(ScoreFault::NotANumber);
        }
        let part = part.trim_end_matches('0');
        let allowed = places.min(PLACES);
        let found = u32::try_from(part.len()).unwrap_or(u32::MAX);
        if found > u32::from(allowed) {
            return Err(ScoreFault::TooManyPlaces { found, allowed });
        }
        let whole = match whole.trim_start_matches('0') {
            "" => 0,
            rest => rest.parse::<i64>().map_err(|_| ScoreFault::TooLarge)?,
        };
        if whole > LARGEST {
            return Err(ScoreFault::TooLarge);
        }
        let part = format!("{part:0<6}").parse::<i64>().map_err(|_| ScoreFault::NotANumber)?;
        let size = whole.saturating_mul(ONE).saturating_add(part);
        Ok(Self(if negative { size.saturating_neg() } else { size }))
    }

    /// Places needed to write it: 0 to 6.
    #[must_use]
    pub fn places(self) -> u8 {
        let mut rest = self.0.unsigned_abs();
        let mut places = PLACES;
        while places > 0 && rest.is_multiple_of(10) {
            rest /= 10;
            places = places.saturating_sub(1);
        }
        places
    }

    /// Fixed places for printing (`85.5` at 2 is `85.50`). It never drops a digit: a score that needs more places shows them.
    #[must_use]
    pub fn display(self, places: u8) -> String {
        let places = places.min(PLACES).max(self.places());
        let size = self.0.unsigned_abs();
        let sign = if self.0 < 0 { "-" } else { "" };
        let whole = size / 1_000_000;
        if places == 0 {
            return format!("{sign}{whole}");
        }
        let part = format!("{:06}", size % 1_000_000);
        let shown = part.get(..usize::from(places)).unwrap_or(&part);
        format!("{sign}{whole}.{shown}")
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.display(0))
    }
}

impl FromStr for Score {
    type Err = ScoreFault;
    fn from_str(text: &str) -> Result<Self, ScoreFault> {
        Self::parse(text, PLACES)
    }
}

impl Serialize for Score {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

struct Reader;

impl Visitor<'_> for Reader {
    type Value = Score;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a whole number, or a decimal in quotes such as \"59.5\"")
    }
    fn visit_str<E: de::Error>(self, text: &str) -> Result<Score, E> {
        text.parse().map_err(|fault| E::custom(format_args!("{text:?}: {fault}")))
    }
    fn visit_i64<E: de::Error>(self, number: i64) -> Result<Score, E> {
        self.visit_str(&number.to_string())
    }
    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Score, E> {
        self.visit_str(&number.to_string())
    }
}

impl<'de> Deserialize<'de> for Score {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(Reader)
    }
}
