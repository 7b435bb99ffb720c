//! Decisions (决定) beside the scheme: lines set after marking, rulings (裁决) on open ties, replacements; and the
//! questions that they answer. Owns their shapes and digest, and proposals that wait for an approver. Computes nothing.

mod decisions;
mod form;
mod proposal;
mod question;
mod refusal;

pub use decisions::{Decisions, LineDecision, Mark, Replaced, Ruling, RulingKind};
pub use form::{DecisionForm, FormKind, NOBODY};
pub use proposal::{Approved, Proposal};
pub use question::{Asked, Question};
pub use refusal::Refusal;
