//! Large runs of papers: which paper of every application.
//!
//! Owns: the words. Refuses: printing, and who may have them.

use serde::{Deserialize, Serialize};

use crate::word::words;

words! {
    /// Which paper of every application a run prints.
    PrintKind {
        /// The recommendation form (报名推荐表).
        Form = "form",
        /// The receipt of what was sent.
        Receipt = "receipt",
    }
}
