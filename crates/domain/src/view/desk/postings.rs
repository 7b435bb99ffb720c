//! Postings on the desk: their heads, counts, positions, saved scheme and team.

use serde::{Deserialize, Serialize};

use super::marks::MarkColumn;
use super::rulings::ListWord;
use crate::access::Role;
use crate::calendar::{Instant, Window};
use crate::course::{Stop, Waiting};
use crate::deadline::Deadline;
use crate::digest::Digest;
use crate::id::Code;
use crate::lifecycle::Phase;
use crate::posting::PostingForm;
use crate::timetable::{StageKind, Timetable};
use crate::uploads::NoticeFile;
use crate::view::public::postings::Position;

/// A posting in one line, without counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostingHead {
    /// Public code.
    pub code: Code,
    /// Title.
    pub title: String,
    /// Selecting authority.
    pub authority: String,
    /// Phase.
    pub phase: Phase,
    /// Registration window, where it is set.
    pub registration: Option<Window>,
}

/// Something on which a selection waits for the reader.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    /// What.
    pub what: Waiting,
    /// Where: public code and title.
    pub posting: (Code, String),
    /// How many of them.
    pub count: u32,
    /// Since when the oldest of them waits, where that is known.
    pub since: Option<Instant>,
    /// Until when it should be settled, as the timetable says.
    pub until: Option<Instant>,
    /// Whether that is over.
    pub late: bool,
    /// The column of marks that it is about.
    pub column: Option<MarkColumn>,
}

/// The desk's start.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Desk {
    /// What waits for the reader: what is due first, then the oldest.
    pub tasks: Vec<Task>,
    /// The postings that the reader works on or may read, newest first.
    pub postings: Vec<PostingEntry>,
}

/// A posting in one line, with its counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostingEntry {
    /// Head.
    pub head: PostingHead,
    /// Counts that open exactly the rows they count.
    pub counts: Counts,
}

/// Applications of a posting by state, and positions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Positions.
    pub positions: u32,
    /// Persons to be taken.
    pub plan: u32,
    /// Drafts that were never sent.
    pub drafts: u32,
    /// Waiting for a verdict.
    pub submitted: u32,
    /// Passed.
    pub passed: u32,
    /// Refused.
    pub refused: u32,
    /// Withdrawn.
    pub withdrew: u32,
    /// On positions that were cancelled.
    pub lapsed: u32,
}

impl PostingEntry {
    /// Whether screening has come to nothing: registration is over, nobody waits for a verdict, and nobody passed.
    #[must_use]
    pub const fn nobody_passed(&self) -> bool {
        matches!(self.head.phase, Phase::Screening) && self.counts.submitted == 0 && self.counts.passed == 0
    }
}

/// A posting with everything its team may read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Posting {
    /// Head.
    pub entry: PostingEntry,
    /// Version of the row; every form carries it.
    pub version: i64,
    /// The words and dates as a form.
    pub form: PostingForm,
    /// Positions, by position code.
    pub positions: Vec<Position>,
    /// The files of the notice, in their order.
    pub files: Vec<NoticeFile>,
    /// The stages after registration.
    pub timetable: Timetable,
    /// Revision and digest of the saved scheme.
    pub scheme: Option<SchemeHead>,
    /// Digest of everything that stands now: what would be approved, and once it is approved that of the revision in force.
    pub approval_digest: Option<Digest>,
    /// Number of the revision in force; 0 before the first approval.
    pub revision: u32,
    /// Assigned staff.
    pub team: Vec<Member>,
    /// Reason of the last return, while the posting is a draft again.
    pub returned_because: Option<String>,
    /// Why and when it stopped, where it did.
    pub stop: Option<Stop>,
    /// What waits in it, and how far ranking and lists have come, as far as the reader may see it.
    pub progress: Progress,
    /// For how long the files of its applicants are kept.
    pub kept: FilesKept,
}

/// For how long the contents of applicants' files are kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FilesKept {
    /// Days after the selection is over.
    pub days: i64,
    /// Until when, once it is over.
    pub until: Option<Instant>,
    /// How many left and when, once they did.
    pub left: Option<(u32, Instant)>,
}

/// How far a posting has come besides its phase.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// What waits for somebody, the oldest first.
    pub waits: Vec<Waits>,
    /// Questions that the ranking which stands leaves open, and whether it is stale; `None` where there is none.
    pub ranking: Option<(u32, bool)>,
    /// The newest version of each public list: public code, stage, version, and when it was published.
    pub lists: Vec<(Code, String, u32, Instant)>,
    /// Lists that are not public yet and are to be within working days.
    pub due: Vec<DueList>,
}

/// A list that is to be published within working days after a stage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DueList {
    /// The list.
    pub list: ListWord,
    /// The stage after which the days are counted.
    pub after: StageKind,
    /// By when.
    pub until: Deadline,
    /// Whether that went by.
    pub late: bool,
}

/// Something that waits in a posting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waits {
    /// What.
    pub what: Waiting,
    /// How many of them.
    pub count: u32,
    /// Since when the oldest of them waits, where that is known.
    pub since: Option<Instant>,
    /// Whether the reader may settle it; of what the reader put forward nobody else is named.
    pub own: bool,
    /// The column of marks that it is about.
    pub column: Option<MarkColumn>,
}

/// A saved scheme revision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SchemeHead {
    /// Revision, from 1.
    pub revision: u32,
    /// Digest of the canonical form.
    pub digest: Digest,
    /// When it was saved.
    pub saved_at: Instant,
}

/// A member of a posting's team.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// Person's public code.
    pub code: Code,
    /// Name.
    pub name: String,
    /// Role.
    pub role: Role,
    /// Public code of the assignment that gives it.
    pub assignment: Code,
}
