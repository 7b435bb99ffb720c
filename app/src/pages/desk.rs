//! Officers' pages under `desk/`.

pub mod accounts;
pub mod approval;
pub mod audit;
pub mod cloning;
pub mod conditions;
pub mod course;
pub mod decisions;
pub mod departures;
pub mod extensions;
pub mod files;
pub mod home;
pub mod imports;
pub mod lists;
pub mod marks;
pub mod messages;
pub mod objections;
pub mod positions;
pub mod posting;
pub mod ranking;
pub mod revision;
pub mod revisions;
pub mod rulings;
pub mod scheme;
pub mod screening;
pub mod team;
pub mod work_years;
