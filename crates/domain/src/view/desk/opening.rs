//! What the opening ratio comes to, as the desk reads it.

use serde::{Deserialize, Serialize};

use super::postings::PostingHead;
use crate::opening::Proposal;
use crate::scheme::Opening;

/// A position below its ratio.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpeningLine {
    /// Number as printed.
    pub number: String,
    /// Unit and title.
    pub words: String,
    /// Places.
    pub plan: u32,
    /// How many people the rule counts.
    pub people: u32,
    /// Whether that number can still change.
    pub settled: bool,
    /// The rule of the position's scheme.
    pub rule: Opening,
    /// What it proposes.
    pub proposal: Proposal,
    /// Whether an approval may let it open with its whole plan.
    pub approvable: bool,
}

/// The opening ratios of a posting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpeningPage {
    /// The posting.
    pub posting: PostingHead,
    /// Positions whose scheme has such a rule.
    pub ruled: u32,
    /// Those of them that reach it.
    pub reached: u32,
    /// The others, in the order of the table.
    pub below: Vec<OpeningLine>,
}
