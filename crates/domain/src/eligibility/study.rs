//! The catalogue of fields of study (专业目录): disciplines (学科门类) and their classes (专业类) of the Ministry of
//! Education's catalogue of undergraduate programmes, 2020, by their codes.
//!
//! Owns: the codes and their matching: a discipline holds its classes. Refuses: names (crate `text`) and judging a programme
//! that stands in no class; that is told in words and a person judges it.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A discipline, two digits, or a class in it, four digits; `0000` is a programme outside the catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Study(u16);

/// Disciplines.
pub const DISCIPLINES: [u16; 12] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 13];

/// How many classes each discipline has; their codes count up from 1.
pub const STUDIES: [(u16, u16); 12] =
    [(1, 1), (2, 4), (3, 6), (4, 2), (5, 3), (6, 1), (7, 12), (8, 31), (9, 7), (10, 11), (12, 9), (13, 5)];

impl Study {
    /// A programme outside the catalogue.
    pub const OUTSIDE: Self = Self(0);

    /// Every class, in the order of the catalogue.
    pub fn classes() -> impl Iterator<Item = Self> {
        STUDIES.into_iter().flat_map(|(discipline, count)| {
            (1..=count).map(move |class| Self(discipline.saturating_mul(100).saturating_add(class)))
        })
    }

    /// Every discipline, in the order of the catalogue.
    pub fn disciplines() -> impl Iterator<Item = Self> {
        DISCIPLINES.into_iter().map(Self)
    }

    /// Reads `03`, `0301` or `0000`.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        let number: u16 = word.chars().all(|ch| ch.is_ascii_digit()).then(|| word.parse().ok()).flatten()?;
        let found = Self(number);
        let known = match word.len() {
            2 => DISCIPLINES.contains(&number),
            4 => found == Self::OUTSIDE || Self::classes().any(|class| class == found),
            _ => false,
        };
        known.then_some(found)
    }

    /// The code as the catalogue prints it.
    #[must_use]
    pub fn word(self) -> String {
        self.to_string()
    }

    /// The number of the code.
    #[must_use]
    pub const fn number(self) -> u16 {
        self.0
    }

    /// Whether it is a whole discipline.
    #[must_use]
    pub const fn is_discipline(self) -> bool {
        self.0 > 0 && self.0 < 100
    }

    /// The discipline of a class; of a discipline itself.
    #[must_use]
    pub const fn discipline(self) -> Self {
        if self.0 < 100 { self } else { Self(self.0 / 100) }
    }

    /// Whether `self`, asked for, takes the class `of`.
    #[must_use]
    pub fn takes(self, of: Self) -> bool {
        self == of || (self.is_discipline() && of.discipline() == self)
    }
}

impl fmt::Display for Study {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_discipline() { write!(f, "{:02}", self.0) } else { write!(f, "{:04}", self.0) }
    }
}

impl TryFrom<String> for Study {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, &'static str> {
        Self::from_word(&text).ok_or("not a field of study")
    }
}

impl From<Study> for String {
    fn from(study: Study) -> Self {
        study.to_string()
    }
}
