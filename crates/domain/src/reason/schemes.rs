//! What stands against the schemes of a posting.

use serde::{Deserialize, Serialize};

/// What stands against the schemes of a posting.
#[expect(missing_docs, reason = "the sentence of each variant says what its fields are")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum SchemesWhy {
    /// The posting has no scheme.
    NoScheme,
    /// The scheme file or form has problems; `count` of them are listed beside it.
    Faulty { count: u32 },
    /// `count` positions name a scheme that the posting does not have.
    UnknownName { count: u32 },
    /// `count` components or lists have no name and no usual key, so that pages could only show their keys.
    Unnamed { count: u32 },
}
