//! What stands for a name in braces, before a language says it.

use std::collections::BTreeMap;

use crate::calendar::Instant;
use crate::placeholder::Placeholder;
use crate::screening::RefusalGround;

/// A value. Words of people and names stand as they are in both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A name, a title, a number, or what somebody wrote.
    Text(String),
    /// A moment, said in Beijing time.
    At(Instant),
    /// A count.
    Count(u32),
    /// The way to a page below the language, without a slash ahead: `my/applications/CODE`.
    Page(String),
    /// A ground of refusal.
    Ground(RefusalGround),
    /// A list, by its stage and the name that the scheme gives it.
    List(String, Option<String>),
}

/// The values of one message.
pub type Values = BTreeMap<Placeholder, Value>;
