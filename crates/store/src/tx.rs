//! The only place that begins, commits and rolls back.
//!
//! Owns: [`Tx`], a write transaction (immediate on SQLite, read committed with conditional updates on PostgreSQL);
//! [`Snapshot`], a read snapshot (deferred on a reader of SQLite, repeatable read and read only on PostgreSQL); savepoints;
//! the line in the log for a body that took longer than [`SLOW`]. Refuses: transactions begun elsewhere. Who drops a
//! `Tx` without committing rolls it back.
//!
//! On SQLite several writes may later share one transaction: a `Tx` would then be a savepoint in it and
//! [`Tx::commit`] would answer when the group has committed. Callers would not notice.

use std::ops::Deref;
use std::time::Duration;

use sea_orm::{
    AccessMode, DatabaseConnection, DatabaseTransaction, DbBackend, IsolationLevel, SqliteTransactionMode,
    TransactionOptions, TransactionTrait,
};
// A stopwatch, not a clock: it never reaches a row or a decision.
use tokio::time::Instant as Stopwatch;

use crate::connect::Store;
use crate::error::Outcome;

/// Bodies longer than this are named in the log.
pub const SLOW: Duration = Duration::from_millis(100);

/// A read snapshot: everything read through it is of one instant.
pub struct Snapshot {
    inner: DatabaseTransaction,
    backend: DbBackend,
    name: &'static str,
    since: Stopwatch,
}

/// A write transaction. It reads too: wherever a [`Snapshot`] is asked for, a `&Tx` will do.
pub struct Tx(Snapshot);

impl std::fmt::Debug for Snapshot {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Snapshot({})", self.name)
    }
}

impl std::fmt::Debug for Tx {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Tx({})", self.0.name)
    }
}

impl Deref for Tx {
    type Target = Snapshot;

    fn deref(&self) -> &Snapshot {
        &self.0
    }
}

impl Store {
    /// Begins a write for the act `name`; waits its turn on SQLite.
    ///
    /// # Errors
    /// [`crate::StoreError::Busy`] when no turn came in time.
    pub async fn write(&self, name: &'static str) -> Outcome<Tx> {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        Ok(Tx(begin(self.writer(), options, name).await?))
    }

    /// Begins a read snapshot for the reading named `name`.
    ///
    /// # Errors
    /// [`crate::StoreError::Busy`] when no connection came free in time.
    pub async fn snapshot(&self, name: &'static str) -> Outcome<Snapshot> {
        let options = match self.reader().get_database_backend() {
            DbBackend::Postgres => TransactionOptions {
                isolation_level: Some(IsolationLevel::RepeatableRead),
                access_mode: Some(AccessMode::ReadOnly),
                ..TransactionOptions::default()
            },
            _ => TransactionOptions::default(),
        };
        begin(self.reader(), options, name).await
    }
}

async fn begin(
    pool: &DatabaseConnection,
    options: TransactionOptions,
    name: &'static str,
) -> Outcome<Snapshot> {
    let inner = pool.begin_with_options(options).await?;
    Ok(Snapshot { inner, backend: pool.get_database_backend(), name, since: Stopwatch::now() })
}

impl Snapshot {
    pub(crate) const fn db(&self) -> &DatabaseTransaction {
        &self.inner
    }

    pub(crate) const fn backend(&self) -> DbBackend {
        self.backend
    }

    /// Ends the snapshot and gives the connection back.
    ///
    /// # Errors
    /// The connection is gone.
    pub async fn close(self) -> Outcome<()> {
        self.time();
        Ok(self.inner.rollback().await?)
    }

    fn time(&self) {
        let took = self.since.elapsed();
        if took > SLOW {
            tracing::warn!(name = self.name, millis = took.as_millis(), "a transaction's body was slow");
        }
    }
}

impl Tx {
    /// Begins a savepoint: dropping or rolling it back undoes only what was written through it.
    ///
    /// # Errors
    /// The connection is gone.
    pub async fn savepoint(&self) -> Outcome<Self> {
        let inner = self.0.inner.begin().await?;
        Ok(Self(Snapshot { inner, backend: self.0.backend, name: self.0.name, since: Stopwatch::now() }))
    }

    /// Makes everything durable (or, for a savepoint, part of the transaction around it).
    ///
    /// # Errors
    /// Nothing was written; [`crate::StoreError::Busy`] where trying again may help.
    pub async fn commit(self) -> Outcome<()> {
        self.0.time();
        Ok(self.0.inner.commit().await?)
    }

    /// Undoes everything.
    ///
    /// # Errors
    /// The connection is gone, and everything is undone all the same.
    pub async fn rollback(self) -> Outcome<()> {
        self.0.time();
        Ok(self.0.inner.rollback().await?)
    }
}
