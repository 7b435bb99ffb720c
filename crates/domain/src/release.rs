//! The release (发布) of a signed list at an instant: how far it came, and what ends a signature before its instant.
//!
//! A list that is signed for an instant waits as it was signed. It becomes public at that instant, for everybody at once, or not at all:
//! whatever would change its bytes ends the signature. Refuses: an instant that is over, and one too far ahead.

use serde::{Deserialize, Serialize};

use crate::calendar::Instant;
use crate::lifecycle::Phase;
use crate::reason::{ListsWhy, Reason};
use crate::word::words;

words! {
    /// How far a signed list came.
    ReleaseState {
        /// It is signed and waits for its instant.
        Waits = "waits",
        /// It is public.
        Released = "released",
        /// A person took it back before its instant.
        TakenBack = "taken_back",
        /// The ranking is another one, or what it is computed from changed.
        Ranked = "ranked",
        /// A further revision of the posting came in force.
        Revised = "revised",
        /// The posting was suspended, cancelled or closed.
        Stopped = "stopped",
        /// The correction that it was to end was ended otherwise, or one was begun.
        Corrected = "corrected",
        /// Somebody was called to move up.
        Called = "called",
        /// The decision whose people it names says something else, or an objection or a departure changed who they are.
        Decided = "decided",
    }
}

/// How long a signed list may wait at most, in seconds: thirty days.
pub const LONGEST_SECONDS: i64 = 30 * 86_400;

/// Refuses an instant at which no list may be released.
///
/// # Errors
/// [`ListsWhy::ReleaseOver`] at `release` for an instant that has come; [`ListsWhy::ReleaseFar`] for one more than thirty days ahead.
pub fn expect_release(at: Instant, now: Instant) -> Result<(), Reason> {
    if at <= now {
        return Err(ListsWhy::ReleaseOver.at("release"));
    }
    let last = now.plus_seconds(LONGEST_SECONDS);
    if at > last { Err(ListsWhy::ReleaseFar { last }.at("release")) } else { Ok(()) }
}

/// What the signature of a list rests on, by numbers that only grow: none of them comes back once it has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ground {
    /// Key of the ranking that stands; `None` where none stands or what it was computed from changed.
    pub ranking: Option<i64>,
    /// Number of the revision in force.
    pub revision: u32,
    /// How many decisions on the course were taken.
    pub decisions: u32,
    /// How many calls to move up were sent.
    pub calls: u32,
}

impl Ground {
    /// What ended a signature that rested on `self`, in a posting that is in `phase` and rests on `now`; `None` where it stands.
    #[must_use]
    pub fn ended_by(&self, now: &Self, phase: Phase) -> Option<ReleaseState> {
        let runs = matches!(phase, Phase::Examining | Phase::Ranked | Phase::Published);
        if now.decisions != self.decisions || !runs {
            Some(ReleaseState::Stopped)
        } else if now.revision != self.revision {
            Some(ReleaseState::Revised)
        } else if now.ranking.is_none() || now.ranking != self.ranking {
            Some(ReleaseState::Ranked)
        } else if now.calls != self.calls {
            Some(ReleaseState::Called)
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_release_lies_ahead_and_at_most_thirty_days() {
        let now = Instant(1_000);
        assert_eq!(expect_release(now, now), Err(ListsWhy::ReleaseOver.at("release")));
        assert_eq!(expect_release(Instant(1_001), now), Ok(()));
        let last = now.plus_seconds(LONGEST_SECONDS);
        assert_eq!(expect_release(last, now), Ok(()));
        let far = Err(ListsWhy::ReleaseFar { last }.at("release"));
        assert_eq!(expect_release(Instant(last.0 + 1), now), far);
    }

    #[test]
    fn whatever_changes_under_a_signature_ends_it_and_a_suspension_does_so_for_good() {
        let signed = Ground { ranking: Some(3), revision: 1, decisions: 0, calls: 2 };
        for &phase in Phase::ALL {
            let runs = matches!(phase, Phase::Examining | Phase::Ranked | Phase::Published);
            let ended = (!runs).then_some(ReleaseState::Stopped);
            assert_eq!(signed.ended_by(&signed, phase), ended, "{phase:?}");
        }
        let ended = |now: Ground| signed.ended_by(&now, Phase::Ranked);
        assert_eq!(ended(Ground { ranking: Some(4), ..signed }), Some(ReleaseState::Ranked));
        assert_eq!(ended(Ground { ranking: None, ..signed }), Some(ReleaseState::Ranked));
        assert_eq!(ended(Ground { revision: 2, ..signed }), Some(ReleaseState::Revised));
        assert_eq!(ended(Ground { calls: 3, ..signed }), Some(ReleaseState::Called));
        // Suspended and resumed: the phase is as it was, and the signature is not.
        assert_eq!(ended(Ground { decisions: 2, ..signed }), Some(ReleaseState::Stopped));
    }
}
