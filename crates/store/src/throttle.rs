//! Counters that slow down guessing, shared by all processes through the database (housekeeping, no events).
//!
//! Owns: rows of `throttle`. Refuses: names and addresses in clear; the caller gives a keyed digest as key.

use domain::calendar::Instant;
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set};

use crate::entity::throttle;
use crate::error::Outcome;
use crate::tx::{Snapshot, Tx};

/// A counter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counter {
    /// Failures since the window began.
    pub failures: i64,
    /// When the window began.
    pub window_from: Instant,
    /// Until when tries are refused unread.
    pub blocked_until: Option<Instant>,
}

/// Returns the counter of a key.
///
/// # Errors
/// The database's.
pub async fn read(look: &Snapshot, key: &str) -> Outcome<Option<Counter>> {
    let found = throttle::Entity::find_by_id(key).one(look.db()).await?;
    Ok(found.map(|row| Counter {
        failures: row.failures,
        window_from: Instant(row.window_from),
        blocked_until: row.blocked_until.map(Instant),
    }))
}

/// Counts one try, in a window of `window_ms` that begins with the first one; answers the counter after it. A window that
/// began after `now` was written by a wrong clock and begins anew.
///
/// # Errors
/// The database's.
pub async fn count(tx: &Tx, key: &str, now: Instant, window_ms: i64) -> Outcome<Counter> {
    use throttle::Column::{Failures, Key, WindowFrom};
    let oldest = now.0.saturating_sub(window_ms);
    let row = throttle::ActiveModel {
        key: Set(key.to_owned()),
        failures: Set(1),
        window_from: Set(now.0),
        blocked_until: Set(None),
    };
    let stored = |column: throttle::Column| Expr::col((throttle::Entity, column));
    let over = || stored(WindowFrom).lt(oldest).or(stored(WindowFrom).gt(now.0));
    let again = OnConflict::column(Key)
        .value(Failures, Expr::case(over(), 1).finally(stored(Failures).add(1)))
        .value(WindowFrom, Expr::case(over(), now.0).finally(stored(WindowFrom)))
        .to_owned();
    throttle::Entity::insert(row).on_conflict(again).exec_without_returning(tx.db()).await?;
    let after = read(tx, key).await?;
    Ok(after.unwrap_or(Counter { failures: 1, window_from: now, blocked_until: None }))
}

/// Refuses further tries until `until`.
///
/// # Errors
/// The database's.
pub async fn block(tx: &Tx, key: &str, until: Instant) -> Outcome<()> {
    throttle::Entity::update_many()
        .col_expr(throttle::Column::BlockedUntil, Expr::value(until.0))
        .filter(throttle::Column::Key.eq(key))
        .exec(tx.db())
        .await?;
    Ok(())
}

/// Takes one try back, and with it a wait that more than `free` tries had brought: it was right after all.
///
/// # Errors
/// The database's.
pub async fn forgive(tx: &Tx, key: &str, free: u32) -> Outcome<()> {
    use throttle::Column::{BlockedUntil, Failures, Key};
    throttle::Entity::update_many()
        .col_expr(Failures, Expr::col(Failures).sub(1))
        .filter(Key.eq(key))
        .filter(Failures.gt(0))
        .exec(tx.db())
        .await?;
    throttle::Entity::update_many()
        .col_expr(BlockedUntil, Expr::value(None::<i64>))
        .filter(Key.eq(key))
        .filter(Failures.lte(i64::from(free)))
        .exec(tx.db())
        .await?;
    Ok(())
}

/// Remembers a key until `until`, whatever is counted under others.
///
/// # Errors
/// The database's.
pub async fn remember(tx: &Tx, key: &str, now: Instant, until: Instant) -> Outcome<()> {
    use throttle::Column::{BlockedUntil, Key, WindowFrom};
    let row = throttle::ActiveModel {
        key: Set(key.to_owned()),
        failures: Set(0),
        window_from: Set(now.0),
        blocked_until: Set(Some(until.0)),
    };
    let again = OnConflict::column(Key).update_columns([WindowFrom, BlockedUntil]).to_owned();
    throttle::Entity::insert(row).on_conflict(again).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// Forgets a key: after a success.
///
/// # Errors
/// The database's.
pub async fn clear(tx: &Tx, key: &str) -> Outcome<()> {
    throttle::Entity::delete_many().filter(throttle::Column::Key.eq(key)).exec(tx.db()).await?;
    Ok(())
}

/// Forgets windows that began before `before` and are not blocked beyond it; answers how many.
///
/// # Errors
/// The database's.
pub async fn sweep(tx: &Tx, before: Instant) -> Outcome<u64> {
    let idle = throttle::Column::BlockedUntil.is_null().or(throttle::Column::BlockedUntil.lt(before.0));
    let done = throttle::Entity::delete_many()
        .filter(throttle::Column::WindowFrom.lt(before.0))
        .filter(idle)
        .exec(tx.db())
        .await?;
    Ok(done.rows_affected)
}
