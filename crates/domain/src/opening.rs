//! What the opening ratio (开考比例) comes to for one position: who is counted, and what the rule proposes where too few came.
//!
//! Owns: the proposal, and what the places of a position are once a confirmation (开考确认) stands. Refuses: deciding. A rule proposes; the
//! competent department decides.

use serde::{Deserialize, Serialize};

use crate::lifecycle::Phase;
use crate::number::TooFine;
use crate::posting::PositionTerms;
use crate::scheme::{Base, Below, Opening};
use crate::word::words;

words! {
    /// How far the confirmation of openings has come.
    OpeningState {
        /// It was proposed, and waits for the competent department.
        Waits = "waits",
        /// It was approved: lists count from it.
        Stands = "stands",
        /// It was sent back.
        Returned = "returned",
    }
}

/// What a confirmation says of a position: of how many planned places, how many open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opened {
    /// The places that were planned as it was decided.
    pub plan: u32,
    /// Those that open; 0 where the position is cancelled (取消).
    pub places: u32,
}

impl Opened {
    /// Whether the position is cancelled: nobody can be ranked there any more.
    #[must_use]
    pub const fn is_cancelled(self) -> bool {
        self.places == 0
    }

    /// The places that lists count from while `plan` is approved. A further revision that gives the position another plan comes after the
    /// confirmation and holds; a cancelled position stays cancelled.
    #[must_use]
    pub const fn left(self, plan: u32) -> u32 {
        if self.is_cancelled() || self.plan == plan { self.places } else { plan }
    }

    /// What it comes to, in the words of the rule.
    #[must_use]
    pub const fn as_proposal(self) -> Proposal {
        match self.places {
            0 => Proposal::Cancel,
            left if left < self.plan => Proposal::Reduce(left),
            _ => Proposal::Keep,
        }
    }
}

/// What the rule proposes for a position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Proposal {
    /// The ratio is reached: nothing is to be decided.
    Reached,
    /// It opens with its whole plan all the same, as the scheme says.
    Keep,
    /// The plan is cut to this many places (核减), fewer than before and at least one.
    Reduce(u32),
    /// The position is cancelled (取消).
    Cancel,
}

/// How many people each base of the rule counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// Sent and not withdrawn, whatever screening said.
    pub registered: u32,
    /// Passed screening.
    pub passed: u32,
    /// Passed and did not leave since.
    pub confirmed: u32,
}

impl Counted {
    /// Those that the rule counts.
    #[must_use]
    pub const fn by(self, base: Base) -> u32 {
        match base {
            Base::Registered => self.registered,
            Base::Passed => self.passed,
            Base::Confirmed => self.confirmed,
        }
    }
}

/// Whether the people of a position may be asked to go to another (合并): one of the same unit and of the same class of papers; where neither
/// names a class, under the same scheme.
#[must_use]
pub fn takes_in(target: &PositionTerms, from: &PositionTerms) -> bool {
    let same_paper = match (from.paper(), target.paper()) {
        (None, None) => from.scheme == target.scheme,
        (one, other) => one == other,
    };
    from.code != target.code && from.unit == target.unit && same_paper
}

/// Whether the number of people stands: nobody can register any more, or no verdict is open while `undecided` wait for theirs.
#[must_use]
pub const fn is_settled(base: Base, phase: Phase, undecided: u32) -> bool {
    match phase {
        Phase::Examining | Phase::Ranked | Phase::Published | Phase::Closed => true,
        Phase::Screening => matches!(base, Base::Registered) || undecided == 0,
        _ => false,
    }
}

impl Opening {
    /// What the rule proposes for `plan` places and `people`, without an approval of its own.
    ///
    /// # Errors
    /// [`TooFine`].
    pub fn proposal(&self, plan: u32, people: u32) -> Result<Proposal, TooFine> {
        // What it comes to below the ratio tells whether the ratio is reached, whatever the scheme does then.
        let strict = Self { below: Below::Reduce, ..self.clone() };
        if strict.plan_left(plan, people, false)? >= plan {
            return Ok(Proposal::Reached);
        }
        Ok(match self.plan_left(plan, people, false)? {
            0 => Proposal::Cancel,
            left if left >= plan => Proposal::Keep,
            left => Proposal::Reduce(left),
        })
    }

    /// Whether an approval may let the position open with its whole plan: the lower ratio is reached, and the ratio is not.
    ///
    /// # Errors
    /// [`TooFine`].
    pub fn approvable(&self, plan: u32, people: u32) -> Result<bool, TooFine> {
        let strict = Self { below: Below::Cancel, ..self.clone() };
        Ok(self.with_approval.is_some()
            && self.proposal(plan, people)? != Proposal::Reached
            && strict.plan_left(plan, people, true)? == plan)
    }
}

#[cfg(test)]
mod tests;
