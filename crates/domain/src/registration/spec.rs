//! What one field of the form is: its kind, when it is asked, and what reads it.
//!
//! Owns: [`Spec`], the kinds of answers and how each is checked and spelled. Refuses: naming fields (`fields`), and words in
//! either language (crate `text`).

use serde::{Deserialize, Serialize};

use super::Field;
use crate::eligibility::{Day, List, Question, choice};
use crate::reason::{FieldPath, Reason, TypedWhy};
use crate::study::{Study, Unnamed};
use crate::typed::{IdentityNumber, Line, PersonName, Phone, Words, fold};
use crate::word::words;

/// What kind of answer a field takes, with its limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// A person's name, 1 to 64 characters.
    Name,
    /// A resident identity number.
    Identity,
    /// A telephone number.
    Phone,
    /// A short line, 1 to 200 characters.
    Line,
    /// Running words, 0 to 4,000 characters.
    Words,
    /// A day.
    Day,
    /// A year that the page sends along and nobody types.
    Year,
    /// One entry of a closed list.
    Choice(List),
    /// An entry of a catalogue of fields of study (专业目录), found by code or name.
    Study,
    /// A statement that must be ticked.
    Agreed,
}

impl FieldKind {
    /// Checks an answer and returns it in its canonical spelling.
    ///
    /// # Errors
    /// What is wrong with it, at `field`; [`TypedWhy::Missing`] where it is empty, except for [`FieldKind::Words`].
    pub fn spell(self, text: &str, field: &FieldPath) -> Result<String, Reason> {
        match self {
            Self::Name => PersonName::parse(text, field).map(|name| name.as_str().to_owned()),
            Self::Identity => IdentityNumber::parse(text, field).map(|number| number.expose().to_owned()),
            Self::Phone => Phone::parse(text, field).map(|number| number.expose().to_owned()),
            Self::Line => Line::parse(text, field).map(|line| line.as_str().to_owned()),
            Self::Words => Words::parse(text, field).map(|words| words.as_str().to_owned()),
            Self::Day => Day::parse(text, field).map(|day| day.to_string()),
            Self::Year => year(text, field).map(|year| year.to_string()),
            Self::Choice(list) => {
                choice(text, field.as_str(), |word| list.read(word)).map(|found| found.word().into_owned())
            }
            Self::Study => study(text, field).map(|found| found.word().to_owned()),
            Self::Agreed if text == "yes" => Ok(text.to_owned()),
            Self::Agreed => Err(TypedWhy::NotAgreed.at(field)),
        }
    }

    /// Whether nobody types the answer: the page sends it along.
    #[must_use]
    pub const fn is_hidden(self) -> bool {
        matches!(self, Self::Year)
    }
}

fn study(text: &str, field: &FieldPath) -> Result<Study, Reason> {
    let folded = fold(text);
    if folded.is_empty() {
        return Err(TypedWhy::Missing.at(field));
    }
    Study::named(&folded).map_err(|unnamed| match unnamed {
        Unnamed::Unknown => TypedWhy::NotInCatalogue.at(field),
        Unnamed::Several(first, second) => TypedWhy::SeveralInCatalogue { first, second }.at(field),
    })
}

fn year(text: &str, field: &FieldPath) -> Result<i32, Reason> {
    let folded = fold(text);
    if folded.is_empty() {
        return Err(TypedWhy::Missing.at(field));
    }
    match folded.parse() {
        Ok(year) if (1950..=2199).contains(&year) => Ok(year),
        Ok(_) => Err(TypedWhy::OutOfRange { min: 1950, max: 2199 }.at(field)),
        Err(_) => Err(TypedWhy::NotANumber.at(field)),
    }
}

words! {
    /// Fields that repeat: a row of them for each spell, year or person. The word begins the names of their fields.
    Block {
        /// Spells of grass-roots work, as many rows as somebody had.
        Grassroots = "grassroots",
        /// Annual appraisals, the newest year first.
        Appraisal = "appraisal",
        /// Family members, as many rows as there are.
        Family = "family",
    }
}

/// How many rows a block has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rows {
    /// The candidate adds and takes away rows; an empty one is passed over, a row that was begun must be whole.
    Free,
    /// Always `rows` of them; the first `needed` must be filled.
    Fixed {
        /// Rows in all.
        rows: usize,
        /// Rows that must be filled.
        needed: usize,
    },
}

impl Block {
    /// How many rows it has.
    #[must_use]
    pub const fn rows(self) -> Rows {
        match self {
            Self::Grassroots | Self::Family => Rows::Free,
            Self::Appraisal => Rows::Fixed { rows: 5, needed: 3 },
        }
    }
}

/// When a field is asked. A field that is not asked is neither checked nor sent, whatever stands in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// Of everybody.
    Always,
    /// Where another field was answered with this word.
    Is(Field, &'static str),
    /// Where another field was answered, and not with this word.
    IsNot(Field, &'static str),
}

/// What one field is. Built by the table in `fields`, one call for each property.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spec {
    /// What kind of answer it takes.
    pub kind: FieldKind,
    /// Whether it may be left empty where it is asked.
    pub optional: bool,
    /// The block whose rows it repeats in.
    pub block: Option<Block>,
    /// When it is asked.
    pub when: When,
    /// The field from which it follows: it is shown and never typed in an application, and asked for itself only in the
    /// self-check.
    pub follows: Option<Field>,
    /// The field of the same row whose day it may not lie before.
    pub not_before: Option<Field>,
    /// The question of conditions that it answers.
    pub reads: Option<Question>,
}

impl Spec {
    pub(super) const fn new(kind: FieldKind) -> Self {
        let when = When::Always;
        Self { kind, optional: false, block: None, when, follows: None, not_before: None, reads: None }
    }

    pub(super) const fn optional(self) -> Self {
        Self { optional: true, ..self }
    }

    pub(super) const fn within(self, block: Block) -> Self {
        Self { block: Some(block), ..self }
    }

    pub(super) const fn asked(self, when: When) -> Self {
        Self { when, ..self }
    }

    pub(super) const fn follows(self, field: Field) -> Self {
        Self { follows: Some(field), ..self }
    }

    pub(super) const fn not_before(self, field: Field) -> Self {
        Self { not_before: Some(field), ..self }
    }

    pub(super) const fn reads(self, question: Question) -> Self {
        Self { reads: Some(question), ..self }
    }
}
