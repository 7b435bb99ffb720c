//! Rows, queries and transactions: the only crate that knows SeaORM.
//!
//! Owns: connections, the one place that begins and commits ([`tx`]), and plain functions per aggregate. Writes take
//! a [`tx::Tx`] and a typed permit, and the version they expect where two people can edit; reads of non-public rows
//! take a permit whose scope becomes part of the `WHERE`, or hand out the row [`locked::Locked`]. Refuses: rules (they
//! are `domain`'s), the clock, and showing a SeaORM type to anybody.
#![deny(missing_docs)]

pub mod applications;
pub mod audit;
pub mod bonds;
pub mod bulk;
pub mod conditions;
pub mod connect;
pub mod contents;
pub mod decisions;
pub mod departures;
mod entity;
pub mod error;
pub mod idempotency;
pub mod imports;
pub mod inputs;
pub mod inspections;
pub mod jobs;
pub mod kept_forms;
pub mod lists;
pub mod locked;
pub mod marks;
pub mod messages;
pub mod meta;
pub mod objections;
pub mod people;
pub mod postings;
pub mod prints;
pub mod rankings;
pub mod refusals;
mod row;
pub mod rulings;
pub mod scheme_drafts;
pub mod schemes;
pub mod screenings;
pub mod sealed;
pub mod sessions;
pub mod supervisions;
pub mod throttle;
pub mod tx;
pub mod waiting;
pub mod work_years;

pub use bonds::Binder;
pub use connect::Store;
pub use error::{Conflict, StoreError};
pub use locked::{Locked, Scoped};
pub use tx::{Snapshot, Tx};
