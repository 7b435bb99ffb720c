//! What stands against a paper.

use serde::{Deserialize, Serialize};

/// What stands against a paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum PapersWhy {
    /// The font of papers has no such character; it is told by its code point. Nothing is printed.
    NotDrawn {
        /// The code point.
        character: u32,
    },
    /// No form is in force: the application was never submitted, or was taken back, refused or withdrawn.
    NotInForce,
    /// Nobody's papers are in force, so that none can be printed for all.
    NobodySent,
    /// No verdict stands: the application was not judged, or its verdict was undone.
    NotJudged,
    /// There is no ticket: its number is not out, or the person left.
    NoTicket,
    /// The person is not on the interview list in force.
    NotInvited,
}
