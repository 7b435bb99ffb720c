//! What stands against a ranking.

use serde::{Deserialize, Serialize};

/// What stands against a ranking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum RankingWhy {
    /// The inputs changed since the ranking was computed.
    Stale,
    /// The computation needs numbers finer than can be kept exactly.
    TooFine,
    /// What the ranking was computed from is gone from where it is kept, or is not what it was.
    BasisLost,
}
