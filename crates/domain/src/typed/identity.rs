//! Resident identity numbers (公民身份号码, GB 11643).

use serde::{Deserialize, Serialize};
use time::Date;

use super::{ends, fold};
use crate::calendar::parse_date;
use crate::reason::{FieldPath, Reason, TypedWhy};

/// A resident identity number: 18 characters, a real date from 1900 on, check digit of ISO 7064 MOD 11-2. The region is
/// not asked: residence permits of people from Hong Kong, Macao and Taiwan begin with 81, 82 and 83.
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

/// The character in its one spelling: what is written for the `X` of the check digit, and nothing for blanks and hyphens
/// between groups.
const fn spelled(ch: char) -> Option<char> {
    match ch {
        ' ' | '-' | '\u{2010}'..='\u{2015}' => None,
        'x' | '\u{D7}' | '\u{3A7}' | '\u{3C7}' | '\u{425}' | '\u{445}' => Some('X'),
        other => Some(other),
    }
}

/// The date that characters 7 to 14 write.
fn date_in(number: &str) -> Option<Date> {
    let part = |from: usize, to: usize| number.get(from..to).unwrap_or_default();
    parse_date(&format!("{}-{}-{}", part(6, 10), part(10, 12), part(12, 14)))
}

impl IdentityNumber {
    /// Reads 18 characters; folds full-width forms and whatever is written for the `X`, passes over blanks and hyphens.
    ///
    /// # Errors
    /// [`TypedWhy::Missing`], or [`TypedWhy::IdentityForm`], [`TypedWhy::IdentityDate`], [`TypedWhy::IdentityCheck`]
    /// for the first part that is wrong.
    pub fn parse(text: &str, field: &FieldPath) -> Result<Self, Reason> {
        let folded: String = fold(text).chars().filter_map(spelled).collect();
        if folded.is_empty() {
            return Err(TypedWhy::Missing.at(field));
        }
        let form = || TypedWhy::IdentityForm.at(field);
        if !folded.is_ascii() || folded.len() != 18 {
            return Err(form());
        }
        let (body, last) = folded.split_at(17);
        let wanted = identity_check(body).ok_or_else(form)?;
        if !last.chars().all(|ch| ch.is_ascii_digit() || ch == 'X') {
            return Err(form());
        }
        if date_in(&folded).is_none_or(|born| born.year() < 1900) {
            return Err(TypedWhy::IdentityDate.at(field));
        }
        if last.starts_with(wanted) { Ok(Self(folded)) } else { Err(TypedWhy::IdentityCheck.at(field)) }
    }

    /// Refuses whoever would be born after `today`, the day of the act in Beijing.
    ///
    /// # Errors
    /// [`TypedWhy::IdentityDate`] at `field`.
    pub fn born_by(&self, today: Date, field: &FieldPath) -> Result<(), Reason> {
        let born = date_in(&self.0).is_some_and(|born| born <= today);
        if born { Ok(()) } else { Err(TypedWhy::IdentityDate.at(field)) }
    }

    /// First three and last two characters: `990*************1X`.
    #[must_use]
    pub fn masked(&self) -> String {
        ends(&self.0)
    }
}
