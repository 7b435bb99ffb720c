//! Generators of people and scores for demonstration, load and tests (feature `sample`).
//!
//! Owns: a seeded [`Stream`] of draws, and what is drawn from it: names, identity numbers, phones, units, posts, marks.
//! Refuses: anything that could be a person. Identity numbers lie in the region 990001, which does not exist, phones begin
//! with 000, which no exchange answers, and places are invented; the words drawn from stand in files beside the code.
//!
//! The same seed gives the same people on every machine and in wasm.

mod marks;
mod numbers;
mod people;
mod stream;
mod words;
mod work;

pub use marks::{interview_mark, mark_between, paper_mark, papers_below};
pub use numbers::{REGION, identity_number, is_unreal, phone};
pub use people::{Individual, individual, person_name};
pub use stream::Stream;
pub use work::{Background, background, doubtful_background, position_conditions, position_title, unit};

#[cfg(test)]
mod tests;
