//! What screeners read: the queue, one file, likely duplicates and the end of the screening. Identity numbers and phones come
//! masked.

use serde::{Deserialize, Serialize};

use super::conditions::Checked;
use super::extensions::{ExtensionLine, Standing};
use super::postings::{PostingEntry, PostingHead};
use crate::calendar::Instant;
use crate::eligibility::Finding;
use crate::id::Code;
use crate::lifecycle::ApplicationState;
use crate::registration::Answers;
use crate::screening::{Compared, RefusalGround};
use crate::view::public::postings::Position;
use crate::view::uploads::Uploaded;

/// One line of the screening queue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueueLine {
    /// Application's public code.
    pub code: Code,
    /// Name; screeners need it. Empty of what is no longer in the selection.
    pub name: String,
    /// Current unit; empty as the name is.
    pub unit: String,
    /// Position code as printed.
    pub position: String,
    /// State.
    pub state: ApplicationState,
    /// When it was submitted.
    pub submitted_at: Option<Instant>,
    /// What it came to under the conditions of its position; none where it was never checked.
    pub finding: Option<Finding>,
    /// Whether that stands against the verdict.
    pub against: bool,
}

/// A page of the queue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Queue {
    /// The posting.
    pub posting: PostingEntry,
    /// Lines of this page, oldest submission first.
    pub lines: Vec<QueueLine>,
    /// Rows that match the filter.
    pub matching: u32,
    /// Rows in all.
    pub all: u32,
    /// Page shown, from 1.
    pub page: u32,
    /// Pages in all, at least 1.
    pub pages: u32,
    /// Whether conditions were set by which applications are checked.
    pub conditions: bool,
    /// Whether the reader may have all applications checked again.
    pub may_check: bool,
}

/// One application as a screener sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct File {
    /// Application's public code.
    pub code: Code,
    /// Version of the row.
    pub version: i64,
    /// The posting.
    pub posting: PostingHead,
    /// The position applied for.
    pub position: Position,
    /// State.
    pub state: ApplicationState,
    /// Name.
    pub name: String,
    /// Identity number, masked until its reveal is on record.
    pub identity: String,
    /// Phone, masked until its reveal is on record.
    pub phone: String,
    /// Until when both are shown in full to this reader.
    pub revealed_until: Option<Instant>,
    /// What the person told, without name, identity number and phone.
    pub answers: Answers,
    /// Each condition of the position with what was found; none where nothing is asked.
    pub checked: Option<Checked>,
    /// Other applications of the posting that look like it.
    pub alike: Vec<LikelyPair>,
    /// When it was submitted.
    pub submitted_at: Option<Instant>,
    /// Verdicts, newest first.
    pub verdicts: Vec<VerdictLine>,
    /// Whether the reader may judge it now.
    pub may_judge: bool,
    /// Whether the reader may undo its verdict now.
    pub may_undo: bool,
    /// Whether the reader may look at the masked values for a purpose.
    pub may_reveal: bool,
    /// Next undecided application of the same filter, for save-and-next.
    pub next: Option<Code>,
    /// The previous one.
    pub previous: Option<Code>,
    /// The version codes of its recommendation form.
    pub forms: FormCodes,
    /// Its files, those that were replaced or taken away included, oldest first.
    pub files: Vec<Uploaded>,
    /// Whether the reader may open them.
    pub may_open: bool,
    /// Its individual extensions and the proposals of them, newest first.
    pub extensions: Vec<ExtensionLine>,
}

/// The version codes of an application's recommendation form (报名推荐表), as they stand printed on paper.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormCodes {
    /// The one in force; none where nothing is, or where documents of what was sent were not kept.
    pub current: Option<String>,
    /// Those of what was sent before, the last first: a printed form with one of them is void.
    pub void: Vec<String>,
    /// Number of the posting's revision under which the last submission was made; `None` where nothing was kept.
    pub under: Option<u32>,
}

/// A file with the queue that it was opened from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opened {
    /// The queue.
    pub queue: Queue,
    /// The file.
    pub file: File,
}

/// What the reader has just decided about a file, said on the page that came next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Just {
    /// Application's public code.
    pub code: Code,
    /// Version of the row.
    pub version: i64,
    /// Name.
    pub name: String,
    /// What the reader decided: passed or refused.
    pub state: ApplicationState,
    /// Whether the reader may take it back now.
    pub may_take_back: bool,
}

/// Two applications that may be one person's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LikelyPair {
    /// The earlier application.
    pub first: QueueLine,
    /// The later one.
    pub second: QueueLine,
    /// Same name and birthday.
    pub person: bool,
    /// Same phone.
    pub phone: bool,
    /// How often it was compared; the form carries it.
    pub seen: i64,
    /// What was found last.
    pub compared: Option<ComparedLine>,
}

/// What an officer found about a pair.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ComparedLine {
    /// What.
    pub compared: Compared,
    /// Who.
    pub by: String,
    /// When.
    pub at: Instant,
}

/// A page of the likely duplicates of a posting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Duplicates {
    /// The posting.
    pub posting: PostingEntry,
    /// Pairs of this page, those that nobody has compared first.
    pub pairs: Vec<LikelyPair>,
    /// Pairs in all.
    pub all: u32,
    /// Those that nobody has compared.
    pub open: u32,
    /// Page shown, from 1.
    pub page: u32,
    /// Pages in all, at least 1.
    pub pages: u32,
    /// Whether the reader may note what was found.
    pub may_mark: bool,
}

/// What stands between a posting and the end of its screening.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finish {
    /// The posting.
    pub posting: PostingEntry,
    /// Version of the posting; the form carries it.
    pub version: i64,
    /// The first undecided applications, oldest submission first; `posting.counts.submitted` counts all of them.
    pub undecided: Vec<QueueLine>,
    /// Pairs of applications that officers found to be one person's and that both passed.
    pub twice: u32,
    /// Pairs of applications that look alike and that nobody has compared.
    pub alike: u32,
    /// What of its extensions keeps it open.
    pub extensions: Standing,
    /// What of its openings does: positions below their opening ratio that are not decided on, and whether a confirmation waits.
    pub openings: (u32, bool),
    /// Objections to refusals that wait for an answer.
    pub objections: u32,
    /// How many people who were refused and raised nothing can still object, and until when the last of them.
    pub terms: Option<(u32, Instant)>,
    /// Openings that were confirmed on another number of people than there is now: screening was opened again since.
    pub moved: Vec<Moved>,
    /// Whether the reader may finish it.
    pub may_finish: bool,
}

/// A position whose opening was confirmed on another number of people than there is now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    /// Number of the position.
    pub number: String,
    /// Of how many planned places, how many open.
    pub opened: crate::opening::Opened,
    /// How many people the rule counted then.
    pub then: u32,
    /// How many it counts now.
    pub now: u32,
}

/// What was recorded about an application.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Recorded {
    /// Passed.
    Passed,
    /// Refused on this ground.
    Refused(RefusalGround),
    /// The verdict before was undone.
    Undone,
}

/// A recorded verdict.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VerdictLine {
    /// What was recorded.
    pub recorded: Recorded,
    /// Words that the candidate reads; of an undoing its reason, which only staff read; empty where none was asked.
    pub words: String,
    /// Who decided.
    pub by: String,
    /// When.
    pub at: Instant,
    /// Number of the posting's revision in force then; 0 where none was numbered.
    pub revision: u32,
}
