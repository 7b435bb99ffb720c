//! A ranking as staff read it, by ticket number.

use serde::{Deserialize, Serialize};

use super::postings::PostingHead;
use crate::calendar::Instant;
use crate::digest::Digest;

/// A ranking as staff read it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RankingPage {
    /// The posting.
    pub posting: PostingHead,
    /// The standing ranking; `None` before the first.
    pub head: Option<RankingHead>,
    /// Positions that have people.
    pub positions: Vec<RankedPosition>,
    /// Lines of the position shown, best first.
    pub lines: Vec<RankedLine>,
    /// Number of the position shown.
    pub shown: String,
    /// Whether the reader may compute.
    pub may_compute: bool,
}

/// When, by whom and from what a ranking was computed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RankingHead {
    /// Number of the posting's revision in force then; 0 where none was numbered.
    pub revision: u32,
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: String,
    /// Digest of positions and sheets.
    pub inputs: Digest,
    /// Digest of the outcome.
    pub result: Digest,
    /// Marks changed since.
    pub stale: bool,
    /// A list of it is public.
    pub published: bool,
    /// Open questions: id and the people concerned.
    pub questions: Vec<(String, Vec<String>)>,
}

/// A position in the index of a ranking.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RankedPosition {
    /// Position code.
    pub number: String,
    /// Unit.
    pub unit: String,
    /// Title.
    pub title: String,
    /// Plan.
    pub plan: u32,
    /// People with a line.
    pub people: u32,
}

/// One person's line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RankedLine {
    /// Ticket number.
    pub ticket: String,
    /// Component and shown value.
    pub values: Vec<(String, String)>,
    /// Composite score.
    pub total: String,
    /// Rank, empty where there is none.
    pub rank: String,
    /// Whether the rank is shared.
    pub tied: bool,
    /// Shortlist and seat.
    pub seats: Vec<(String, String)>,
}
