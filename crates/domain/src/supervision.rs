//! What supervisors read and sign (监督签名) beside the two people whose act it is.
//!
//! Owns: the words. Refuses: being needed; nothing waits for such a signature.

use serde::{Deserialize, Serialize};

use crate::word::words;

words! {
    /// What a supervisor signs.
    Supervised {
        /// A draw of lots that was approved.
        Draw = "draw",
        /// The panels of examiners that were recorded.
        Panels = "panels",
        /// The plan of the interviews that was approved last.
        InterviewPlan = "interview_plan",
        /// The totals and ranks of the ranking that stands.
        Totals = "totals",
        /// A published list.
        List = "list",
    }
}
