//! The machine's clock beside a stopwatch: a clock that jumps is told, in the log and in `/health`.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use domain::calendar::Instant;
use service::effects::Stopwatch;

/// A difference that no scheduling explains, in milliseconds.
const JUMP_MS: i64 = 5_000;
/// How long a jump is told.
const TOLD: Duration = Duration::from_secs(3600);

/// When the clock was last read, and its last jump; clones share them.
#[derive(Clone, Default)]
pub struct ClockWatch(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    last: Option<(Instant, Stopwatch)>,
    jump: Option<(i64, Stopwatch)>,
}

impl ClockWatch {
    /// Compares the clock, which shows `now`, with the time that has passed since the last look.
    pub fn look(&self, now: Instant) {
        self.compare(now, Stopwatch::elapsed);
    }

    fn compare(&self, now: Instant, passed: impl Fn(Stopwatch) -> Duration) {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((before, since)) = state.last {
            let passed = i64::try_from(passed(since).as_millis()).unwrap_or(i64::MAX);
            let jump = now.0.saturating_sub(before.0).saturating_sub(passed);
            if jump.saturating_abs() > JUMP_MS {
                tracing::error!(seconds = jump / 1000, "the clock jumped: deadlines follow it");
                state.jump = Some((jump, Stopwatch::start()));
            }
        }
        state.last = Some((now, Stopwatch::start()));
    }

    /// The seconds by which the clock jumped within the last hour, ahead or back.
    pub fn jumped(&self) -> Option<i64> {
        let state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        state.jump.filter(|(_, at)| at.elapsed() < TOLD).map(|(jump, _)| jump / 1000)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use domain::calendar::Instant;

    use super::ClockWatch;

    #[test]
    fn a_clock_that_jumps_ahead_or_back_is_told_and_one_that_runs_is_not() {
        let watch = ClockWatch::default();
        let five = |_| Duration::from_secs(5);
        watch.compare(Instant(0), five);
        watch.compare(Instant(5_400), five);
        assert_eq!(watch.jumped(), None);
        watch.compare(Instant(5_400 + 86_400_000), five);
        assert_eq!(watch.jumped(), Some(86_395));
        watch.compare(Instant(10_400), five);
        assert_eq!(watch.jumped(), Some(-86_400));
    }
}
