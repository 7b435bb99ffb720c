//! Lines (合格分数线): fixed, decided after marking, conditional (`domain.md` 2.8, 2.9).

use core::fmt;

use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Ratio;
use crate::number::Score;

/// The word for a line that is set after marking.
const DECIDED: &str = "decided";

/// A line. "At or above" passes; it is compared with the rounded, published value.
///
/// Written as a score, or as `"decided"`: set after marking, a decision with approver and date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Line {
    /// Known from the start.
    At(Score),
    /// Set after marking.
    Decided,
}

impl Serialize for Line {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::At(score) => score.serialize(to),
            Self::Decided => to.serialize_str(DECIDED),
        }
    }
}

struct Reader;

impl Visitor<'_> for Reader {
    type Value = Line;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a whole number, a decimal in quotes, or \"decided\"")
    }
    fn visit_str<E: de::Error>(self, text: &str) -> Result<Line, E> {
        if text == DECIDED {
            return Ok(Line::Decided);
        }
        text.parse().map(Line::At).map_err(|fault| E::custom(format_args!("{text:?}: {fault}")))
    }
    fn visit_i64<E: de::Error>(self, number: i64) -> Result<Line, E> {
        self.visit_str(&number.to_string())
    }
    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Line, E> {
        self.visit_str(&number.to_string())
    }
}

impl<'de> Deserialize<'de> for Line {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(Reader)
    }
}

/// When a conditional line holds. Counted are those who **actually sat** the component: a mark, not a status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// Those who sat ÷ plan is at most this: `{ at_most = "1:1" }` is "contenders do not exceed places" (Fujian, Shanxi).
    AtMost(Ratio),
    /// Those who sat ÷ plan is below this: `{ below = "2:1" }`.
    Below(Ratio),
}

/// What a conditional line asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LineRule {
    /// A fixed line: `{ at = 80 }`.
    At(Score),
    /// `"room_mean"`: at least the mean of everyone who sat in the same room (同一考官组当日平均分; Hebi, Jining).
    RoomMean,
    /// `"decided"`: entered with approver and date, as "not below the lowest that entered elsewhere" needs (Shandong).
    Decided,
}

/// A line that holds only when there is no competition (形不成竞争).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConditionalLine {
    /// The component whose value is compared: its key, or `part.of`.
    pub of: String,
    /// When it holds.
    pub when: Condition,
    /// What it asks.
    pub line: LineRule,
}
