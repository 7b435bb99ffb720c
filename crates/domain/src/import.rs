//! Files on their way in: what they bring and where they stand; and why a mark is no longer valid.
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

words! {
    /// Why a mark is no longer valid.
    MarkEnd {
        /// Another value stands in its place.
        Replaced = "replaced",
        /// An officer emptied the cell and said why.
        Emptied = "emptied",
        /// A file that holds all marks of its people no longer had it.
        Dropped = "dropped",
    }
}
