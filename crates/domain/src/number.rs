//! Exact numbers (精确数). Owns [`Score`] (what stands in cells, rows and on pages), [`Exact`] (what the
//! engine computes with), [`Weight`] and [`Rounding`]. Refuses floats, silent rounding and silent overflow.

mod exact;
mod lane;
mod rounding;
mod score;
mod weight;

pub use exact::{Exact, TooFine};
pub(crate) use lane::{Decimal, Number};
pub use rounding::{Mode, Rounding};
pub use score::{Score, ScoreFault};
pub use weight::{Weight, WeightFault};

#[cfg(test)]
mod tests;
