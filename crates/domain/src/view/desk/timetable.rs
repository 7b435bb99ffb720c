//! The timetable of a posting at the desk.

use serde::{Deserialize, Serialize};

use super::postings::PostingHead;
use crate::timetable::Timetable;

/// The timetable of a posting, with what its form needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimetablePage {
    /// Head of the posting.
    pub posting: PostingHead,
    /// Version of the posting in its first draft, afterwards that of the draft of a further revision; the form carries it.
    pub version: i64,
    /// The stages after registration.
    pub timetable: Timetable,
    /// Whether what is changed goes into the draft of a further revision.
    pub is_further: bool,
    /// Whether the caller may change it.
    pub may_change: bool,
}
