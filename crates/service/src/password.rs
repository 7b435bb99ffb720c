//! Passwords: what is accepted, how it is stored, and how many are worked on at once.
//!
//! Stored is a PHC string of argon2id with a pepper that is not in the database. Hashing costs tens of milliseconds and
//! tens of megabytes each, so it runs on a pool of `threads`, with at most `queue` waiting; beyond that the answer is
//! [`Overloaded`] at once. Refused here: accounts, sessions, throttling per account; those are `auth`.

mod pool;
mod rule;

pub use pool::{Cost, CostError, Hasher, Overloaded, PoolSize, Verdict, Verifier};
pub use rule::{LONGEST, Password, SHORTEST};
