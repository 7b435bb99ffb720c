//! What stands against writing what a file says.

use serde::{Deserialize, Serialize};

/// What stands against writing what a file says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum ImportsWhy {
    /// The dry run is gone or was confirmed already.
    Gone,
    /// The posting changed since the dry run was shown.
    PostingChanged,
    /// The scheme changed since the dry run was shown.
    SchemeChanged,
    /// What the file would replace changed since the dry run was shown.
    MarksChanged,
}
