//! What people said about a selection, on the desk.

use serde::{Deserialize, Serialize};
use time::Date;

use super::postings::PostingHead;
use crate::calendar::Instant;
use crate::id::Code;
use crate::objections::{Effect, ObjectionKind, Terms};
use crate::scheme::PartNames;
use crate::screening::RefusalGround;

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
    /// The application of the candidate who raised it.
    pub application: Option<Code>,
    /// The paper that a review is of.
    pub component: Option<String>,
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
    /// How many requests for information came to what, by their newest answers; what none came to is left out.
    pub given: Vec<(Effect, u32)>,
    /// The terms of what candidates raise.
    pub terms: Vec<(ObjectionKind, Terms)>,
    /// What the scheme calls its parts.
    pub names: PartNames,
    /// Number for what is taken down next: the same form sent twice is kept once.
    pub key: Code,
}

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObjectionPage {
    /// Head of the posting.
    pub posting: PostingHead,
    /// Its line.
    pub line: ObjectionLine,
    /// What the scheme calls its parts.
    pub names: PartNames,
    /// What was written.
    pub words: String,
    /// Name and how to be reached; empty where they wanted none.
    pub contact: String,
    /// The answers, the first first.
    pub answers: Vec<Answer>,
    /// The verdict or the mark that a candidate raised it against.
    pub against: Option<Against>,
    /// Whether the reader may answer.
    pub may_answer: bool,
}

/// What a candidate raised something against, as it stands by now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Against {
    /// Ground and words of the refusal, as the candidate was told them.
    pub refused: Option<(RefusalGround, String)>,
    /// Whether it was set right since: the refusal undone, the mark changed.
    pub changed: bool,
}
