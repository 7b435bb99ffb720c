//! A candidate's pages under `my/`: no script, no program.
//!
//! Owns: the own list, the form section by section, photo and certificates, check, receipt, state in plain words, taking back and withdrawing.
//! Refuses: deciding whether an act is possible; the use case decides, the page offers what the view says.

mod adjustment;
mod answers;
mod application;
mod check;
mod fields;
mod files;
mod home;
mod leave;
mod objection;
mod privacy;
mod receipt;
mod rechoice;
mod result;
mod section;
mod start;
mod target;
mod tasks;
mod warnings;

pub use application::Application;
pub use check::Check;
pub use files::Files;
pub use home::Home;
pub use leave::{Leave, Recall, Withdraw};
pub use objection::Objection;
pub use receipt::Receipt;
pub use result::Outcome;
pub use section::{FamilySection, PersonSection, RecordSection, ServiceSection, StatementSection};
pub use start::Start;
