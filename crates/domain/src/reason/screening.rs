//! What stands against finishing screening.

use serde::{Deserialize, Serialize};

/// What stands against finishing screening.
#[expect(missing_docs, reason = "the sentence of each variant says what its fields are")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum ScreeningWhy {
    /// `count` applications are still undecided.
    Undecided { count: u32 },
    /// Nobody passed screening.
    NobodyPassed,
    /// The posting cannot be ended: somebody passed screening.
    SomebodyPassed { count: u32 },
}
