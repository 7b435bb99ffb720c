//! The chain of shortlists (名单): source, ratio, cut (`domain.md` 2.11, 2.19).

use core::fmt;
use core::str::FromStr;

use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use thiserror::Error;

use super::{Combine, Key, Line, Names, Replacement, Step, StillTied, Within};
use crate::number::{Exact, Rounding, Weight};

/// Persons per place: `"3:1"`, `"1.5:1"`, `"5:2"`. Above zero.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Ratio(Exact);

/// Why a text is not a ratio.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("a ratio is written persons:places, such as \"3:1\" or \"1.5:1\", both above zero")]
pub struct RatioFault;

impl Ratio {
    /// Persons per place.
    #[must_use]
    pub const fn exact(self) -> Exact {
        self.0
    }
}

impl FromStr for Ratio {
    type Err = RatioFault;
    fn from_str(text: &str) -> Result<Self, RatioFault> {
        let (persons, places) = text.split_once([':', '：']).ok_or(RatioFault)?;
        let read = |t: &str| t.parse::<Weight>().map(Weight::exact).map_err(|_| RatioFault);
        let (persons, places) = (read(persons)?, read(places)?);
        if persons <= Exact::ZERO || places <= Exact::ZERO {
            return Err(RatioFault);
        }
        persons.over(places).map(Self).map_err(|_| RatioFault)
    }
}

impl fmt::Display for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.score() {
            Some(score) => write!(f, "{score}:1"),
            None => write!(f, "{}:{}", self.0.numerator(), self.0.denominator()),
        }
    }
}

impl fmt::Debug for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Ratio {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

struct Reader;

impl Visitor<'_> for Reader {
    type Value = Ratio;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a ratio such as \"3:1\"")
    }
    fn visit_str<E: de::Error>(self, text: &str) -> Result<Ratio, E> {
        text.parse().map_err(|fault| E::custom(format_args!("{text:?}: {fault}")))
    }
}

impl<'de> Deserialize<'de> for Ratio {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_str(Reader)
    }
}

/// What a product such as 3 × 1.5 = 4.5 persons becomes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RatioRounding {
    /// Up: "not less than" (不低于). The usual one.
    #[default]
    Up,
    /// Down: "not more than".
    Down,
    /// To the nearest, half up.
    Nearest,
}

/// Who goes on when equal scores straddle the last place (末位同分).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AtCut {
    /// All of them.
    #[default]
    All,
    /// None of them.
    None,
    /// The tie ladder decides, then `still_tied`.
    Ladder,
}

/// One band of plan sizes: the first whose `up_to` is not below the plan holds; one without `up_to` holds for all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Band {
    /// Largest plan it holds for; left out: any.
    #[serde(default)]
    pub up_to: Option<u32>,
    /// Persons per place.
    #[serde(default)]
    pub ratio: Option<Ratio>,
    /// A fixed number of persons instead ("5 places: 12 persons").
    #[serde(default)]
    pub count: Option<u32>,
    /// Persons above the plan instead ("plan + 1").
    #[serde(default)]
    pub plus: Option<u32>,
}

/// One term of a partial composite.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// The component: its key, or `part.of`.
    pub of: String,
    /// Its weight, as [`Partial::combine`] reads it.
    #[serde(default)]
    pub weight: Option<Weight>,
}

/// A composite made for one shortlist only, with weights of its own: (4 × 82 + 2 × 75.5) / 6 = 79.83.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Partial {
    /// What each weight is a share of; `ratio` unless said.
    #[serde(default = "ratio")]
    pub combine: Combine,
    /// The components.
    pub terms: Vec<Term>,
    /// Rounding of the result; left out: none.
    #[serde(default)]
    pub round: Option<Rounding>,
}

const fn ratio() -> Combine {
    Combine::Ratio
}

/// The score that a shortlist is built on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source<'a> {
    /// The composite score.
    Total,
    /// The published value of a component.
    Component(&'a str),
    /// A composite of its own.
    Partial(&'a Partial),
}

/// One shortlist of the chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shortlist {
    /// Its key, and what it leads to: `interview`, `inspection`. Where a component has the same key, that component is
    /// measured only for the people on this list.
    pub to: Key,
    /// What people call it.
    #[serde(default)]
    pub name: Option<String>,
    /// `"total"` or a component's key: the score that orders people. Either this or `partial`.
    #[serde(default)]
    pub score: Option<String>,
    /// A composite of its own that orders people.
    #[serde(default)]
    pub partial: Option<Partial>,
    /// Further components that are measured only for the people on this list.
    #[serde(default)]
    pub opens: Vec<String>,
    /// Persons per place. Either this or `bands`.
    #[serde(default)]
    pub ratio: Option<Ratio>,
    /// Persons per place by plan size.
    #[serde(default)]
    pub bands: Vec<Band>,
    /// Persons per place with which the list may still go on by decision, where fewer qualify than the ratio takes. A list without it
    /// takes whoever qualifies, and has the canonical text that it had before there was such a rule.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub least: Option<Ratio>,
    /// What a product that is not whole becomes.
    #[serde(default)]
    pub ratio_rounding: RatioRounding,
    /// Who goes on when equal scores straddle the last place.
    #[serde(default)]
    pub tie: AtCut,
    /// The ladder of this cut; left out: that of `rank`.
    #[serde(default)]
    pub ladder: Option<Vec<Step>>,
    /// What happens to those still tied; left out: that of `rank`.
    #[serde(default)]
    pub still_tied: Option<StillTied>,
    /// A floor for this list only: the score it is built on must reach it.
    #[serde(default)]
    pub floor: Option<Line>,
    /// Facts (yes or no) that everyone on this list must have, such as medically fit.
    #[serde(default)]
    pub require: Vec<Key>,
    /// Replacement (递补) on this list.
    #[serde(default)]
    pub replacement: Replacement,
    /// When it is to be published. A list without it has the canonical text that it had before there was such a rule.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<Within>,
    /// How this list names its people; left out: as `publicity` says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub names: Option<Names>,
    /// Whether this list shows where a person serves today; left out: as `publicity` says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<bool>,
    /// Components shown on this list besides the total; empty: as `publicity` says.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<Key>,
}

impl Shortlist {
    /// Whoever has the score may be on it: no floor and no fact is asked for.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.floor.is_none() && self.require.is_empty()
    }

    /// The score that it is built on, if it names exactly one.
    #[must_use]
    pub fn source(&self) -> Option<Source<'_>> {
        match (self.score.as_deref(), &self.partial) {
            (Some("total"), None) => Some(Source::Total),
            (Some(name), None) => Some(Source::Component(name)),
            (None, Some(partial)) => Some(Source::Partial(partial)),
            _ => None,
        }
    }

    /// How few persons the list may go on with for a plan of `plan` places, by decision; `None` where it takes whoever qualifies.
    #[must_use]
    pub fn least_for(&self, plan: u32) -> Option<u32> {
        self.least?.exact().times(Exact::whole(plan)).ok()?.ceiling()
    }

    /// How many persons a plan of `plan` places takes; none where no band fits.
    #[must_use]
    pub fn seats(&self, plan: u32) -> Option<u32> {
        let ratio =
            match (self.ratio, self.bands.iter().find(|band| band.up_to.is_none_or(|most| plan <= most))) {
                (Some(ratio), _) => ratio,
                (None, Some(Band { count: Some(count), .. })) => return Some(*count),
                (None, Some(Band { plus: Some(plus), .. })) => return plan.checked_add(*plus),
                (None, Some(Band { ratio: Some(ratio), .. })) => *ratio,
                (None, _) => return None,
            };
        let persons = ratio.exact().times(Exact::whole(plan)).ok()?;
        match self.ratio_rounding {
            RatioRounding::Up => persons.ceiling(),
            RatioRounding::Down => persons.floor(),
            RatioRounding::Nearest => persons.round(Rounding::half_up(0)).ok()?.floor(),
        }
    }
}
