//! Ranking a posting: computed on a snapshot, written in one flip after nothing changed meanwhile, read as it was laid down,
//! and computed again from what was kept.
//!
//! Owns: the way from rows to `domain::ranking` and back. Refuses: rules of its own; missing or misfit marks.

mod again;
mod book;
mod compute;
mod inputs;
pub(crate) mod moves;
mod spread;
mod try_mark;
mod view;

pub use again::again;
pub use book::book;
pub(crate) use compute::Computation;
pub use compute::{compute, reopen};
pub(crate) use inputs::{Computed, Inputs, Weighed, load, opens};
pub use spread::spread;
pub use try_mark::{expect_may_ask, try_mark};
pub use view::{own_steps, steps, view};
