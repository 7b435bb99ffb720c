//! What a message's template leaves open: the names that stand in braces, `{number}`.
//!
//! Owns: the closed list. Refuses: which message knows which of them (`messages`), and what they are called on a page (`text`).

use serde::{Deserialize, Serialize};

use crate::word::words;

words! {
    /// A name in braces in a template.
    Placeholder {
        /// Title of the posting.
        Posting = "posting",
        /// The position: number, unit and title.
        Position = "position",
        /// The application's public code.
        Number = "number",
        /// When it happened, Beijing time.
        Time = "time",
        /// The address of the page that shows more.
        Link = "link",
        /// The ground of a refusal, a word of the catalogue.
        Ground = "ground",
        /// What the officer wrote.
        Words = "words",
        /// When registration closes, Beijing time.
        Closes = "closes",
        /// How many files.
        Count = "count",
        /// What the list is called.
        List = "list",
        /// The sign-in name of the account.
        Account = "account",
        /// The selecting authority that acted.
        Office = "office",
        /// From where somebody signed in.
        Address = "address",
        /// The code that proves an address.
        Code = "code",
        /// Until when the code can be used, Beijing time.
        Until = "until",
        /// The position that another one is merged into: number, unit and title.
        Into = "into",
    }
}

impl Placeholder {
    /// Whether its value may run over several lines; such a one does not stand in a subject.
    #[must_use]
    pub const fn is_long(self) -> bool {
        matches!(self, Self::Words)
    }
}
