//! The tables as rows, in SeaORM's dense format: crate-private, plain columns only.
//!
//! Owns: names and types of columns; a test compares them with the migrated schema. Refuses: meaning. The modules of
//! the aggregates turn rows into the domain's types at the border.

pub mod account;
pub mod application;
pub mod assignment;
pub mod condition_set;
pub mod duplicate_mark;
pub mod event;
pub mod finding;
pub mod idempotency;
pub mod import_batch;
pub mod job;
pub mod kept_form;
pub mod mark;
pub mod meta;
pub mod panel_mark;
pub mod position;
pub mod posting;
pub mod publication;
pub mod ranking;
pub mod ranking_row;
pub mod refusal;
pub mod ruling;
pub mod ruling_verdict;
pub mod scheme;
pub mod scheme_draft;
pub mod screening;
pub mod seal;
pub mod seal_entry;
pub mod session;
pub mod staged_row;
pub mod submission;
pub mod throttle;
pub mod unsealed;

#[cfg(test)]
mod tests;
