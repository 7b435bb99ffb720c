//! The stages (环节) that a posting may have after registration: which there are, and which one stands before another.
//!
//! Owns: their words and their order. Refuses: times, which are `timetable`'s.

use serde::{Deserialize, Serialize};

use crate::word::words;

words! {
    /// The stages that a posting may have after registration.
    StageKind {
        /// The unit recommends (单位推荐).
        Recommendation = "recommendation",
        /// Screening (资格审查).
        Screening = "screening",
        /// The openings are confirmed (开考确认).
        Opening = "opening",
        /// People of cancelled positions choose another one (改报).
        Rechoice = "rechoice",
        /// Tickets can be taken (领取准考证).
        Tickets = "tickets",
        /// A paper of the written test (笔试).
        Written = "written",
        /// The results of the written test (笔试成绩).
        WrittenResults = "written_results",
        /// Reviews of marks can be asked for (成绩复核).
        Review = "review",
        /// Documents are checked again (资格复审).
        Recheck = "recheck",
        /// The interview (面试).
        Interview = "interview",
        /// The results of the interview (面试成绩).
        InterviewResults = "interview_results",
        /// The medical examination (体检).
        Medical = "medical",
        /// The inspection (考察).
        Inspection = "inspection",
        /// The collective decision (集体讨论决定).
        Decision = "decision",
        /// The publicity period (公示).
        Publicity = "publicity",
        /// The transfer (转任).
        Transfer = "transfer",
        /// The probation (试用).
        Probation = "probation",
    }
}

impl StageKind {
    /// The stages of a usual course, all to be announced: what an empty timetable is offered.
    pub const USUAL: &'static [Self] = &[
        Self::Screening,
        Self::Tickets,
        Self::Written,
        Self::WrittenResults,
        Self::Interview,
        Self::InterviewResults,
        Self::Inspection,
        Self::Decision,
        Self::Publicity,
    ];

    /// The stage that must stand before this one, where the posting has both.
    #[must_use]
    pub const fn follows(self) -> Option<Self> {
        match self {
            Self::Rechoice => Some(Self::Opening),
            Self::Written => Some(Self::Tickets),
            Self::WrittenResults => Some(Self::Written),
            Self::Review => Some(Self::WrittenResults),
            Self::InterviewResults => Some(Self::Interview),
            Self::Publicity => Some(Self::Decision),
            Self::Transfer => Some(Self::Publicity),
            Self::Probation => Some(Self::Transfer),
            Self::Recommendation
            | Self::Screening
            | Self::Opening
            | Self::Tickets
            | Self::Recheck
            | Self::Interview
            | Self::Medical
            | Self::Inspection
            | Self::Decision => None,
        }
    }

    /// Whether the stage may begin while people still register.
    #[must_use]
    pub const fn beside_registration(self) -> bool {
        matches!(self, Self::Recommendation | Self::Screening)
    }
}
