//! Papers as PDF: published lists, receipts, the recommendation form, the notice of a verdict, the ticket, the notice of an interview.
//!
//! Owns: the engine with its fonts, the templates, which characters can be drawn, and the way back from a printed list to the
//! bytes that it was made from. A template gets its data as values and never as markup, and reads no clock, no file and no
//! network; the same input gives the same bytes. Refuses: who may have a paper (the use cases), and the words of people's
//! sentences (crate `text`).

mod application;
mod attached;
mod drawn;
mod engine;
mod fonts;
mod frame;
mod list;
mod stages;
mod summons;
mod target;
mod verdict;

pub use application::{Kind, Many, Printed, form, many, receipt};
pub use attached::attached;
pub use drawn::Undrawable;
pub use engine::{NotPrinted, Papers};
pub use fonts::{FOLDER, Fonts, NoFont};
pub use list::list;
pub use summons::{Summoned, Summons, summons};
pub use target::Target;
pub use verdict::{Judged, verdict};

#[cfg(test)]
mod tests;
