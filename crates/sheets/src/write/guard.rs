//! The guard against cells that a spreadsheet program would run, and against characters that turn a line around. Owns what
//! people's words look like in a cell; what is risky is [`domain::typed`]'s.

use std::borrow::Cow;

pub use domain::typed::opens_formula as is_risky;

/// The text for a cell of people's words: without characters that nobody sees, bidirectional controls above all.
#[must_use]
pub fn seen(text: &str) -> Cow<'_, str> {
    if !text.contains(domain::typed::is_invisible) {
        return Cow::Borrowed(text);
    }
    text.chars().filter(|ch| !domain::typed::is_invisible(*ch)).collect()
}

/// The same for a CSV cell: an apostrophe before what is risky.
#[must_use]
pub fn guarded(text: &str) -> Cow<'_, str> {
    let seen = seen(text);
    if is_risky(&seen) { Cow::Owned(format!("'{seen}")) } else { seen }
}
