//! The grounds that an act must give.

use serde::{Deserialize, Serialize};

use super::chars::in_lines;
use super::plain;
use crate::reason::{FieldPath, Reason};

/// The grounds (理由) of an act that nobody may do without saying why: sending back, undoing, reopening, correcting. They are
/// running words in lines that end with LF, and never empty.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Grounds(String);

kept!(
    Grounds,
    /// The text.
    as_str
);

impl Grounds {
    /// Reads grounds of 1 to 4,000 characters; every line end becomes LF, invisible characters go.
    ///
    /// # Errors
    /// [`TypedWhy::Missing`], [`TypedWhy::Length`] or [`TypedWhy::ControlCharacter`] at `field`.
    ///
    /// [`TypedWhy::Missing`]: crate::reason::TypedWhy::Missing
    /// [`TypedWhy::Length`]: crate::reason::TypedWhy::Length
    /// [`TypedWhy::ControlCharacter`]: crate::reason::TypedWhy::ControlCharacter
    pub fn parse(text: &str, field: &FieldPath) -> Result<Self, Reason> {
        plain(&in_lines(text), 1, 4000, field).map(Self)
    }

    /// Reads the grounds of a refusal in screening (资格审查), or of undoing a verdict: 4 to 1,000 characters, so that they
    /// say something and can be read to the end.
    ///
    /// # Errors
    /// As [`Grounds::parse`].
    pub fn of_screening(text: &str, field: &FieldPath) -> Result<Self, Reason> {
        plain(&in_lines(text), 4, 1000, field).map(Self)
    }
}
