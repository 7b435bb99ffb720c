//! Scoring (计分) turns what was entered into each person's values. It belongs to the step 考试 of 公务员公开遴选办法; weights and conversion
//! differ from notice to notice and come from the scheme alone. Owns [`Sheet`] (marks as tagged states), [`settle`] (once per
//! posting: panel scores, room correction, means of the day) and the arithmetic of components. Refuses every entry that the
//! scheme does not read, and knows nothing of order: that is `ranking`.

mod check;
mod columns;
mod compute;
mod examiners;
mod fault;
mod graph;
mod name;
mod rooms;
mod running;
mod settle;
mod sheet;
pub mod trace;

pub use crate::index::PositionAt;
pub(crate) use columns::{Columns, Rows, Standing, Value, Values};
pub use examiners::{Kept, Scored};
pub use fault::{Fault, Wrong};
pub(crate) use graph::Graph;
pub use name::Name;
pub use rooms::{Correction, RoomOf};
pub(crate) use settle::{Blank, Entrants};
pub use settle::{Entrant, Marked, Position, Reading, Settings, Settled, Settling, Split, settle};
pub use sheet::{Entry, ExaminerMark, Sheet, inputs_digest};

#[cfg(test)]
mod tests;
