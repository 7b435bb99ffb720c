//! Proposed people (拟遴选人选): the key of their lists, and the grounds for not proposing somebody.
//!
//! Owns: words alone, so that schemes and events can name them. Refuses: deciding; [`crate::collective`] says what a decision must say.

use serde::{Deserialize, Serialize};

use crate::word::words;

/// Key of the list of proposed people. A scheme cannot have a list of this name.
pub const PROPOSED: &str = "proposed";

/// Key of the inspection list (考察人选名单), where a scheme has one.
pub const INSPECTION: &str = "inspection";

/// Whether a stage is a list of proposed people. Each further decision of a posting has a list of its own: `proposed_2`, `proposed_3`.
#[must_use]
pub fn is_proposed(stage: &str) -> bool {
    stage.strip_prefix(PROPOSED).is_some_and(|rest| {
        rest.is_empty() || rest.strip_prefix('_').is_some_and(|no| no.parse::<u32>().is_ok_and(|no| no > 1))
    })
}

/// The stage of the list that a decision leads to; decisions of a posting are numbered from 1.
#[must_use]
pub fn stage(no: u32) -> String {
    if no < 2 { PROPOSED.to_owned() } else { format!("{PROPOSED}_{no}") }
}

words! {
    /// Why somebody of the last list is not proposed.
    Ground {
        /// The findings of the inspection (考察情况).
        Inspection = "inspection",
        /// Another person fits the position better (人岗匹配度).
        Fit = "fit",
        /// The medical examination (体检).
        Medical = "medical",
        /// A condition turned out not to be met.
        Conditions = "conditions",
        /// The person withdrew.
        Withdrew = "withdrew",
        /// The structure of the team (班子和队伍结构).
        Structure = "structure",
        /// Another one, which the words say.
        Other = "other",
    }
}
