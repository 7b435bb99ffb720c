//! What stands against computing with the marks that are there.

use serde::{Deserialize, Serialize};

/// What stands against computing with the marks that are there.
#[expect(missing_docs, reason = "the sentence of each variant says what its fields are")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum MarksWhy {
    /// `count` marks are still missing.
    Missing { count: u32 },
    /// `count` marks do not fit the scheme or the lists before them.
    Faulty { count: u32 },
}
