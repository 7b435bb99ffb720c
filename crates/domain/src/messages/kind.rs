//! The kinds of messages: each an event of the course that tells somebody something.

use serde::{Deserialize, Serialize};

use crate::placeholder::Placeholder as P;
use crate::word::words;

words! {
    /// What messages are about, as a person chooses which of them also come by mail or telephone.
    Matter {
        /// The own applications and what becomes of them.
        Application = "application",
        /// What must be done before a time is over.
        Reminder = "reminder",
        /// Work that waits on the desk.
        Desk = "desk",
        /// Password and sessions of the own account.
        Account = "account",
    }
}

words! {
    /// A kind of message.
    Kind {
        /// An application was submitted.
        Submitted = "submitted",
        /// A submitted application was taken back to be changed.
        Recalled = "recalled",
        /// An application was withdrawn for good.
        Withdrew = "withdrew",
        /// Screening passed the application.
        Passed = "passed",
        /// Screening refused the application.
        Refused = "refused",
        /// A verdict that was told before does not stand any more.
        Reopened = "reopened",
        /// The application may be filled and sent until later than others.
        Extended = "extended",
        /// The position of the application was cancelled.
        PositionCancelled = "position_cancelled",
        /// The position of the application was merged into another one, which can be chosen until a time.
        PositionMerged = "position_merged",
        /// The position of the application opens with fewer places.
        PlanReduced = "plan_reduced",
        /// The person left the selection.
        Departed = "departed",
        /// The person is called to move up, and has to answer.
        CalledUp = "called_up",
        /// A list with the candidate's row is public.
        ListReleased = "list_released",
        /// A list with the candidate's row was corrected, and the row with it.
        ListCorrected = "list_corrected",
        /// What follows the lists changed for a proposed person: held back, struck off, cleared, transferred, probation over.
        PlaceChanged = "place_changed",
        /// An officer ruled on the position that the person chose in a round of moves after the marks.
        MoveRuled = "move_ruled",
        /// What the candidate objected to, or asked to have reviewed, was answered.
        ObjectionAnswered = "objection_answered",
        /// The selection was suspended.
        Suspended = "suspended",
        /// The selection goes on.
        Resumed = "resumed",
        /// The selection was cancelled.
        Cancelled = "cancelled",
        /// Screening, which was finished, was opened again.
        ScreeningReopened = "screening_reopened",
        /// A draft will be worth nothing once registration closes.
        DraftWaits = "draft_waits",
        /// Registration has closed, and files wait for a verdict.
        FilesWait = "files_wait",
        /// Screening ends within a day, and files wait for a verdict.
        VerdictsDue = "verdicts_due",
        /// A posting waits for the competent department.
        ApprovalWaits = "approval_waits",
        /// The competent department sent a posting back.
        Returned = "returned",
        /// The competent department approved a posting.
        Approved = "approved",
        /// Something that one person entered waits for another.
        SecondWaits = "second_waits",
        /// Somebody objected, reported or asked, and waits for an answer.
        ObjectionWaits = "objection_waits",
        /// Somebody signed in from an address that is new for the account.
        NewSignIn = "new_sign_in",
        /// The password was changed.
        PasswordChanged = "password_changed",
        /// An administrator replaced the password by a one-time code.
        PasswordReset = "password_reset",
        /// A selecting authority replaced a candidate's password by a one-time code, after an identity document was checked.
        PasswordRecovered = "password_recovered",
        /// Proves that an address is the person's own. It is the only kind that does not stand in the account.
        Proof = "proof",
    }
}

impl Kind {
    /// What the kind is about; `None` for the proof of an address, which nobody can choose not to get.
    #[must_use]
    pub const fn matter(self) -> Option<Matter> {
        Some(match self {
            Self::Submitted
            | Self::Recalled
            | Self::Withdrew
            | Self::Passed
            | Self::Refused
            | Self::Reopened
            | Self::Suspended
            | Self::Resumed
            | Self::Cancelled
            | Self::ScreeningReopened
            | Self::Extended
            | Self::PositionCancelled
            | Self::PositionMerged
            | Self::PlanReduced
            | Self::Departed
            | Self::CalledUp
            | Self::ListReleased
            | Self::ListCorrected
            | Self::PlaceChanged
            | Self::MoveRuled
            | Self::ObjectionAnswered => Matter::Application,
            Self::DraftWaits | Self::FilesWait | Self::VerdictsDue => Matter::Reminder,
            Self::ApprovalWaits
            | Self::Returned
            | Self::Approved
            | Self::SecondWaits
            | Self::ObjectionWaits => Matter::Desk,
            Self::NewSignIn | Self::PasswordChanged | Self::PasswordReset | Self::PasswordRecovered => {
                Matter::Account
            }
            Self::Proof => return None,
        })
    }

    /// What a template of this kind may name.
    #[must_use]
    pub const fn placeholders(self) -> &'static [P] {
        match self {
            Self::Submitted | Self::Recalled | Self::Withdrew | Self::Passed | Self::Reopened => {
                &[P::Posting, P::Position, P::Number, P::Time, P::Link]
            }
            Self::Refused => &[P::Posting, P::Position, P::Number, P::Time, P::Link, P::Ground, P::Words],
            Self::Suspended | Self::Resumed | Self::Cancelled | Self::ScreeningReopened => {
                &[P::Posting, P::Position, P::Number, P::Time, P::Link, P::Words]
            }
            Self::Extended => &[P::Posting, P::Position, P::Number, P::Time, P::Closes, P::Link],
            Self::PositionCancelled
            | Self::PlanReduced
            | Self::Departed
            | Self::PlaceChanged
            | Self::MoveRuled
            | Self::ObjectionAnswered => &[P::Posting, P::Position, P::Number, P::Time, P::Link],
            Self::PositionMerged => {
                &[P::Posting, P::Position, P::Number, P::Time, P::Into, P::Until, P::Link]
            }
            Self::CalledUp => &[P::Posting, P::Position, P::List, P::Number, P::Time, P::Until, P::Link],
            Self::ListReleased => &[P::Posting, P::List, P::Number, P::Time, P::Link],
            Self::ListCorrected => &[P::Posting, P::List, P::Number, P::Time, P::Link, P::Words],
            Self::DraftWaits => &[P::Posting, P::Position, P::Number, P::Closes, P::Link],
            Self::FilesWait | Self::VerdictsDue => &[P::Posting, P::Count, P::Closes, P::Link],
            Self::ApprovalWaits | Self::Approved | Self::SecondWaits | Self::ObjectionWaits => {
                &[P::Posting, P::Time, P::Link]
            }
            Self::Returned => &[P::Posting, P::Time, P::Link, P::Words],
            Self::NewSignIn => &[P::Account, P::Address, P::Time, P::Link],
            Self::PasswordChanged | Self::PasswordReset => &[P::Account, P::Time, P::Link],
            Self::PasswordRecovered => &[P::Account, P::Office, P::Time, P::Link],
            Self::Proof => &[P::Code, P::Until],
        }
    }

    /// What a template of this kind must name, in its subject or in its body.
    #[must_use]
    pub const fn needed(self) -> &'static [P] {
        match self {
            Self::Submitted => &[P::Number, P::Time, P::Link],
            Self::Refused => &[P::Ground, P::Link],
            Self::Returned | Self::Suspended | Self::Resumed | Self::Cancelled | Self::ScreeningReopened => {
                &[P::Words, P::Link]
            }
            Self::CalledUp => &[P::Until, P::Link],
            Self::PositionMerged => &[P::Into, P::Until, P::Link],
            Self::DraftWaits | Self::Extended => &[P::Closes, P::Link],
            Self::FilesWait => &[P::Count, P::Link],
            Self::VerdictsDue => &[P::Count, P::Closes, P::Link],
            Self::ListReleased => &[P::List, P::Link],
            Self::ListCorrected => &[P::List, P::Link, P::Words],
            Self::PasswordRecovered => &[P::Office, P::Link],
            Self::Proof => &[P::Code],
            Self::Recalled
            | Self::Withdrew
            | Self::PositionCancelled
            | Self::PlanReduced
            | Self::Departed
            | Self::PlaceChanged
            | Self::MoveRuled
            | Self::ObjectionAnswered
            | Self::Passed
            | Self::Reopened
            | Self::ApprovalWaits
            | Self::Approved
            | Self::SecondWaits
            | Self::ObjectionWaits
            | Self::NewSignIn
            | Self::PasswordChanged
            | Self::PasswordReset => &[P::Link],
        }
    }

    /// Whether a posting may say it in words of its own. What concerns accounts alone cannot be reworded.
    #[must_use]
    pub const fn is_of_posting(self) -> bool {
        !matches!(
            self,
            Self::NewSignIn
                | Self::PasswordChanged
                | Self::PasswordReset
                | Self::PasswordRecovered
                | Self::Proof
        )
    }

    /// Whether it is told to candidates by their applications. Such a message concerns one application, and a preview takes one.
    #[must_use]
    pub const fn is_for_candidates(self) -> bool {
        matches!(
            self,
            Self::Submitted
                | Self::Recalled
                | Self::Withdrew
                | Self::Passed
                | Self::Refused
                | Self::Reopened
                | Self::Suspended
                | Self::Resumed
                | Self::Cancelled
                | Self::ScreeningReopened
                | Self::Extended
                | Self::PositionCancelled
                | Self::PositionMerged
                | Self::PlanReduced
                | Self::Departed
                | Self::CalledUp
                | Self::ListReleased
                | Self::ListCorrected
                | Self::PlaceChanged
                | Self::MoveRuled
                | Self::ObjectionAnswered
                | Self::DraftWaits
        )
    }

    /// Whether it is told to people at the desk, by their roles in a posting.
    #[must_use]
    pub const fn is_for_staff(self) -> bool {
        matches!(
            self,
            Self::FilesWait
                | Self::VerdictsDue
                | Self::ApprovalWaits
                | Self::Returned
                | Self::Approved
                | Self::SecondWaits
                | Self::ObjectionWaits
        )
    }

    /// Whether a message of this kind takes the place of an unsent `older` one about the same thing: it says what the older one
    /// would say wrongly by now.
    #[must_use]
    pub const fn replaces(self, older: Self) -> bool {
        match self {
            Self::Submitted => matches!(older, Self::Submitted | Self::Recalled | Self::DraftWaits),
            Self::Recalled => matches!(older, Self::Submitted | Self::Recalled),
            Self::Withdrew => matches!(
                older,
                Self::Submitted
                    | Self::Recalled
                    | Self::Withdrew
                    | Self::DraftWaits
                    | Self::Passed
                    | Self::Refused
                    | Self::Reopened
            ),
            Self::Passed | Self::Refused | Self::Reopened => {
                matches!(older, Self::Passed | Self::Refused | Self::Reopened)
            }
            Self::Returned | Self::Approved | Self::ApprovalWaits => {
                matches!(older, Self::Returned | Self::Approved | Self::ApprovalWaits)
            }
            Self::Suspended | Self::Resumed => matches!(older, Self::Suspended | Self::Resumed),
            Self::PositionCancelled | Self::PositionMerged => matches!(
                older,
                Self::Passed
                    | Self::Reopened
                    | Self::PlanReduced
                    | Self::PositionCancelled
                    | Self::PositionMerged
            ),
            Self::PlanReduced => matches!(older, Self::PlanReduced),
            Self::Departed => matches!(older, Self::CalledUp | Self::Departed),
            Self::Extended => matches!(older, Self::Extended | Self::DraftWaits),
            Self::Cancelled => matches!(older, Self::Suspended | Self::Resumed | Self::DraftWaits),
            Self::FilesWait | Self::VerdictsDue => matches!(older, Self::FilesWait | Self::VerdictsDue),
            Self::PlaceChanged => matches!(older, Self::PlaceChanged),
            Self::ScreeningReopened => matches!(older, Self::ScreeningReopened),
            Self::Proof => matches!(older, Self::Proof),
            Self::SecondWaits
            | Self::ObjectionWaits
            | Self::MoveRuled
            | Self::ObjectionAnswered
            | Self::ListReleased
            | Self::ListCorrected
            | Self::CalledUp
            | Self::DraftWaits
            | Self::NewSignIn
            | Self::PasswordChanged
            | Self::PasswordReset
            | Self::PasswordRecovered => false,
        }
    }

    /// For how many seconds it is held back before it is told to anybody. A verdict can be taken back at once by whoever pressed
    /// the wrong key, and then nobody was told.
    #[must_use]
    pub const fn held_seconds(self) -> i64 {
        match self {
            Self::Passed | Self::Refused => 600,
            _ => 0,
        }
    }
}
