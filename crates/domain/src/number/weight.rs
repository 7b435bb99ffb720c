//! [`Weight`]: an exact share as the scheme's author writes it (权重).

use core::fmt;
use core::str::FromStr;

use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use thiserror::Error;

use super::{Exact, Score};

/// A weight as written: `60`, `"60%"`, `"33.5"`, `"1/3"`. Never negative. What it is a share *of* (a hundred, or the sum
/// of its siblings) says the `combine` beside it.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Weight(Exact);

/// Why a text is not a weight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("a weight is a whole number, a decimal or a fraction such as \"1/3\", not negative")]
pub struct WeightFault;

impl Weight {
    /// The number as written: 60 for `"60%"`.
    #[must_use]
    pub const fn exact(self) -> Exact {
        self.0
    }
}

impl fmt::Debug for Weight {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Display for Weight {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl FromStr for Weight {
    type Err = WeightFault;
    fn from_str(text: &str) -> Result<Self, WeightFault> {
        let text = text.trim();
        let text = text.strip_suffix('%').unwrap_or(text).trim_end();
        let read = |t: &str| t.parse::<Score>().map(Exact::from).map_err(|_| WeightFault);
        let value = match text.split_once('/') {
            Some((above, below)) => read(above)?.over(read(below)?).map_err(|_| WeightFault)?,
            None => read(text)?,
        };
        if value < Exact::ZERO {
            return Err(WeightFault);
        }
        Ok(Self(value))
    }
}

impl Serialize for Weight {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

struct Reader;

impl Visitor<'_> for Reader {
    type Value = Weight;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a whole number, or in quotes a decimal or fraction such as \"33.5\" or \"1/3\"")
    }
    fn visit_str<E: de::Error>(self, text: &str) -> Result<Weight, E> {
        text.parse().map_err(|fault| E::custom(format_args!("{text:?}: {fault}")))
    }
    fn visit_i64<E: de::Error>(self, number: i64) -> Result<Weight, E> {
        self.visit_str(&number.to_string())
    }
    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Weight, E> {
        self.visit_str(&number.to_string())
    }
}

impl<'de> Deserialize<'de> for Weight {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(Reader)
    }
}
