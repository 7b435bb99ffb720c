//! Regular work beside the requests: each kind runs apart, is started again after a fault or a panic, and is known to
//! `/health` when it stands still.
//!
//! Owns: [`Workers`], which starts and watches them. Refuses: knowing what the work is; each is a function that does one
//! round.

mod clock;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use service::Fault;
use service::effects::Stopwatch;
use tokio::task::JoinSet;

pub use clock::ClockWatch;

/// Longest wait after a round that failed.
const LONGEST_WAIT: Duration = Duration::from_secs(300);
/// A worker stands still when it has done no round for this long and for [`MISSED`] of its rounds.
const STANDS: Duration = Duration::from_secs(120);
const MISSED: u32 = 3;

/// How often a kind of work is done, and its name in the log and in `/health`.
#[derive(Clone, Copy, Debug)]
pub struct Round {
    /// Name.
    pub name: &'static str,
    /// Time between two rounds.
    pub every: Duration,
}

/// When a worker last did a round.
struct Done {
    round: Round,
    last: Stopwatch,
}

/// The workers of this process; clones watch the same ones. They end when the last clone that started them is dropped by
/// [`Workers::run`].
#[derive(Clone, Default)]
pub struct Workers {
    done: Arc<Mutex<BTreeMap<&'static str, Done>>>,
    /// The machine's clock, which one of them looks at.
    pub clock: ClockWatch,
}

impl Workers {
    /// Names the workers that have done nothing for too long, each with the seconds since their last round.
    pub fn standing_still(&self) -> Vec<(&'static str, u64)> {
        let all = self.done.lock().unwrap_or_else(PoisonError::into_inner);
        let stands = |done: &&Done| done.last.elapsed() > STANDS.max(done.round.every.saturating_mul(MISSED));
        all.values().filter(stands).map(|done| (done.round.name, done.last.elapsed().as_secs())).collect()
    }

    fn note(&self, round: Round) {
        let mut all = self.done.lock().unwrap_or_else(PoisonError::into_inner);
        all.insert(round.name, Done { round, last: Stopwatch::start() });
    }

    /// Does `work` round after round until this future is dropped. A fault or a panic is told and ends only its round; the
    /// wait for the next one doubles each time, up to five minutes.
    pub async fn run<F>(self, round: Round, work: impl Fn() -> F + Send)
    where
        F: Future<Output = Result<(), Fault>> + Send + 'static,
    {
        self.note(round);
        let mut wait = round.every;
        loop {
            // A set of one: dropped with this future, it ends the round under way too.
            let mut task = JoinSet::new();
            task.spawn(work());
            match task.join_next().await {
                Some(Ok(Ok(()))) => {
                    self.note(round);
                    wait = round.every;
                }
                Some(Ok(Err(fault))) => {
                    wait = longer(wait);
                    tracing::warn!(worker = round.name, ?fault, again_in = wait.as_secs(), "a round failed");
                }
                Some(Err(error)) => {
                    wait = longer(wait);
                    tracing::error!(worker = round.name, %error, again_in = wait.as_secs(), "a round broke");
                }
                None => return,
            }
            tokio::time::sleep(wait).await;
        }
    }
}

fn longer(wait: Duration) -> Duration {
    wait.saturating_mul(2).clamp(Duration::from_secs(1), LONGEST_WAIT.max(wait))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU32, Ordering};
    use std::time::Duration;

    use super::{Round, Workers, longer};

    const EVERY: Duration = Duration::from_secs(1);

    #[tokio::test(start_paused = true)]
    async fn a_panic_ends_neither_its_own_work_nor_that_of_others() {
        let workers = Workers::default();
        let (broken, sound) = (Arc::new(AtomicU32::new(0)), Arc::new(AtomicU32::new(0)));
        let (a, b) = (broken.clone(), sound.clone());
        let breaking = workers.clone().run(Round { name: "breaking", every: EVERY }, move || {
            let count = a.clone();
            async move {
                count.fetch_add(1, Ordering::SeqCst);
                panic!("on purpose");
            }
        });
        let working = workers.clone().run(Round { name: "working", every: EVERY }, move || {
            let count = b.clone();
            async move {
                count.fetch_add(1, Ordering::SeqCst);
                Ok(())
            }
        });
        let both = async { tokio::join!(breaking, working) };
        assert!(tokio::time::timeout(Duration::from_secs(31), both).await.is_err(), "neither ends");
        assert_eq!(sound.load(Ordering::SeqCst), 31);
        // After 0, 2, 6, 14 and 30 seconds.
        assert_eq!(broken.load(Ordering::SeqCst), 5, "it is tried again, less and less often");
    }

    #[test]
    fn the_wait_after_faults_doubles_up_to_five_minutes_and_never_shrinks() {
        assert_eq!(longer(Duration::from_millis(100)), Duration::from_secs(1));
        assert_eq!(longer(Duration::from_secs(200)), Duration::from_secs(300));
        assert_eq!(longer(Duration::from_secs(600)), Duration::from_secs(600));
    }
}
