//! Individual extensions on the desk: what was proposed for which application, and what became of it. Nobody is named but staff.

use serde::{Deserialize, Serialize};

use super::postings::PostingHead;
use crate::calendar::Instant;
use crate::id::Code;
use crate::lifecycle::ApplicationState;

/// An extension, or a proposal of one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExtensionEntry {
    /// Public code.
    pub code: Code,
    /// The application's public code.
    pub application: Code,
    /// Position code as printed.
    pub position: String,
    /// Where the application stands.
    pub state: ApplicationState,
    /// Until when.
    pub until: Instant,
    /// Whether that time is over.
    pub over: bool,
    /// Why.
    pub reason: String,
    /// What it rests on.
    pub evidence: String,
    /// Who proposed it and when.
    pub proposed: (String, Instant),
    /// Who decided it and when; `None` while it waits.
    pub decided: Option<(String, Instant)>,
    /// Why it was refused; `None` where it waits or was granted.
    pub refused_because: Option<String>,
    /// Whether the reader may decide it.
    pub may_decide: bool,
}

/// The extensions of a posting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExtensionsPage {
    /// Head.
    pub posting: PostingHead,
    /// Whether the reader may propose one.
    pub may_propose: bool,
    /// Newest first.
    pub entries: Vec<ExtensionEntry>,
}

/// An extension of one application, as its file shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExtensionLine {
    /// Until when.
    pub until: Instant,
    /// Why.
    pub reason: String,
    /// Who proposed it and when.
    pub proposed: (String, Instant),
    /// Who decided it and when; `None` while it waits.
    pub decided: Option<(String, Instant)>,
    /// Why it was refused; `None` where it waits or was granted.
    pub refused_because: Option<String>,
}

/// What of a posting's extensions keeps its screening open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// Proposals that wait.
    pub waiting: u32,
    /// Drafts that can still be sent, and when the last of them cannot any more.
    pub running: Option<(u32, Instant)>,
}

impl Standing {
    /// Returns true where nothing keeps it open.
    #[must_use]
    pub const fn is_none(&self) -> bool {
        self.waiting == 0 && self.running.is_none()
    }
}
