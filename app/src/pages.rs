//! Pages by audience. Pages never import pages.

pub mod account;
pub mod desk;
pub mod messages;
pub mod my;
pub mod public;
