//! What may stand in a kept column of a position table.
//!
//! Owns: its bounds, and what may not be public. Refuses: reading words as conditions: a person does that, unless an officer says
//! that typed conditions cover the column (`eligibility`).

use super::PositionTerms;
use crate::columns::Worded;
use crate::lists::unfit;
use crate::reason::{FieldPath, Reason, TypedWhy, Unfit};
use crate::typed::Words;

/// Characters of one kept cell.
pub const DETAIL_LENGTH: usize = 2_000;

impl<'a> From<&'a PositionTerms> for Worded<'a> {
    fn from(terms: &'a PositionTerms) -> Self {
        Self { code: terms.code.as_str(), conditions: terms.conditions.as_str(), details: &terms.details }
    }
}

/// Reads words that everybody will see.
///
/// # Errors
/// As [`Words::parse`]; [`TypedWhy::Length`] beyond [`DETAIL_LENGTH`]; [`TypedWhy::PrivateNumber`] and
/// [`TypedWhy::FormulaSign`] for what may not stand on a list either.
pub fn public_words(text: &str, field: &FieldPath) -> Result<Words, Reason> {
    let words = Words::parse(text, field)?;
    let found = words.as_str().chars().count();
    if found > DETAIL_LENGTH {
        let [max, found] = [DETAIL_LENGTH, found].map(|length| u32::try_from(length).unwrap_or(u32::MAX));
        return Err(TypedWhy::Length { min: 0, max, found }.at(field));
    }
    match unfit_words(words.as_str()) {
        None => Ok(words),
        Some(Unfit::IdentityNumber | Unfit::Phone) => Err(TypedWhy::PrivateNumber.at(field)),
        Some(Unfit::Formula) => Err(TypedWhy::FormulaSign.at(field)),
        Some(Unfit::Unseen) => Err(TypedWhy::ControlCharacter.at(field)),
    }
}

/// What keeps words in lines from being public; a list asks the same of each of its cells.
pub(super) fn unfit_words(words: &str) -> Option<Unfit> {
    unfit("detail", &words.replace(['\n', '\t'], " "))
}

#[cfg(test)]
mod tests {
    use super::{DETAIL_LENGTH, public_words};
    use crate::reason::{FieldPath, TypedWhy, Why};

    #[test]
    fn what_may_not_be_public_is_refused_in_words_too() {
        let field = FieldPath::new("detail");
        let read = |text: &str| public_words(text, &field).map(|words| words.as_str().to_owned());
        assert_eq!(read("法学类\n或者会计学"), Ok("法学类\n或者会计学".to_owned()));
        assert_eq!(read("联系 13800138000"), Err(TypedWhy::PrivateNumber.at("detail")));
        assert_eq!(read("=1+1"), Err(TypedWhy::FormulaSign.at("detail")));
        let long = read(&"字".repeat(DETAIL_LENGTH + 1)).map_err(|reason| reason.why);
        assert!(matches!(long, Err(Why::Typed(TypedWhy::Length { .. }))));
    }
}
