//! What stands against a ruling, or against going on without one.

use serde::{Deserialize, Serialize};

use crate::calendar::Instant;

/// What stands against a ruling, or against going on without one.
#[expect(missing_docs, reason = "the sentence of each variant says what its fields are")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum RulingsWhy {
    /// `count` ties need a ruling before this list can be published.
    Needed { count: u32 },
    /// `count` positions have fewer people than the ratio of this list takes, and nobody decided that it goes on.
    FewQualified { count: u32 },
    /// Fewer qualified than the list may go on with.
    UnderLeast,
    /// The list was to go on with more people than qualify now.
    FewerQualified,
    /// What was to be decided is not open.
    QuestionClosed,
    /// It is decided already; that ruling can be corrected.
    DecidedAlready,
    /// A proposal about the same thing waits for the approver.
    ProposalWaits,
    /// The proposal was approved or sent back, or the ruling no longer stands.
    Settled,
    /// A ruling must order exactly those who are tied.
    WrongPeople,
    /// Two people have the same place in the lots.
    PlaceTwice,
    /// The person is not on the list.
    NotOnList,
    /// A decision can neither put the person on the list nor take the person off it: the person stands there already, left, was
    /// not on the list before, or is still open.
    NotOverridable,
    /// The next reserves move up, all of them where they are tied, and nobody else.
    NotNext,
    /// There are more rounds of replacement than the scheme allows, or one was left out.
    ReplacementRound,
    /// The scheme allows no replacement on this list.
    ReplacementNotAllowed,
    /// The person left already, or a departure waits.
    LeftAlready,
    /// The person was transferred: the place is taken. A probation that was not passed frees it, and an officer's departure where there is
    /// no probation.
    Transferred,
    /// The person is called already, and has not answered.
    CalledAlready,
    /// The term of the call is over.
    CallOver { until: Instant },
    /// The call was answered otherwise.
    Answered,
    /// Only a departure that stands, and that one person entered and another approved, can be taken back.
    NotReversible,
    /// Somebody moved up for the departure.
    PlaceFilled,
    /// A later decision proposed somebody else for the place.
    PlaceGiven,
    /// Somebody is called for the departure and may still answer.
    PlaceCalled,
    /// It was proposed already to take the departure back.
    RecallWaits,
    /// A departure lies in the future.
    LeavesLater,
    /// No place on the list is vacant, or each has a call that waits.
    NothingVacant,
    /// Nobody is in reserve who is not called.
    NobodyNext,
    /// `count` calls to move up on an earlier list wait for their answers.
    CallsWait { count: u32 },
    /// The term of a call ends before now.
    TermOver,
    /// The scheme fills places on this list until then, and no longer; a term lies before it too.
    FillingOver { until: Instant },
    /// With this ruling marks of `count` people would no longer fit the lists before them.
    AgainstMarks { count: u32 },
    /// `count` recorded rulings no longer fit what they answer.
    Unfit { count: u32 },
}
