//! Examiners' panels (考官组) and how their marks make one score (`domain.md` 2.13, 2.14).

use serde::{Deserialize, Serialize};

use super::Key;
use crate::number::{Exact, Rounding, Score, Weight};

/// Over what the highest and lowest are dropped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trim {
    /// Over the examiners' totals: drop, then mean of the rest.
    #[default]
    Total,
    /// Inside each element (测评要素): drop, mean, then add the elements (Fuzhou since 2013).
    Element,
}

/// What one examiner marks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Element {
    /// Its key.
    pub key: Key,
    /// What people call it.
    #[serde(default)]
    pub name: Option<String>,
    /// Its full mark; the full marks of a panel's elements sum to the component's.
    pub full: Score,
}

/// A panel: the marks file holds one row per examiner and element.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Panel {
    /// Examiners per panel (7 is usual).
    pub size: u8,
    /// Fewest marks that still make a score when an examiner is missing; left out: all of `size`. Fewer is a refusal.
    #[serde(default)]
    pub least: Option<u8>,
    /// Highest marks dropped. Of equal ones only this many go (Pixian 2016).
    #[serde(default)]
    pub drop_high: u8,
    /// Lowest marks dropped.
    #[serde(default)]
    pub drop_low: u8,
    /// Over what they are dropped.
    #[serde(default)]
    pub trim: Trim,
    /// Rounding of each element's mean under `trim = "element"`.
    #[serde(default)]
    pub round_element: Option<Rounding>,
    /// The elements; none: one mark per examiner.
    #[serde(default)]
    pub elements: Vec<Element>,
    /// Places that an examiner's mark may have.
    #[serde(default = "two")]
    pub places: u8,
}

/// What every panel of an interview must have (考官组的组成).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Examiners {
    /// Fewest examiners of a panel.
    pub least: u8,
    /// Least share of them who come from outside the selecting unit, `"1/3"`; left out: nobody has to.
    #[serde(default)]
    pub outside: Option<Weight>,
}

impl Examiners {
    /// Whether a panel of so many examiners, so many of them from outside, has what is asked for.
    #[must_use]
    pub fn is_met(&self, examiners: u32, outside: u32) -> bool {
        let share = Exact::whole(outside).over(Exact::whole(examiners));
        let enough = |least: Weight| share.is_ok_and(|share| share >= least.exact());
        examiners >= u32::from(self.least) && self.outside.is_none_or(enough)
    }
}

const fn two() -> u8 {
    2
}

impl Panel {
    /// Fewest marks that make a score.
    #[must_use]
    pub fn least(&self) -> u8 {
        self.least.unwrap_or(self.size)
    }
}
