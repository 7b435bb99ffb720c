//! What stands against finishing screening, opening it again, and against taking a verdict back.

use serde::{Deserialize, Serialize};

use crate::calendar::Instant;

/// What stands against finishing screening, opening it again, and against taking a verdict back.
#[expect(missing_docs, reason = "the sentence of each variant says what its fields are")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum ScreeningWhy {
    /// `count` applications are still undecided.
    Undecided { count: u32 },
    /// `count` applications may still be sent under an extension, the last until then.
    Extended { count: u32, until: Instant },
    /// `count` applications were taken back to be changed, which the scheme allows until then.
    StillEditing { count: u32, until: Instant },
    /// An extension waits for its approval.
    ExtensionsWait { count: u32 },
    /// `count` pairs of applications that officers found to be one person's both passed.
    PassedTwice { count: u32 },
    /// `count` positions below their opening ratio are not decided on.
    OpeningOpen { count: u32 },
    /// A confirmation of openings waits for its approval.
    OpeningWaits,
    /// `count` objections to refusals wait for an answer.
    ObjectionsWait { count: u32 },
    /// `count` people who were refused can still object until then.
    TermsRun { count: u32, until: Instant },
    /// Nobody passed screening.
    NobodyPassed,
    /// The posting cannot be ended: somebody passed screening.
    SomebodyPassed { count: u32 },
    /// Screening cannot be opened again: a list is public.
    ListOut,
    /// Screening cannot be opened again: a list is signed and waits for its instant.
    ListSigned,
    /// The last verdict on the file is not the reader's own: undoing it asks for a reason.
    NotYourVerdict,
}
