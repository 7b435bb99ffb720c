//! What the supervisor sees of the audit trail.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::calendar::Instant;
use crate::digest::SealLink;
use crate::event::Event;
use crate::id::Code;
use crate::scheme::PartNames;

/// One event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventLine {
    /// When.
    pub at: Instant,
    /// Name of staff; empty for candidates and the system.
    pub who: String,
    /// Role word, `anonymous` or `system`.
    pub role: String,
    /// From where; kept for a term.
    pub address: Beside,
    /// The reason in an officer's words; kept for a term.
    pub words: Beside,
    /// What happened.
    pub event: Event,
    /// The act's word and the event as they are stored; they hold no personal value. Digests of a ranking are left out for whoever sees
    /// nobody of it yet.
    pub stored: String,
}

/// What is kept beside a permanent row for a term.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Beside {
    /// There never was any.
    None,
    /// It is still there.
    Kept(String),
    /// Its term is over, and it is gone.
    Removed,
}

/// A page of events, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventPage {
    /// The events.
    pub lines: Vec<EventLine>,
    /// What the schemes of these postings call their parts.
    pub names: BTreeMap<Code, PartNames>,
    /// Where the next page begins, if there are older ones.
    pub older: Option<i64>,
    /// Number and root of the newest seal.
    pub seal: Option<SealLink>,
}
