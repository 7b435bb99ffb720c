//! What stands against counting working days, and against a year as it was typed.

use serde::{Deserialize, Serialize};

/// Why a year of working days cannot be taken, or counted in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum WorkdaysWhy {
    /// The working days of this year were not announced to the program.
    UnknownYear {
        /// The year.
        year: i32,
    },
    /// A line is neither `off DATE`, `off DATE DATE` nor `work DATE`.
    Unreadable {
        /// Its number, from 1.
        line: u32,
    },
    /// A line names a day of another year.
    OtherYear {
        /// Its number, from 1.
        line: u32,
    },
    /// A make-up day is neither a Saturday nor a Sunday.
    NoWeekend {
        /// Its number, from 1.
        line: u32,
    },
    /// A line names a day that another one names.
    Twice {
        /// Its number, from 1.
        line: u32,
    },
    /// No day is off.
    NothingOff,
}
