//! Working days of years, as an administrator reads and enters them.

use serde::{Deserialize, Serialize};

use crate::calendar::Instant;

/// One year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkYearEntry {
    /// The year.
    pub year: i32,
    /// The notice that announced it.
    pub source: String,
    /// Its days off and make-up days, one a line.
    pub days: String,
    /// Why and when it was entered; `None` for what the program knows by itself.
    pub entered: Option<(String, Instant)>,
}

/// The years whose working days can be counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkYearsPage {
    /// The earliest first.
    pub years: Vec<WorkYearEntry>,
    /// Whether the reader may enter one.
    pub may_enter: bool,
}
