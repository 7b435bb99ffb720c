//! Islands: the few pieces of a page that go on living in the browser. All that is reached from here is the browser's
//! half; every other line of this crate runs on the server alone.
//!
//! Owns: what follows the hand faster than a page. Refuses: anything that a page needs to be complete. An island is given
//! what it must know as plain values and knows neither router nor request; the page beside it says `parts::IslandScript`.

pub mod framing;
pub mod marks;
pub mod reads;
pub mod scheme;
pub mod screening;
