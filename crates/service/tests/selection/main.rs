//! Use cases over a temporary SQLite file, a clock that the test moves, and seeded randomness.

mod altered;
mod approval;
mod clock;
mod cloning;
mod conditions;
mod corrections;
mod course;
mod duplicates;
mod ending;
mod exam;
mod imports;
mod marks;
mod messages;
mod ranked;
mod registration;
mod rest;
mod revisions;
mod rotation;
mod rulings;
mod schemes;
mod screening;
mod sheets;
mod stage;
mod tables;
mod together;
mod uploads;
