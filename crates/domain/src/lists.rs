//! The published list (名单): its canonical bytes, parsing back, what must never stand on it. Owns what is sealed and
//! digested; decides nothing about who may publish, and renders no page.
//!
//! The bytes: UTF-8, LF, no BOM; a head of `key: value` lines, a blank line, then CSV rows with a header. They are the
//! CSV download; their SHA-256 is *the* digest, and HTML, xlsx and PDF are prints of them.

mod build;
mod correction;
mod csv;
mod difference;
mod head;
mod lint;
mod list;
mod shows;

pub use build::{BY_DECISION, Group, LACKS, LEFT, MOVED_UP, build, rests_on_line};
pub use correction::{CorrectionState, public_reason};
pub use difference::{Change, ChangedCell, Moved, difference};
pub use head::{Head, HeadFault, Proposal};
pub use lint::{Misfit, expect_fit, leak, misfit_in_head, misfits, unfit};
pub use list::{Body, CURRENT_UNIT, Columns, List, ListFault, Row};
pub use shows::Shows;

#[cfg(test)]
mod tests;
