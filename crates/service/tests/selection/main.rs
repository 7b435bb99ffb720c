//! Use cases over a temporary SQLite file, a clock that the test moves, and seeded randomness.

mod clock;
mod conditions;
mod duplicates;
mod exam;
mod imports;
mod registration;
mod rulings;
mod schemes;
mod screening;
mod sheets;
mod stage;
mod tables;
mod together;
