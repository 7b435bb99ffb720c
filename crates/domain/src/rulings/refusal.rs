//! Why a ruling, or the data it stands on, is refused.

use serde::{Deserialize, Serialize};

/// A ruling that does not fit what it answers.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "refusal", rename_all = "snake_case")]
pub enum Refusal {
    /// A line of something that has none to be decided in any scheme used.
    UnknownLine {
        /// The position, if one is named.
        position: Option<String>,
        /// As written.
        of: String,
    },
    /// Two lines for the same thing.
    LineTwice {
        /// The position.
        position: String,
        /// What it is a line of.
        of: String,
    },
    /// A ruling on a question that is not open.
    UnknownQuestion {
        /// As written.
        question: String,
    },
    /// Two rulings on one question.
    RulingTwice {
        /// The question.
        question: String,
    },
    /// The ruling is of the other kind.
    WrongRulingKind {
        /// The question.
        question: String,
    },
    /// The ruling does not name exactly the people tied.
    WrongPeople {
        /// The question.
        question: String,
    },
    /// Lots without a witness.
    NoWitness {
        /// The question.
        question: String,
    },
    /// A replacement or an override names an unknown position or list.
    UnknownList {
        /// The position.
        position: String,
        /// The list.
        stage: String,
    },
    /// Replacement is not allowed on this list.
    NotAllowed {
        /// The position.
        position: String,
        /// The list.
        stage: String,
    },
    /// More rounds than the scheme allows, or a round left out.
    Round {
        /// The position.
        position: String,
        /// The list.
        stage: String,
        /// The round.
        round: u8,
    },
    /// The person who leaves is not on the list.
    NotOnList {
        /// The position.
        position: String,
        /// The list.
        stage: String,
        /// The person.
        candidate: String,
    },
    /// The person who moves up is not the next reserve, or one tied with them is left out.
    NotNext {
        /// The position.
        position: String,
        /// The list.
        stage: String,
        /// The person.
        candidate: String,
    },
    /// An override of a person who stands there already, who was not on the list before, who left, or whose place is still open;
    /// or a second one about the same person.
    NotOverridable {
        /// The position.
        position: String,
        /// The list.
        stage: String,
        /// The person.
        candidate: String,
    },
    /// A list was to go on with more people than qualify now.
    FewerQualified {
        /// The question.
        question: String,
    },
    /// The mark of a person who was not called to its stage, or a missing mark of one who was.
    Mark {
        /// The position.
        position: String,
        /// The person.
        candidate: String,
        /// The column.
        column: String,
        /// True: a mark that should not be there; false: one that is missing.
        surplus: bool,
    },
    /// A shortlist needs the plan and the position has none.
    PlanMissing {
        /// The position.
        position: String,
        /// The list.
        stage: String,
    },
    /// The fraction no longer fits.
    TooFine {
        /// The position.
        position: String,
    },
}
