//! What a candidate may raise from the own page, and what became of it.

use serde::{Deserialize, Serialize};
use time::Date;

use crate::calendar::Instant;
use crate::id::Code;
use crate::objections::{Effect, ObjectionKind};
use crate::scheme::PartNames;

/// What may be raised about an own application, and what was.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Raising {
    /// The term in which the refusal may be objected to, where it may be now.
    pub refusal: Option<Term>,
    /// Components whose marks may be reviewed now, each in its term.
    pub papers: Vec<(String, Term)>,
    /// In how many working days each is answered.
    pub answered_within: Vec<(ObjectionKind, u32)>,
    /// What was raised, the newest first.
    pub raised: Vec<Raised>,
    /// What the scheme calls its parts.
    pub names: PartNames,
}

/// A term that is not over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Term {
    /// Its last day, where that can be counted.
    pub until: Option<Date>,
}

/// Something that was raised.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Raised {
    /// Its number.
    pub code: Code,
    /// What it is.
    pub kind: ObjectionKind,
    /// The paper that a review is of.
    pub component: Option<String>,
    /// What was written.
    pub words: String,
    /// When it came in.
    pub received_at: Instant,
    /// By when it is answered, where that can be counted.
    pub due: Option<Date>,
    /// The answers, the first first: what they do, what they say, when.
    pub answers: Vec<(Effect, String, Instant)>,
}
