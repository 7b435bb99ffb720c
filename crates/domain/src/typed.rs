//! Parsed strings: what people type, checked once and then trusted.
//!
//! Owns: names, resident identity numbers (公民身份号码, GB 11643), phones, ticket numbers, sign-in names, short and long
//! texts. Refuses: showing content in `Debug`; a personal value prints as `***`.

mod moment;

pub use moment::{moment, window};

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::calendar::parse_date;
use crate::reason::{FieldPath, Reason};

/// Folds full-width digits and Latin letters to their half-width forms and trims white space, no-break spaces included.
#[must_use]
pub fn fold(text: &str) -> String {
    let folded: String = text
        .chars()
        .map(|ch| match ch {
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(ch).wrapping_sub(0xFEE0)).unwrap_or(ch),
            '\u{3000}' | '\u{00A0}' => ' ',
            other => other,
        })
        .collect();
    folded.trim().to_owned()
}

fn plain(text: &str, min: usize, max: usize, field: &FieldPath) -> Result<String, Reason> {
    let trimmed = text.trim_matches(|ch: char| ch.is_whitespace() || ch == '\u{3000}' || ch == '\u{FEFF}');
    let length = trimmed.chars().count();
    if length == 0 && min > 0 {
        return Err(Reason::Missing { field: field.clone() });
    }
    if length < min || length > max {
        return Err(Reason::Length {
            field: field.clone(),
            min: count(min),
            max: count(max),
            found: count(length),
        });
    }
    if trimmed.chars().any(|ch| ch.is_control() && ch != '\n' && ch != '\r' && ch != '\t') {
        return Err(Reason::ControlCharacter { field: field.clone() });
    }
    Ok(trimmed.to_owned())
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

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

macro_rules! text_types {
    ($($(#[$doc:meta])* $name:ident $min:literal ..= $max:literal),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// Trims and checks the length in characters.
            ///
            /// # Errors
            /// [`Reason::Missing`], [`Reason::Length`] or [`Reason::ControlCharacter`] at `field`.
            pub fn parse(text: &str, field: &FieldPath) -> Result<Self, Reason> {
                plain(text, $min, $max, field).map(Self)
            }
        }

        kept!(
            $name,
            /// The text.
            as_str
        );
    )+};
}

text_types! {
    /// A person's name, 1 to 64 characters, middle dots and rare characters included.
    PersonName 1..=64,
    /// A short line: a title, a unit, a position, 1 to 200 characters.
    Line 1..=200,
    /// Running words: conditions, reasons, remarks, 0 to 4,000 characters.
    Words 0..=4000,
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

hidden!(PersonName, Words, IdentityNumber, Phone);

impl fmt::Debug for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Line({:?})", self.0)
    }
}

impl PersonName {
    /// The surname and a mark for each further character: `王**`.
    #[must_use]
    pub fn masked(&self) -> String {
        let mut chars = self.0.chars();
        let first: String = chars.next().into_iter().collect();
        format!("{first}{}", "*".repeat(chars.count()))
    }
}

/// First three and last two characters of a number in ASCII, a mark for each between.
fn ends(number: &str) -> String {
    let length = number.len();
    let head = number.get(..3).unwrap_or_default();
    let tail = number.get(length.saturating_sub(2)..).unwrap_or_default();
    format!("{head}{}{tail}", "*".repeat(length.saturating_sub(5)))
}

/// A resident identity number (公民身份号码): 18 characters, real date, check digit of ISO 7064 MOD 11-2.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct IdentityNumber(String);

const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS: [char; 11] = ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'];

/// The check character for 17 leading digits; `None` where they are not 17 digits.
#[must_use]
pub fn identity_check(seventeen: &str) -> Option<char> {
    let digits: Option<Vec<u32>> = seventeen.chars().map(|ch| ch.to_digit(10)).collect();
    let digits = digits.filter(|found| found.len() == 17)?;
    let sum = digits.iter().zip(WEIGHTS).fold(0_u32, |sum, (d, w)| sum.saturating_add(d.saturating_mul(w)));
    CHECKS.get(usize::try_from(sum % 11).ok()?).copied()
}

kept!(
    IdentityNumber,
    /// The 18 characters in clear: only for encryption and for a logged reveal.
    expose
);

impl IdentityNumber {
    /// Reads 18 characters; folds full-width forms and a small `x`.
    ///
    /// # Errors
    /// [`Reason::Missing`], or [`Reason::IdentityForm`], [`Reason::IdentityDate`], [`Reason::IdentityCheck`] for the first
    /// part that is wrong.
    pub fn parse(text: &str, field: &FieldPath) -> Result<Self, Reason> {
        let folded: String = fold(text).to_uppercase().chars().filter(|ch| *ch != ' ').collect();
        if folded.is_empty() {
            return Err(Reason::Missing { field: field.clone() });
        }
        let form = || Reason::IdentityForm { field: field.clone() };
        if !folded.is_ascii() || folded.len() != 18 {
            return Err(form());
        }
        let (body, last) = folded.split_at(17);
        let wanted = identity_check(body).ok_or_else(form)?;
        if !last.chars().all(|ch| ch.is_ascii_digit() || ch == 'X') {
            return Err(form());
        }
        let date = format!(
            "{}-{}-{}",
            folded.get(6..10).unwrap_or_default(),
            folded.get(10..12).unwrap_or_default(),
            folded.get(12..14).unwrap_or_default()
        );
        let born = parse_date(&date).filter(|date| date.year() >= 1900);
        if born.is_none() {
            return Err(Reason::IdentityDate { field: field.clone() });
        }
        if last.starts_with(wanted) {
            Ok(Self(folded))
        } else {
            Err(Reason::IdentityCheck { field: field.clone() })
        }
    }

    /// First three and last two characters: `990*************1X`.
    #[must_use]
    pub fn masked(&self) -> String {
        ends(&self.0)
    }
}

/// A telephone number: 5 to 20 digits, spaces and hyphens dropped, a leading `+` kept.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Phone(String);

kept!(
    Phone,
    /// The number in clear: only for encryption and for a logged reveal.
    expose
);

impl Phone {
    /// Reads a phone number.
    ///
    /// # Errors
    /// [`Reason::Missing`] or [`Reason::PhoneForm`] at `field`.
    pub fn parse(text: &str, field: &FieldPath) -> Result<Self, Reason> {
        let kept: String = fold(text).chars().filter(|ch| !matches!(ch, ' ' | '-' | '(' | ')')).collect();
        if kept.is_empty() {
            return Err(Reason::Missing { field: field.clone() });
        }
        let digits = kept.strip_prefix('+').unwrap_or(&kept);
        if digits.chars().all(|ch| ch.is_ascii_digit()) && (5..=20).contains(&digits.len()) {
            Ok(Self(kept))
        } else {
            Err(Reason::PhoneForm { field: field.clone() })
        }
    }

    /// First three and last two characters.
    #[must_use]
    pub fn masked(&self) -> String {
        ends(&self.0)
    }
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
    /// [`Reason::Missing`], [`Reason::Length`] or [`Reason::SignInNameForm`] at `field`.
    pub fn parse(text: &str, field: &FieldPath) -> Result<Self, Reason> {
        let name = plain(&fold(text), 3, 64, field)?.to_lowercase();
        if name.chars().all(|ch| ch.is_alphanumeric() || matches!(ch, '.' | '_' | '-' | '@')) {
            Ok(Self(name))
        } else {
            Err(Reason::SignInNameForm { field: field.clone() })
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
    /// [`Reason::Missing`], [`Reason::Length`] or [`Reason::LabelForm`] at `field`.
    pub fn parse(text: &str, field: &FieldPath) -> Result<Self, Reason> {
        let label = plain(&fold(text), 1, 32, field)?;
        if label.chars().all(|ch| ch.is_ascii_alphanumeric() || ch == '-') {
            Ok(Self(label))
        } else {
            Err(Reason::LabelForm { field: field.clone() })
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
