//! Departures (退出): a person who passed screening leaves the selection, and why. It is a fact with a day and evidence, never a mark of 0.
//!
//! Owns: the kinds, how far a departure has come, and who may enter which. Refuses: what a list does with one (`shortlist`).

use serde::{Deserialize, Serialize};

use crate::word::words;

words! {
    /// Why a person leaves.
    DepartureKind {
        /// The person withdrew in writing (放弃).
        Withdrew = "withdrew",
        /// The person did not come (缺席).
        Absent = "absent",
        /// The document re-check (资格复审) was not passed.
        Recheck = "recheck",
        /// The medical (体检) was not passed.
        Medical = "medical",
        /// The inspection found what excludes the person (一票否决).
        Veto = "veto",
        /// The person was disqualified (取消资格).
        Disqualified = "disqualified",
        /// An objection (异议) was upheld.
        Objection = "objection",
        /// Trial work or a secondment before the transfer (跟班、借调) showed that the person is not fit.
        Trial = "trial",
        /// Probation was not passed: the person returns to the old unit (试用不合格).
        Probation = "probation",
        /// The person declined to move up.
        Declined = "declined",
        /// The person did not answer a call to move up within its term.
        Silent = "silent",
    }
}

impl DepartureKind {
    /// Returns the kinds that an officer enters. What a call comes to is written down by its answer, and the end of a probation where it
    /// is said.
    pub fn entered() -> impl Iterator<Item = Self> {
        let elsewhere = |kind: &Self| matches!(kind, Self::Probation | Self::Declined | Self::Silent);
        Self::ALL.iter().copied().filter(move |kind| !elsewhere(kind))
    }
}

words! {
    /// Why somebody is excluded whatever the rank (一票否决): a fact of this list, never a score (`domain.md` 2.21).
    VetoGround {
        /// A condition of the position is not met.
        Condition = "condition",
        /// What was handed in is false.
        FalseMaterial = "false_material",
        /// A relation at the position that asks for recusal (任职回避).
        Recusal = "recusal",
        /// An investigation was opened.
        Investigation = "investigation",
        /// A sanction is in its term of effect.
        Sanction = "sanction",
        /// Age, education or record of the archive was falsified (三龄两历).
        Archive = "archive",
        /// The unit withdrew its consent.
        Consent = "consent",
    }
}

words! {
    /// How far a departure has come.
    DepartureState {
        /// It was entered and waits for another person.
        Waits = "waits",
        /// It stands.
        Stands = "stands",
        /// The other person refused it.
        Refused = "refused",
        /// It was entered in error, and another person took it back.
        TakenBack = "taken_back",
    }
}

impl DepartureState {
    /// Whether it counts no more: it was refused, or taken back.
    #[must_use]
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Refused | Self::TakenBack)
    }
}

words! {
    /// The answer to a call to move up (递补通知).
    Answer {
        /// The person moves up.
        Accepted = "accepted",
        /// The person does not.
        Declined = "declined",
        /// The term ran out.
        Silent = "silent",
    }
}

impl Answer {
    /// Returns the departure that the answer is; `None` for whoever moves up.
    #[must_use]
    pub const fn departs(self) -> Option<DepartureKind> {
        match self {
            Self::Accepted => None,
            Self::Declined => Some(DepartureKind::Declined),
            Self::Silent => Some(DepartureKind::Silent),
        }
    }
}

/// A call with its answer, as the chain of one list tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Called {
    /// In which order it was sent.
    pub order: i64,
    /// For whose place.
    pub place: i64,
    /// The answer; `None` while it waits.
    pub answer: Option<Answer>,
}

/// Whether an acceptance counts yet. Whoever was called before, or for the same place, comes first and may still answer.
#[must_use]
pub fn counts(call: Called, all: &[Called]) -> bool {
    let first = |one: &Called| one.order < call.order || one.place == call.place;
    let waits = all.iter().any(|one| one.answer.is_none() && first(one));
    call.answer == Some(Answer::Accepted) && !waits
}

/// The round of a further call: that of the calls for the same place before, or one more than the last round in which somebody moved up
/// or may still do so. A round in which nobody does is used up by nobody.
#[must_use]
pub fn next_round(place: i64, used: &[(u8, Called)], filled: u8) -> u8 {
    let same = used.iter().find(|(_, one)| one.place == place && one.answer != Some(Answer::Accepted));
    let last = used
        .iter()
        .filter(|(_, one)| matches!(one.answer, None | Some(Answer::Accepted)))
        .map(|(round, _)| *round)
        .chain([filled])
        .max();
    same.map_or_else(|| last.unwrap_or(0).saturating_add(1), |(round, _)| *round)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_officer_enters_every_kind_but_the_answers_to_a_call_and_the_end_of_a_probation() {
        let entered: Vec<&str> = DepartureKind::entered().map(DepartureKind::word).collect();
        assert_eq!(
            entered,
            ["withdrew", "absent", "recheck", "medical", "veto", "disqualified", "objection", "trial"]
        );
    }

    const fn call(order: i64, place: i64, answer: Option<Answer>) -> Called {
        Called { order, place, answer }
    }

    #[test]
    fn an_acceptance_counts_once_everybody_before_has_answered() {
        let (yes, no) = (Some(Answer::Accepted), Some(Answer::Declined));
        let all = [call(1, 1, None), call(2, 2, yes)];
        assert!(!counts(all[1], &all), "the first may still move up");
        let all = [call(1, 1, no), call(2, 2, yes), call(3, 1, None)];
        assert!(counts(all[1], &all), "who is called later comes later");
        let tied = [call(1, 1, yes), call(2, 1, None)];
        assert!(!counts(tied[0], &tied), "equals move up together");
        assert!(!counts(call(1, 1, no), &[]) && !counts(call(1, 1, None), &[]));
    }

    #[test]
    fn a_round_is_one_more_than_the_last_that_filled_a_place() {
        let (yes, no) = (Some(Answer::Accepted), Some(Answer::Silent));
        assert_eq!(next_round(1, &[], 0), 1);
        assert_eq!(next_round(1, &[], 1), 2, "a ruling filled one before");
        assert_eq!(next_round(1, &[(1, call(1, 1, no))], 0), 1, "the next for the same place");
        assert_eq!(next_round(2, &[(1, call(1, 1, no))], 0), 1, "nobody moved up in the first");
        assert_eq!(next_round(2, &[(1, call(1, 1, yes))], 0), 2);
        assert_eq!(next_round(2, &[(1, call(1, 1, None))], 0), 2);
    }
}
