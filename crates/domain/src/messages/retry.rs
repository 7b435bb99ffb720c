//! When a delivery that did not go through is tried again.

/// How often a delivery is tried. With the waits between them that is about three days, so that a server that is down over a
/// weekend loses nothing.
pub const TRIES: u32 = 20;

/// Longest wait, in seconds: six hours.
const LONGEST: i64 = 6 * 3600;

/// Returns the seconds to wait after the try number `tried` (from 1) did not go through: one minute, then twice as long each time,
/// up to six hours. `None` after the last try.
#[must_use]
pub const fn again_after(tried: u32) -> Option<i64> {
    if tried >= TRIES {
        return None;
    }
    match 60_i64.checked_shl(tried.saturating_sub(1)) {
        Some(wait) if tried < 10 && wait < LONGEST => Some(wait),
        _ => Some(LONGEST),
    }
}
