//! Shortlists (名单): the cut, ties at the cut, reserve numbers, replacement. Owns where a person stands on a list and why.
//! Who qualifies, and in which order, comes from `ranking`, which is the only one that calls it.

mod column;
mod cut;
mod placement;
mod replace;

pub(crate) use column::Column;
pub(crate) use cut::{Entry, Ladders, Rules, cut};
pub use placement::{At, Below, Listed, NoRank, Placement, Written};
pub(crate) use replace::{Moves, replace};

#[cfg(test)]
mod tests;
