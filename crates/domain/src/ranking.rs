//! Ranking (名次): order, ranks, lines and shortlists of one position. It belongs to the step 考试 of 公务员公开遴选办法 and says nothing of
//! the later 决定: the Party group decides collectively, and the composite is not the only basis (a notice of Longyan, 2022). Owns
//! [`Ranker`] and [`Outcome`]. A tie that the scheme leaves open is an answer ([`Outcome::NeedsRuling`]), never an arbitrary
//! order.
//!
//! The way of a whole posting: [`crate::marks::settle`] once, [`strays`] once, [`every`] position, then
//! [`table::Table`] for the file and [`Tracer`] for the steps.

mod aside;
mod computed;
mod every;
mod kept;
mod lines;
mod order;
mod outcome;
mod position;
pub mod possible;
pub mod preview;
mod stages;
mod strays;
pub mod table;
mod trace;

pub use crate::index::ColumnAt;
pub use crate::rulings::{
    Asked, Departed, LineRuling, Mark, Question, Refusal, Replaced, Rulings, TieOrder, TieRuling,
};
pub use crate::shortlist::{At, Below, Listed, NoRank, Placement};
pub use aside::Aside;
pub use every::{Answer, Ready, every};
pub use lines::first_lines;
pub use outcome::{Outcome, Place, Ranking, Row, Shown, digest};
pub use position::{Ranker, rank};
pub use strays::{decidable, strays};
pub use trace::Tracer;

#[cfg(test)]
mod tests;
