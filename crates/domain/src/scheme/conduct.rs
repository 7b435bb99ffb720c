//! Rules of conduct that a notice prints beside the arithmetic: adjustment between positions (调剂), what may still be
//! edited in an application, how many people compute independently (`domain.md` 2.23, 2.27; variants 2, 13, 14).

use serde::{Deserialize, Serialize};

use crate::number::Score;
use crate::states::ApplicationState;

/// Adjustment into other positions (调剂; central 2023): the choice of people whose position was cancelled, before the written test, and,
/// where both `unlisted_only` and `leaves_first` say so, rounds of moves after the marks (`domain::adjusting`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Adjustment {
    /// Only between positions of the same kind of selection.
    #[serde(default)]
    pub same_kind: bool,
    /// Only between positions of the same paper class.
    #[serde(default)]
    pub same_paper: bool,
    /// Only people who are on no list yet; with `leaves_first` there may be rounds of moves after the marks.
    #[serde(default)]
    pub unlisted_only: bool,
    /// Choices a person has; changeable until the window closes.
    #[serde(default = "one")]
    pub choices: u8,
    /// True where those who move are out of replacement in their first position; a person is ranked in one position only.
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

/// What the rule compares of two positions, whoever moves between them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kin<'a> {
    /// The name of the scheme; none for the posting's own.
    pub scheme: Option<&'a str>,
    /// The class of the papers; none where the position says none.
    pub paper: Option<String>,
}

impl Adjustment {
    /// What keeps everybody of one position from another: its kind is that of its scheme. Where neither position names a class of
    /// papers, those under one scheme are of one class.
    #[must_use]
    pub fn apart(&self, from: &Kin<'_>, to: &Kin<'_>) -> Option<Hindrance> {
        let is_unclassed = from.paper.is_none() && to.paper.is_none();
        let same_kind = from.scheme == to.scheme;
        let same_paper = if is_unclassed { same_kind } else { from.paper == to.paper };
        if self.same_kind && !same_kind {
            Some(Hindrance::OtherKind)
        } else {
            (self.same_paper && !same_paper).then_some(Hindrance::OtherPaper)
        }
    }

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

#[cfg(test)]
mod tests {
    use super::{Adjustment, Hindrance, Kin};

    fn rule(same_kind: bool, same_paper: bool) -> Adjustment {
        Adjustment { same_kind, same_paper, unlisted_only: false, choices: 1, leaves_first: false }
    }

    #[test]
    fn positions_of_one_paper_class_are_near_and_the_scheme_stands_for_a_class_that_nobody_names() {
        let kin = |scheme: Option<&'static str>, paper: &str| Kin {
            scheme,
            paper: (!paper.is_empty()).then(|| paper.to_owned()),
        };
        let apart = |of: &Adjustment, from: &Kin<'_>, to: &Kin<'_>| of.apart(from, to);
        let (a, other_a, b, none) = (kin(None, "A"), kin(Some("x"), "A"), kin(None, "B"), kin(None, ""));
        let paper = rule(false, true);
        assert_eq!(apart(&paper, &a, &other_a), None, "one class under two schemes");
        assert_eq!(apart(&paper, &a, &b), Some(Hindrance::OtherPaper));
        assert_eq!(apart(&paper, &a, &none), Some(Hindrance::OtherPaper), "no class is not that class");
        assert_eq!(apart(&paper, &none, &kin(None, "")), None);
        assert_eq!(apart(&paper, &none, &kin(Some("x"), "")), Some(Hindrance::OtherPaper));
        assert_eq!(apart(&rule(true, true), &a, &other_a), Some(Hindrance::OtherKind));
        assert_eq!(apart(&rule(true, false), &a, &b), None);
        assert_eq!(apart(&rule(false, false), &a, &kin(Some("x"), "B")), None);
    }
}
