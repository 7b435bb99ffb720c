//! Which field or node a refusal is about.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The field of a form, or the node of a document, that a refusal is about: lower-case words, digits, dots, at most 80
/// characters, for example `closes` or `components.2.weight`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct FieldPath(String);

impl FieldPath {
    /// The path spelled by `path`; other characters are dropped.
    #[must_use]
    pub fn new(path: &str) -> Self {
        Self(path.chars().filter(|ch| is_path(*ch)).take(80).collect())
    }

    /// The path as the form spells it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn is_path(ch: char) -> bool {
    ch.is_ascii_lowercase() || ch.is_ascii_digit() || matches!(ch, '_' | '.' | '-')
}

impl From<&str> for FieldPath {
    /// As [`FieldPath::new`].
    fn from(path: &str) -> Self {
        Self::new(path)
    }
}

impl From<&Self> for FieldPath {
    fn from(path: &Self) -> Self {
        path.clone()
    }
}

impl TryFrom<String> for FieldPath {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, &'static str> {
        if text.len() <= 80 && text.chars().all(is_path) { Ok(Self(text)) } else { Err("not a field path") }
    }
}

impl From<FieldPath> for String {
    fn from(path: FieldPath) -> Self {
        path.0
    }
}

impl fmt::Display for FieldPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
