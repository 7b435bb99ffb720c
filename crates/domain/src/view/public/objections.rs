//! What whoever wrote an objection, a report, an enquiry or a request sees of it.

use serde::{Deserialize, Serialize};
use time::Date;

use crate::calendar::Instant;
use crate::id::Code;
use crate::objections::{Effect, ObjectionKind};

/// What was given out when it came in. It is shown once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Received {
    /// Its number.
    pub code: Code,
    /// The code by which it is followed up.
    pub secret: Code,
    /// By when it is answered, where that could be counted.
    pub due: Option<Date>,
}

/// How it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Followed {
    /// Its number.
    pub code: Code,
    /// Title of the posting.
    pub title: String,
    /// What it is.
    pub kind: ObjectionKind,
    /// When it came in.
    pub received_at: Instant,
    /// By when it is answered, where that could be counted.
    pub due: Option<Date>,
    /// The answers, the first first: what they do, what they say, when.
    pub answers: Vec<(Effect, String, Instant)>,
}
