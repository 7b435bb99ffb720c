//! Finished bytes: made once, kept in memory, served without database, session or script.
//!
//! Owns [`CachedBody`] with its compressed forms, how one is chosen for a request, and the [`Cache`] of sealed lists.
//! Refuses to know whether somebody may publish: what is sealed is public.

mod body;
mod cache;
mod list;
mod negotiate;

pub use body::{CachedBody, Caching};
pub use cache::{Cache, POLL, Snapshot};
pub use list::SealedList;
pub use negotiate::{Coding, best};
