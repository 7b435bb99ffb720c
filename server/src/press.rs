//! Finished bytes: printed once, kept in memory, served without database, session or script.
//!
//! Owns [`Print`] with its compressed forms, how one is chosen for a request, and the [`Room`] that prints sealed lists.
//! Refuses to know whether somebody may publish: what is sealed is public.

mod negotiate;
mod print;
mod room;

pub use negotiate::{Coding, best};
pub use print::{Caching, Print};
pub use room::{Bound, Room, Shelf};
