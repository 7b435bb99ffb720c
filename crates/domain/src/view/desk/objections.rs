//! What people said about a selection, on the desk.

use serde::{Deserialize, Serialize};
use time::Date;

use super::postings::PostingHead;
use crate::calendar::Instant;
use crate::id::Code;
use crate::objections::{Effect, ObjectionKind};

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// What it does.
    pub effect: Effect,
    /// What was answered.
    pub words: String,
    /// Who answered; nothing where the public reads it.
    pub by: String,
    /// When.
    pub at: Instant,
}

/// One line of the queue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObjectionLine {
    /// Its number.
    pub code: Code,
    /// What it is.
    pub kind: ObjectionKind,
    /// Ticket number of the person whom it is about.
    pub ticket: Option<String>,
    /// When it came in.
    pub received_at: Instant,
    /// By when it is answered, where that could be counted.
    pub due: Option<Date>,
    /// Whether the day is over and nothing was answered.
    pub late: bool,
    /// The newest answer's effect.
    pub answered: Option<Effect>,
}

/// The queue of a posting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObjectionsPage {
    /// Head.
    pub posting: PostingHead,
    /// What waits first, then the newest.
    pub lines: Vec<ObjectionLine>,
}

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObjectionPage {
    /// Head of the posting.
    pub posting: PostingHead,
    /// Its line.
    pub line: ObjectionLine,
    /// What was written.
    pub words: String,
    /// Name and how to be reached; empty where they wanted none.
    pub contact: String,
    /// The answers, the first first.
    pub answers: Vec<Answer>,
    /// Whether the reader may answer.
    pub may_answer: bool,
}
