//! Rounds of moves after the marks, as the desk reads them.

use serde::{Deserialize, Serialize};

use super::postings::PostingHead;
use crate::adjusting::{ChoiceState, RoundState, Taking};
use crate::calendar::{Instant, Window};
use crate::id::Code;

/// What a person chose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChoiceLine {
    /// Public code of the choice.
    pub code: Code,
    /// Public code of the application.
    pub application: Code,
    /// Ticket number.
    pub ticket: String,
    /// Number of the position on which the person stood.
    pub from: String,
    /// Number of the one that was chosen.
    pub to: String,
    /// How far it has come.
    pub state: ChoiceState,
    /// When it was chosen last, or taken back.
    pub at: Instant,
    /// Who ruled on it and when.
    pub ruled: Option<(String, Instant)>,
    /// Whether a ruling that stands names the person in the first position: once the person is taken, it has to be corrected or taken back
    /// before anything is computed.
    pub named: bool,
    /// Whether the reader may rule on it now.
    pub may_rule: bool,
}

/// A round, or the proposal of one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Round {
    /// Public code.
    pub code: Code,
    /// How far it has come.
    pub state: RoundState,
    /// Why, in words that become public.
    pub reason: String,
    /// When people choose.
    pub window: Window,
    /// Who proposed it and when.
    pub proposed: (String, Instant),
    /// Who decided it and when.
    pub decided: Option<(String, Instant)>,
    /// Why it was sent back.
    pub returned_because: Option<String>,
    /// The positions that take people, in the order of the table.
    pub places: Vec<Taking>,
    /// What people chose, in the order of choosing.
    pub choices: Vec<ChoiceLine>,
    /// Whether the reader may decide it now.
    pub may_decide: bool,
}

/// The rounds of a posting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AdjustmentPage {
    /// The posting.
    pub posting: PostingHead,
    /// Rounds and proposals, newest first.
    pub rounds: Vec<Round>,
    /// The positions whose scheme lets people move there, with their places.
    pub may_take: Vec<Taking>,
    /// Whether a list is public: before, nobody knows who is on none.
    pub is_out: bool,
    /// Whether the reader may propose a round now.
    pub may_propose: bool,
}
