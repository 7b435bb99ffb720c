//! What stands against the conditions of a posting.

use serde::{Deserialize, Serialize};

/// What stands against the conditions of a posting.
#[expect(missing_docs, reason = "the sentence of each variant says what its fields are")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum ConditionsWhy {
    /// The conditions have `count` faults; they are listed on their page.
    Faulty { count: u32 },
}
