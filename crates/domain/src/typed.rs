//! Parsed strings: what people type, checked once and then trusted.
//!
//! Owns: names, resident identity numbers (公民身份号码, GB 11643), phones, ticket numbers, sign-in names, short and long
//! texts. Refuses: showing content in `Debug`; a personal value prints as `***`.

mod moment;

pub use moment::{moment, window};

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::reason::{FieldPath, Reason, TypedWhy};

/// What every parsed string has: the way back from the database, and one reader.
macro_rules! kept {
    ($name:ident, $(#[$doc:meta])* $reader:ident) => {
        impl $name {
            /// A value that was checked before it was stored.
            #[must_use]
            pub fn stored(text: String) -> Self {
                Self(text)
            }

            $(#[$doc])*
            #[must_use]
            pub fn $reader(&self) -> &str {
                &self.0
            }
        }
    };
}

mod chars;
mod grounds;
mod identity;
mod name;
mod phone;

use chars::{in_lines, one_line};
pub use chars::{is_forbidden, is_invisible, is_shown, opens_formula, search_words, storable};
pub use grounds::Grounds;
pub use identity::{IdentityNumber, identity_check};
pub use name::PersonName;
pub use phone::Phone;

/// Folds full-width digits and Latin letters to their half-width forms, drops invisible characters and trims white space,
/// no-break spaces included.
#[must_use]
pub fn fold(text: &str) -> String {
    let folded: String = text
        .chars()
        .filter(|ch| !is_invisible(*ch))
        .map(|ch| match ch {
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(ch).wrapping_sub(0xFEE0)).unwrap_or(ch),
            '\u{3000}' | '\u{00A0}' => ' ',
            other => other,
        })
        .collect();
    folded.trim().to_owned()
}

/// A tidied text, if it is as long as it may be and holds no control character.
fn plain(text: &str, min: usize, max: usize, field: &FieldPath) -> Result<String, Reason> {
    let length = text.chars().count();
    if length == 0 && min > 0 {
        return Err(TypedWhy::Missing.at(field));
    }
    if length < min || length > max {
        return Err(TypedWhy::Length { min: count(min), max: count(max), found: count(length) }.at(field));
    }
    if text.chars().any(|ch| is_forbidden(ch) && ch != '\n' && ch != '\t') {
        return Err(TypedWhy::ControlCharacter.at(field));
    }
    Ok(text.to_owned())
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// A short line: a title, a unit, a position, 1 to 200 characters without a line break. It may stand in a cell: a
/// spreadsheet takes it for no formula.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Line(String);

kept!(
    Line,
    /// The text.
    as_str
);

impl Line {
    /// Reads a line; line breaks, tabs and runs of blanks become one blank, invisible characters go.
    ///
    /// # Errors
    /// [`TypedWhy::Missing`], [`TypedWhy::Length`], [`TypedWhy::ControlCharacter`], or [`TypedWhy::FormulaSign`] for a
    /// line that opens with `=`, `+`, `-` or `@`, at `field`.
    pub fn parse(text: &str, field: &FieldPath) -> Result<Self, Reason> {
        let line = plain(&one_line(text), 1, 200, field)?;
        if opens_formula(&line) { Err(TypedWhy::FormulaSign.at(field)) } else { Ok(Self(line)) }
    }
}

/// Running words: conditions, remarks, 0 to 4,000 characters in lines that end with LF.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Words(String);

kept!(
    Words,
    /// The text.
    as_str
);

impl Words {
    /// Reads words; every line end becomes LF, invisible characters go.
    ///
    /// # Errors
    /// [`TypedWhy::Length`] or [`TypedWhy::ControlCharacter`] at `field`.
    pub fn parse(text: &str, field: &FieldPath) -> Result<Self, Reason> {
        plain(&in_lines(text), 0, 4000, field).map(Self)
    }
}

/// The text of a notice (公告正文): 0 to 40,000 characters in lines that end with LF. What stands in it is public.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct NoticeText(String);

kept!(
    NoticeText,
    /// The text.
    as_str
);

/// Characters of the text of a notice: the longest that were published have about half as many.
pub const NOTICE_LENGTH: u32 = 40_000;

impl NoticeText {
    /// Reads the text; every line end becomes LF, invisible characters go.
    ///
    /// # Errors
    /// [`TypedWhy::Length`] or [`TypedWhy::ControlCharacter`] at `field`.
    pub fn parse(text: &str, field: &FieldPath) -> Result<Self, Reason> {
        let max = usize::try_from(NOTICE_LENGTH).unwrap_or(usize::MAX);
        plain(&in_lines(text), 0, max, field).map(Self)
    }
}

macro_rules! hidden {
    ($($name:ident),+) => {$(
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(***)"))
            }
        }
    )+};
}

hidden!(PersonName, Words, NoticeText, Grounds, IdentityNumber, Phone);

impl fmt::Debug for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Line({:?})", self.0)
    }
}

/// First three and last two characters of a number in ASCII, a mark for each between.
fn ends(number: &str) -> String {
    let length = number.len();
    let head = number.get(..3).unwrap_or_default();
    let tail = number.get(length.saturating_sub(2)..).unwrap_or_default();
    format!("{head}{}{tail}", "*".repeat(length.saturating_sub(5)))
}

/// A sign-in name: 3 to 64 characters, lower-cased, letters of any script, digits and `. _ - @`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SignInName(String);

kept!(
    SignInName,
    /// The name.
    as_str
);

impl SignInName {
    /// Reads a sign-in name.
    ///
    /// # Errors
    /// [`TypedWhy::Missing`], [`TypedWhy::Length`] or [`TypedWhy::SignInNameForm`] at `field`.
    pub fn parse(text: &str, field: &FieldPath) -> Result<Self, Reason> {
        let name = plain(&one_line(&fold(text)), 3, 64, field)?.to_lowercase();
        if name.chars().all(|ch| ch.is_alphanumeric() || matches!(ch, '.' | '_' | '-' | '@')) {
            Ok(Self(name))
        } else {
            Err(TypedWhy::SignInNameForm.at(field))
        }
    }
}

/// A code that people read off tables: a position code (职位代码) or a ticket number (准考证号). Letters, digits and
/// hyphens, 1 to 32 characters; leading zeros stay.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Label(String);

kept!(
    Label,
    /// The characters.
    as_str
);

impl Label {
    /// Reads a label; full-width forms are folded.
    ///
    /// # Errors
    /// [`TypedWhy::Missing`], [`TypedWhy::Length`] or [`TypedWhy::LabelForm`] at `field`.
    pub fn parse(text: &str, field: &FieldPath) -> Result<Self, Reason> {
        let label = plain(&one_line(&fold(text)), 1, 32, field)?;
        if label.chars().all(|ch| ch.is_ascii_alphanumeric() || ch == '-') {
            Ok(Self(label))
        } else {
            Err(TypedWhy::LabelForm.at(field))
        }
    }
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests;
