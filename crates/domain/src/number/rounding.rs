//! [`Rounding`]: how many places a stage keeps, and how (保留小数位数与舍入方式).

use serde::{Deserialize, Serialize};

/// What happens to the digits that are not kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// 四舍五入: half goes up (away from zero). The usual one.
    #[default]
    HalfUp,
    /// Half goes to the even neighbour.
    HalfEven,
    /// 截取: the digits are dropped, as Qujing's interview scores are (`domain.md` 2.16).
    Cut,
}

/// Rounding of one stage: `{ places = 2, mode = "half_up" }`. Places 0 to 6; `mode` may be left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rounding {
    /// Places kept, 0 to 6 (more is refused by `Scheme::check`).
    pub places: u8,
    /// What happens to the rest.
    #[serde(default)]
    pub mode: Mode,
}

impl Rounding {
    /// Two places, half up: what every published score has unless the scheme says otherwise.
    pub const USUAL: Self = Self { places: 2, mode: Mode::HalfUp };

    /// `places` places, half up.
    #[must_use]
    pub const fn half_up(places: u8) -> Self {
        Self { places, mode: Mode::HalfUp }
    }
}
