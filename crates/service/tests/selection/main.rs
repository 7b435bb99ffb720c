//! Use cases over a temporary SQLite file, a clock that the test moves, and seeded randomness.

mod conditions;
mod decisions;
mod duplicates;
mod exam;
mod imports;
mod registration;
mod schemes;
mod screening;
mod sheets;
mod stage;
mod together;
