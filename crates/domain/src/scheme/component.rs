//! Components and their parts (成绩构成), weights, rounding per stage, bonus.
//!
//! The steps of one component, in this order (`domain.md` 4): mark, or panel score, or its parts combined → `round.value`
//! → room correction → `cap` → bonus `before_conversion` → converted from `full` to `scale`, `round.converted` → bonus
//! `after_conversion` → **the published value**, which lines, shortlists and ladders see → weighted, `round.weighted`.

use serde::{Deserialize, Serialize};

use super::{Key, Line, Panel, Rooms};
use crate::number::{Exact, Rounding, Score, TooFine, Weight};

/// How siblings make one value. What each weight is a share of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Combine {
    /// Weights are percents and must sum to exactly 100.
    #[default]
    Percent,
    /// Weights are a ratio such as 4 : 2 : 4; each is divided by their sum.
    Ratio,
    /// No weights: the mean of all.
    Mean,
    /// No weights: the values are added as they are; the full mark is the sum of theirs.
    Sum,
}

impl Combine {
    /// Returns each weight as a share of one; none where values are added as they are.
    ///
    /// # Errors
    /// [`TooFine`] where a share has too many digits.
    pub(crate) fn shares(self, weights: &[Option<Weight>]) -> Result<Vec<Option<Exact>>, TooFine> {
        let whole = match self {
            Self::Percent => Exact::HUNDRED,
            Self::Ratio => weights
                .iter()
                .try_fold(Exact::ZERO, |sum, w| sum.plus(w.map_or(Exact::ZERO, Weight::exact)))?,
            Self::Mean => Exact::whole(u32::try_from(weights.len()).map_err(|_| TooFine)?),
            Self::Sum => return Ok(vec![None; weights.len()]),
        };
        let share = |weight: &Option<Weight>| match self {
            Self::Mean => Exact::ONE.over(whole).map(Some),
            _ => weight.map_or(Exact::ZERO, Weight::exact).over(whole).map(Some),
        };
        weights.iter().map(share).collect()
    }
}

/// A component (组成) or, inside another, a part of it (科目, 子项).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Component {
    /// Its key, unique among its siblings.
    pub key: Key,
    /// What people call it, for pages and recognised headers.
    #[serde(default)]
    pub name: Option<String>,
    /// Its weight (权重) among its siblings; required by `percent` and `ratio`, refused by `mean` and `sum`.
    #[serde(default)]
    pub weight: Option<Weight>,
    /// Full mark (满分): 100 unless said; for parts under `sum` the sum of theirs.
    #[serde(default)]
    pub full: Option<Score>,
    /// What the full mark is converted to (折算): the full mark itself becomes this. Left out: no conversion.
    #[serde(default)]
    pub scale: Option<Score>,
    /// Places that an entered mark may have, 0 to 6.
    #[serde(default = "two")]
    pub places: u8,
    /// Most this value can be (单项封顶); an entered mark above it is then no error but is cut to it.
    #[serde(default)]
    pub cap: Option<Score>,
    /// How the parts make the value.
    #[serde(default)]
    pub combine: Combine,
    /// The parts; none: the mark is entered, or comes from a panel.
    #[serde(default)]
    pub parts: Vec<Component>,
    /// Rounding of each stage; a stage left out is not rounded.
    #[serde(default)]
    pub round: Rounds,
    /// The line (合格分数线) that the published value must reach.
    #[serde(default)]
    pub line: Option<Line>,
    /// The examiners' panel that gives the mark.
    #[serde(default)]
    pub panel: Option<Panel>,
    /// Correction between parallel rooms (面试修正系数).
    #[serde(default)]
    pub rooms: Option<Rooms>,
}

const fn two() -> u8 {
    2
}

/// Rounding of the stages of a component. A stage that is left out keeps its exact value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rounds {
    /// The value itself: the combined parts, or the panel's mean.
    #[serde(default)]
    pub value: Option<Rounding>,
    /// After conversion.
    #[serde(default)]
    pub converted: Option<Rounding>,
    /// After weighting (折算后、加权后分别保留小数).
    #[serde(default)]
    pub weighted: Option<Rounding>,
}

/// Where a bonus is added.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BonusAt {
    /// To the component before it is converted: Qujing's (A+B+bonus)/3.
    BeforeConversion,
    /// To the component after conversion.
    AfterConversion,
    /// To the composite score, before its rounding.
    #[default]
    Total,
}

/// Points added (加分): the column `bonus.KEY` holds each person's points.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bonus {
    /// Its key.
    pub key: Key,
    /// What people call it.
    #[serde(default)]
    pub name: Option<String>,
    /// Where it is added.
    #[serde(default)]
    pub at: BonusAt,
    /// The component it is added to: its key, or `part.of` where keys clash; none where `at` is `total`.
    #[serde(default)]
    pub to: Option<String>,
    /// Most that is added; more is entered but not counted.
    #[serde(default)]
    pub cap: Option<Score>,
}

impl Component {
    /// True where a person types the mark in, so that it is a column of the score file.
    #[must_use]
    pub fn is_entered(&self) -> bool {
        self.parts.is_empty() && self.panel.is_none()
    }

    /// Full mark, defaults filled in.
    #[must_use]
    pub fn full_mark(&self) -> Score {
        match (self.full, self.combine) {
            (Some(full), _) => full,
            (None, Combine::Sum) if !self.parts.is_empty() => {
                let sum =
                    self.parts.iter().map(|p| p.published_full().millionths()).fold(0, i64::saturating_add);
                Score::from_millionths(sum)
            }
            (None, _) => Score::HUNDRED,
        }
    }

    /// Full mark of the published value: `scale` where the component is converted, at most the cap.
    #[must_use]
    pub fn published_full(&self) -> Score {
        let full = self.full_mark();
        self.scale.unwrap_or_else(|| self.cap.map_or(full, |cap| cap.min(full)))
    }

    /// True where the value is converted from one full mark to another.
    #[must_use]
    pub fn is_converted(&self) -> bool {
        self.scale.is_some_and(|scale| scale != self.full_mark())
    }
}
