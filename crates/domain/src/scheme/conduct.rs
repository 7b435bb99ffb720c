//! Rules of conduct that a notice prints beside the arithmetic: adjustment between positions (调剂), what may still be
//! edited in an application, how many people compute independently (`domain.md` 2.23, 2.27; variants 2, 13, 14).

use serde::{Deserialize, Serialize};

use crate::number::Score;
use crate::states::ApplicationState;

/// Adjustment into unfilled positions (调剂; central 2023).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Adjustment {
    /// Only between positions of the same kind of selection.
    #[serde(default)]
    pub same_kind: bool,
    /// Only between positions of the same paper class.
    #[serde(default)]
    pub same_paper: bool,
    /// Only people who are on no list yet.
    #[serde(default)]
    pub unlisted_only: bool,
    /// Choices a person has; changeable until the window closes.
    #[serde(default = "one")]
    pub choices: u8,
    /// True where those who move are out of replacement in their first position.
    #[serde(default)]
    pub leaves_first: bool,
}

const fn one() -> u8 {
    1
}

/// A person who wants to move, as far as the rule asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mover {
    /// Both positions belong to the same kind of selection.
    pub same_kind: bool,
    /// Both have the same paper class.
    pub same_paper: bool,
    /// The person is on a list already.
    pub listed: bool,
    /// Choices made and not taken back.
    pub chosen: u8,
    /// The person's score that the target's line is compared with.
    pub score: Score,
    /// The line of the target's paper class.
    pub line: Score,
}

/// Why a person may not move.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Hindrance {
    /// Another kind of selection.
    OtherKind,
    /// Another paper class.
    OtherPaper,
    /// Already on a list.
    Listed,
    /// No choice left.
    NoChoice,
    /// Below the line.
    BelowLine,
}

impl Adjustment {
    /// Everything that hinders this move; empty: it may be made.
    #[must_use]
    pub fn hindrances(&self, mover: &Mover) -> Vec<Hindrance> {
        let all = [
            (self.same_kind && !mover.same_kind, Hindrance::OtherKind),
            (self.same_paper && !mover.same_paper, Hindrance::OtherPaper),
            (self.unlisted_only && mover.listed, Hindrance::Listed),
            (mover.chosen >= self.choices, Hindrance::NoChoice),
            (mover.score < mover.line, Hindrance::BelowLine),
        ];
        all.into_iter().filter(|(hinders, _)| *hinders).map(|(_, why)| why).collect()
    }
}

/// Until when a part of an application may be edited.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Until {
    /// While nobody has judged it and registration is open; whoever was refused chooses another position.
    #[default]
    ReviewedOrRefused,
    /// Until the review of the whole posting ends.
    ReviewEnds,
    /// Never once submitted.
    Submitted,
}

/// What may be edited in an application that was submitted (a national guide, variant 13).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Editing {
    /// Personal data: whether an application that was sent can be taken back.
    pub personal: Until,
    /// The position chosen: whether another application can be started after one was sent.
    pub position: Until,
    /// The test city. Nobody chooses one here, so that only the usual word can be used.
    pub city: Until,
}

impl Editing {
    /// Whether anything may still be changed after registration, until the review ends.
    #[must_use]
    pub fn outlasts_registration(&self) -> bool {
        self.personal == Until::ReviewEnds || self.position == Until::ReviewEnds
    }
}

impl Until {
    /// Whether an application in this state may be changed, as far as its state goes; the window is asked apart. A pass ends everything.
    #[must_use]
    pub const fn allows(self, state: ApplicationState) -> bool {
        match (self, state) {
            (Self::ReviewedOrRefused | Self::ReviewEnds, ApplicationState::Submitted)
            | (Self::ReviewEnds, ApplicationState::Refused) => true,
            (Self::ReviewedOrRefused | Self::ReviewEnds | Self::Submitted, _) => false,
        }
    }
}

/// Independent entries or computations that must agree before a score counts (双录; Changyang 2018: three).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Entries {
    /// How many people enter or compute each score.
    pub independent: u8,
}

impl Default for Entries {
    fn default() -> Self {
        Self { independent: 2 }
    }
}

impl Entries {
    /// The score that all independent entries agree on; none while entries are missing or differ.
    #[must_use]
    pub fn agreed(&self, entered: &[Score]) -> Option<Score> {
        let first = entered.first()?;
        let enough = entered.len() >= usize::from(self.independent);
        (enough && entered.iter().all(|score| score == first)).then_some(*first)
    }
}
