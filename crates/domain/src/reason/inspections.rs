//! What stands against entering, countersigning or rewording an inspection, and against a medical.

use serde::{Deserialize, Serialize};

/// Why something of an inspection or of a medical is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum InspectionsWhy {
    /// The scheme has no inspection.
    None,
    /// Fewer than two members of the team may inspect the person.
    TeamSmall,
    /// The person is in the team already.
    MemberAlready,
    /// The file is not in the state that this asks for.
    WrongState,
    /// The record names no annual appraisal.
    NoAppraisals,
    /// The team heard nobody.
    NoTalks,
    /// The check of the archive is not done, or left something open.
    ArchiveOpen,
    /// The scheme asks for a quantified result, and the record has none.
    NoPoints,
    /// The scheme asks for no quantified result.
    NotQuantified,
    /// A year that is none, or lies ahead.
    NotAYear,
    /// Two appraisals of one year.
    YearTwice,
    /// A day lies in the future.
    Later,
    /// Nobody was heard.
    NoPeople,
    /// The medical has its final result.
    MedicalFinal,
    /// There was a re-examination already.
    ReexaminedOnce,
    /// The person left the selection.
    Left,
    /// Whoever countersigns has not opened what was entered.
    Unread,
}
