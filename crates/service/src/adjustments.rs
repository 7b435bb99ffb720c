//! Rounds of moves after the marks (调剂): positions that still take people, a window, one choice for each person, and a ruling on it.
//!
//! Owns: proposing a round and deciding it by another person, choosing and taking the choice back, and taking people or refusing them once
//! the window has closed. Refuses: whoever goes on by a list that is out, was called to move up, or is below the line of the position; saying
//! who gets a place: whoever is taken is ranked in the new position from the next computation on, with ticket, marks and verdict as they are.

mod choose;
mod decide;
mod look;
mod propose;
mod rule;

pub use choose::{choose, take_back};
pub use decide::{confirm, send_back};
pub use look::page;
pub use propose::{RoundForm, propose};
pub use rule::{refuse, take};

/// How many positions take people, and how many people they take.
fn counts(places: impl Iterator<Item = u32>) -> (u32, u32) {
    places
        .fold((0_u32, 0_u32), |(positions, all), one| (positions.saturating_add(1), all.saturating_add(one)))
}
