//! Large runs: which paper of every application, or the archive of the whole selection.
//!
//! Owns: the words. Refuses: printing, and who may have them.

use serde::{Deserialize, Serialize};

use crate::word::words;

words! {
    /// What a run makes: a paper of every application, or the archive.
    PrintKind {
        /// The recommendation form (报名推荐表).
        Form = "form",
        /// The receipt of what was sent.
        Receipt = "receipt",
        /// No paper: everything that is kept of a selection that is over, in one file.
        Archive = "archive",
    }
}

impl PrintKind {
    /// The papers of applications.
    pub const PAPERS: [Self; 2] = [Self::Form, Self::Receipt];
}
