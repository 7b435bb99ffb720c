//! Finished bytes: printed once, kept in memory, served without database, session or script.
//!
//! Owns [`Print`], its compressed forms and how one is chosen for a request. Refuses to know what is printed.

mod negotiate;
mod print;

pub use negotiate::{Coding, best};
pub use print::{Caching, Print};
