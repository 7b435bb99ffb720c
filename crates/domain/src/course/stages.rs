//! Where each stage of a timetable stands: gone by, running, still to come, or late.
//!
//! Owns: what ends a stage besides the clock, what holds it up, and where it is worked. Refuses: reading what waits.

use serde::{Deserialize, Serialize};

use super::Waiting;
use crate::access::ActName;
use crate::calendar::{Instant, Standing, Window};
use crate::timetable::{Stage, StageKind, Timetable};
use crate::word::words;

/// What has happened in a posting, as far as stages end by it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Done {
    /// Screening was finished, so that tickets are out.
    pub screened: bool,
    /// No position is below its opening ratio that was not decided on.
    pub opened: bool,
    /// A list is public.
    pub listed: bool,
    /// Every list that the scheme names is public.
    pub whole: bool,
    /// A collective decision was confirmed; `None` for readers who may not see it.
    pub decided: Option<bool>,
    /// Somebody was transferred; `None` for readers who may not see it.
    pub transferred: Option<bool>,
    /// The posting was closed.
    pub closed: bool,
}

words! {
    /// Where a stage stands.
    Mark {
        /// It has gone by.
        Over = "over",
        /// It runs.
        Now = "now",
        /// Its time is over, and what ends it has not happened.
        Late = "late",
        /// Its time lies ahead.
        Next = "next",
        /// It is to be announced.
        Open = "open",
    }
}

impl StageKind {
    /// Whether what ends the stage has happened; `None` where the clock alone ends it, or where the reader may not know.
    #[must_use]
    pub const fn ended(self, done: Done) -> Option<bool> {
        match self {
            Self::Screening | Self::Tickets => Some(done.screened),
            Self::Opening => Some(done.opened),
            Self::WrittenResults => Some(done.listed),
            Self::InterviewResults => Some(done.whole),
            Self::Inspection | Self::Decision => done.decided,
            Self::Transfer => match done.transferred {
                Some(transferred) => Some(transferred || done.closed),
                None => None,
            },
            Self::Probation => Some(done.closed),
            Self::Recommendation
            | Self::Rechoice
            | Self::Written
            | Self::Review
            | Self::Recheck
            | Self::Interview
            | Self::Medical
            | Self::Publicity => None,
        }
    }
}

impl StageKind {
    /// The page on which the stage is worked, below `desk/postings/CODE`.
    #[must_use]
    pub const fn page(self) -> &'static str {
        match self {
            Self::Recommendation | Self::Screening | Self::Recheck => "screening",
            Self::Opening | Self::Rechoice => "opening",
            Self::Tickets => "prints",
            Self::Written | Self::Interview => "marks",
            Self::WrittenResults | Self::InterviewResults => "lists",
            Self::Medical | Self::Inspection => "inspection",
            Self::Decision => "decision",
            Self::Review | Self::Publicity => "objections",
            Self::Transfer | Self::Probation => "outcome",
        }
    }

    /// The act by which somebody may see that page.
    #[must_use]
    pub const fn seen_by(self) -> ActName {
        match self {
            Self::Recommendation | Self::Screening | Self::Recheck => ActName::ViewApplications,
            Self::Opening | Self::Rechoice => ActName::ViewOpening,
            Self::Tickets => ActName::PrintPapers,
            Self::Written | Self::Interview => ActName::ViewMarks,
            Self::WrittenResults | Self::InterviewResults => ActName::ViewRanking,
            Self::Medical | Self::Inspection => ActName::ViewInspections,
            Self::Decision | Self::Transfer | Self::Probation => ActName::ViewDecisions,
            Self::Review | Self::Publicity => ActName::ViewObjections,
        }
    }

    /// Whether something that waits holds this stage up.
    #[must_use]
    pub const fn is_held_by(self, what: Waiting) -> bool {
        match what {
            Waiting::Files | Waiting::Extension => matches!(self, Self::Screening),
            Waiting::BelowRatio | Waiting::Opening => matches!(self, Self::Opening | Self::Screening),
            Waiting::Panels | Waiting::InterviewPlan | Waiting::SentInterviewPlan => {
                matches!(self, Self::Interview)
            }
            Waiting::Marks => matches!(
                self,
                Self::Written | Self::WrittenResults | Self::Interview | Self::InterviewResults
            ),
            Waiting::Ranking
            | Waiting::Question
            | Waiting::Unfit
            | Waiting::Ruling
            | Waiting::Correcting
            | Waiting::Correction
            | Waiting::FirstSignature
            | Waiting::Lists
            | Waiting::Publication
            | Waiting::Recall => matches!(self, Self::WrittenResults | Self::InterviewResults),
            Waiting::Departure | Waiting::Vacancy => matches!(
                self,
                Self::WrittenResults | Self::InterviewResults | Self::Medical | Self::Inspection
            ),
            Waiting::Inspection => matches!(self, Self::Inspection),
            Waiting::Decision | Waiting::ReturnedDecision => matches!(self, Self::Decision),
            Waiting::Objection => matches!(self, Self::Review | Self::Publicity),
            // They concern the posting as a whole.
            Waiting::Posting
            | Waiting::Returned
            | Waiting::Adjustment
            | Waiting::Choice
            | Waiting::Unlisted
            | Waiting::Cut
            | Waiting::Revision
            | Waiting::Cancel
            | Waiting::ReturnedRevision
            | Waiting::Reopening => false,
        }
    }
}

/// Where each stage of a timetable stands at `now`, in its order.
#[must_use]
pub fn marks(timetable: &Timetable, done: Done, now: Instant) -> Vec<Mark> {
    let begun = |at: usize| {
        timetable.0.iter().skip(at).any(|one| one.when.span().is_some_and(|span| span.opens <= now))
    };
    let mark = |(at, one): (usize, &Stage)| {
        let ended = one.kind.ended(done);
        match (ended, one.when.span().map(|span| span.standing(now))) {
            (Some(true), _) | (None, Some(Standing::After)) => Mark::Over,
            (Some(false), Some(Standing::After)) => Mark::Late,
            (_, Some(Standing::Inside)) => Mark::Now,
            (_, Some(Standing::Before)) => Mark::Next,
            // Its time was never said, but a later stage has begun.
            (None, None) if begun(at) => Mark::Over,
            (_, None) => Mark::Open,
        }
    };
    timetable.0.iter().enumerate().map(mark).collect()
}

/// Until when what waits should be settled: the end of the first stage that it holds up and that has not ended; a posting that is
/// not approved yet, by the opening of its registration. `None` where no time is said.
#[must_use]
pub fn term(
    (timetable, registration): (&Timetable, Option<Window>),
    (what, done): (Waiting, Done),
    now: Instant,
) -> Option<Instant> {
    if matches!(what, Waiting::Posting | Waiting::Returned) {
        return registration.map(|window| window.opens);
    }
    let held = timetable.0.iter().filter(|one| one.kind.is_held_by(what));
    let open: Vec<(Option<bool>, Window)> = held
        .filter_map(|one| Some((one.kind.ended(done), one.when.span()?)))
        .filter(|(ended, _)| *ended != Some(true))
        .collect();
    // The clock alone ends some stages: what they left over is due with the next one, or late.
    let next = open.iter().find(|(ended, span)| *ended == Some(false) || now < span.closes);
    next.or(open.last()).map(|(_, span)| span.closes)
}
