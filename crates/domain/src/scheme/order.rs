//! Order, ranks and ties (名次、同分处理; `domain.md` 2.17).

use core::fmt;
use core::str::FromStr;

use serde::{Deserialize, Serialize};

use super::{Key, KeyFault};

/// Which value orders people.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum By {
    /// The published, rounded value: 69.838 and 69.840 both print 69.84 and tie.
    #[default]
    Rounded,
    /// The value before its last rounding.
    Unrounded,
}

/// How ranks are numbered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// 1, 2, 2, 4.
    #[default]
    Competition,
    /// 1, 2, 2, 3.
    Dense,
    /// 1, 2.5, 2.5, 4.
    Average,
}

/// Where the tie ladder works.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// Only at the cut of a shortlist; ranks stay shared.
    #[default]
    Cut,
    /// For the whole list: it also separates ranks.
    List,
}

/// What happens to those whom the ladder leaves equal at a cut.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StillTied {
    /// All go on (末位同分一并进入).
    #[default]
    All,
    /// An extra test (加试), a ruling.
    ExtraTest,
    /// Recorded drawing of lots (抽签), a ruling.
    Lots,
}

/// What happens to the rank of a person below a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BelowLine {
    /// The total is shown, no rank.
    #[default]
    NoRank,
    /// Ranked all the same, but on no shortlist.
    Ranked,
}

/// What becomes of marks of a person who left (退出), in what the list that was left, or a later one, opens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LeftMarks {
    /// They count as before; a mark of a list after the one that was left is refused.
    #[default]
    Counted,
    /// They stay on record and count nowhere.
    Kept,
}

impl LeftMarks {
    const fn is_counted(&self) -> bool {
        matches!(self, Self::Counted)
    }
}

/// One step of a tie ladder (同分处理次序). The higher value stands first.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Step {
    /// `"total"`: the composite score, rounded.
    Total,
    /// `"unrounded"`: the ordering score before its last rounding.
    Unrounded,
    /// `"written"`, `"test.interview"`: the published value of a component or part.
    Component(String),
    /// `"raw.interview"`: the sum of all examiners' marks, nothing dropped (Wusheng 2022), or the mark as entered.
    Raw(String),
    /// `"fact.veteran"`.
    Fact(Key),
}

impl FromStr for Step {
    type Err = KeyFault;
    fn from_str(text: &str) -> Result<Self, KeyFault> {
        let named = |name: &str| name.split('.').try_for_each(|part| part.parse::<Key>().map(|_| ()));
        match text {
            "total" => Ok(Self::Total),
            "unrounded" => Ok(Self::Unrounded),
            _ => {
                if let Some(name) = text.strip_prefix("raw.") {
                    named(name)?;
                    return Ok(Self::Raw(name.to_owned()));
                }
                if let Some(name) = text.strip_prefix("fact.") {
                    return Ok(Self::Fact(name.parse()?));
                }
                named(text)?;
                Ok(Self::Component(text.to_owned()))
            }
        }
    }
}

impl TryFrom<String> for Step {
    type Error = KeyFault;
    fn try_from(text: String) -> Result<Self, KeyFault> {
        text.parse()
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Total => f.write_str("total"),
            Self::Unrounded => f.write_str("unrounded"),
            Self::Component(name) => f.write_str(name),
            Self::Raw(name) => write!(f, "raw.{name}"),
            Self::Fact(key) => write!(f, "fact.{key}"),
        }
    }
}

impl From<Step> for String {
    fn from(step: Step) -> Self {
        step.to_string()
    }
}

/// What a fact is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FactKind {
    /// 0 or 1.
    #[default]
    YesNo,
    /// A number.
    Number,
}

/// Which side of a fact stands first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Prefer {
    /// Yes before no, more before fewer.
    #[default]
    Higher,
    /// The other way round.
    Lower,
}

/// A fact about a person: the column `fact.KEY`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fact {
    /// Its key.
    pub key: Key,
    /// What people call it.
    #[serde(default)]
    pub name: Option<String>,
    /// What it is.
    #[serde(default)]
    pub kind: FactKind,
    /// Which side stands first in a ladder.
    #[serde(default)]
    pub prefer: Prefer,
}

/// Order, ranks and ties.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rank {
    /// Which value orders people, in the ranking and on every shortlist.
    #[serde(default)]
    pub by: By,
    /// How ranks are numbered.
    #[serde(default)]
    pub method: Method,
    /// The tie ladder; a shortlist may have its own.
    #[serde(default)]
    pub ladder: Vec<Step>,
    /// Where it works.
    #[serde(default)]
    pub scope: Scope,
    /// What happens to those still tied at a cut.
    #[serde(default)]
    pub still_tied: StillTied,
    /// Steps that count only among those whom an extra test leaves equal (Suizhou's priority facts).
    #[serde(default)]
    pub after_test: Vec<Step>,
    /// Ranks below a line.
    #[serde(default)]
    pub below_line: BelowLine,
    /// Marks of whoever left. Left out of the text where they count.
    #[serde(default, skip_serializing_if = "LeftMarks::is_counted")]
    pub left_marks: LeftMarks,
}
