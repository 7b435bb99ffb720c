//! Server functions: every act of a page, one file an area, three to six lines each, explicit addresses.
//!
//! Owns: the wire. Refuses: rules, permission and SQL; each function hands over to one use case through `gate`. Pages send
//! plain forms: the browser's half knows only what an island calls.

#[cfg(feature = "ssr")]
pub mod accounts;
#[cfg(feature = "ssr")]
pub mod applications;
#[cfg(feature = "ssr")]
pub mod audit;
#[cfg(feature = "ssr")]
pub mod conditions;
#[cfg(feature = "ssr")]
pub mod course;
#[cfg(feature = "ssr")]
pub mod decisions;
#[cfg(feature = "ssr")]
pub mod departures;
#[cfg(feature = "ssr")]
pub mod error;
#[cfg(feature = "ssr")]
pub mod extensions;
#[cfg(feature = "ssr")]
pub mod gate;
#[cfg(feature = "ssr")]
pub mod imports;
#[cfg(feature = "ssr")]
pub mod inspections;
#[cfg(feature = "ssr")]
pub mod jobs;
#[cfg(feature = "ssr")]
pub mod lists;
#[cfg(feature = "ssr")]
pub mod marks;
#[cfg(feature = "ssr")]
pub mod messages;
pub mod movers;
#[cfg(feature = "ssr")]
pub mod notice_files;
#[cfg(feature = "ssr")]
pub mod objections;
#[cfg(feature = "ssr")]
pub mod opening;
#[cfg(feature = "ssr")]
pub mod postings;
pub mod preview;
#[cfg(feature = "ssr")]
pub mod prints;
#[cfg(feature = "ssr")]
pub mod ranking;
#[cfg(feature = "ssr")]
pub mod revisions;
#[cfg(feature = "ssr")]
pub mod rulings;
#[cfg(feature = "ssr")]
pub mod schemes;
#[cfg(feature = "ssr")]
pub mod screening;
#[cfg(feature = "ssr")]
pub mod supervision;
#[cfg(feature = "ssr")]
pub mod timetable;
#[cfg(feature = "ssr")]
pub mod work_years;

#[cfg(feature = "ssr")]
pub use error::ApiError;
