//! What the opening ratio (开考比例) comes to for one position: who is counted, and what the rule proposes where too few came.
//!
//! Owns: the proposal. Refuses: deciding. A rule proposes; the competent department decides.

use serde::{Deserialize, Serialize};

use crate::lifecycle::Phase;
use crate::number::TooFine;
use crate::scheme::{Base, Below, Opening};

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

/// Whether the number of people stands: nobody can register any more, or no verdict is open.
#[must_use]
pub const fn is_settled(base: Base, phase: Phase) -> bool {
    match phase {
        Phase::Examining | Phase::Ranked | Phase::Published | Phase::Closed => true,
        Phase::Screening => matches!(base, Base::Registered),
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
