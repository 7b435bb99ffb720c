//! Fields of study (专业) by the two national catalogues: which there are, which holds which, and how a typed one is found.
//!
//! Owns: [`Study`] and its matching: a discipline holds its classes, a class its programmes. Refuses: names in English (crate
//! `text`), and judging a field that stands in no catalogue; that is told in words and a person judges it.

mod catalogue;
mod named;

use std::fmt;

use serde::{Deserialize, Serialize};

pub use catalogue::{Catalogue, Level};
use catalogue::{MOVED, ROWS};
pub use named::Unnamed;

/// An entry of a catalogue, or [`Study::OUTSIDE`]. The order is that of the catalogues, the undergraduate one first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Study(u16);

/// The word for a field outside of the catalogues.
const OUTSIDE: &str = "0000";

impl Study {
    /// A field outside of both catalogues: of an earlier edition, of another country, of a school alone.
    pub const OUTSIDE: Self = Self(0);

    /// Every entry of both catalogues, in their order.
    pub fn all() -> impl Iterator<Item = Self> {
        (1_u16..).zip(ROWS.iter()).map(|(place, _)| Self(place))
    }

    /// Every entry that a person can have studied: all but the disciplines.
    pub fn studied() -> impl Iterator<Item = Self> {
        Self::all().filter(|one| one.level() != Some(Level::Discipline))
    }

    /// The entries right below this one.
    pub fn below(self) -> impl Iterator<Item = Self> {
        Self::all().filter(move |one| one.parent() == Some(self))
    }

    /// The disciplines of a catalogue.
    pub fn disciplines(of: Catalogue) -> impl Iterator<Item = Self> {
        Self::all().filter(move |one| one.catalogue() == Some(of) && one.level() == Some(Level::Discipline))
    }

    /// Reads the word of an entry: `03`, `0301`, `030101K`, `G0301`; or `0000`.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        if word == OUTSIDE {
            return Some(Self::OUTSIDE);
        }
        catalogue::place(word).map(Self)
    }

    /// The code as its catalogue prints it, with a `G` before one of the graduate catalogue.
    #[must_use]
    pub fn word(self) -> &'static str {
        self.row().map_or(OUTSIDE, |row| row.word.as_str())
    }

    /// The official name; empty outside of the catalogues.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.row().map_or("", |row| row.name)
    }

    /// The catalogue in which it stands.
    #[must_use]
    pub fn catalogue(self) -> Option<Catalogue> {
        self.row().map(|row| row.catalogue)
    }

    /// Its level there.
    #[must_use]
    pub fn level(self) -> Option<Level> {
        self.row().map(|row| row.level)
    }

    /// The entry that holds it; `None` for a discipline.
    #[must_use]
    pub fn parent(self) -> Option<Self> {
        self.row()?.parent.map(Self)
    }

    /// Whether `self`, asked for, takes `of`: the same entry, or one that lies below it.
    #[must_use]
    pub fn takes(self, of: Self) -> bool {
        std::iter::successors(Some(of), |one| one.parent()).any(|one| one == self)
    }

    /// Whether `self`, asked for, took `of` before the edition of today moved it elsewhere.
    #[must_use]
    pub fn took(self, of: Self) -> bool {
        self.catalogue() == Some(Catalogue::Undergraduate)
            && MOVED.iter().any(|(former, now)| *now == of.word() && former.starts_with(self.word()))
    }

    fn row(self) -> Option<&'static catalogue::Row> {
        ROWS.get(usize::from(self.0).checked_sub(1)?)
    }
}

impl fmt::Display for Study {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
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

#[cfg(test)]
mod tests;
