//! Marks as they are typed into a grid: what may stand in a cell, and what was copied from a spreadsheet.
//!
//! Owns: the rule of one cell, for the browser that tells a wrong value as the cell is left and for the server's pages. Refuses:
//! words that people read, which are `text`'s; status words come in as a question because they are written in a language.

mod paste;

use serde::{Deserialize, Serialize};

pub use paste::{Fitted, Pasted, Target, Unfit};

use crate::number::Score;
use crate::scheme::{FactKind, InputKind};
use crate::typed::{is_forbidden, is_invisible};
use crate::word::words;

words! {
    /// What stands in a column of the sheets.
    ColumnKind {
        /// A mark, or a status.
        Mark = "mark",
        /// A status only: examiners' marks come in by file.
        Panel = "panel",
        /// A room.
        Room = "room",
        /// Points added.
        Bonus = "bonus",
        /// Yes or no, written 1 or 0.
        YesNo = "yes_no",
        /// A number.
        Number = "number",
    }
}

/// Places of a number for which the scheme names none.
const PLACES: u8 = 6;
const ONE: Score = Score::from_millionths(1_000_000);

/// What may stand in one cell of the grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MarkRule {
    /// What kind of thing.
    pub kind: ColumnKind,
    /// The highest mark; none where nothing bounds it.
    pub full: Option<Score>,
    /// Decimal places allowed.
    pub places: u8,
}

/// Why a text cannot stand in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkFault {
    /// Characters that no mark has.
    NotAMark,
    /// Neither a number nor, where one may stand, a status word.
    NotANumber,
    /// A comma stands for the point.
    DecimalComma,
    /// More decimal places than the scheme allows.
    TooFine {
        /// Places allowed.
        places: u8,
    },
    /// Above the full mark.
    AboveFull {
        /// The full mark.
        full: Score,
    },
    /// Below nought.
    Negative,
    /// Only a status may stand here.
    StatusOnly,
    /// Neither 1 nor 0.
    NotYesNo,
}

impl MarkRule {
    /// The rule of a column of a scheme.
    #[must_use]
    pub const fn of(kind: InputKind) -> Self {
        let (kind, full, places) = match kind {
            InputKind::Mark { full, places, capped } => {
                (ColumnKind::Mark, if capped { None } else { Some(full) }, places)
            }
            InputKind::Panel => (ColumnKind::Panel, None, PLACES),
            InputKind::Room => (ColumnKind::Room, None, PLACES),
            InputKind::Bonus => (ColumnKind::Bonus, None, PLACES),
            InputKind::Fact(FactKind::YesNo) => (ColumnKind::YesNo, None, PLACES),
            InputKind::Fact(FactKind::Number) => (ColumnKind::Number, None, PLACES),
        };
        Self { kind, full, places }
    }

    /// The rule as the attributes of a field hold it: word of the kind, highest mark or nothing, decimal places.
    #[must_use]
    pub fn words(&self) -> [String; 3] {
        let full = self.full.map(|full| full.to_string()).unwrap_or_default();
        [self.kind.word().to_owned(), full, self.places.to_string()]
    }

    /// The rule back from those attributes.
    #[must_use]
    pub fn from_words([kind, full, places]: [&str; 3]) -> Option<Self> {
        let full = if full.is_empty() { None } else { Some(Score::parse(full, PLACES).ok()?) };
        Some(Self { kind: ColumnKind::from_word(kind)?, full, places: places.parse().ok()? })
    }

    /// Whether a typed text may stand in the cell; a blank one says nothing and may.
    ///
    /// # Errors
    /// The first fault.
    pub fn check(&self, text: &str, is_status: impl Fn(&str) -> bool) -> Result<(), MarkFault> {
        let bare = bare(text);
        let lost = bare.contains('\u{FFFD}') || bare.contains("??") || bare == "?";
        if lost || text.chars().any(|c| is_forbidden(c) && !c.is_whitespace()) {
            return Err(MarkFault::NotAMark);
        }
        if bare.is_empty() || self.kind == ColumnKind::Room {
            return Ok(());
        }
        let takes_status = matches!(self.kind, ColumnKind::Mark | ColumnKind::Panel);
        if takes_status && is_status(&bare) {
            return Ok(());
        }
        if self.kind == ColumnKind::Panel {
            return Err(MarkFault::StatusOnly);
        }
        let mark = number(&bare, self.places)?;
        match self.kind {
            ColumnKind::Mark | ColumnKind::Bonus if mark < Score::ZERO => Err(MarkFault::Negative),
            ColumnKind::YesNo if mark != Score::ZERO && mark != ONE => Err(MarkFault::NotYesNo),
            _ => match self.full {
                Some(full) if mark > full => Err(MarkFault::AboveFull { full }),
                _ => Ok(()),
            },
        }
    }
}

fn number(text: &str, places: u8) -> Result<Score, MarkFault> {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let body = text.strip_prefix('-').unwrap_or(text);
    if body.split_once(',').is_some_and(|(whole, part)| digits(whole) && digits(part)) {
        return Err(MarkFault::DecimalComma);
    }
    let (whole, part) = body.split_once('.').unwrap_or((body, "0"));
    if !digits(whole) || !digits(part) {
        return Err(MarkFault::NotANumber);
    }
    Score::parse(text, places).map_err(|fault| match fault {
        crate::number::ScoreFault::TooManyPlaces { allowed, .. } => MarkFault::TooFine { places: allowed },
        _ => MarkFault::NotANumber,
    })
}

/// Full-width letters, digits and signs (U+FF01 to U+FF5E) as plain ones.
#[must_use]
pub fn plain(c: char) -> char {
    match u32::from(c) {
        code @ 0xFF01..=0xFF5E => char::from_u32(code.saturating_sub(0xFEE0)).unwrap_or(c),
        _ => c,
    }
}

/// A typed text with full-width characters made plain, invisible ones dropped and nothing around it. An apostrophe in front
/// keeps a spreadsheet from reading a number and is no part of the text.
#[must_use]
pub fn bare(text: &str) -> String {
    let plain: String = text.chars().filter(|c| !is_invisible(*c)).map(plain).collect();
    plain.trim().trim_start_matches(['\'', '\u{2018}', '\u{2019}']).trim_start().to_owned()
}

#[cfg(test)]
mod tests;
