//! Where a person stands on a list, and why.

use core::fmt;

use serde::{Deserialize, Serialize};

use crate::departure::DepartureKind;
use crate::rulings::OverrideGround;
use crate::scheme::Status;

/// Why a person has no rank.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "no_rank", rename_all = "snake_case")]
pub enum NoRank {
    /// No scores yet, or not called to the stage that they come from.
    Unscored,
    /// A status ended it.
    Status {
        /// The component, by its column name.
        of: String,
        /// The status.
        status: Status,
    },
    /// Below a line.
    Below(Box<Below>),
    /// A line that is set after marking is not set yet.
    LineOpen {
        /// What it is a line of.
        of: String,
    },
}

/// A line that was not reached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Below {
    /// What it is a line of: a component, `total`, `conditional.COMPONENT`.
    pub of: String,
    /// The published value.
    pub value: Written,
    /// The line.
    pub line: Written,
}

/// An exact number as written (decimal, or fraction where six places do not hold it).
pub type Written = String;

/// Why a person is where they are on a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "why", rename_all = "snake_case")]
pub enum Listed {
    /// All who qualify fit.
    AllFit,
    /// Above the cut.
    AboveCut,
    /// Equal at the cut, and all of those go on.
    TiedAtCut,
    /// Equal at the cut, and a step of the ladder decided.
    Ladder {
        /// The step.
        step: String,
    },
    /// Equal at the cut, and a ruling decided.
    Ruling {
        /// The question it answers.
        question: String,
    },
    /// Equal at the cut, and none of those go on.
    NoneAtCut,
    /// Below the cut.
    BelowCut,
    /// Equal at the cut, and nobody has decided yet.
    Undecided {
        /// The question.
        question: String,
    },
    /// Moved up for somebody who left.
    MovedUp {
        /// The round.
        round: u8,
    },
    /// Left the list.
    Left {
        /// The round.
        round: u8,
    },
    /// Left the selection, from this list on.
    Departed {
        /// Why.
        kind: DepartureKind,
        /// True where the person was on the list, so that a place is vacant; false for a reserve.
        vacant: bool,
    },
    /// Put on the list, or taken off it, by decision.
    Overridden {
        /// Why.
        ground: OverrideGround,
    },
    /// Not on the list before.
    NotBefore {
        /// That list.
        list: String,
    },
    /// Does not qualify: status, line, floor or fact.
    NotQualified(NoRank),
    /// Below the floor of this list.
    BelowFloor(Box<Below>),
    /// A required fact is missing.
    Lacks {
        /// The fact.
        fact: String,
    },
    /// The person is exempt (免试) from everything that this list is built on, and is on the list without taking a seat of the
    /// plan.
    Exempt,
    /// Something before this list is still open.
    Waiting,
}

/// One person's place on one list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Placement {
    /// Where.
    pub at: At,
    /// Rank in the order of this list (competition ranking of all who qualify).
    pub rank: Option<u32>,
    /// Why.
    pub why: Listed,
}

/// In, reserve, out, open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum At {
    /// On the list.
    In,
    /// Next in order; the tied share a number.
    Reserve(u32),
    /// Not on it, and never will be.
    Out,
    /// Open: a ruling is needed.
    Open,
}

impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::In => f.write_str("in"),
            Self::Reserve(number) => write!(f, "reserve {number}"),
            Self::Out => f.write_str("out"),
            Self::Open => f.write_str("open"),
        }
    }
}
