//! The course of a posting on the desk: where it stands, what was decided on it, and what may be decided now.

use serde::{Deserialize, Serialize};

use super::postings::{PostingHead, Waits};
use crate::calendar::Instant;
use crate::course::Mark;
use crate::course::{DecisionKind, Stop};
use crate::event::Event;
use crate::id::Code;
use crate::timetable::Stage;

/// A decision on the course, or a proposal of one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CourseEntry {
    /// Public code.
    pub code: Code,
    /// What.
    pub kind: DecisionKind,
    /// Why.
    pub reason: String,
    /// Who proposed it and when; `None` where no proposal is asked for.
    pub proposed: Option<(String, Instant)>,
    /// Who decided it and when; `None` while it waits.
    pub decided: Option<(String, Instant)>,
    /// Why it was sent back.
    pub returned_because: Option<String>,
}

/// What may be done with the course now, by whoever asks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CourseActs {
    /// Suspend it.
    pub suspend: bool,
    /// Resume it.
    pub resume: bool,
    /// Propose to cancel it.
    pub propose: bool,
    /// Propose to open its screening again.
    pub reopen: bool,
    /// Decide the proposal that waits, or send it back.
    pub settle: bool,
    /// Take it back before it is approved.
    pub withdraw: bool,
}

/// What rests on a screening that is to be opened again, and does not change with it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resting {
    /// Whether a ranking stands: it falls.
    pub ranking: bool,
    /// Positions whose openings were confirmed on the people who passed.
    pub openings: u32,
    /// Lines and rulings that stand.
    pub rulings: u32,
    /// People who left since.
    pub departures: u32,
}

/// A stage on the line of the course.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StageLine {
    /// The stage.
    pub stage: Stage,
    /// Where it stands.
    pub mark: Mark,
    /// What holds it up, as far as the reader may see it.
    pub waits: Vec<Waits>,
    /// Whether the reader may see the page on which it is worked.
    pub seen: bool,
}

/// An act that ended a stage of the course or opened one again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Turned {
    /// When.
    pub at: Instant,
    /// Who; empty for the clock.
    pub who: String,
    /// What.
    pub event: Event,
}

/// The course of a posting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CoursePage {
    /// Head.
    pub posting: PostingHead,
    /// Version of the row; every form carries it.
    pub version: i64,
    /// Why and when it stopped, where it did.
    pub stop: Option<Stop>,
    /// When registration would have closed while it was suspended: before it can be resumed, a further revision must say another
    /// time.
    pub closed_meanwhile: Option<Instant>,
    /// The stages after registration, in their order.
    pub stages: Vec<StageLine>,
    /// Whether the ranking that stands no longer is what marks and rulings come to, as far as the reader may see it.
    pub stale: bool,
    /// What ended a stage or opened one again, newest first.
    pub turned: Vec<Turned>,
    /// What rests on the screening, where it may be opened again or that waits.
    pub resting: Option<Resting>,
    /// What the caller may do.
    pub acts: CourseActs,
    /// Decisions and proposals, newest first.
    pub decisions: Vec<CourseEntry>,
}

impl CoursePage {
    /// The proposal that waits.
    #[must_use]
    pub fn waiting(&self) -> Option<&CourseEntry> {
        self.decisions.iter().find(|one| one.decided.is_none())
    }
}
