//! Rulings (裁决) beside the scheme: lines set after marking, rulings on open ties, replacements, overrides; and the
//! questions that they answer. Owns their shapes and digest, and proposals that wait for an approver. Computes nothing.

mod form;
mod overriding;
mod papers;
mod proposal;
mod question;
mod refusal;
mod ruling;

pub use form::{FormKind, NOBODY, RulingForm};
pub use overriding::{Overridden, OverrideGround};
pub use papers::Classed;
pub use proposal::{Approved, Proposal, line_of_class};
pub use question::{Asked, Question};
pub use refusal::Refusal;
pub use ruling::{Departed, LineRuling, Mark, RatioRuling, Replaced, Rulings, TieOrder, TieRuling};
