//! Rows that use cases begin from: found, held or read, and opened where they are sealed.
//!
//! Stands below all areas, so that no area has to import another for the row that it starts with. Refuses: acts, events and
//! permission, which the use case asks for.

pub mod adjustments;
pub mod applications;
pub mod columns;
pub mod conditions;
pub mod consents;
pub mod deadlines;
pub mod decisions;
pub mod departures;
pub mod extensions;
pub mod imports;
pub mod inspections;
pub mod interview_plans;
pub mod list_view;
pub mod lists;
pub mod notice_files;
pub mod objections;
pub mod officers;
pub mod openings;
pub mod panels;
pub mod postings;
pub mod proposed;
pub mod rankings;
pub mod registering;
pub mod revisions;
pub mod rulings;
pub mod schemes;
pub mod screenings;
pub mod sent;
pub mod standing;
pub mod timetables;
pub mod uploads;
pub mod work_years;
