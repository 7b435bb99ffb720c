//! What staff see of rulings: what is open, what was proposed, and the form that proposes. Names come masked.

use serde::{Deserialize, Serialize};

use super::postings::PostingHead;
use super::schemes::Movers;
use crate::calendar::Instant;
use crate::digest::Digest;
use crate::id::Code;
use crate::revision::Change;
use crate::rulings::{FormKind, Proposal, Question};
use crate::scheme::PartNames;

/// Where a ruling stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RulingState {
    /// Waits for the approver.
    Waiting,
    /// Approved; it decides.
    Standing,
    /// Sent back.
    Returned,
    /// Approved once, corrected or taken back since.
    Superseded,
}

/// Who would move by a ruling that waits, and which lists it reaches.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moves {
    /// The people.
    pub movers: Movers,
    /// The lists that somebody would go on or leave.
    pub lists: Vec<Reached>,
}

/// A list that a ruling would reach.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reached {
    /// The list.
    pub list: ListWord,
    /// Who would go on it or leave it.
    pub people: u32,
    /// Whether a version of it is public: it would have to be corrected, and these people are told with the correction.
    pub public: bool,
}

/// One ruling.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RulingEntry {
    /// Public code.
    pub code: Code,
    /// What is decided.
    pub proposal: Proposal,
    /// Of a withdrawal: what is taken back.
    pub takes_back: Option<Proposal>,
    /// Where it stands.
    pub state: RulingState,
    /// Digest of its text.
    pub digest: Digest,
    /// Who proposed it.
    pub proposed_by: String,
    /// When.
    pub proposed_at: Instant,
    /// Who approved it or sent it back.
    pub settled_by: String,
    /// When.
    pub settled_at: Option<Instant>,
    /// Why it was sent back.
    pub returned_because: Option<String>,
    /// Why it corrects or takes back another.
    pub reason: Option<String>,
    /// The ruling that it corrects or takes back.
    pub supersedes: Option<Code>,
    /// The ruling that took its place.
    pub superseded_by: Option<Code>,
    /// It stands, but no longer fits marks or scheme.
    pub unfit: bool,
}

/// A position by its code and words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PositionWord {
    /// Position code.
    pub number: String,
    /// Unit and title.
    pub words: String,
}

/// A shortlist by its key and what the scheme calls it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListWord {
    /// Key.
    pub key: String,
    /// Name.
    pub name: Option<String>,
}

/// A line that is not set, for one or several positions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenLine {
    /// What it is a line of.
    pub of: String,
    /// What the scheme calls the component, where it is one.
    pub label: Option<String>,
    /// Positions that wait for it.
    pub positions: u32,
    /// A proposal waits.
    pub waiting: Option<Code>,
}

/// A tie that nobody has ruled on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenTie {
    /// The question.
    pub question: Question,
    /// The position.
    pub position: PositionWord,
    /// The list.
    pub list: ListWord,
    /// A proposal waits.
    pub waiting: Option<Code>,
}

/// A position with fewer people than the ratio of a list takes, on which nobody decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenRatio {
    /// The position.
    pub position: PositionWord,
    /// The list.
    pub list: ListWord,
    /// How many qualified.
    pub qualified: u32,
    /// How many the ratio takes.
    pub seats: u32,
    /// How few it may go on with by decision.
    pub least: u32,
    /// A proposal waits.
    pub waiting: Option<Code>,
}

impl OpenRatio {
    /// Whether going on can be decided; below the least it cannot.
    #[must_use]
    pub const fn is_decidable(&self) -> bool {
        self.least <= self.qualified
    }
}

/// The rulings of a posting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RulingsPage {
    /// The posting.
    pub posting: PostingHead,
    /// What the schemes call their parts.
    pub names: PartNames,
    /// The reader may propose now.
    pub may_propose: bool,
    /// The reader may propose a supplementary notice now.
    pub may_notice: bool,
    /// The reader may approve.
    pub may_approve: bool,
    /// A ranking stands; without one nothing is known to be open.
    pub ranked: bool,
    /// The ranking is older than marks, scheme or rulings.
    pub stale: bool,
    /// Open lines.
    pub lines: Vec<OpenLine>,
    /// Open ties.
    pub ties: Vec<OpenTie>,
    /// Positions with too few people.
    pub ratios: Vec<OpenRatio>,
    /// Positions with people, for replacements and overrides.
    pub positions: Vec<PositionWord>,
    /// Lists, for replacements and overrides.
    pub lists: Vec<ListWord>,
    /// Every ruling, newest first.
    pub rulings: Vec<RulingEntry>,
}

/// A person concerned by a question or on a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Concerned {
    /// Ticket number.
    pub ticket: String,
    /// Name, masked.
    pub name: String,
    /// Composite score as shown; empty where there is none.
    pub total: String,
    /// Where the person stands on the list: `in`, `reserve 2`, `out`, `open`.
    pub seat: String,
}

/// The lines that could be set, without anybody's name or number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PossibleLines {
    /// People who have the value that the line is compared with.
    pub people: u32,
    /// Places of the list that the line comes before.
    pub seats: u32,
    /// How many lines there are that let another number of people through.
    pub all: u32,
    /// Those near the cut, the highest first.
    pub shown: Vec<PossibleLine>,
}

/// A line that could be set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PossibleLine {
    /// How high it is.
    pub line: String,
    /// People at or above it.
    pub pass: u32,
    /// People exactly on it.
    pub tied: u32,
    /// It lets through whom the proposed line lets through.
    pub chosen: bool,
}

/// What the form asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "asks", rename_all = "snake_case")]
pub enum Asks {
    /// A ruling.
    Tie {
        /// The question.
        question: Question,
        /// The position.
        position: PositionWord,
        /// The list.
        list: ListWord,
        /// Who is tied.
        people: Vec<Concerned>,
    },
    /// A line.
    Line {
        /// What it is a line of.
        of: String,
        /// What the scheme calls it.
        label: Option<String>,
        /// Positions that it can be set for alone.
        positions: Vec<PositionWord>,
        /// Classes of papers that it can be set for.
        papers: Vec<String>,
        /// Where a ruling is corrected: its scope stays; empty for all positions.
        fixed: Option<String>,
        /// The position that the possible lines are counted in; empty for all of them.
        counted: String,
        /// The class of papers that they are counted in; empty for all of them. Where a ruling is corrected, its own.
        paper: String,
        /// Every line is listed, not only those near the cut.
        all: bool,
        /// The lines that could be set; `None` while they cannot be counted.
        possible: Option<PossibleLines>,
    },
    /// A replacement.
    Replacement {
        /// The position.
        position: PositionWord,
        /// The list.
        list: ListWord,
        /// Everybody with a place on the list or in reserve.
        people: Vec<Concerned>,
        /// The reserves who would move up next, all of them where they are tied.
        next: Vec<String>,
        /// Rounds called so far.
        rounds: u8,
        /// Rounds that the scheme allows; none: no limit.
        most: Option<u8>,
        /// The scheme lets reserves move up.
        allowed: bool,
    },
    /// An override.
    Override {
        /// The position.
        position: PositionWord,
        /// The list.
        list: ListWord,
        /// Everybody whose place can be changed.
        people: Vec<Concerned>,
    },
    /// A list goes on with fewer people than its ratio takes.
    Ratio {
        /// The position, the list and the counts.
        open: OpenRatio,
    },
    /// A ruling is taken back.
    Withdrawal,
}

/// The form that proposes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposalPage {
    /// The posting.
    pub posting: PostingHead,
    /// The form's key.
    pub key: Code,
    /// What the form proposes.
    pub kind: FormKind,
    /// What it asks.
    pub asks: Asks,
    /// The ruling that would be corrected or taken back.
    pub corrects: Option<RulingEntry>,
    /// What the schemes call their parts.
    pub names: PartNames,
}

/// One ruling on a page of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RulingPage {
    /// The posting.
    pub posting: PostingHead,
    /// The ruling.
    pub ruling: RulingEntry,
    /// What the schemes call their parts.
    pub names: PartNames,
    /// The position concerned, where there is one.
    pub position: Option<PositionWord>,
    /// The list concerned, where there is one.
    pub list: Option<ListWord>,
    /// What the scheme calls the component of a line.
    pub label: Option<String>,
    /// Of a line that waits: what could be set instead.
    pub possible: Option<PossibleLines>,
    /// While it waits: who would move by it. `None` where nothing can be computed yet.
    pub moves: Option<Moves>,
    /// Whether a line is still open that the reader may set, so that they see nobody of the ranking.
    pub withheld: bool,
    /// Of a notice that waits: what it changes in the schemes that hold.
    pub changes: Vec<Change>,
    /// The reader may approve it or send it back now.
    pub may_settle: bool,
    /// The reader may propose a correction now.
    pub may_correct: bool,
}

/// The draft of a scheme as a supplementary notice would bring it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftedNotice {
    /// The posting.
    pub posting: PostingHead,
    /// Version of the draft; 0 for none yet.
    pub version: i64,
    /// The saved revision that it goes out from.
    pub based_on: u32,
    /// Whether it still follows the scheme that holds.
    pub follows: bool,
    /// What keeps it from being used.
    pub faults: u32,
    /// What it changes in the schemes that hold.
    pub changes: Vec<Change>,
    /// Who would move by it. `None` where nothing can be computed yet.
    pub moves: Option<Moves>,
    /// The reader may propose it now.
    pub may_propose: bool,
}
