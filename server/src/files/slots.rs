//! How many files come in and are read at once, in the whole process.
//!
//! Owns: [`Slots`]. Refuses: waiting for room while holding a body; who finds no room is told to come back.

use std::sync::Arc;
use std::time::Duration;

use service::Fault;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// How long a file that came in whole waits for a worker to read it.
const WAIT: Duration = Duration::from_secs(60);

/// How many at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SlotSizes {
    /// Files that come in at once: each may take 64 MiB of memory.
    pub uploads: usize,
    /// Sheets that are read at once: each takes a worker process of up to 768 MiB.
    pub workers: usize,
}

/// Room for files; clones share it.
#[derive(Clone, Debug)]
pub struct Slots {
    uploads: Arc<Semaphore>,
    workers: Arc<Semaphore>,
    openings: Arc<Semaphore>,
}

impl Slots {
    /// Returns room for so many.
    pub fn new(sizes: SlotSizes) -> Self {
        Self {
            uploads: Arc::new(Semaphore::new(sizes.uploads)),
            workers: Arc::new(Semaphore::new(sizes.workers)),
            openings: Arc::new(Semaphore::new(sizes.uploads)),
        }
    }

    /// Takes room for one file's way in; it is given back when the answer drops.
    ///
    /// # Errors
    /// [`Fault::Busy`] where too many come in already.
    pub fn upload(&self) -> Result<OwnedSemaphorePermit, Fault> {
        self.uploads.clone().try_acquire_owned().map_err(|_| Fault::Busy)
    }

    /// Waits for room to open one file that the public asks for: as many at once as come in.
    ///
    /// # Errors
    /// [`Fault::Busy`] where none came free within a minute.
    pub async fn opening(&self) -> Result<OwnedSemaphorePermit, Fault> {
        let place = tokio::time::timeout(WAIT, self.openings.clone().acquire_owned()).await;
        place.ok().and_then(Result::ok).ok_or(Fault::Busy)
    }

    /// Waits for a worker's place.
    ///
    /// # Errors
    /// [`Fault::Busy`] where none came free within a minute.
    pub async fn worker(&self) -> Result<OwnedSemaphorePermit, Fault> {
        let place = tokio::time::timeout(WAIT, self.workers.clone().acquire_owned()).await;
        place.ok().and_then(Result::ok).ok_or(Fault::Busy)
    }
}

#[cfg(test)]
mod tests {
    use service::Fault;

    use super::{SlotSizes, Slots};

    #[tokio::test(start_paused = true)]
    async fn no_more_come_in_or_are_read_at_once_than_there_is_room_for() {
        let slots = Slots::new(SlotSizes { uploads: 2, workers: 1 });
        let held = (slots.upload().unwrap(), slots.upload().unwrap());
        assert!(matches!(slots.upload(), Err(Fault::Busy)));
        drop(held);
        assert!(slots.upload().is_ok());
        let reading = slots.worker().await.unwrap();
        assert!(matches!(slots.worker().await, Err(Fault::Busy)), "it waited a minute");
        drop(reading);
        assert!(slots.worker().await.is_ok());
    }
}
