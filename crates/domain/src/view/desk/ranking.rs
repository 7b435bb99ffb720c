//! A ranking as staff read it, by ticket number.

use serde::{Deserialize, Serialize};

use super::postings::PostingHead;
use super::rulings::Moves;
use crate::calendar::Instant;
use crate::digest::Digest;
use crate::id::Code;
use crate::marks::trace::Step;
use crate::number::Score;
use crate::registration::Field;
use crate::scheme::PartNames;
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
    /// Whether the reader sees names.
    pub named: bool,
    /// Whether the reader may set a line that is still open, and sees nobody before it stands.
    pub withheld: bool,
    /// What the scheme of the position shown calls its parts.
    pub names: PartNames,
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
    /// Digest of positions and sheets; `None` where nobody is shown, since the marks of few people can be guessed against it.
    pub inputs: Option<Digest>,
    /// Digest of lines, rulings and replacements: with another one the same marks come to another outcome. `None` likewise.
    pub rulings: Option<Digest>,
    /// Digest of the outcome; `None` likewise.
    pub result: Option<Digest>,
    /// Marks changed since.
    pub stale: bool,
    /// A list of it is public.
    pub published: bool,
    /// Open questions: id and the people concerned.
    pub questions: Vec<(String, Vec<String>)>,
}

/// Every step of one person's computation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Explained {
    /// Ticket number.
    pub ticket: String,
    /// The steps.
    pub steps: Vec<Step>,
    /// What the scheme calls its parts.
    pub names: PartNames,
}

/// One person's marks, and who would move by another one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TryMarkPage {
    /// The posting.
    pub posting: PostingHead,
    /// The code of the application, by which addresses name it.
    pub application: Code,
    /// Ticket number.
    pub ticket: String,
    /// Marks that can be tried.
    pub marks: Vec<TriedMark>,
    /// What was tried; none before.
    pub tried: Option<TryMark>,
}

/// A mark that can be tried.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TriedMark {
    /// Column: `written`, `essay.written`.
    pub component: String,
    /// What the scheme calls it.
    pub label: Option<String>,
    /// What stands there, as written; empty where nothing does.
    pub now: String,
}

/// A mark that was tried.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TryMark {
    /// Column.
    pub component: String,
    /// As typed.
    pub mark: String,
    /// Why it is no mark, in the reader's language.
    pub wrong: Option<String>,
    /// Who would move; `None` where it is no mark, or nothing can be computed yet.
    pub moves: Option<Moves>,
    /// Whether rulings that stand would no longer fit; people are counted without them then.
    pub unfit: bool,
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
    /// The code of the application, by which addresses name it.
    pub application: Code,
    /// Ticket number.
    pub ticket: String,
    /// Name; empty for a reader who may not read applications.
    pub name: String,
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

/// The rankings of a posting that stood, and what came of computing one of them again from what was kept of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgainPage {
    /// The posting.
    pub posting: PostingHead,
    /// The rankings, newest first. One whose lines the reader may still set is not among them.
    pub rankings: Vec<KeptRanking>,
    /// The one that was computed again; none before one was chosen.
    pub again: Option<ComputedAgain>,
}

/// A ranking that stood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptRanking {
    /// Its public code.
    pub code: Code,
    /// When it was computed.
    pub at: Instant,
    /// A list of it is public.
    pub published: bool,
    /// Bytes of what it was computed from, packed; `None` where a version of the program computed it that kept nothing.
    pub size: Option<u64>,
}

/// A ranking that was computed again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ComputedAgain {
    /// Its public code.
    pub code: Code,
    /// When it was computed first.
    pub at: Instant,
    /// The digest that its outcome had then.
    pub result: Digest,
    /// The version of the program that computed it then, and this one.
    pub engines: (String, String),
    /// What came of it.
    pub outcome: Again,
}

/// What came of computing a ranking again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Again {
    /// Every digest is the one that it had.
    Same,
    /// These have another digest.
    Differs(Vec<BasisPart>),
    /// What was kept is gone, or does not open as what was kept.
    Lost,
    /// What was kept cannot be read.
    Unreadable,
    /// The ranking is older than the keeping.
    NotKept,
}

/// A part of what a ranking was computed from, or of what came out, that has a digest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BasisPart {
    /// What the file itself says that it is the basis of.
    Head,
    /// The schemes.
    Scheme,
    /// Positions and marks.
    Inputs,
    /// Rulings with departures and lots.
    Rulings,
    /// The outcome.
    Result,
}
