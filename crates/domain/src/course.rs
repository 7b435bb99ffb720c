//! The course of a posting as decisions change it: what stops it, what lets it go on, and every way from one phase to another with
//! who may take it.
//!
//! Owns: [`Stop`], the kinds of decisions on the course, resuming, and the table that `docs/course.md` prints. Refuses: the steps
//! themselves (`lifecycle`) and the rule of each act (`access`).

mod stages;

use serde::{Deserialize, Serialize};

use crate::access::{ActName, INSPECTORS, Role};
use crate::calendar::{Instant, Window};
use crate::lifecycle::{Phase, Step};
use crate::reason::{PostingsWhy, Reason};
use crate::word::words;

pub use stages::{Done, Mark, marks, term};

words! {
    /// What the competent department decides on the course of a posting.
    DecisionKind {
        /// The selection stops for a while.
        Suspend = "suspend",
        /// It goes on.
        Resume = "resume",
        /// It is cancelled, for good.
        Cancel = "cancel",
        /// Its screening, which was finished, is opened again.
        ReopenScreening = "reopen_screening",
    }
}

words! {
    /// What may wait for a person on the desk.
    Waiting {
        /// A posting was sent for approval.
        Posting = "posting",
        /// A posting was sent back, and is a draft again.
        Returned = "returned",
        /// A version was approved with fewer places or without a position, and its authors have not answered.
        Cut = "cut",
        /// A further revision was proposed.
        Revision = "revision",
        /// A further revision was sent back to whoever proposed it.
        ReturnedRevision = "returned_revision",
        /// The cancellation of a selection was proposed.
        Cancel = "cancel",
        /// It was proposed to open screening again.
        Reopening = "reopening",
        /// An individual extension was proposed.
        Extension = "extension",
        /// Positions are below their opening ratio, and nobody proposed what opens of them.
        BelowRatio = "below_ratio",
        /// Openings below the opening ratio were proposed.
        Opening = "opening",
        /// A round of moves after the marks was proposed.
        Adjustment = "adjustment",
        /// People chose other positions in a round whose window is over, and nobody ruled on it.
        Choice = "choice",
        /// Applications wait for a verdict, and registration is over.
        Files = "files",
        /// An interview has no panel of examiners, or one with less than the scheme asks for.
        Panels = "panels",
        /// The interview's plan was begun, sent back or asked for by the scheme, and no version of it is approved or waits for that.
        InterviewPlan = "interview_plan",
        /// The interview's plan was sent for approval.
        SentInterviewPlan = "sent_interview_plan",
        /// Marks are missing in a column that is due.
        Marks = "marks",
        /// The ranking is to be computed, for the first time or because something changed since.
        Ranking = "ranking",
        /// The ranking leaves a question open on which nothing is proposed.
        Question = "question",
        /// A computation is due, and rulings stand that it would be refused for.
        Unfit = "unfit",
        /// A ruling was proposed.
        Ruling = "ruling",
        /// A departure was entered.
        Departure = "departure",
        /// It was proposed to take a departure back.
        Recall = "recall",
        /// A place on a list is vacant, and somebody is next to be called for it.
        Vacancy = "vacancy",
        /// People moved up, or were taken into another position, and no list that is out has them there: its next version is due.
        Unlisted = "unlisted",
        /// A list is under correction, and what it rests on is to be corrected and computed again.
        Correcting = "correcting",
        /// A list is under correction.
        Correction = "correction",
        /// A list is to be published within working days that run.
        Publication = "publication",
        /// A list is ready that nobody signed first as it is.
        FirstSignature = "first_signature",
        /// A list stands under a first signature and is neither public nor signed for an instant.
        Lists = "lists",
        /// The file of an inspection was entered.
        Inspection = "inspection",
        /// A collective decision was sent.
        Decision = "decision",
        /// A collective decision was sent back to whoever entered it.
        ReturnedDecision = "returned_decision",
        /// Somebody objected, reported or asked.
        Objection = "objection",
    }
}

impl Waiting {
    /// The act by which it waits no longer.
    #[must_use]
    pub const fn act(self) -> ActName {
        match self {
            Self::Posting => ActName::ApprovePosting,
            Self::Returned => ActName::SubmitPosting,
            Self::Cut => ActName::AcceptCut,
            Self::Revision => ActName::ApproveRevision,
            Self::ReturnedRevision => ActName::ProposeRevision,
            Self::Cancel => ActName::CancelPosting,
            Self::Reopening => ActName::ReopenScreening,
            Self::Extension => ActName::GrantExtension,
            Self::BelowRatio => ActName::ProposeOpening,
            Self::Opening => ActName::ConfirmOpening,
            Self::Adjustment => ActName::ConfirmAdjustment,
            Self::Choice => ActName::RuleAdjustment,
            Self::Files => ActName::ScreenApplication,
            Self::Panels => ActName::RecordPanels,
            Self::InterviewPlan => ActName::SendInterviewPlan,
            Self::SentInterviewPlan => ActName::ApproveInterviewPlan,
            Self::Marks => ActName::EnterMark,
            Self::Ranking | Self::Correcting | Self::Publication => ActName::ComputeRanking,
            Self::Question | Self::Unfit => ActName::ProposeRuling,
            Self::Vacancy => ActName::CallNext,
            Self::Ruling => ActName::ApproveRuling,
            Self::Departure => ActName::ApproveDeparture,
            Self::Recall => ActName::ApproveRecall,
            Self::Unlisted => ActName::CorrectList,
            Self::FirstSignature => ActName::SignFirst,
            Self::Correction | Self::Lists => ActName::PublishList,
            Self::Inspection => ActName::CountersignInspection,
            Self::Decision => ActName::ConfirmDecision,
            Self::ReturnedDecision => ActName::EnterDecision,
            Self::Objection => ActName::AnswerObjection,
        }
    }

    /// The act by which somebody may see that it waits.
    #[must_use]
    pub const fn seen_by(self) -> ActName {
        match self {
            // How many marks are missing holds up whoever computes, too.
            Self::Posting
            | Self::Returned
            | Self::Cut
            | Self::Revision
            | Self::Cancel
            | Self::Reopening
            | Self::Marks
            | Self::Panels
            | Self::ReturnedRevision
            | Self::Publication => ActName::ViewPosting,
            Self::InterviewPlan | Self::SentInterviewPlan => ActName::ViewInterviewPlan,
            Self::Extension => ActName::ViewExtensions,
            Self::BelowRatio | Self::Opening => ActName::ViewOpening,
            Self::Adjustment | Self::Choice => ActName::ViewAdjustment,
            Self::Files => ActName::ViewApplications,
            Self::Ranking
            | Self::Question
            | Self::Unfit
            | Self::Ruling
            | Self::Correcting
            | Self::Correction
            | Self::FirstSignature
            | Self::Lists => ActName::ViewRanking,
            Self::Departure | Self::Recall | Self::Vacancy | Self::Unlisted => ActName::ViewDepartures,
            Self::Inspection => ActName::ViewInspections,
            Self::Decision | Self::ReturnedDecision => ActName::ViewDecisions,
            Self::Objection => ActName::ViewObjections,
        }
    }

    /// The roles that may settle it; of those who inspect only whom the posting's team names.
    #[must_use]
    pub const fn settled_by(self) -> &'static [Role] {
        match self {
            Self::Posting
            | Self::Revision
            | Self::Cancel
            | Self::Reopening
            | Self::Extension
            | Self::Opening
            | Self::Adjustment
            | Self::Ruling
            | Self::Departure
            | Self::SentInterviewPlan
            | Self::Recall => &[Role::Approver],
            Self::Files
            | Self::Choice
            | Self::BelowRatio
            | Self::Returned
            | Self::Cut
            | Self::Panels
            | Self::InterviewPlan
            | Self::Ranking
            | Self::Question
            | Self::Unfit
            | Self::Vacancy
            | Self::Unlisted
            | Self::Correcting
            | Self::Publication
            | Self::FirstSignature
            | Self::ReturnedRevision
            | Self::ReturnedDecision => &[Role::Screener],
            Self::Marks => &[Role::Clerk],
            Self::Inspection => &INSPECTORS,
            Self::Correction | Self::Lists | Self::Decision => &[Role::Publisher],
            Self::Objection => &[Role::Publisher, Role::Approver],
        }
    }

    /// The page on which it is settled, below `desk/postings/CODE`: messages, the start of the desk and the posting lead there.
    #[must_use]
    pub const fn page(self) -> &'static str {
        match self {
            Self::Posting => "approval/approve",
            Self::Returned => "",
            Self::Cut => "cut",
            Self::Panels => "panels",
            Self::InterviewPlan | Self::SentInterviewPlan => "interview-plan",
            Self::Marks => "marks",
            Self::Ranking | Self::Correcting => "ranking",
            Self::Revision | Self::ReturnedRevision => "revision",
            Self::Cancel | Self::Reopening => "course",
            Self::Extension => "extensions",
            Self::BelowRatio | Self::Opening => "opening",
            Self::Adjustment | Self::Choice => "adjustment",
            Self::Files => "screening?state=submitted",
            Self::Question | Self::Unfit | Self::Ruling => "rulings",
            Self::Departure | Self::Recall | Self::Vacancy => "departures",
            Self::Unlisted | Self::Correction | Self::FirstSignature | Self::Lists | Self::Publication => {
                "lists"
            }
            Self::Inspection => "inspection?shown=entered",
            Self::Decision | Self::ReturnedDecision => "decision",
            Self::Objection => "objections",
        }
    }
}

/// Why and when a posting stopped: suspended, ended, or taken back before it was approved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stop {
    /// Why, in the words of whoever decided it. The public reads them where the posting is public.
    pub reason: String,
    /// When.
    pub at: Instant,
    /// The phase that it stopped in.
    pub from: Phase,
}

/// The phase whose rules hold for what is prepared beside the course: a suspended posting keeps those of the phase it stopped in.
#[must_use]
pub fn beneath(phase: Phase, stop: Option<&Stop>) -> Phase {
    match (phase, stop) {
        (Phase::Suspended, Some(stop)) => stop.from,
        (phase, _) => phase,
    }
}

/// The phase of a suspended posting once it is resumed at `now`: the one that it stopped in, as far as the clock has it there.
///
/// # Errors
/// [`PostingsWhy::WrongPhase`] where it is not suspended; [`PostingsWhy::ClosedMeanwhile`] where registration would have closed
/// while it was: a further revision must give it a new closing time first.
pub fn resumed((phase, stop): (Phase, Option<&Stop>), window: Window, now: Instant) -> Result<Phase, Reason> {
    let Some(stop) = stop.filter(|_| phase == Phase::Suspended) else {
        return Err(PostingsWhy::WrongPhase { phase }.reason());
    };
    if stop.at < window.closes && window.closes <= now {
        return Err(PostingsWhy::ClosedMeanwhile { closes: window.closes }.reason());
    }
    let mut phase = stop.from;
    while let Some(step) = phase.due(window, now).or_else(|| phase.untimely(window, now)) {
        phase = phase.after(step)?;
    }
    Ok(phase)
}

/// The act by which a step is taken.
#[must_use]
pub const fn act_of(step: Step) -> ActName {
    match step {
        Step::Submit => ActName::SubmitPosting,
        Step::Return => ActName::ReturnPosting,
        Step::Approve => ActName::ApprovePosting,
        Step::AcceptCut => ActName::AcceptCut,
        Step::DeclineCut => ActName::DeclineCut,
        Step::OpenRegistration | Step::CloseRegistration | Step::TakeBackOpening | Step::TakeBackClosing => {
            ActName::TurnPhase
        }
        Step::FinishScreening => ActName::FinishScreening,
        Step::Rank => ActName::ComputeRanking,
        Step::Reopen => ActName::ReopenMarks,
        Step::Correct => ActName::CorrectList,
        Step::Publish => ActName::PublishList,
        Step::End => ActName::EndPosting,
        Step::Close => ActName::ClosePosting,
        Step::Suspend => ActName::SuspendPosting,
        Step::Cancel => ActName::CancelPosting,
        Step::ReopenScreening => ActName::ReopenScreening,
        Step::Withdraw => ActName::WithdrawPosting,
    }
}

#[cfg(test)]
mod tests;
