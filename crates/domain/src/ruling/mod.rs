//! Decisions (决定) beside the scheme: lines set after marking, rulings (裁决) on open ties, replacements; and the
//! questions that they answer. Owns their shapes and digest. Computes nothing.

mod decisions;
mod question;
mod refusal;

pub use decisions::{Decisions, LineDecision, Mark, Replaced, Ruling, RulingKind};
pub use question::{Asked, Question};
pub use refusal::Refusal;
