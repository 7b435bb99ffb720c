//! Columns of a position table beyond the known ones: kept word for word and shown to everybody.
//!
//! Owns: [`Detail`], its bounds, and what a column asks about. Refuses: what may not be public, and reading words as
//! conditions: a person does that, unless an officer says that typed conditions cover the column (`eligibility`).

use serde::{Deserialize, Serialize};

use super::PositionTerms;
use crate::lists::unfit;
use crate::reason::{FieldPath, Reason, TypedWhy, Unfit};
use crate::typed::{Line, Words};
use crate::word::words;

/// Columns kept of one table.
pub const MAX_DETAILS: usize = 40;
/// Characters of one kept cell.
pub const DETAIL_LENGTH: usize = 2_000;

words! {
    /// What the words of a column ask of an applicant.
    About {
        /// They ask nothing: they say where the work is, whom to call, what the work is; or that there is no limit.
        Nothing = "nothing",
        /// Education (学历).
        Education = "education",
        /// Degree (学位).
        Degree = "degree",
        /// Field of study (专业).
        Major = "major",
        /// Age (年龄).
        Age = "age",
        /// Years of service or of grass-roots work (工作经历).
        Service = "service",
        /// Rank (职级).
        Rank = "rank",
        /// Political status (政治面貌).
        Politics = "politics",
        /// Sex (性别).
        Sex = "sex",
        /// Something else, which only a person can read.
        Words = "words",
    }
}

/// A column of a position table whose words may ask something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Column {
    /// The conditions in words, which every position has.
    Conditions,
    /// A kept column, by its title.
    Kept(Line),
}

impl Column {
    /// Reads a column from a form; empty is the conditions in words.
    ///
    /// # Errors
    /// As [`Line::parse`].
    pub fn parse(text: &str, field: &FieldPath) -> Result<Self, Reason> {
        if text.is_empty() { Ok(Self::Conditions) } else { Line::parse(text, field).map(Self::Kept) }
    }

    /// As a form sends it.
    #[must_use]
    pub fn title(&self) -> &str {
        match self {
            Self::Conditions => "",
            Self::Kept(title) => title.as_str(),
        }
    }
}

/// One filled cell of a kept column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Detail {
    /// The column's title as the file has it.
    pub title: Line,
    /// What stands in the cell.
    pub text: Words,
    /// What it asks about.
    pub about: About,
}

/// Words of a position that ask something, with their column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asking<'a> {
    /// Where they stand.
    pub column: Column,
    /// What they ask about; never nothing.
    pub about: About,
    /// The words.
    pub words: &'a str,
}

impl PositionTerms {
    /// Everything that the position asks in words: its conditions, then its kept columns in the table's order.
    pub fn asking(&self) -> impl Iterator<Item = Asking<'_>> {
        let conditions = Some(self.conditions.as_str()).filter(|words| !words.is_empty());
        let conditions =
            conditions.map(|words| Asking { column: Column::Conditions, about: About::Words, words });
        let details = self.details.iter().filter(|detail| detail.about != About::Nothing);
        conditions.into_iter().chain(details.map(|detail| Asking {
            column: Column::Kept(detail.title.clone()),
            about: detail.about,
            words: detail.text.as_str(),
        }))
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
