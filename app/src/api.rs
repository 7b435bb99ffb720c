//! Server functions: every act of a page, one file an area, three to six lines each, explicit addresses.
//!
//! Owns: the wire. Refuses: rules, permission and SQL; each function hands over to one use case through [`gate`].

pub mod applications;
pub mod decisions;
pub mod error;
pub mod exam;
#[cfg(feature = "ssr")]
pub mod gate;
pub mod imports;
pub mod oversight;
pub mod postings;
pub mod schemes;
pub mod screening;

pub use error::ApiError;
