//! Working days of years as administrators entered them.
//!
//! Owns: rows of `work_year`. Refuses: changing one; what was entered later for a year takes its place.

use domain::access::aggregate::WorkYears;
use domain::access::{Changes, Permit};
use domain::calendar::Instant;
use domain::id::PersonId;
use sea_orm::{EntityTrait, QueryOrder, Set};

use crate::entity::work_year;
use crate::error::{Outcome, StoreError};
use crate::row;
use crate::tx::{Snapshot, Tx};

/// A year as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkYearRow {
    /// The year.
    pub year: i32,
    /// The notice that announced it.
    pub source: String,
    /// Its days, as `domain::workdays` reads them.
    pub days: String,
    /// Why it was entered.
    pub reason: String,
    /// Who entered it.
    pub changed_by: PersonId,
    /// When.
    pub changed_at: Instant,
}

/// A year to enter.
#[derive(Clone, Copy, Debug)]
pub struct NewWorkYear<'a> {
    /// The year.
    pub year: i32,
    /// The notice that announced it.
    pub source: &'a str,
    /// Its days.
    pub days: &'a str,
    /// Why.
    pub reason: &'a str,
}

/// Enters a year.
///
/// # Errors
/// [`StoreError::OutOfScope`] where `by` is not the caller.
pub async fn put<A: Changes<WorkYears>>(
    tx: &Tx,
    permit: &Permit<A>,
    new: &NewWorkYear<'_>,
    (by, at): (PersonId, Instant),
) -> Outcome<()> {
    let row = work_year::ActiveModel {
        year: Set(i64::from(new.year)),
        source: Set(new.source.to_owned()),
        days: Set(new.days.to_owned()),
        reason: Set(new.reason.to_owned()),
        changed_by: Set(row::actor(permit, by)?.0),
        changed_at: Set(at.0),
        ..Default::default()
    };
    work_year::Entity::insert(row).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// Returns what was entered, the oldest first. It is about nobody, and everybody counts by it.
///
/// # Errors
/// The database's.
pub async fn all(look: &Snapshot) -> Outcome<Vec<WorkYearRow>> {
    let rows = work_year::Entity::find().order_by_asc(work_year::Column::Id).all(look.db()).await?;
    let year = |row: work_year::Model| {
        Ok(WorkYearRow {
            year: i32::try_from(row.year).map_err(|_| StoreError::Unreadable("work_year.year"))?,
            source: row.source,
            days: row.days,
            reason: row.reason,
            changed_by: PersonId(row.changed_by),
            changed_at: Instant(row.changed_at),
        })
    };
    rows.into_iter().map(year).collect()
}
