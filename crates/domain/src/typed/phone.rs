//! Telephone numbers of the mainland.

use serde::{Deserialize, Serialize};

use super::chars::is_invisible;
use super::{ends, fold};
use crate::reason::{FieldPath, Reason, TypedWhy};

/// A telephone number: 11 digits beginning with 1, or area code and number with a hyphen between them, and where there
/// is one the extension after another: `13800138000`, `0551-62601234`, `010-65120000-8001`.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Phone(String);

kept!(
    Phone,
    /// The number in clear: only for encryption and for a logged reveal.
    expose
);

/// Longest extension, in digits.
const EXTENSION: usize = 6;

/// Between the groups of a number as people write it.
const fn is_gap(ch: char) -> bool {
    matches!(ch, ' ' | '-' | '(' | ')' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// The number without the country's code.
fn domestic(digits: &str) -> &str {
    let rest = digits.strip_prefix("+86").or_else(|| digits.strip_prefix("0086"));
    let rest = rest.or_else(|| digits.strip_prefix("86").filter(|rest| is_mobile(rest)));
    rest.unwrap_or(digits)
}

fn is_mobile(digits: &str) -> bool {
    digits.len() == 11 && digits.starts_with('1')
}

/// Area code and number of a fixed line: three digits for `010` and `02x`, four for others; then seven or eight.
fn fixed(digits: &str) -> Option<String> {
    let area = if digits.starts_with("010") || digits.starts_with("02") { 3 } else { 4 };
    let (code, number) = digits.split_at_checked(area)?;
    let right = code.starts_with('0')
        && !code.starts_with("00")
        && matches!(number.len(), 7 | 8)
        && !number.starts_with(['0', '1']);
    right.then(|| format!("{code}-{number}"))
}

/// The number in its one spelling.
fn spelled(typed: &str) -> Option<String> {
    let joined: String = typed.chars().filter(|ch| !is_gap(*ch)).collect();
    let digits = domestic(&joined);
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    if is_mobile(digits) {
        return Some(digits.to_owned());
    }
    let national = if digits.len() < joined.len() && !digits.starts_with('0') {
        format!("0{digits}")
    } else {
        digits.to_owned()
    };
    if let Some(whole) = fixed(&national) {
        return Some(whole);
    }
    // What follows the last gap may be an extension; without a gap nobody can tell where the number ends.
    let (number, extension) = typed.rsplit_once(is_gap)?;
    let extension_is_one = (1..=EXTENSION).contains(&extension.len()) && number.contains(|ch| !is_gap(ch));
    let number: String = number.chars().filter(|ch| !is_gap(*ch)).collect();
    let whole = fixed(domestic(&number)).filter(|_| extension_is_one)?;
    Some(format!("{whole}-{extension}"))
}

impl Phone {
    /// Reads a telephone number; blanks, hyphens, brackets, the country's code and invisible characters are passed over.
    ///
    /// # Errors
    /// [`TypedWhy::Missing`] or [`TypedWhy::PhoneForm`] at `field`.
    pub fn parse(text: &str, field: &FieldPath) -> Result<Self, Reason> {
        let seen: String = text.chars().filter(|ch| !is_invisible(*ch)).collect();
        let typed = fold(&seen);
        if typed.chars().all(is_gap) {
            return Err(TypedWhy::Missing.at(field));
        }
        spelled(&typed).map(Self).ok_or_else(|| TypedWhy::PhoneForm.at(field))
    }

    /// First three and last two characters.
    #[must_use]
    pub fn masked(&self) -> String {
        ends(&self.0)
    }
}
