//! One cell of a score table as an entry: a mark, a status, a room, points or a fact.
//!
//! Owns: the one reading of marks, for files and for cells typed by hand. Refuses: rounding, and words that are no status.

use domain::marks::Entry;
use domain::number::{Score, ScoreFault};
use domain::scheme::{InputKind, Status};
use text::headers;

use super::fault::clip;
use super::value::{self, Reading};
use super::{Code, Remark, Value, nearest};

/// One cell as an entry; `None` for a blank cell.
///
/// # Errors
/// The first cause against it.
pub fn entry(cell: &Value, kind: Option<InputKind>) -> Result<Option<Reading<Entry>>, Code> {
    let Some(bare) = value::bare(cell)? else { return Ok(None) };
    let (value, remark) = match kind {
        None => return Err(Code::NotUsed { found: clip(&bare.value) }),
        Some(InputKind::Room) => (Entry::Room(bare.value), bare.remark),
        Some(InputKind::Bonus | InputKind::Fact(_)) => (Entry::Mark(score(&bare.value, 6)?), bare.remark),
        Some(InputKind::Mark { .. } | InputKind::Panel) => match status(&bare.value) {
            Some((status, said)) => (Entry::Status(status), said.or(bare.remark)),
            None => (Entry::Mark(mark(&bare.value, kind)?), bare.remark),
        },
    };
    Ok(Some(Reading { value, remark }))
}

/// A status word; said aloud unless it is the code itself.
fn status(text: &str) -> Option<(Status, Option<Remark>)> {
    // No status word begins with a digit, and nearly every cell does.
    if text.starts_with(|first: char| first.is_ascii_digit()) {
        return None;
    }
    let code = headers::status(text)?;
    let said = (code != text).then(|| Remark::StatusWord { was: clip(text), read: code.to_owned() });
    Some((Status::from_word(code)?, said))
}

fn mark(text: &str, kind: Option<InputKind>) -> Result<Score, Code> {
    let places = match kind {
        Some(InputKind::Mark { places, .. }) => places,
        Some(InputKind::Panel | InputKind::Room | InputKind::Bonus | InputKind::Fact(_)) | None => 6,
    };
    // A number is read first: comparing with every status word costs more than the rest of the cell.
    score(text, places).map_err(|cause| {
        let is_word = text.chars().any(char::is_alphabetic) && text.parse::<Score>().is_err();
        match nearest(text, headers::status_words()) {
            Some(word) if is_word && !text.chars().any(|c| c.is_ascii_digit()) => {
                Code::UnknownWord { found: clip(text), nearest: Some(word.to_owned()) }
            }
            _ => cause,
        }
    })
}

/// The one parser, after the answers that help most.
///
/// # Errors
/// [`Code::DecimalComma`], [`Code::TooFine`], [`Code::NotANumber`].
pub fn score(text: &str, places: u8) -> Result<Score, Code> {
    value::plain_decimal(text)?;
    Score::parse(text, places).map_err(|fault| match fault {
        ScoreFault::TooManyPlaces { allowed, .. } => Code::TooFine { found: clip(text), places: allowed },
        ScoreFault::Empty | ScoreFault::NotANumber | ScoreFault::TooLarge => {
            Code::NotANumber { found: clip(text) }
        }
    })
}

/// A mark must lie between nought and the full mark, unless the scheme cuts it.
///
/// # Errors
/// [`Code::Negative`], [`Code::AboveFull`].
pub fn within(mark: Score, kind: InputKind) -> Result<(), Code> {
    let found = mark.to_string();
    match kind {
        InputKind::Mark { .. } | InputKind::Panel if mark.millionths() < 0 => Err(Code::Negative { found }),
        InputKind::Mark { full, capped: false, .. } if mark > full => {
            Err(Code::AboveFull { found, full: full.to_string() })
        }
        InputKind::Mark { .. }
        | InputKind::Panel
        | InputKind::Room
        | InputKind::Bonus
        | InputKind::Fact(_) => Ok(()),
    }
}
