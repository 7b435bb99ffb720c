//! What stands against an act of a candidate on an application.

use serde::{Deserialize, Serialize};

use crate::calendar::Instant;
use crate::states::ApplicationState;

/// What stands against an act of a candidate on an application.
#[expect(missing_docs, reason = "the sentence of each variant says what its fields are")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum ApplicationsWhy {
    /// The application is in another state.
    WrongState { state: ApplicationState },
    /// Registration opens later.
    NotYetOpen { opens: Instant },
    /// Registration has closed.
    AlreadyClosed { closed: Instant },
    /// There is a live application for this posting.
    AlreadyApplied,
    /// The identity number already has an application in this posting.
    IdentityTaken,
    /// The person was refused for this position; another one can be chosen.
    RefusedHere,
    /// The position was cancelled: too few people came.
    PositionCancelled,
    /// Only a person whose position was cancelled may choose another one, in the window for it.
    NoRechoice,
    /// The scheme lets people move only between positions under the same scheme.
    OtherScheme,
    /// The scheme lets people move only between positions of one class of papers.
    OtherPaper,
    /// The cancelled position was merged into another one, and its people are asked to go there.
    MergedElsewhere,
    /// No round of moves stands in which the person could choose.
    NoAdjustment,
    /// The window to choose another position opens later.
    AdjustmentNotOpen { opens: Instant },
    /// The window to choose another position has closed.
    AdjustmentClosed { closed: Instant },
    /// The person goes on by a list that is out.
    OnList,
    /// No list that is out has the person's score.
    NotOnAnyList,
    /// The person is called to move up, or did.
    CalledUp,
    /// The person chose in another round.
    NoChoiceLeft,
    /// The person's score is below the line of the position.
    BelowLine,
    /// An officer took or refused the choice already.
    ChoiceSettled,
    /// The window is open, and the person may still choose otherwise.
    ChoiceStillOpen { closes: Instant },
    /// The scheme lets nobody change what was sent.
    SentForGood,
    /// The scheme lets nobody choose another position once an application was sent.
    PositionForGood,
    /// The person has another application in this posting since, so that this refusal cannot be undone.
    AppliedSince,
    /// An extension for this application waits for its approval already.
    ExtensionWaits,
    /// The extension would end before it lengthens anything: by now, or before registration closes for everybody.
    ExtensionTooShort { closes: Instant },
    /// The application was refused: before it can be extended, its verdict is undone.
    ExtensionAfterVerdict,
    /// The privacy page says something else since the person agreed to it.
    PrivacyChanged,
    /// A spell of work ends before it begins.
    SpellBackwards,
}
