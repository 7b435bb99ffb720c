//! What stands against messages: their templates, addresses and codes.

use serde::{Deserialize, Serialize};

use crate::placeholder::Placeholder;

/// What stands against a template, an address or a code.
#[expect(missing_docs, reason = "the sentence of each variant says what its fields are")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum MessagesWhy {
    /// A brace at this place has no other half.
    Brace { line: u32, column: u32 },
    /// What stands in braces at this place is no name.
    UnknownName { line: u32, column: u32 },
    /// The name at this place is not known to messages of this kind.
    NotOfKind { name: Placeholder, line: u32, column: u32 },
    /// The name runs over several lines and cannot stand in a subject.
    LongInSubject { name: Placeholder },
    /// The template must name this.
    Needed { name: Placeholder },
    /// It is no mail address.
    MailForm,
    /// It is no mobile telephone number.
    MobileForm,
    /// This installation sends nothing on that way.
    NotOffered,
    /// The code is wrong; so many tries are left.
    WrongCode { left: u32 },
    /// There is no code that could be used: it was used, is over, or was tried too often.
    NoCode,
    /// So many codes were sent within a day that no further one is.
    TooManyCodes,
}
