//! What staff see, by area. Identity numbers and phones come masked.

pub mod audit;
pub mod conditions;
pub mod course;
pub mod imports;
pub mod lists;
pub mod marks;
pub mod notice_files;
pub mod people;
pub mod postings;
pub mod ranking;
pub mod revisions;
pub mod rulings;
pub mod schemes;
pub mod screening;
