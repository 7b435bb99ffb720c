//! What staff see, by area. Identity numbers and phones come masked.

pub mod archives;
pub mod audit;
pub mod conditions;
pub mod course;
pub mod decisions;
pub mod departures;
pub mod extensions;
pub mod imports;
pub mod inspections;
pub mod jobs;
pub mod lists;
pub mod marks;
pub mod notice_files;
pub mod objections;
pub mod opening;
pub mod people;
pub mod postings;
pub mod prints;
pub mod ranking;
pub mod revisions;
pub mod rulings;
pub mod schemes;
pub mod screening;
pub mod supervision;
pub mod timetable;
pub mod work_years;
