//! Ranking (名次): order, ranks, lines and shortlists of one position. Owns [`rank`] and [`Outcome`]. A tie that the scheme
//! leaves open is an answer ([`Outcome::NeedsDecision`]), never an arbitrary order.

mod lines;
mod outcome;
mod order;
mod position;
pub mod table;
mod trace;

pub use crate::ruling::{Asked, Decisions, LineDecision, Mark, Question, Refusal, Replaced, Ruling, RulingKind};
pub use crate::shortlist::{At, Below, Listed, NoRank, Seat};
pub use outcome::{Outcome, Place, Ranking, Row};
pub use position::rank;
pub use trace::trace;

#[cfg(test)]
mod tests;
