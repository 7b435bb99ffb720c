//! Time, randomness and free space: the only place of the program that reads the clock or draws random bytes.
//!
//! Everything above takes an [`Effects`] as a value, so a test gives a fixed clock and a seed and gets the same run
//! twice. Refused here: time zones, formatting and deadlines, which belong to `domain::calendar`.

mod clock;
mod random;
mod room;

pub use clock::{Clock, Stopwatch};
pub use random::{Random, Token};
pub use room::Room;

use domain::calendar::Instant;
use std::num::NonZero;

/// What a use case may take from the outside world besides its input: the time and chance.
#[derive(Clone, Debug)]
pub struct Effects {
    /// Where the time comes from.
    pub clock: Clock,
    /// Where random codes, tokens, salts and keys come from.
    pub random: Random,
    /// Whether the disk has room for another act.
    pub room: Room,
}

impl Effects {
    /// The machine's clock and the operating system's randomness.
    pub fn system() -> Self {
        Self { clock: Clock::System, random: Random::system(), room: Room::unwatched() }
    }

    /// A clock standing at `at` and a generator that always starts from `seed`: for tests and for the
    /// demonstration, never for a running service, since everything it draws can be foretold.
    pub fn fixed(at: Instant, seed: u64) -> Self {
        Self { clock: Clock::fixed(at), random: Random::seeded(seed), room: Room::unwatched() }
    }
}

/// As many threads as the machine has for one computation.
pub(crate) fn threads() -> NonZero<usize> {
    std::thread::available_parallelism().unwrap_or(NonZero::<usize>::MIN)
}
