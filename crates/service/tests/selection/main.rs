//! Use cases over a temporary SQLite file, a clock that the test moves, and seeded randomness.

mod imports;
mod registration;
mod screening;
mod stage;
mod together;
