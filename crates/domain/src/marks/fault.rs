//! Why sheets cannot be settled: every fault at once, each with its place.

use serde::{Deserialize, Serialize};

use crate::scheme::Status;

/// A fault in a sheet.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Fault {
    /// Position code.
    pub position: String,
    /// The person; `None` where the fault is the position's.
    pub candidate: Option<String>,
    /// The column, or the component of panel marks.
    pub column: Option<String>,
    /// What is wrong.
    #[serde(flatten)]
    pub wrong: Wrong,
}

impl Fault {
    /// Returns position, person and column, or `None` where the fault is of no single cell.
    pub(super) fn cell(&self) -> Option<(&str, &str, &str)> {
        Some((&self.position, self.candidate.as_deref()?, self.column.as_deref()?))
    }
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "wrong", rename_all = "snake_case")]
pub enum Wrong {
    /// The position is not in the position table.
    UnknownPosition,
    /// The position names a scheme that there is not.
    UnknownScheme {
        /// As written.
        name: String,
    },
    /// Two sheets of one person in one position.
    DuplicateSheet,
    /// The scheme does not read this column.
    UnusedColumn {
        /// The nearest column that it reads.
        nearest: Option<String>,
    },
    /// A mark is missing, though others of the position have one and the person was called.
    Missing,
    /// A mark for a person who is not on the list that leads to it.
    NotCalled {
        /// The list.
        list: String,
    },
    /// A number where a room stands, a room where a number stands, a status where none can be.
    WrongKind,
    /// Above the full mark.
    AboveFull {
        /// The full mark.
        full: String,
    },
    /// Below zero.
    Negative,
    /// More places than are allowed.
    TooManyPlaces {
        /// Places allowed.
        allowed: u8,
    },
    /// A yes-or-no fact that is neither 0 nor 1.
    NotYesNo,
    /// A panel's marks and a status both.
    MarksAndStatus {
        /// The status.
        status: Status,
    },
    /// Marks of two panels for one person and component.
    TwoPanels,
    /// An examiner's mark twice, or of an unknown element, or an element missing.
    ExaminerMarks {
        /// The examiner.
        examiner: String,
        /// The element, if one is named.
        element: Option<String>,
    },
    /// Fewer or more examiners than the scheme allows.
    PanelSize {
        /// Marks there are.
        found: u32,
        /// Fewest allowed.
        least: u8,
        /// Most allowed.
        most: u8,
    },
    /// No room is given for a mark that is corrected between rooms.
    RoomMissing,
    /// A room whose mean is zero cannot be corrected.
    RoomMeanZero {
        /// The room.
        room: String,
    },
    /// The fraction no longer fits.
    TooFine,
    /// A shortlist needs the plan and the position has none.
    PlanMissing {
        /// The list.
        list: String,
    },
}
