//! Columns of a position table beyond the known ones, and what a position says in words.
//!
//! Owns: [`Detail`], what a column asks about, and the words of a position that ask something. Refuses: what may be public
//! (`posting`), and which words typed conditions cover (`eligibility`).

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::reason::{FieldPath, Reason};
use crate::typed::{Line, Words};
use crate::word::words;

/// Columns kept of one table.
pub const MAX_DETAILS: usize = 40;

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
        /// The class of the papers of the written test (试卷类别): it asks nothing, but lines and moves between positions go by it.
        Paper = "paper",
    }
}

impl About {
    /// Whether somebody must look at the words before an applicant passes.
    #[must_use]
    pub const fn asks(self) -> bool {
        !matches!(self, Self::Nothing | Self::Paper)
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

/// The titles of a table's kept columns in the order of the table, as far as its filled cells tell it: a row has only the cells
/// that say something.
#[must_use]
pub fn titles<'a>(rows: impl IntoIterator<Item = &'a [Detail]>) -> Vec<&'a Line> {
    let mut found: Vec<&Line> = Vec::new();
    let mut follows: BTreeSet<(usize, usize)> = BTreeSet::new();
    for row in rows {
        let mut before = None;
        for detail in row {
            let known = found.iter().position(|title| **title == detail.title);
            let at = known.unwrap_or(found.len());
            if known.is_none() {
                found.push(&detail.title);
            }
            follows.extend(before.map(|before| (before, at)));
            before = Some(at);
        }
    }
    let mut left: Vec<usize> = (0..found.len()).collect();
    let mut ordered = Vec::with_capacity(left.len());
    while !left.is_empty() {
        let is_next =
            |at: &usize| !follows.iter().any(|(before, after)| after == at && left.contains(before));
        let next = left.iter().position(is_next).unwrap_or_default();
        ordered.extend(found.get(left.remove(next)).copied());
    }
    ordered
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

/// What a position says in words.
#[derive(Clone, Copy, Debug)]
pub struct Worded<'a> {
    /// Its code.
    pub code: &'a str,
    /// Its conditions in words.
    pub conditions: &'a str,
    /// The filled cells of the kept columns, in the table's order.
    pub details: &'a [Detail],
}

impl<'a> Worded<'a> {
    /// Everything that the position asks in words: its conditions, then its kept columns in the table's order.
    pub fn asking(self) -> impl Iterator<Item = Asking<'a>> {
        let conditions = Some(self.conditions).filter(|words| !words.is_empty());
        let conditions =
            conditions.map(|words| Asking { column: Column::Conditions, about: About::Words, words });
        let details = self.details.iter().filter(|detail| detail.about.asks());
        conditions.into_iter().chain(details.map(|detail| Asking {
            column: Column::Kept(detail.title.clone()),
            about: detail.about,
            words: detail.text.as_str(),
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::{About, Detail, titles};
    use crate::typed::{Line, Words};

    #[test]
    fn columns_stand_in_the_order_of_the_table_although_rows_leave_cells_blank() {
        let row = |names: &str| -> Vec<Detail> {
            let detail = |name: char| Detail {
                title: Line::stored(name.to_string()),
                text: Words::stored("words".to_owned()),
                about: About::Words,
            };
            names.chars().map(detail).collect()
        };
        let order = |rows: &[&str]| -> String {
            let rows: Vec<_> = rows.iter().map(|names| row(names)).collect();
            titles(rows.iter().map(Vec::as_slice)).into_iter().map(Line::as_str).collect()
        };
        assert_eq!(order(&["ac", "abc"]), "abc");
        assert_eq!(order(&["b", "c", "ab", "ac"]), "abc");
        assert_eq!(order(&["ab", "ba"]), "ab", "rows that contradict each other lose no column");
        assert_eq!(order(&[]), "");
    }
}
