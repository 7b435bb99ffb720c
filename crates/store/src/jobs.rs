//! Work to do after a commit: queued in the act's own transaction, leased by a runner, tried again, parked when hopeless.
//!
//! Owns: rows of `job`. Refuses: running anything, and personal values: a payload names rows by key, an error is a code.

use domain::access::aggregate::Jobs;
use domain::access::{Changes, Permit, Reads};
use domain::calendar::Instant;
use domain::id::JobId;
use sea_orm::sea_query::{Expr, ExprTrait, LockBehavior, LockType, OnConflict};
use sea_orm::{
    ColumnTrait, DbBackend, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Set,
    TryInsertResult,
};

use crate::entity::job;
use crate::error::Outcome;
use crate::row;
use crate::tx::{Snapshot, Tx};

/// A job to queue.
#[derive(Clone, Copy, Debug)]
pub struct NewJob<'a> {
    /// What to do, as JSON.
    pub payload: &'a str,
    /// Not before.
    pub run_at: Instant,
    /// Tries before it is parked, at least 1.
    pub max_attempts: u32,
    /// Queued once for this key, whoever queues it.
    pub dedupe_key: Option<&'a str>,
    /// Now.
    pub at: Instant,
}

/// A leased job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JobRow {
    /// Key.
    pub id: JobId,
    /// What to do, as JSON.
    pub payload: String,
    /// Which try this is, from 1.
    pub attempt: u32,
    /// Tries before it is parked.
    pub max_attempts: u32,
}

/// Queues a job; `None` where one of the same key was queued before.
///
/// # Errors
/// The database's.
pub async fn enqueue(tx: &Tx, new: &NewJob<'_>) -> Outcome<Option<JobId>> {
    let row = job::ActiveModel {
        payload: Set(new.payload.to_owned()),
        run_at: Set(new.run_at.0),
        attempts: Set(0),
        max_attempts: Set(i64::from(Ord::max(new.max_attempts, 1))),
        dedupe_key: Set(new.dedupe_key.map(str::to_owned)),
        created_at: Set(new.at.0),
        ..Default::default()
    };
    let once = OnConflict::column(job::Column::DedupeKey).do_nothing().to_owned();
    match job::Entity::insert(row).on_conflict(once).try_insert().exec(tx.db()).await? {
        TryInsertResult::Inserted(done) => Ok(Some(JobId(done.last_insert_id))),
        TryInsertResult::Empty | TryInsertResult::Conflicted => Ok(None),
    }
}

/// Leases at most `limit` due jobs to `worker` until `until`, oldest first. A lease that ran out is given again: its
/// runner has died.
///
/// # Errors
/// The database's.
pub async fn claim(tx: &Tx, worker: &str, now: Instant, until: Instant, limit: u64) -> Outcome<Vec<JobRow>> {
    let free = job::Column::LockedUntil.is_null().or(job::Column::LockedUntil.lte(now.0));
    let mut due = job::Entity::find()
        .filter(job::Column::DoneAt.is_null())
        .filter(job::Column::DeadAt.is_null())
        .filter(job::Column::RunAt.lte(now.0))
        .filter(free)
        .order_by_asc(job::Column::RunAt)
        .order_by_asc(job::Column::Id)
        .limit(limit);
    if tx.backend() == DbBackend::Postgres {
        due = due.lock_with_behavior(LockType::Update, LockBehavior::SkipLocked);
    }
    let rows = due.all(tx.db()).await?;
    job::Entity::update_many()
        .col_expr(job::Column::Attempts, Expr::col(job::Column::Attempts).add(1))
        .col_expr(job::Column::LockedBy, Expr::value(worker))
        .col_expr(job::Column::LockedUntil, Expr::value(until.0))
        .filter(job::Column::Id.is_in(rows.iter().map(|row| row.id)))
        .exec(tx.db())
        .await?;
    let leased = |row: job::Model| {
        Ok(JobRow {
            id: JobId(row.id),
            payload: row.payload,
            attempt: row::count(row.attempts.saturating_add(1), "job.attempts")?,
            max_attempts: row::count(row.max_attempts, "job.max_attempts")?,
        })
    };
    rows.into_iter().map(leased).collect()
}

/// Marks a leased job as done.
///
/// # Errors
/// [`crate::StoreError::Stale`] where the lease ran out and the job went to another worker.
pub async fn finish(tx: &Tx, job: JobId, worker: &str, now: Instant) -> Outcome<()> {
    let done = held(job, worker).col_expr(job::Column::DoneAt, Expr::value(now.0)).exec(tx.db()).await?;
    row::expect_hit(done.rows_affected)
}

/// Gives a leased job back after a failure, named by a code: to be tried at `retry_at`, or parked where `None`.
///
/// # Errors
/// [`crate::StoreError::Stale`] where the lease ran out and the job went to another worker.
pub async fn fail(
    tx: &Tx,
    job: JobId,
    worker: &str,
    error: &str,
    (now, retry_at): (Instant, Option<Instant>),
) -> Outcome<()> {
    let mut update = held(job, worker)
        .col_expr(job::Column::LastError, Expr::value(error))
        .col_expr(job::Column::LockedBy, Expr::value(None::<String>))
        .col_expr(job::Column::LockedUntil, Expr::value(None::<i64>));
    update = match retry_at {
        Some(at) => update.col_expr(job::Column::RunAt, Expr::value(at.0)),
        None => update.col_expr(job::Column::DeadAt, Expr::value(now.0)),
    };
    row::expect_hit(update.exec(tx.db()).await?.rows_affected)
}

fn held(job: JobId, worker: &str) -> sea_orm::UpdateMany<job::Entity> {
    job::Entity::update_many()
        .filter(job::Column::Id.eq(job.0))
        .filter(job::Column::LockedBy.eq(worker))
        .filter(job::Column::DoneAt.is_null())
        .filter(job::Column::DeadAt.is_null())
}

/// Returns when the next job is due, if one waits; a runner may sleep until then.
///
/// # Errors
/// The database's.
pub async fn next_due(look: &Snapshot) -> Outcome<Option<Instant>> {
    let found: Option<i64> = job::Entity::find()
        .select_only()
        .column(job::Column::RunAt)
        .filter(job::Column::DoneAt.is_null())
        .filter(job::Column::DeadAt.is_null())
        .order_by_asc(job::Column::RunAt)
        .into_tuple()
        .one(look.db())
        .await?;
    Ok(found.map(Instant))
}

/// Returns how many jobs wait and how many are parked.
///
/// # Errors
/// The database's.
pub async fn backlog<A: Reads<Jobs>>(look: &Snapshot, _permit: &Permit<A>) -> Outcome<(u64, u64)> {
    let open = job::Entity::find().filter(job::Column::DoneAt.is_null());
    let waiting = open.clone().filter(job::Column::DeadAt.is_null()).count(look.db()).await?;
    let parked = open.filter(job::Column::DeadAt.is_not_null()).count(look.db()).await?;
    Ok((waiting, parked))
}

/// An open job, as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenJob {
    /// What to do, as JSON.
    pub payload: String,
    /// The name under which it was queued once.
    pub key: String,
    /// When it is due.
    pub run_at: Instant,
    /// Tries so far, one that goes on included.
    pub tries: u32,
    /// Tries before it is parked.
    pub most: u32,
    /// Until when a process holds it.
    pub held_until: Option<Instant>,
    /// Why the last try failed, as a code.
    pub fault: Option<String>,
    /// When it was queued.
    pub queued_at: Instant,
    /// Since when it is parked.
    pub parked_at: Option<Instant>,
}

fn open(row: job::Model) -> Outcome<OpenJob> {
    Ok(OpenJob {
        payload: row.payload,
        key: row.dedupe_key.unwrap_or_default(),
        run_at: Instant(row.run_at),
        tries: row::count(row.attempts, "job.attempts")?,
        most: row::count(row.max_attempts, "job.max_attempts")?,
        held_until: row.locked_until.map(Instant),
        fault: row.last_error,
        queued_at: Instant(row.created_at),
        parked_at: row.dead_at.map(Instant),
    })
}

/// Returns the jobs that are parked, the newest first, and those that wait or run, the first due first; of each at most so many.
///
/// # Errors
/// The database's.
pub async fn all<A: Reads<Jobs>>(
    look: &Snapshot,
    _permit: &Permit<A>,
    (parked, others): (u64, u64),
) -> Outcome<(Vec<OpenJob>, Vec<OpenJob>)> {
    let all = job::Entity::find().filter(job::Column::DoneAt.is_null());
    let dead = all
        .clone()
        .filter(job::Column::DeadAt.is_not_null())
        .order_by_desc(job::Column::DeadAt)
        .order_by_desc(job::Column::Id)
        .limit(parked)
        .all(look.db())
        .await?;
    let live = all
        .filter(job::Column::DeadAt.is_null())
        .order_by_asc(job::Column::RunAt)
        .order_by_asc(job::Column::Id)
        .limit(others)
        .all(look.db())
        .await?;
    let read = |rows: Vec<job::Model>| rows.into_iter().map(open).collect::<Outcome<Vec<_>>>();
    Ok((read(dead)?, read(live)?))
}

/// Returns how many jobs are done and not cleared away yet.
///
/// # Errors
/// The database's.
pub async fn done<A: Reads<Jobs>>(look: &Snapshot, _permit: &Permit<A>) -> Outcome<u64> {
    Ok(job::Entity::find().filter(job::Column::DoneAt.is_not_null()).count(look.db()).await?)
}

/// Returns the job that was queued under this name, if it is open.
///
/// # Errors
/// The database's.
pub async fn by_key<A: Reads<Jobs>>(
    look: &Snapshot,
    _permit: &Permit<A>,
    key: &str,
) -> Outcome<Option<OpenJob>> {
    let found = job::Entity::find()
        .filter(job::Column::DedupeKey.eq(key))
        .filter(job::Column::DoneAt.is_null())
        .one(look.db())
        .await?;
    found.map(open).transpose()
}

/// Lets a parked job be tried again, from `now` on and with its tries counted from the start.
///
/// # Errors
/// [`crate::StoreError::Stale`] where it is not parked.
pub async fn revive<A: Changes<Jobs>>(tx: &Tx, _permit: &Permit<A>, key: &str, now: Instant) -> Outcome<()> {
    let done = parked(key)
        .col_expr(job::Column::DeadAt, Expr::value(None::<i64>))
        .col_expr(job::Column::Attempts, Expr::value(0_i64))
        .col_expr(job::Column::RunAt, Expr::value(now.0))
        .exec(tx.db())
        .await?;
    row::expect_hit(done.rows_affected)
}

/// Gives a parked job up: it counts as done and goes with the sweep of those.
///
/// # Errors
/// [`crate::StoreError::Stale`] where it is not parked.
pub async fn give_up<A: Changes<Jobs>>(tx: &Tx, _permit: &Permit<A>, key: &str, now: Instant) -> Outcome<()> {
    let done = parked(key).col_expr(job::Column::DoneAt, Expr::value(now.0)).exec(tx.db()).await?;
    row::expect_hit(done.rows_affected)
}

fn parked(key: &str) -> sea_orm::UpdateMany<job::Entity> {
    job::Entity::update_many()
        .filter(job::Column::DedupeKey.eq(key))
        .filter(job::Column::DeadAt.is_not_null())
        .filter(job::Column::DoneAt.is_null())
}

/// Deletes jobs that were done before `before` (housekeeping); answers how many.
///
/// # Errors
/// The database's.
pub async fn sweep(tx: &Tx, before: Instant) -> Outcome<u64> {
    let done = job::Entity::delete_many().filter(job::Column::DoneAt.lt(before.0)).exec(tx.db()).await?;
    Ok(done.rows_affected)
}
