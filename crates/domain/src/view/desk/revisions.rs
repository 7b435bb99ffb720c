//! Versions of a posting on the desk: what is put before the approver, what changed, and the versions so far.

use serde::{Deserialize, Serialize};

use super::postings::Posting;
use super::rulings::Moves;
use crate::calendar::Instant;
use crate::digest::Digest;
use crate::eligibility::{Conditions, Day};
use crate::id::Code;
use crate::revision::cut::Cut;
use crate::revision::{Change, RevisionState};
use crate::typed::Line;
use crate::view::public::postings::{NamedScheme, Position};

/// What the approver sees before approving: the contents, and what changed since the department saw them last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApprovalPage {
    /// The posting.
    pub posting: Posting,
    /// Its schemes, the posting's own first.
    pub schemes: Vec<NamedScheme>,
    /// Its typed conditions; may ask nothing.
    pub conditions: Conditions,
    /// The day at which their ages and years are counted.
    pub counted_at: Option<Day>,
    /// The version that the department settled last; `None` where it sees the posting for the first time.
    pub since: Option<Since>,
    /// Why the authority asks for positions: number and words.
    pub reasons: Vec<(String, String)>,
    /// Whether a version waits for its authors that was approved with fewer places.
    pub cut: bool,
}

/// The version that was settled last, and what is different now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Since {
    /// Whether it was approved or sent back.
    pub state: RevisionState,
    /// When.
    pub at: Instant,
    /// Why it was sent back.
    pub because: Option<String>,
    /// Every field that differs.
    pub changes: Vec<Change>,
}

/// A version that was put forward, with what it changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VersionEntry {
    /// Public code.
    pub code: Code,
    /// Number of the revision, once approved.
    pub no: Option<u32>,
    /// Where it stands.
    pub state: RevisionState,
    /// Why the posting changes; empty for the first.
    pub reason: String,
    /// Digest of everything in it.
    pub digest: Digest,
    /// Who put it forward.
    pub proposed_by: String,
    /// When.
    pub proposed_at: Instant,
    /// Who approved it or sent it back.
    pub settled_by: Option<String>,
    /// When.
    pub settled_at: Option<Instant>,
    /// Why it was sent back.
    pub returned_because: Option<String>,
    /// What it changes against the revision that it was written after; empty for the first.
    pub changes: Vec<Change>,
}

/// A position of a version that was put forward, as the department weighs it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskedLine {
    /// Number of the position.
    pub number: String,
    /// Unit and title.
    pub words: String,
    /// The places that are asked for.
    pub asked: u32,
    /// Why, in the words of the authority; empty where it says nothing.
    pub reason: String,
}

/// A version before the department that may approve it with fewer places, or before its authors who answer that.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CutPage {
    /// Head of the posting.
    pub posting: super::postings::PostingHead,
    /// The version that waits.
    pub revision: Code,
    /// Digest of what was asked for.
    pub digest: Digest,
    /// Its positions, by number.
    pub lines: Vec<AskedLine>,
    /// What was approved with fewer places; empty while nothing was decided.
    pub cuts: Vec<Cut>,
    /// Who decided it and when.
    pub decided: Option<(String, Instant)>,
    /// Whether the caller may approve with fewer places.
    pub may_cut: bool,
    /// Whether the caller may accept, or draft again.
    pub may_answer: bool,
}

/// The versions of a posting, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VersionsPage {
    /// Head of the posting.
    pub posting: super::postings::PostingHead,
    /// Versions, newest first.
    pub versions: Vec<VersionEntry>,
}

/// A version by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VersionName {
    /// Public code.
    pub code: Code,
    /// Number of the revision, once approved.
    pub no: Option<u32>,
    /// Where it stands.
    pub state: RevisionState,
    /// When it was put forward.
    pub at: Instant,
}

/// What differs between any two versions of a posting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BetweenPage {
    /// Head of the posting.
    pub posting: super::postings::PostingHead,
    /// Versions, oldest first.
    pub versions: Vec<VersionName>,
    /// The two that are compared, in the order of the question; `None` while they are not chosen.
    pub compared: Option<(VersionName, VersionName)>,
    /// Every field that differs.
    pub changes: Vec<Change>,
}

/// A position as a form of the draft shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PositionForm {
    /// Position code; empty in the form of a further one.
    pub code: String,
    /// Unit.
    pub unit: String,
    /// Title.
    pub title: String,
    /// Plan.
    pub plan: String,
    /// Conditions in words.
    pub conditions: String,
    /// Name of the scheme; empty for the posting's own.
    pub scheme: String,
    /// What stands in the table's other columns, in their order; a column beyond the last stays as it is.
    #[serde(default)]
    pub details: Vec<String>,
}

impl PositionForm {
    /// The form that shows a position among the columns of its table.
    #[must_use]
    pub fn of(position: &Position, columns: &[&Line]) -> Self {
        let cell = |title: &&Line| {
            let found = position.details.iter().find(|detail| detail.title == **title);
            found.map(|detail| detail.text.as_str().to_owned()).unwrap_or_default()
        };
        Self {
            code: position.number.clone(),
            unit: position.unit.clone(),
            title: position.title.clone(),
            plan: position.planned.unwrap_or(position.plan).to_string(),
            conditions: position.conditions.clone(),
            scheme: position.scheme.clone().unwrap_or_default(),
            details: columns.iter().map(cell).collect(),
        }
    }
}

/// How many applications a further revision touches: those that were sent and not withdrawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Touched {
    /// On positions whose conditions change.
    pub conditions: u32,
    /// On positions whose plan changes.
    pub plan: u32,
    /// On positions whose class of papers changes.
    pub paper: u32,
    /// Of the posting, where its registration window changes.
    pub window: u32,
}

/// Who would move by a further revision, as far as the reader may see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Weighing {
    /// It gives no position other places, another scheme or another class of papers while people are ranked, or the reader reads no rankings.
    Nothing,
    /// A pass line is still to be set by the reader, who sees nobody's place before.
    Withheld,
    /// Marks or rulings are not complete.
    Unknown,
    /// These people.
    Known(Box<Moves>),
}

/// A further revision: the draft beside what stands, or the one that waits for the department.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RevisionPage {
    /// Head of the posting.
    pub posting: super::postings::PostingHead,
    /// Number of the revision in force.
    pub in_force: u32,
    /// Version of the draft; every form of it carries it.
    pub version: i64,
    /// Words and dates of the draft; without one, those that stand.
    pub form: crate::posting::PostingForm,
    /// Positions of the draft by code; without one, those that stand.
    pub positions: Vec<PositionForm>,
    /// Titles of the table's other columns, in their order.
    pub columns: Vec<String>,
    /// What it changes against what stands.
    pub changes: Vec<Change>,
    /// Whom it touches.
    pub touched: Touched,
    /// Who would move by it.
    pub weighed: Weighing,
    /// The version that waits, where one does; changes and counts are then its.
    pub waiting: Option<VersionEntry>,
    /// Whether the caller may draft now.
    pub may_draft: bool,
    /// Whether the caller may settle the version that waits.
    pub may_settle: bool,
}
