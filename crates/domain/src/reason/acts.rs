//! What stands against an act of any area.

use serde::{Deserialize, Serialize};

/// What stands against an act of any area.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum ActsWhy {
    /// The digest shown is no longer the digest of what is there.
    DigestChanged,
    /// What was asked for is there already.
    NothingToDo,
    /// Two persons are needed and both are the same.
    SamePerson,
    /// The form was sent twice with different contents.
    FormReused,
}
