//! What a use case answers when it does not do what was asked.
//!
//! Owns: [`Fault`]. Refuses: text for people; `app::api::gate` turns a fault into a wire error, a status or a page.

use std::fmt;

use domain::access::Denial;
use domain::reason::{
    ActsWhy, ApplicationsWhy, DecisionsWhy, InspectionsWhy, ListsWhy, ObjectionsWhy, PeopleWhy, PostingsWhy,
    Reason, RulingsWhy,
};
use store::{Conflict, StoreError};

/// Why a use case did not do what was asked. Nothing was written, save where [`Fault::Unconfirmed`] says that nobody
/// knows.
#[derive(Debug)]
pub enum Fault {
    /// The law refuses: all reasons, each at its field where it has one.
    Refused(Vec<Reason>),
    /// The policy refuses this caller.
    Denied(Denial),
    /// There is no such thing, or none that this caller may know of.
    Missing,
    /// Somebody else changed the row meanwhile.
    Stale,
    /// Too much at once; trying again later helps.
    Busy,
    /// The disk has too little room left for another act; reading goes on, and acts again once there is room.
    NoRoom,
    /// The database was lost while it was asked to keep the act, or the turn that the act shared broke off: it may be kept or not. The only
    /// fault of which "nothing was written" cannot be said.
    Unconfirmed,
    /// A defect or a broken environment; the log holds the cause under the request's number.
    Internal(Cause),
}

/// The cause of an internal fault: for the log only.
pub struct Cause {
    words: String,
    act: Option<&'static str>,
}

impl Cause {
    /// The words for the log.
    #[must_use]
    pub fn for_log(&self) -> &str {
        &self.words
    }

    /// The act or look in which it happened; `-` outside of any.
    #[must_use]
    pub fn act(&self) -> &'static str {
        self.act.unwrap_or("-")
    }
}

impl fmt::Debug for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words)
    }
}

impl Fault {
    /// An internal fault with its cause.
    pub fn internal(cause: impl fmt::Display) -> Self {
        Self::Internal(Cause { words: cause.to_string(), act: None })
    }

    /// The same, said of an act or look. The innermost one is kept.
    #[must_use]
    pub(crate) fn within(mut self, act: &'static str) -> Self {
        if let Self::Internal(cause) = &mut self {
            cause.act.get_or_insert(act);
        }
        self
    }

    /// The same fault for another act of the same transaction; `None` where it may be of one of them alone. A transaction that had `begun`
    /// and is asked to try again met another one at a row of one of them.
    pub(crate) const fn of_all(&self, begun: bool) -> Option<Self> {
        match self {
            Self::Busy if begun => None,
            Self::Busy => Some(Self::Busy),
            Self::NoRoom => Some(Self::NoRoom),
            Self::Unconfirmed => Some(Self::Unconfirmed),
            Self::Refused(_) | Self::Denied(_) | Self::Missing | Self::Stale | Self::Internal(_) => None,
        }
    }

    /// A refusal for one reason.
    #[must_use]
    pub fn refused(reason: Reason) -> Self {
        Self::Refused(vec![reason])
    }
}

impl From<Reason> for Fault {
    fn from(reason: Reason) -> Self {
        Self::Refused(vec![reason])
    }
}

impl From<Vec<Reason>> for Fault {
    fn from(reasons: Vec<Reason>) -> Self {
        Self::Refused(reasons)
    }
}

impl From<StoreError> for Fault {
    /// Constraints that stand for a rule become its refusal; everything unknown is for the log.
    fn from(error: StoreError) -> Self {
        use Conflict as C;
        let conflict = match error {
            StoreError::Conflict(conflict) => conflict,
            StoreError::Stale => return Self::Stale,
            StoreError::Busy(_) => return Self::Busy,
            StoreError::NoRoom(_) => return Self::NoRoom,
            StoreError::Unconfirmed(_) => return Self::Unconfirmed,
            StoreError::OutOfScope
            | StoreError::Unreadable(_)
            | StoreError::Unrecorded
            | StoreError::NoKey
            | StoreError::Other(_) => {
                return Self::internal(error);
            }
        };
        match conflict {
            C::SignInName => PeopleWhy::SignInNameTaken.at("sign_in_name").into(),
            C::LiveApplication => ApplicationsWhy::AlreadyApplied.reason().into(),
            C::IdentityNumber => ApplicationsWhy::IdentityTaken.reason().into(),
            C::PositionNumber => PostingsWhy::PositionTaken.at("code").into(),
            C::TwoSigners | C::TwoPeople => ActsWhy::SamePerson.reason().into(),
            C::Correction => ListsWhy::UnderCorrection.reason().into(),
            C::ListVersion => ListsWhy::AlreadyPublished.reason().into(),
            C::Assignment => ActsWhy::NothingToDo.reason().into(),
            C::Verdict => RulingsWhy::Settled.reason().into(),
            C::ReleaseWaits => ListsWhy::ReleaseWaits.reason().into(),
            C::OpeningWaits => PostingsWhy::OpeningWaits.reason().into(),
            C::AdjustmentWaits => PostingsWhy::AdjustmentWaits.reason().into(),
            C::DecisionWaits => PostingsWhy::DecisionWaits.reason().into(),
            C::Collective => DecisionsWhy::Waits.reason().into(),
            C::Transfer => DecisionsWhy::AlreadyTransferred.reason().into(),
            C::Raised => ObjectionsWhy::RaisedAlready.reason().into(),
            C::Departure => RulingsWhy::LeftAlready.reason().into(),
            C::Member => InspectionsWhy::MemberAlready.at("person").into(),
            C::Supervision => domain::reason::ActsWhy::NothingToDo.reason().into(),
            C::Recall => RulingsWhy::RecallWaits.reason().into(),
            C::CallWaits => RulingsWhy::CalledAlready.reason().into(),
            C::ExtensionWaits => ApplicationsWhy::ExtensionWaits.reason().into(),
            C::RevisionWaits => PostingsWhy::RevisionWaits.reason().into(),
            C::SchemeRevision
            | C::RevisionNumber
            | C::PostingDraft
            | C::SchemeDraft
            | C::Conditions
            | C::Recusal
            | C::Inspection
            | C::Template
            | C::Contact
            | C::Mark
            | C::ExaminerMark
            | C::CurrentRanking
            | C::IdempotencyKey => Self::Stale,
            C::Code | C::Ticket | C::Seal => Self::Busy,
            C::Job | C::Permanent => Self::internal(StoreError::Conflict(conflict)),
        }
    }
}
