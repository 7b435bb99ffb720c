//! What stands against a collective decision, its publicity period and what follows from it.

use serde::{Deserialize, Serialize};
use time::Date;

use super::PublicCode;

/// Why a decision, a publicity period, a transfer or the closing of a selection is refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum DecisionsWhy {
    /// A decision is entered already and not confirmed yet.
    Waits,
    /// The decision is not in the state that this asks for.
    WrongState,
    /// The last list has a further version, which says something else of the people that the decision is about.
    Overtaken,
    /// People whom the decision proposes are no longer on the last list.
    OffList {
        /// How many.
        count: u32,
    },
    /// The day of the decision lies in the future.
    InFuture,
    /// The decision says nothing of any position yet.
    Empty,
    /// Nothing was said yet of some people of a position that it decides.
    Unsaid {
        /// The position.
        position: PublicCode,
        /// How many people.
        count: u32,
    },
    /// More people are proposed than the position has places left.
    TooMany {
        /// The position.
        position: PublicCode,
        /// Places that are left.
        places: u32,
        /// How many are proposed.
        found: u32,
    },
    /// Somebody who was passed over, or not proposed although a place stays empty, has no ground.
    GroundMissing {
        /// The position.
        position: PublicCode,
        /// How many people.
        count: u32,
    },
    /// The rule of the scheme cannot be computed yet: the quantified inspection of some people is not countersigned.
    ResultMissing {
        /// The position.
        position: PublicCode,
        /// How many people.
        count: u32,
    },
    /// Somebody is proposed whose inspection no second member of the team has countersigned.
    NotInspected {
        /// The position.
        position: PublicCode,
        /// How many people.
        count: u32,
    },
    /// Somebody is proposed whose medical was not passed, or waits for its re-examination.
    NotFit {
        /// The position.
        position: PublicCode,
        /// How many people.
        count: u32,
    },
    /// Somebody is proposed whose departure, such as a veto of the inspection, waits for its approval.
    DepartureWaits {
        /// The position.
        position: PublicCode,
        /// How many people.
        count: u32,
    },
    /// A ground says "other" and no words say which.
    WordsMissing,
    /// The person is proposed by an earlier decision that stands.
    AlreadyProposed,
    /// The person left the selection.
    Left,
    /// Nobody is proposed, so that there is nothing to make public.
    NobodyProposed,
    /// The proposed people of this decision are public already.
    AlreadyPublic,
    /// The publicity period cannot begin before today.
    BeginsBefore {
        /// Today.
        today: Date,
    },
    /// The last day of the publicity period must be given by hand, because a year in it has no announced working days.
    LastDayNeeded {
        /// That year.
        year: i32,
    },
    /// The last day given by hand leaves fewer days than the working days that were announced.
    TooShort {
        /// Working days that the scheme asks for.
        days: u32,
    },
    /// The publicity period is not over yet.
    NotOver {
        /// Its last day.
        last: Date,
    },
    /// Objections wait for an answer.
    ObjectionsOpen {
        /// How many.
        count: u32,
    },
    /// The publicity period was not ended by a person yet.
    PublicityOpen,
    /// The person is not proposed, or no longer.
    NotProposed,
    /// What an objection suspended is not cleared.
    Suspended,
    /// Probation is no longer than twelve months.
    ProbationLong,
    /// Trial work is longer than the notice sets.
    TrialLong {
        /// The days that it sets.
        days: u32,
    },
    /// Trial work is not over before the transfer, or not yet.
    TrialRuns {
        /// Its last day.
        until: Date,
    },
    /// The service term is longer than the notice sets.
    ServiceLong {
        /// The months that it sets.
        months: u32,
    },
    /// Trial work or the service term is shorter than the notice sets, and nothing says why.
    ShorterThanSet,
    /// The transfer would begin before the day on which it was decided.
    BeforeDecided {
        /// That day.
        decided: Date,
    },
    /// There is no service term that runs.
    NoServiceTerm,
    /// The service term was ended early already, on that day.
    ServiceEnded {
        /// The day on which it is over.
        on: Date,
    },
    /// The day does not lie inside of the service term.
    ServiceOutside {
        /// The day of the transfer.
        from: Date,
        /// The day on which the term is over by itself.
        until: Date,
    },
    /// The transfer was approved already.
    AlreadyTransferred,
    /// There is no probation that runs.
    NoProbation,
    /// People who are proposed have no end yet: neither transferred nor cancelled, or still in probation.
    StillRunning {
        /// How many.
        count: u32,
    },
    /// Probation is not over yet, so that nobody passed it.
    ProbationRuns {
        /// The day on which it is.
        until: Date,
    },
    /// Departures wait for their approval: nobody could decide them once the selection is closed.
    DeparturesOpen {
        /// How many.
        count: u32,
    },
    /// A list is under correction, which the public reads until it ends.
    CorrectionOpen,
    /// A round of moves after the marks waits for its confirmation, or people still choose in it.
    RoundOpen,
    /// Nobody ruled on what people chose in rounds of moves after the marks.
    ChoicesOpen {
        /// How many.
        count: u32,
    },
    /// Calls to move up wait for their answers.
    CallsOpen {
        /// How many.
        count: u32,
    },
    /// People moved up, and no list that is out has them.
    UpUnlisted {
        /// How many.
        count: u32,
    },
    /// People were taken into another position after the marks, in which no list that is out has them.
    MovedUnlisted {
        /// How many.
        count: u32,
    },
}
