//! Correction between parallel rooms (面试修正系数, 二次平均法): corrected = raw × overall mean ÷ room mean (`domain.md` 2.15).

use serde::{Deserialize, Serialize};

use crate::number::{Rounding, Score};

/// What the room means are compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Overall {
    /// The mean of the room means (Hubin, Dengfeng, Sanmenxia).
    MeanOfRoomMeans,
    /// The mean of all who sat (Gao'an, Henan, Xuancheng, Xingguo).
    Pooled,
}

/// Whose rooms are compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// The rooms of one position.
    #[default]
    Position,
    /// All rooms of the posting that sit this component under this scheme.
    Posting,
}

/// The rule. The column `room.KEY` names each person's room. Absent people never enter a mean.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rooms {
    /// What the room means are compared with.
    pub overall: Overall,
    /// Whose rooms are compared.
    #[serde(default)]
    pub group: Group,
    /// Rounding of each room mean.
    #[serde(default)]
    pub round_room: Option<Rounding>,
    /// Rounding of the overall mean.
    #[serde(default)]
    pub round_overall: Option<Rounding>,
    /// Rounding of the coefficient.
    #[serde(default)]
    pub round_coefficient: Option<Rounding>,
    /// Rounding of the corrected score.
    #[serde(default)]
    pub round: Option<Rounding>,
    /// Highest and as many lowest left out of each room's mean (Gao'an: 2).
    #[serde(default)]
    pub trim_room: u8,
    /// Highest and as many lowest left out of the pooled mean (Gao'an: 2).
    #[serde(default)]
    pub trim_pool: u8,
    /// Scores above this stay out of every mean (Xingguo: 90).
    #[serde(default)]
    pub ignore_above: Option<Score>,
    /// Scores below this stay out of every mean (Xingguo: 60).
    #[serde(default)]
    pub ignore_below: Option<Score>,
    /// Most a corrected score can be; without it there is no cap (97 × 1.04 = 100.88).
    #[serde(default)]
    pub cap: Option<Score>,
}
