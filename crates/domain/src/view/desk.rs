//! What staff see. Identity numbers and phones come masked.

use serde::{Deserialize, Serialize};

pub use super::marks::{ColumnKind, ComponentHead, MarkLine, MarkSaved, MarksPage};

use super::conditions::Checked;
use crate::access::{ReachKind, Role};
use crate::calendar::{Instant, Window};
use crate::digest::Digest;
use crate::eligibility::Finding;
use crate::id::Code;
use crate::lifecycle::{ApplicationState, Phase};
use crate::posting::PostingForm;
use crate::registration::Answers;
use crate::screening::{Compared, RefusalGround};

/// One posting on the desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostingEntry {
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
    /// Revision and digest of the saved scheme.
    pub scheme: Option<SchemeHead>,
    /// Digest of everything that would be approved now.
    pub approval_digest: Option<Digest>,
    /// Assigned staff.
    pub team: Vec<Member>,
    /// Reason of the last return, where the posting came back.
    pub returned_because: Option<String>,
}

/// One position on the desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    /// Public code.
    pub code: Code,
    /// Position code as printed.
    pub number: String,
    /// Unit.
    pub unit: String,
    /// Title.
    pub title: String,
    /// Plan.
    pub plan: u32,
    /// Conditions in words.
    pub conditions: String,
    /// Name of the scheme; `None` for the posting's own.
    pub scheme: Option<String>,
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

/// One line of the screening queue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueueLine {
    /// Application's public code.
    pub code: Code,
    /// Name; screeners need it.
    pub name: String,
    /// Current unit.
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
    pub posting: PostingEntry,
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
}

/// A file with the queue that it was opened from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opened {
    /// The queue.
    pub queue: Queue,
    /// The file.
    pub file: File,
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
    /// Whether the reader may finish it.
    pub may_finish: bool,
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
    /// Words that the candidate reads; of an undoing its reason, which only staff read.
    pub words: String,
    /// Who decided.
    pub by: String,
    /// When.
    pub at: Instant,
}

/// A ranking as staff read it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RankingPage {
    /// The posting.
    pub posting: PostingEntry,
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

/// A list that can be published, or was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stage {
    /// Key of the shortlist.
    pub key: String,
    /// What the scheme calls it.
    pub name: Option<String>,
    /// Everybody concerned has a result.
    pub ready: bool,
    /// People on the list's rows.
    pub people: u32,
    /// Of them inside.
    pub inside: u32,
    /// The published version, if there is one.
    pub published: Option<PublishedHead>,
}

/// A published list on the desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublishedHead {
    /// Public code.
    pub code: Code,
    /// Version.
    pub version: u32,
    /// Digest.
    pub digest: Digest,
    /// When.
    pub at: Instant,
}

/// The lists of a posting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lists {
    /// The posting.
    pub posting: PostingEntry,
    /// Its shortlists in order.
    pub stages: Vec<Stage>,
    /// Who computed the standing ranking.
    pub computed_by: String,
    /// Whether the reader may sign.
    pub may_sign: bool,
}

/// What the publisher signs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proof {
    /// The lists page it belongs to.
    pub lists: Lists,
    /// Key of the shortlist.
    pub stage: String,
    /// Instant that the list will carry.
    pub at: Instant,
    /// Digest of the list as it would be published.
    pub digest: Digest,
    /// Header of the rows.
    pub header: Vec<String>,
    /// Rows as they would be published.
    pub rows: Vec<Vec<String>>,
}

/// One line of faults or notes of a dry run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportFault {
    /// Place in the file, such as `C17`; empty for the whole file.
    pub at: String,
    /// Title of the column.
    pub column: String,
    /// What and how to mend it.
    pub sentence: String,
}

/// One change that a dry run found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportChange {
    /// Place in the file.
    pub at: String,
    /// Position code or ticket number.
    pub key: String,
    /// Column, where one cell is concerned.
    pub column: String,
    /// What is there; empty for something new.
    pub before: String,
    /// What would be there; empty for something that goes.
    pub after: String,
}

/// A dry run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportPreview {
    /// Public code of the dry run.
    pub code: Code,
    /// The posting.
    pub posting: PostingEntry,
    /// Marks; otherwise positions.
    pub marks: bool,
    /// Name of the file.
    pub file_name: String,
    /// Digest of the file.
    pub file: Digest,
    /// Can be confirmed.
    pub open: bool,
    /// Was confirmed.
    pub applied: bool,
    /// Faults; with one, nothing can be confirmed.
    pub faults: Vec<ImportFault>,
    /// Repairs.
    pub notes: Vec<ImportFault>,
    /// New.
    pub added: u32,
    /// Changed.
    pub changed: u32,
    /// The same.
    pub same: u32,
    /// Removed.
    pub removed: u32,
    /// The first changes.
    pub changes: Vec<ImportChange>,
}

/// An account as an administrator sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffLine {
    /// Public code.
    pub code: Code,
    /// Display name.
    pub name: String,
    /// Sign-in name.
    pub sign_in_name: String,
    /// Roles that stand, and how far each reaches.
    pub roles: Vec<(Role, ReachKind)>,
    /// Whether it may sign in.
    pub active: bool,
    /// Whether it waits for the person to choose a password.
    pub waiting: bool,
}

/// An account of staff with the roles and sessions of its person, as an administrator sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffMember {
    /// The account's public code.
    pub code: Code,
    /// The person's public code.
    pub person: Code,
    /// The person's name.
    pub name: String,
    /// Sign-in name.
    pub sign_in_name: String,
    /// Whether it may sign in.
    pub active: bool,
    /// When the one-time code ends, where one waits.
    pub code_until: Option<Instant>,
    /// Whether the person has not chosen a password yet.
    pub waiting: bool,
    /// Whether it is the administrator's own person, to whom nothing may be done here.
    pub own: bool,
    /// The roles, newest first, also those that ended.
    pub roles: Vec<RoleLine>,
    /// The open sessions.
    pub sessions: Vec<SessionLine>,
}

/// The own account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnAccount {
    /// Name; empty for candidates.
    pub name: String,
    /// Sign-in name.
    pub sign_in_name: String,
    /// Whether it is a candidate's.
    pub candidate: bool,
    /// The roles that stand.
    pub roles: Vec<RoleLine>,
    /// The open sessions, newest first.
    pub sessions: Vec<SessionLine>,
}

/// A role of a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleLine {
    /// The assignment's public code.
    pub code: Code,
    /// Role.
    pub role: Role,
    /// How far it reaches.
    pub reach: ReachKind,
    /// The posting's title or the authority's name; empty for the other reaches.
    pub scope: String,
    /// From when.
    pub from: Instant,
    /// Until when, where a term was set.
    pub until: Option<Instant>,
    /// Who gave it; empty for the system.
    pub given_by: String,
    /// Who took it; empty while nobody did, and for the system.
    pub taken_by: String,
    /// When it was taken.
    pub taken_at: Option<Instant>,
    /// Whether it stands.
    pub stands: bool,
}

/// An open session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionLine {
    /// Public code.
    pub code: Code,
    /// When the person signed in.
    pub since: Instant,
    /// When it was last used.
    pub seen: Instant,
    /// When it ends unless it is used.
    pub until: Instant,
    /// The address that it was opened from.
    pub address: String,
    /// Whether it is the session of this request.
    pub own: bool,
}
