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
    /// A candidate may raise this only in its term.
    TermOver,
    /// A term is 1 to 30 working days.
    TermLength,
    /// Once the posting is public the time to raise something is only made longer.
    TermShorter,
    /// It was raised before: once for a refusal, once for a paper.
    RaisedAlready,
    /// The public lists that the term is counted from show no such mark of the person.
    NoSuchMark,
    /// It cannot be granted while what it stands against was not set right by the act that does so.
    StillStands,
    /// It cannot be answered that everything stands: what it stands against was changed since.
    ChangedSince,
    /// An answer that suspends or cancels somebody must name the person.
    PersonMissing,
}
