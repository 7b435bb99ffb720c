//! The clock: the machine's, or one that stands still until a test moves it.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant, SystemTime};

/// Where the time comes from.
#[derive(Clone, Debug)]
pub enum Clock {
    /// The machine's clock.
    System,
    /// A clock that stands still; clones share it.
    Fixed(Arc<AtomicI64>),
}

impl Clock {
    /// A clock standing at `unix_millis` (milliseconds since 1970-01-01 UTC).
    pub fn fixed(unix_millis: i64) -> Self {
        Self::Fixed(Arc::new(AtomicI64::new(unix_millis)))
    }

    /// Milliseconds since 1970-01-01 UTC. A machine clock set before 1970 reads as 0.
    pub fn millis(&self) -> i64 {
        match self {
            Self::System => SystemTime::now()
                .duration_since(SystemTime::UNIX_EPOCH)
                .ok()
                .and_then(|since| i64::try_from(since.as_millis()).ok())
                .unwrap_or(0),
            Self::Fixed(at) => at.load(Ordering::SeqCst),
        }
    }

    /// Moves a fixed clock by `by` milliseconds (negative: back). The machine's clock cannot be moved: answers `false`.
    pub fn advance(&self, by: i64) -> bool {
        match self {
            Self::System => false,
            Self::Fixed(at) => {
                at.fetch_add(by, Ordering::SeqCst);
                true
            }
        }
    }
}

/// Measures how long something took, for logs and progress; never for a rule.
#[derive(Clone, Copy, Debug)]
pub struct Stopwatch(Instant);

impl Stopwatch {
    /// Starts measuring.
    pub fn start() -> Self {
        Self(Instant::now())
    }

    /// Time since the start.
    pub fn elapsed(self) -> Duration {
        self.0.elapsed()
    }
}

#[cfg(test)]
mod tests {
    use super::Clock;

    #[test]
    fn a_fixed_clock_moves_only_when_told_and_its_clones_move_with_it() {
        let clock = Clock::fixed(1_000);
        let twin = clock.clone();
        assert_eq!(twin.millis(), 1_000);
        assert!(clock.advance(500));
        assert_eq!(twin.millis(), 1_500);
    }

    #[test]
    fn the_system_clock_is_past_2025_and_cannot_be_moved() {
        assert!(Clock::System.millis() > 1_735_689_600_000);
        assert!(!Clock::System.advance(1));
    }
}
