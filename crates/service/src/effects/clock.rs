//! The clock: the machine's, or one that stands still until a test moves it.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, SystemTime};

use domain::calendar::Instant;

/// Where the time comes from.
#[derive(Clone, Debug)]
pub enum Clock {
    /// The machine's clock.
    System,
    /// A clock that stands still; clones share it.
    Fixed(Arc<AtomicI64>),
}

impl Clock {
    /// A clock standing at `at`.
    pub fn fixed(at: Instant) -> Self {
        Self::Fixed(Arc::new(AtomicI64::new(at.0)))
    }

    /// The time now. A machine clock set before 1970 reads as the epoch.
    pub fn now(&self) -> Instant {
        Instant(match self {
            Self::System => SystemTime::now()
                .duration_since(SystemTime::UNIX_EPOCH)
                .ok()
                .and_then(|since| i64::try_from(since.as_millis()).ok())
                .unwrap_or(0),
            Self::Fixed(at) => at.load(Ordering::SeqCst),
        })
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
pub struct Stopwatch(std::time::Instant);

impl Stopwatch {
    /// Starts measuring.
    pub fn start() -> Self {
        Self(std::time::Instant::now())
    }

    /// Time since the start.
    pub fn elapsed(self) -> Duration {
        self.0.elapsed()
    }
}

#[cfg(test)]
mod tests {
    use super::{Clock, Instant};

    #[test]
    fn a_fixed_clock_moves_only_when_told_and_its_clones_move_with_it() {
        let clock = Clock::fixed(Instant(1_000));
        let twin = clock.clone();
        assert_eq!(twin.now(), Instant(1_000));
        assert!(clock.advance(500));
        assert_eq!(twin.now(), Instant(1_500));
    }

    #[test]
    fn the_system_clock_is_past_2025_and_cannot_be_moved() {
        assert!(Clock::System.now() > Instant(1_735_689_600_000));
        assert!(!Clock::System.advance(1));
    }
}
