//! A ranking as staff read it, by ticket number.

use serde::{Deserialize, Serialize};

use super::postings::PostingHead;
use crate::calendar::Instant;
use crate::digest::Digest;
use crate::number::Score;
use crate::registration::Field;
use crate::spread::{Bin, Group};

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

/// How the marks of a posting are distributed, and of whom those above each cut consist.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spread {
    /// The posting.
    pub posting: PostingHead,
    /// People in the ranking.
    pub people: u32,
    /// Each component that somebody has a mark in.
    pub components: Vec<Distribution>,
    /// Lists with a result, by key and the scheme's own name.
    pub cuts: Vec<(String, Option<String>)>,
    /// Compositions by field; none where there are too many people, and for whoever may not read applications.
    pub compositions: Vec<Composition>,
    /// Whether the reader may know of whom they consist.
    pub may_compose: bool,
}

/// The distribution of one component.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Distribution {
    /// Its key.
    pub key: String,
    /// What the scheme calls it.
    pub name: Option<String>,
    /// How many have a mark.
    pub scored: u32,
    /// The histogram.
    pub bins: Vec<Bin>,
    /// Lowest mark.
    pub lowest: Score,
    /// Highest mark.
    pub highest: Score,
    /// The line, where the scheme fixes one.
    pub line: Option<Score>,
    /// How many reached it.
    pub reached: Option<u32>,
}

/// Of one field the groups, with how far their people got.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Composition {
    /// The field.
    pub field: Field,
    /// Its groups.
    pub groups: Vec<Group>,
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
