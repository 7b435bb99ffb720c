//! [`Key`]: the name of a component, paper, bonus, fact or stage in files and columns.

use core::fmt;
use core::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A key: a lower-case letter, then lower-case letters, digits and `_`, 32 characters at most.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Key(String);

/// Why a text is not a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum KeyFault {
    /// Wrong characters or length.
    #[error("a key is a lower-case letter, then letters, digits and _, 32 at most")]
    Form,
    /// One of the words that columns and steps already use.
    #[error("this word has a meaning of its own and cannot be a key")]
    Reserved,
}

/// Words that columns, sources and steps already use.
pub(super) const RESERVED: &[&str] = &[
    "position",
    "unit",
    "title",
    "ticket",
    "name",
    "note",
    "result",
    "candidate",
    "plan",
    "scheme",
    "total",
    "rank",
    "tied",
    "unrounded",
    "bonus",
    "fact",
    "room",
    "raw",
    "corrected",
    "adjusted",
    "credited",
    "converted",
    "weighted",
    "partial",
    "score",
    "of",
    "proposed",
    "current_unit",
    "current_post",
];

impl Key {
    /// The key as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Key {
    type Err = KeyFault;
    fn from_str(text: &str) -> Result<Self, KeyFault> {
        let plain = text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
        let starts = text.bytes().next().is_some_and(|b| b.is_ascii_lowercase());
        if !plain || !starts || text.len() > 32 {
            return Err(KeyFault::Form);
        }
        if RESERVED.contains(&text) || crate::proposed::is_proposed(text) {
            return Err(KeyFault::Reserved);
        }
        Ok(Self(text.to_owned()))
    }
}

impl TryFrom<String> for Key {
    type Error = KeyFault;
    fn try_from(text: String) -> Result<Self, KeyFault> {
        text.parse()
    }
}

impl From<Key> for String {
    fn from(key: Key) -> Self {
        key.0
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl PartialEq<str> for Key {
    fn eq(&self, other: &str) -> bool {
        self.0 == other
    }
}
