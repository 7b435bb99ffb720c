//! Finding the entry that somebody means by what was typed: a code, a name, or both.
//!
//! Owns: the order in which these are tried. Refuses: guessing between two entries of one name.

use super::{Level, MOVED, Study};
/// Why a typed field of study is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unnamed {
    /// No entry has this code or name, or the code and the name are those of two entries.
    Unknown,
    /// Several have this name; these are the first two.
    Several(Study, Study),
}

impl Study {
    /// Finds the entry that a person studied, from a folded text ([`crate::typed::fold`]), by its code, its name or both (`030101K 法学`). Letters may be small, the letters
    /// after the digits may be missing, and a code that the edition of today moved stands for the one it has now. What a catalogue
    /// calls a discipline nobody studied.
    ///
    /// # Errors
    /// [`Unnamed`].
    pub fn named(typed: &str) -> Result<Self, Unnamed> {
        let one = Self::meant(typed)?;
        if one.level() == Some(Level::Discipline) { Err(Unnamed::Unknown) } else { Ok(one) }
    }

    /// As [`Study::named`], for what a condition asks: a discipline is found by its code.
    ///
    /// # Errors
    /// [`Unnamed`].
    pub fn meant(typed: &str) -> Result<Self, Unnamed> {
        let (first, rest) = typed.split_once(char::is_whitespace).unwrap_or((typed, ""));
        match by_code(&first.to_ascii_uppercase()) {
            Some(found)
                if rest.trim().is_empty() || rest.trim() == found.name() || found == Self::OUTSIDE =>
            {
                Ok(found)
            }
            Some(_) => Err(Unnamed::Unknown),
            None => by_name(typed),
        }
    }
}

fn by_code(code: &str) -> Option<Study> {
    let digits = |code: &str| code.trim_end_matches(['T', 'K']).to_owned();
    let bare = || {
        let programmes = Study::all().filter(|one| one.level() == Some(Level::Programme));
        programmes.into_iter().find(|one| code.len() >= 6 && digits(one.word()) == code)
    };
    let moved = || {
        let found = MOVED.iter().find(|(former, _)| *former == code || digits(former) == code);
        found.and_then(|(_, now)| Study::from_word(now))
    };
    Study::from_word(code).or_else(moved).or_else(bare)
}

fn by_name(name: &str) -> Result<Study, Unnamed> {
    let mut found = Study::studied().filter(|one| one.name() == name);
    match (found.next(), found.next()) {
        (Some(one), None) => Ok(one),
        (Some(one), Some(other)) => Err(Unnamed::Several(one, other)),
        (None, _) => Err(Unnamed::Unknown),
    }
}
