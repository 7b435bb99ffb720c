//! Free space of the folder that holds the embedded database: whether a write can still be kept.
//!
//! Owns: asking at most once a second, and the bound below which acts are refused. Refuses: naming the folder or calling the
//! operating system; the process hands in the question.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use super::Stopwatch;

/// How long an answer is believed.
const FRESH: Duration = Duration::from_secs(1);

/// Answers the free bytes of a folder, or nothing where that cannot be told.
type Question = dyn Fn() -> Option<u64> + Send + Sync;

/// Watches the free space of a folder; clones share the last answer.
#[derive(Clone)]
pub struct Room(Option<Arc<Watch>>);

struct Watch {
    question: Box<Question>,
    least: u64,
    last: Mutex<Option<(Stopwatch, bool)>>,
}

impl fmt::Debug for Room {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_some() { "Room::watched" } else { "Room::unwatched" })
    }
}

impl Room {
    /// There is always room: for a database server, which watches its own disk, and for tests.
    #[must_use]
    pub const fn unwatched() -> Self {
        Self(None)
    }

    /// There is room while `question` answers at least `least` bytes. An answer that cannot be had counts as room: the
    /// database itself then tells.
    pub fn watched(least: u64, question: impl Fn() -> Option<u64> + Send + Sync + 'static) -> Self {
        Self(Some(Arc::new(Watch { question: Box::new(question), least, last: Mutex::new(None) })))
    }

    /// Whether a write may begin.
    #[must_use]
    pub fn is_there(&self) -> bool {
        let Some(watch) = &self.0 else { return true };
        let mut last = watch.last.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((asked, answer)) = *last
            && asked.elapsed() < FRESH
        {
            return answer;
        }
        let answer = (watch.question)().is_none_or(|free| free >= watch.least);
        if !answer && last.is_none_or(|(_, before)| before) {
            tracing::error!(
                least = watch.least,
                "too little free space: acts are refused until there is room again"
            );
        }
        if answer && last.is_some_and(|(_, before)| !before) {
            tracing::info!("there is room again: acts are taken");
        }
        *last = Some((Stopwatch::start(), answer));
        answer
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU64, Ordering};

    use super::Room;

    #[test]
    fn there_is_room_down_to_the_bound_and_not_below_it() {
        let asked = |free: Option<u64>| Room::watched(100, move || free).is_there();
        assert!(asked(Some(100)));
        assert!(!asked(Some(99)));
        assert!(asked(None), "what cannot be told refuses nobody");
        assert!(Room::unwatched().is_there());
    }

    #[test]
    fn the_folder_is_asked_at_most_once_a_second() {
        let times = Arc::new(AtomicU64::new(0));
        let counted = Arc::clone(&times);
        let room = Room::watched(1, move || Some(counted.fetch_add(1, Ordering::SeqCst)));
        for _ in 0..1_000 {
            let _ = room.is_there();
        }
        assert!(times.load(Ordering::SeqCst) < 5);
    }
}
