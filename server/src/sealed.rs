//! Finished bytes: made once, kept in memory, served without database, session or script.
//!
//! Owns [`CachedBody`] with its compressed forms, how one is chosen for a request, and the [`Cache`] of public pages.
//! Refuses to know whether somebody may publish: what is sealed is public.

mod body;
mod cache;
mod front;
mod list;
mod negotiate;
mod posting;
mod print;
mod snapshot;
mod standing;

pub use body::{CachedBody, Caching};
pub use cache::Cache;
pub use front::Front;
pub use list::SealedList;
pub(crate) use negotiate::has_it;
pub use negotiate::{Coding, best};
pub use posting::SealedPosting;
pub use print::{Both, HTML};
pub use snapshot::Snapshot;
pub use standing::Standing;
