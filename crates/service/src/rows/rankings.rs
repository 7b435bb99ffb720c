//! A computed ranking as use cases read it.

use serde::{Deserialize, Serialize};

/// What is kept of one person's line: as shown, so that a page needs no computation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// Component name and shown value.
    pub values: Vec<(String, String)>,
    /// Composite score.
    pub total: String,
    /// Rank.
    pub rank: String,
    /// Shortlist key and seat.
    pub seats: Vec<(String, String)>,
}
