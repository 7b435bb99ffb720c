//! Registration (报名): what a candidate tells, section by section, and when it is complete.
//!
//! Owns: the form as data (`fields` is the table), answers to it, their checks, completeness, and the facts that conditions
//! read. Refuses: judging eligibility (a person does) and time (`lifecycle`).
//!
//! Everything that works on answers works by the table: page, check, storage, receipt, the officer's file, the difference
//! between two forms. To add a field, see `docs/recipes.md`.

mod answers;
mod check;
mod facts;
mod fields;
mod form;
mod rows;
mod self_check;
mod spec;

pub use answers::{Answers, Spot};
pub use check::{CompleteApplication, Person};
pub use facts::{At, Contradiction, derived};
pub use fields::{Field, Section};
pub use form::{Form, Group, Part};
pub use rows::{MOST_ROWS, RowAct};
pub use self_check::SelfCheck;
pub use spec::{Block, FieldKind, Rows, Spec, When};

#[cfg(test)]
mod tests;
