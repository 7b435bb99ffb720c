//! What surrounds the scores: opening ratio, replacement, decision after the inspection, publicity
//! (`domain.md` 2.10, 2.20, 2.22, 2.24).

use serde::{Deserialize, Serialize};

use super::{Key, Ratio};
use crate::number::{Exact, TooFine, Weight};
use crate::stage::StageKind;

/// Who is counted for the opening ratio.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Base {
    /// Who registered.
    Registered,
    /// Who passed the screening.
    #[default]
    Passed,
    /// Who confirmed or sat.
    Confirmed,
}

/// What happens below the opening ratio.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Below {
    /// The plan is cut to what the ratio allows (核减); to nothing: cancelled.
    #[default]
    Reduce,
    /// The position is cancelled (取消).
    Cancel,
    /// It opens all the same, with approval.
    Open,
}

/// Opening ratio (开考比例).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Opening {
    /// Applicants per place.
    pub ratio: Ratio,
    /// Who is counted.
    #[serde(default)]
    pub base: Base,
    /// What happens below it.
    #[serde(default)]
    pub below: Below,
    /// A lower ratio at which it may still open whole with approval ("not below 3:1").
    #[serde(default)]
    pub with_approval: Option<Ratio>,
    /// Whether a position below it may be merged into another of the same authority and class (合并). Left out of the text where not.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub merge: bool,
}

impl Opening {
    /// The plan that `count` applicants leave: 9 for plan 2 at 5:1 leave 1, 4 leave 0 (cancelled).
    ///
    /// # Errors
    /// [`TooFine`].
    pub fn plan_left(&self, plan: u32, count: u32, approved: bool) -> Result<u32, TooFine> {
        let ratio = self.with_approval.filter(|_| approved).unwrap_or(self.ratio).exact();
        let fits = Exact::whole(count).over(ratio)?.floor().unwrap_or(0);
        Ok(match (fits >= plan, self.below) {
            (true, _) | (false, Below::Open) => plan,
            (false, Below::Reduce) => fits,
            (false, Below::Cancel) => 0,
        })
    }
}

/// Until when a replacement may be called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Until {
    /// Working days before the stage begins (Fujian: 2).
    pub working_days_before: u8,
}

/// Replacement (递补) on one shortlist.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Replacement {
    /// Whether there is any; not unless said.
    #[serde(default)]
    pub allowed: bool,
    /// Most rounds; left out: no limit.
    #[serde(default)]
    pub rounds: Option<u8>,
    /// Until when; counted from the timetable (`deadline::filling`).
    #[serde(default)]
    pub until: Option<Until>,
}

/// Within how many working days after a stage a list is to be published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Within {
    /// Working days, at least one.
    pub working_days: u8,
    /// The stage of the timetable after whose end they are counted.
    pub after: StageKind,
}

/// How proposed persons are found after the inspection.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DecisionMode {
    /// Collective discussion; no arithmetic (default since 2021).
    #[default]
    Collective,
    /// Examination and quantified inspection weighted (Hebi 2016).
    Weighted,
    /// Composite order without those found unfit.
    OrderAfterVeto,
}

/// Decision after the inspection.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// How.
    #[serde(default)]
    pub mode: DecisionMode,
    /// Percent of the examination, under `weighted`.
    #[serde(default)]
    pub exam: Option<Weight>,
    /// Percent of the inspection, under `weighted`.
    #[serde(default)]
    pub inspection: Option<Weight>,
}

impl Decision {
    /// The weighted result: 79.50 and 91 at 50/50 give 85.25. None where the mode is not `weighted`.
    ///
    /// # Errors
    /// [`TooFine`].
    pub fn weighted(&self, total: Exact, inspection: Exact) -> Result<Option<Exact>, TooFine> {
        let (DecisionMode::Weighted, Some(exam), Some(insp)) = (self.mode, self.exam, self.inspection) else {
            return Ok(None);
        };
        let sum = total.times(exam.exact())?.plus(inspection.times(insp.exact())?)?;
        sum.over(Exact::HUNDRED).map(Some)
    }
}

/// How a list names its people.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Names {
    /// By ticket number alone.
    #[default]
    None,
    /// The family name, and a mark for each further character.
    Masked,
    /// In full.
    Full,
}

impl Names {
    const fn is_none(&self) -> bool {
        matches!(self, Self::None)
    }
}

/// Publicity period (公示) and what the published lists show.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Publicity {
    /// Working days; 5 unless said.
    pub working_days: u8,
    /// Components shown on the published list besides the total; empty: all.
    pub columns: Vec<Key>,
    /// How lists name their people. Left out of the text where it is `none`.
    #[serde(skip_serializing_if = "Names::is_none")]
    pub names: Names,
    /// Whether lists show where a person serves today (现工作单位). Left out of the text where not.
    #[serde(skip_serializing_if = "core::ops::Not::not")]
    pub unit: bool,
}

impl Default for Publicity {
    fn default() -> Self {
        Self { working_days: 5, columns: Vec::new(), names: Names::None, unit: false }
    }
}
