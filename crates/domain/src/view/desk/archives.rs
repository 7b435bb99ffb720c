//! The archive of a selection that is over.

use serde::{Deserialize, Serialize};

use super::postings::PostingHead;
use crate::calendar::Instant;
use crate::id::Code;

/// The archives of a posting that have not gone, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArchivePage {
    /// Head of the posting.
    pub posting: PostingHead,
    /// The archives.
    pub archives: Vec<Archived>,
    /// Whether the selection is over, and the caller may ask for one.
    pub may_ask: bool,
}

/// An archive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Archived {
    /// Its code.
    pub code: Code,
    /// Whether it is still being made.
    pub going: bool,
    /// Who asked for it.
    pub by: String,
    /// When.
    pub at: Instant,
    /// Until when it is handed out.
    pub until: Instant,
    /// The code of its file and how large it is, once it is made.
    pub file: Option<(Code, u64)>,
}
