//! Large runs of papers of a posting.

use serde::{Deserialize, Serialize};

use super::postings::PostingHead;
use crate::calendar::Instant;
use crate::id::Code;
use crate::prints::PrintKind;

/// The runs of a posting that have not gone, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrintsPage {
    /// Head of the posting.
    pub posting: PostingHead,
    /// Applications that a run would take now.
    pub people: u32,
    /// The runs.
    pub runs: Vec<PrintRun>,
}

/// A run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrintRun {
    /// Its code.
    pub code: Code,
    /// Which paper.
    pub kind: PrintKind,
    /// Applications when it was asked for.
    pub total: u32,
    /// Papers so far.
    pub printed: u32,
    /// Papers that could not be printed; each part names them.
    pub failed: u32,
    /// Whether it still goes on.
    pub going: bool,
    /// Who asked for it.
    pub by: String,
    /// When.
    pub at: Instant,
    /// Until when its parts are handed out.
    pub until: Instant,
    /// What was made so far.
    pub parts: Vec<PrintPart>,
}

/// A part of a run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrintPart {
    /// Its code.
    pub code: Code,
    /// From 1.
    pub no: u32,
    /// Papers in it.
    pub papers: u32,
    /// Bytes.
    pub size: u64,
}
