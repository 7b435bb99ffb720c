//! Conditions (资格条件): what a position asks, typed, and whether what somebody told meets it.
//!
//! Owns: the tree of conditions, the facts that it reads, and the answer in three values with everything that led to it.
//! Refuses: deciding. A person confirms or refuses (`screening`); what a condition says in words only, a person judges.
//! Days come in as parameters; there is no clock here.

mod change;
mod condition;
mod day;
mod facts;
mod form;
mod judge;
mod lists;
mod question;
mod set;
mod spell;
mod table;

pub use change::{Change, MAX_DEPTH, MAX_GROUPS, MAX_RULES, Unfit};
pub use condition::{Condition, Kind, RankAge, Rule, TablePlace};
pub use day::Day;
pub use facts::{Facts, born, sex_of};
pub(crate) use form::choice;
pub use form::{BEFORE_WORD, ConditionForm};
pub use judge::{Finding, Judged, Judgement, Used, judge, judge_all};
pub use lists::*;
pub use question::{Broken, Place, Question, Wanted, broken};
pub use set::{Asked, Conditions, Fault, Group, Reference};
pub use spell::{Counted, Spell, counted};
pub use table::ColumnWords;

#[cfg(test)]
mod tests;
