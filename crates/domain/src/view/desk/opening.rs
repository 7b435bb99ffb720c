//! What the opening ratio comes to, as the desk reads it.

use serde::{Deserialize, Serialize};

use super::postings::PostingHead;
use crate::calendar::Instant;
use crate::id::Code;
use crate::opening::{Opened, OpeningState, Proposal};
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
    /// Whether the scheme lets people of a cancelled position choose another one.
    pub movable: bool,
    /// Number, and unit with title, of each position that it may be merged into; none where the scheme merges nothing.
    pub targets: Vec<(String, String)>,
}

/// What was proposed for a position, or decided on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenedLine {
    /// Number as printed.
    pub number: String,
    /// Unit and title.
    pub words: String,
    /// How many people the rule counted.
    pub people: u32,
    /// Of how many planned places, how many open.
    pub opened: Opened,
    /// Number of the position that it is merged into.
    pub into: Option<String>,
    /// Applications on it now that were sent and neither refused nor withdrawn.
    pub touched: u32,
}

/// A confirmation of openings, or its proposal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confirmation {
    /// Public code.
    pub code: Code,
    /// How far it has come.
    pub state: OpeningState,
    /// Why, in words that become public.
    pub reason: String,
    /// Until when the people of cancelled positions may choose another one.
    pub until: Option<Instant>,
    /// Who proposed it and when.
    pub proposed: (String, Instant),
    /// Who decided it and when.
    pub decided: Option<(String, Instant)>,
    /// Why it was sent back.
    pub returned_because: Option<String>,
    /// Its positions, in the order of the table.
    pub lines: Vec<OpenedLine>,
    /// Whether the reader may decide it now.
    pub may_decide: bool,
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
    /// Those below it that no confirmation stands for, in the order of the table.
    pub below: Vec<OpeningLine>,
    /// Confirmations and proposals, newest first.
    pub confirmations: Vec<Confirmation>,
    /// Whether the reader may propose one now.
    pub may_propose: bool,
}
