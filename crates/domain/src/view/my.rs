//! What candidates see of themselves, by area.

pub mod applications;
pub mod objections;
