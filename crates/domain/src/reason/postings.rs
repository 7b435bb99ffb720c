//! What stands against an act on a posting or its positions.

use serde::{Deserialize, Serialize};

use crate::states::Phase;

/// What stands against an act on a posting or its positions.
#[expect(missing_docs, reason = "the sentence of each variant says what its fields are")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum PostingsWhy {
    /// The posting is in another phase.
    WrongPhase { phase: Phase },
    /// Registration would close in the past.
    ClosesInThePast,
    /// A version of the posting waits for the competent department already.
    RevisionWaits,
    /// The posting has no positions.
    NoPositions,
    /// The position code stands twice in the posting.
    PositionTaken,
}
