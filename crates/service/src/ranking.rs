//! Ranking a posting: computed on a snapshot, written in one flip after nothing changed meanwhile.
//!
//! Owns: the way from rows to `domain::ranking` and back. Refuses: rules of its own; missing or misfit marks.

use std::num::NonZero;

mod compute;
mod inputs;
mod view;

pub(crate) use compute::Kept;
pub use compute::{compute, reopen};
pub(crate) use inputs::{Computed, Inputs, Weighed, load};
pub use view::{own_steps, steps, view};

/// As many threads as the machine has for one computation.
pub(crate) fn threads() -> NonZero<usize> {
    std::thread::available_parallelism().unwrap_or(NonZero::<usize>::MIN)
}
