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

words! {
    /// What a column of a position table is read as.
    ColumnUse {
        /// The position code.
        Code = "position",
        /// The unit that takes the person.
        Unit = "authority",
        /// The title of the position.
        Title = "position_name",
        /// Persons taken.
        Plan = "plan",
        /// The conditions in words.
        Conditions = "other_conditions",
        /// The name of the scheme.
        Scheme = "scheme",
        /// Kept and shown; a person checks its words, unless typed conditions cover them.
        Kept = "kept",
        /// Kept and shown; it asks nothing of anybody.
        Shown = "shown",
        /// Not read.
        Unread = "unread",
    }
}

impl ColumnUse {
    /// Whether it is a column that the program knows, of which a table has one each.
    #[must_use]
    pub const fn is_known(self) -> bool {
        !matches!(self, Self::Kept | Self::Shown | Self::Unread)
    }
}
