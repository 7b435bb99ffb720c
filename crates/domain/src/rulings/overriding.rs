//! Overrides (以决定调整名单): what a competent body decides about one person on a list against what was computed.
//!
//! Owns: the grounds, and which of them put somebody on a list. Refuses: free words as a ground.

use serde::{Deserialize, Serialize};
use time::Date;

use super::ruling::iso_date;
use crate::word::words;

words! {
    /// Why a list is changed by decision: a closed list, so that overrides can be counted and told. Each ground does one thing.
    OverrideGround {
        /// The person took part in the next stage before the list was corrected, and stays called: on the list.
        TookPart = "took_part",
        /// An objection, an appeal or a review of the mark was upheld: on the list.
        Upheld = "upheld",
        /// A superior or competent authority ordered it: on the list.
        OrderedOn = "ordered_on",
        /// A relation at the position asks for recusal (任职回避): off the list.
        Recusal = "recusal",
        /// A superior or competent authority ordered it: off the list.
        OrderedOff = "ordered_off",
    }
}

impl OverrideGround {
    /// Whether the person is put on the list; otherwise the person is taken off it.
    #[must_use]
    pub const fn puts_on(self) -> bool {
        match self {
            Self::TookPart | Self::Upheld | Self::OrderedOn => true,
            Self::Recusal | Self::OrderedOff => false,
        }
    }
}

/// One person whose place on a list was decided. Whoever is put on it takes nobody's place; whoever is taken off leaves a place empty
/// that a [`Replaced`](super::Replaced) may fill.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Overridden {
    /// The position.
    pub position: String,
    /// The list, by the key of its stage.
    pub stage: String,
    /// The person.
    pub candidate: String,
    /// Why; it says whether the person is on the list or off it.
    pub ground: OverrideGround,
    /// Who approved it.
    pub approver: String,
    /// When, `2026-05-01`.
    #[serde(with = "iso_date")]
    pub date: Date,
}
