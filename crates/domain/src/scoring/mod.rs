//! Scoring (计分): from what was entered to each person's values. Owns [`Sheet`] (marks as tagged states), [`settle`]
//! (once per posting: panel scores, room correction, means of the day) and the arithmetic of components. Refuses every
//! entry that the scheme does not read, and knows nothing of order: that is `ranking`.

mod compute;
mod fault;
mod panel;
mod rooms;
mod settle;
mod sheet;
mod trace;

pub(crate) use compute::{Graph, Reading, Standing, Value};
pub use fault::{Fault, Wrong};
pub use settle::{Entrant, Position, Settings, Settled, Split, settle};
pub use sheet::{Entry, PanelMark, Sheet};
pub use trace::{Part, Step, Trace};

#[cfg(test)]
mod tests;
