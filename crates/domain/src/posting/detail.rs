//! Columns of a position table beyond the known ones: kept word for word, shown to everybody, and checked by a person where
//! they ask something of an applicant.
//!
//! Owns: [`Detail`], its bounds, and which typed condition covers it. Refuses: what may not be public, and reading words as
//! conditions: that a person does.

use serde::{Deserialize, Serialize};

use super::PositionTerms;
use crate::eligibility::{Kind, Listed, Rule};
use crate::lists::unfit;
use crate::reason::{FieldPath, Reason, Unfit};
use crate::typed::{Line, Words};
use crate::word::words;

/// Columns kept of one table.
pub const MAX_DETAILS: usize = 40;
/// Characters of one kept cell.
pub const DETAIL_LENGTH: usize = 1_000;

words! {
    /// What a kept column asks of an applicant, as far as its title tells.
    About {
        /// Nothing: it says where the work is, whom to call, what the work is; or its words ask for nothing.
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

impl About {
    /// Whether a typed condition of that kind asks what the column asks.
    const fn is_asked_by(self, kind: Kind) -> bool {
        match self {
            Self::Nothing => true,
            Self::Education => matches!(kind, Kind::Listed(Listed::Education)),
            Self::Degree => matches!(kind, Kind::Listed(Listed::Degree)),
            Self::Major => matches!(kind, Kind::Study),
            Self::Age => matches!(kind, Kind::AgeAtMost | Kind::AgeAtLeast),
            Self::Service => matches!(kind, Kind::ServiceYears | Kind::GrassrootsYears | Kind::LevelYears),
            Self::Rank => matches!(kind, Kind::Rank | Kind::Leading),
            Self::Politics => matches!(kind, Kind::Listed(Listed::Politics)),
            Self::Sex => matches!(kind, Kind::Sex),
            Self::Words => false,
        }
    }
}

/// One filled cell of a kept column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Detail {
    /// The column's title as the file has it.
    pub title: Line,
    /// What stands in the cell.
    pub text: Words,
    /// What it asks.
    pub about: About,
}

/// Reads words that everybody will see.
///
/// # Errors
/// As [`Words::parse`]; [`Reason::Length`] beyond [`DETAIL_LENGTH`]; [`Reason::PrivateNumber`] and [`Reason::FormulaSign`] for what may
/// not stand on a list either.
pub fn public_words(text: &str, field: &FieldPath) -> Result<Words, Reason> {
    let words = Words::parse(text, field)?;
    let found = words.as_str().chars().count();
    if found > DETAIL_LENGTH {
        let [max, found] = [DETAIL_LENGTH, found].map(|length| u32::try_from(length).unwrap_or(u32::MAX));
        return Err(Reason::Length { field: field.clone(), min: 0, max, found });
    }
    match unfit_words(words.as_str()) {
        None => Ok(words),
        Some(Unfit::IdentityNumber | Unfit::Phone) => Err(Reason::PrivateNumber { field: field.clone() }),
        Some(Unfit::Formula) => Err(Reason::FormulaSign { field: field.clone() }),
        Some(Unfit::Unseen) => Err(Reason::ControlCharacter { field: field.clone() }),
    }
}

/// What keeps words in lines from being public; a list asks the same of each of its cells.
pub(super) fn unfit_words(words: &str) -> Option<Unfit> {
    unfit("detail", &words.replace(['\n', '\t'], " "))
}

impl PositionTerms {
    /// What the position says in words and none of these conditions asks: only a person can check it. One text a column, its
    /// title before it.
    #[must_use]
    pub fn words_beyond(&self, rules: &[Rule]) -> Vec<String> {
        let mut asked = Vec::new();
        rules.iter().for_each(|rule| asked_of_everybody(rule, &mut asked));
        let beyond = |detail: &&Detail| !asked.iter().any(|kind| detail.about.is_asked_by(*kind));
        let open = |detail: &&Detail| detail.about != About::Nothing && beyond(detail);
        let words = Some(self.conditions.as_str()).filter(|words| !words.is_empty()).map(str::to_owned);
        let details = self.details.iter().filter(open);
        words
            .into_iter()
            .chain(details.map(|detail| format!("{}: {}", detail.title.as_str(), detail.text.as_str())))
            .collect()
    }
}

/// The kinds that everybody must meet; what is one of several alternatives covers nothing by itself.
fn asked_of_everybody(rule: &Rule, kinds: &mut Vec<Kind>) {
    match rule {
        Rule::One(condition) => kinds.push(condition.kind()),
        Rule::All(of) => of.iter().for_each(|rule| asked_of_everybody(rule, kinds)),
        Rule::Any(of) => {
            if let [only] = of.as_slice() {
                asked_of_everybody(only, kinds);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{About, DETAIL_LENGTH, Detail, public_words};
    use crate::eligibility::{Condition, Conditions, Finding, Rule, judge_all};
    use crate::posting::{PositionCells, PositionTerms};
    use crate::reason::{FieldPath, Reason};
    use crate::typed::{Line, Words};

    fn position(details: &[(&str, &str, About)]) -> PositionTerms {
        let cells = PositionCells { code: "1", unit: "u", title: "t", plan: "1", ..PositionCells::default() };
        let detail = |(title, text, about): &(&str, &str, About)| Detail {
            title: Line::stored((*title).to_owned()),
            text: Words::stored((*text).to_owned()),
            about: *about,
        };
        let details = details.iter().map(detail).collect();
        PositionTerms { details, ..PositionTerms::read("p", &cells).expect("a position") }
    }

    fn age() -> Rule {
        Rule::One(Condition::AgeAtMost { years: 35, rank: None })
    }

    #[test]
    fn words_are_covered_only_by_a_condition_of_their_kind_that_everybody_must_meet() {
        let position = position(&[
            ("年龄", "35周岁以下", About::Age),
            ("备注", "最低服务五年", About::Words),
            ("地点", "城区", About::Nothing),
        ]);
        assert_eq!(position.words_beyond(&[]), ["年龄: 35周岁以下", "备注: 最低服务五年"]);
        assert_eq!(position.words_beyond(&[age()]), ["备注: 最低服务五年"]);
        let either = Rule::Any(vec![age(), Rule::One(Condition::ServiceYears { years: 2 })]);
        assert_eq!(position.words_beyond(&[either]).len(), 2, "an alternative covers nothing");
    }

    #[test]
    fn words_that_nobody_typed_as_a_condition_are_never_met() {
        let window = crate::typed::window(
            crate::typed::moment("2026-11-22T09:00", &FieldPath::new("opens")).expect("a moment"),
            crate::typed::moment("2026-11-29T18:00", &FieldPath::new("closes")).expect("a moment"),
            &FieldPath::new("closes"),
        )
        .expect("a window");
        let facts = crate::registration::Form::standard().facts(&crate::registration::Answers::default());
        let none = Conditions::default();
        assert_eq!(none.checked_of(&position(&[]), window), None, "nothing is asked");
        let asked = none.checked_of(&position(&[("专业", "法学类", About::Major)]), window).expect("words");
        assert_eq!(judge_all(&asked.rules, &facts, asked.at).finding(), Finding::CannotTell);
        let other = none.checked_of(&position(&[("专业", "会计学", About::Major)]), window).expect("words");
        assert_ne!(asked.digest, other.digest, "other words are another revision");
    }

    #[test]
    fn what_may_not_be_public_is_refused_in_words_too() {
        let field = FieldPath::new("detail");
        let read = |text: &str| public_words(text, &field).map(|words| words.as_str().to_owned());
        assert_eq!(read("法学类\n或者会计学"), Ok("法学类\n或者会计学".to_owned()));
        assert_eq!(read("联系 13800138000"), Err(Reason::PrivateNumber { field: field.clone() }));
        assert_eq!(read("=1+1"), Err(Reason::FormulaSign { field: field.clone() }));
        let long = "字".repeat(DETAIL_LENGTH + 1);
        assert!(matches!(read(&long), Err(Reason::Length { .. })));
    }
}
