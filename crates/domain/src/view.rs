//! Read models by audience: what each kind of reader may see, already masked.
//!
//! Owns: plain data for pages and files. Refuses: raw personal values for anyone who did not ask with a purpose; the
//! conversion into a view does the masking, so no page can forget it.

pub mod desk;
pub mod messages;
pub mod my;
pub mod public;
pub mod uploads;
