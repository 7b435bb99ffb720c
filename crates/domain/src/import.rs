//! Files on their way in: what they bring and where they stand.
//!
//! Owns: the words. Refuses: reading files, and what their rows mean.

use serde::{Deserialize, Serialize};

use crate::word::words;

words! {
    /// What a file brings.
    ImportKind {
        /// A position table.
        Positions = "positions",
        /// Marks.
        Marks = "marks",
    }
}

words! {
    /// Where an import stands.
    ImportState {
        /// Rows are being written.
        Staging = "staging",
        /// Complete; waits for confirmation.
        Staged = "staged",
        /// Applied.
        Applied = "applied",
        /// Dropped.
        Dropped = "dropped",
    }
}
