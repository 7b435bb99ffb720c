//! Pages by audience. Pages never import pages.

pub mod account;
pub mod candidate;
pub mod public;
pub mod staff;
