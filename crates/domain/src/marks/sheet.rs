//! What was entered for one person: marks, statuses, rooms, points, facts.

use core::fmt;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Position;
use crate::digest::Digest;
use crate::number::Score;
use crate::scheme::{Status, canonical};

/// One filled cell. A blank cell is no entry.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Entry {
    /// A number: a mark, bonus points or a fact (0 or 1 for yes or no).
    Mark(Score),
    /// A status instead of a mark.
    Status(Status),
    /// The room, in a `room.` column.
    Room(String),
}

impl fmt::Debug for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Mark(_) => "Mark(..)",
            Self::Status(_) => "Status(..)",
            Self::Room(_) => "Room(..)",
        })
    }
}

/// One mark of one examiner.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExaminerMark {
    /// The component, by its column name.
    pub component: String,
    /// The panel; it is the room of the person.
    pub panel: String,
    /// The examiner.
    pub examiner: String,
    /// The element; `None` where the panel has no elements.
    pub element: Option<String>,
    /// The mark.
    pub mark: Score,
}

/// One person's sheet (成绩单) in one position.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sheet {
    /// Position code, as in the position table.
    pub position: String,
    /// The person: ticket number or code, unique in the position.
    pub candidate: String,
    /// Filled cells by column name, as [`crate::scheme::Scheme::inputs`] lists them.
    pub entries: BTreeMap<String, Entry>,
    /// The examiners' marks.
    pub examiners: Vec<ExaminerMark>,
}

impl fmt::Debug for Sheet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sheet({} entries, {} examiners' marks)", self.entries.len(), self.examiners.len())
    }
}

/// Returns the SHA-256 of everything that a computation reads beside schemes and rulings. The order of the input does not
/// matter.
#[must_use]
pub fn inputs_digest(positions: &[Position], sheets: &[Sheet]) -> Digest {
    let mut positions: Vec<_> = positions.iter().map(|p| (&p.code, p.plan, &p.scheme)).collect();
    positions.sort();
    let mut sheets: Vec<Sheet> = sheets.to_vec();
    sheets.sort_by(|a, b| (&a.position, &a.candidate).cmp(&(&b.position, &b.candidate)));
    sheets.iter_mut().for_each(|sheet| sheet.examiners.sort());
    Digest::of(canonical(&(positions, sheets)).as_bytes())
}
