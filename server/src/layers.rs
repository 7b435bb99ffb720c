//! What every request passes before and after its handler. Refuses to decide who may do what: that is `domain::access`.
//!
//! From outside in: [`arrival`] numbers and logs, [`headers`] protects every answer, [`panics`] and [`patience`] end what
//! went wrong, [`limits`] bounds the body; then, for all but sealed pages and assets, [`origin`] and the session.

pub mod arrival;
pub mod cookie;
pub mod headers;
pub mod limits;
pub mod origin;
pub mod panics;
pub mod patience;
mod refusal;
pub mod session;
pub mod typed;

pub use arrival::Arrival;
pub use refusal::{Obstacle, Refusal, Voice, accepts_page};

#[cfg(test)]
mod tests;
