//! What stands against an objection, a report, an enquiry or a request, and against its answer.

use serde::{Deserialize, Serialize};

/// Why it is not taken in, or not answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum ObjectionsWhy {
    /// Objections to this list are taken only while it is in its publicity period.
    Closed,
    /// So many wait in this posting that no more are taken by this form; the telephone of the notice goes on.
    Full,
    /// Whoever asks for an answer under a name says the name and how to be reached.
    ContactMissing,
    /// No line of the list has this ticket number.
    NotOnList,
    /// Number and code do not belong together, or there is no such number.
    NotFound,
    /// An answer that suspends or cancels somebody must name the person.
    PersonMissing,
}
