//! Pages by audience. Pages never import pages.

pub mod candidate;
pub mod public;
pub mod staff;
