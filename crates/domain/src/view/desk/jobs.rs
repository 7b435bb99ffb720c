//! Work that is done after an act, as an administrator reads it: without a word about anybody.

use serde::{Deserialize, Serialize};

use crate::calendar::Instant;
use crate::work::{JobFault, JobKind, JobState};

/// A job.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JobLine {
    /// The name under which it was queued once: public codes, a word and a moment.
    pub key: String,
    /// What it does; `None` for one that another version of the program queued.
    pub kind: Option<JobKind>,
    /// How it stands.
    pub state: JobState,
    /// Tries so far.
    pub tries: u32,
    /// Tries at most.
    pub most: u32,
    /// Why the last try did not go through.
    pub fault: Option<JobFault>,
    /// When it was queued.
    pub queued_at: Instant,
    /// When it is due; of a running one until when the process may hold it, of a parked one since when it is parked.
    pub at: Instant,
}

/// How many jobs of a kind stand how.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct JobCount {
    /// What they do; `None` for those of another version of the program.
    pub kind: Option<JobKind>,
    /// Waiting.
    pub waiting: u32,
    /// Running.
    pub running: u32,
    /// Failed, to be tried again.
    pub failed: u32,
    /// Parked.
    pub parked: u32,
    /// When the first of those that wait is due.
    pub next: Option<Instant>,
}

/// The jobs of an installation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JobsPage {
    /// By kind.
    pub counts: Vec<JobCount>,
    /// Whether there are more that wait than were counted.
    pub more: bool,
    /// Those that need somebody or are at work: parked, running, failed.
    pub lines: Vec<JobLine>,
    /// Done within the last days, and not yet cleared away.
    pub done: u64,
    /// The moment for which it is true.
    pub now: Instant,
}
