//! The correction (更正) of a published list: where it stands, and what may be said of it.
//!
//! A correction is begun for a reason that everybody reads, and ended by another person: with the next version, or with the
//! statement that the list stands as it was published.

use serde::{Deserialize, Serialize};

use super::misfit_in_head;
use crate::reason::{FieldPath, Reason};
use crate::typed::Line;
use crate::word::words;

words! {
    /// Where a correction stands.
    CorrectionState {
        /// It was begun; the list is under correction.
        Open = "open",
        /// The next version is published.
        Corrected = "corrected",
        /// The list stands as it was published.
        Kept = "kept",
    }
}

/// Reads the reason of a correction: one line of 1 to 200 characters that may stand in the head of a list.
///
/// # Errors
/// As [`Line::parse`] at `field`; [`crate::reason::ListsWhy::NotForPublic`].
pub fn public_reason(text: &str, field: &FieldPath) -> Result<Line, Reason> {
    let line = Line::parse(text, field)?;
    match misfit_in_head("reason", line.as_str()) {
        Some(misfit) => Err(misfit.reason()),
        None => Ok(line),
    }
}
