//! The words for where a posting and an application stand.
//!
//! Owns: [`Phase`] and [`ApplicationState`] as words, so that a refusal can name them. Refuses: what leads from one to the
//! next; that is [`crate::lifecycle`].

use serde::{Deserialize, Serialize};

use crate::word::words;

words! {
    /// Phase of a posting (domain rules 5.1, first form).
    Phase {
        /// Being written by the selecting authority.
        Draft = "draft",
        /// Before the competent department.
        Submitted = "submitted",
        /// Approved and public; registration has not opened.
        Approved = "approved",
        /// Registration is open.
        Registering = "registering",
        /// Registration has closed; applications are judged.
        Screening = "screening",
        /// Tickets are issued; marks come in.
        Examining = "examining",
        /// The whole ranking is computed and waits for the second signature.
        Ranked = "ranked",
        /// The inspection list is published.
        Published = "published",
        /// Ended early, for good: nobody passed screening, or the competent department cancelled the selection.
        Ended = "ended",
        /// Everything is done: who was proposed is appointed, or no longer proposed, and nothing waits.
        Closed = "closed",
        /// Public and stopped: no window is open, and nothing goes on until it is resumed.
        Suspended = "suspended",
        /// Taken back by its authors before it was approved.
        Withdrawn = "withdrawn",
    }
}

words! {
    /// State of an application.
    ApplicationState {
        /// Being filled by the candidate; not sent.
        Draft = "draft",
        /// Sent; waits for screening.
        Submitted = "submitted",
        /// Passed screening.
        Passed = "passed",
        /// Refused with a reason.
        Refused = "refused",
        /// Withdrawn by the candidate.
        Withdrew = "withdrew",
        /// Its position was cancelled because too few people came; another one may be chosen where the scheme lets people move.
        Lapsed = "lapsed",
    }
}
