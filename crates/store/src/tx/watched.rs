//! A transaction that remembers what it cannot go on after: a disk without room, an error of reading or writing, no memory.
//!
//! Owns: the statements of a transaction and of its savepoints, and counting them. Refuses: any statement after such a failure. SQLite
//! may by then have rolled everything back, so that a later statement would stand alone; and a caller that passes over the error must
//! not commit the rest.

use std::sync::{Arc, OnceLock};

use sea_orm::prelude::async_trait;
use sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, ExecResult, QueryResult,
    Statement, TransactionTrait,
};

use crate::connect::Tally;
use crate::error::ends_a_transaction;

/// Where statements go.
enum Inner {
    /// An open transaction.
    Transaction(DatabaseTransaction),
    /// Any connection that only reads, each statement for itself.
    Connection(DatabaseConnection),
}

/// The open transaction, or a connection without one.
pub(crate) struct Watched {
    inner: Inner,
    doomed: Arc<OnceLock<&'static str>>,
    tally: Tally,
}

impl Watched {
    /// Watches a transaction that has just begun.
    pub(crate) fn of(inner: DatabaseTransaction, tally: Tally) -> Self {
        Self { inner: Inner::Transaction(inner), doomed: Arc::default(), tally }
    }

    /// Watches statements that stand for themselves.
    pub(crate) fn without(inner: DatabaseConnection, tally: Tally) -> Self {
        Self { inner: Inner::Connection(inner), doomed: Arc::default(), tally }
    }

    /// Begins a savepoint. What ends one ends the transaction around it too.
    ///
    /// # Errors
    /// The connection is gone, or the transaction cannot go on.
    pub(crate) async fn savepoint(&self) -> Result<Self, DbErr> {
        self.goes_on()?;
        let begun = match &self.inner {
            Inner::Transaction(inner) => inner.begin().await,
            Inner::Connection(inner) => inner.begin().await,
        };
        let inner = Inner::Transaction(self.seen(begun)?);
        Ok(Self { inner, doomed: Arc::clone(&self.doomed), tally: self.tally.clone() })
    }

    /// Commits; whoever asks has asked [`Watched::goes_on`] before.
    ///
    /// # Errors
    /// The database's.
    pub(crate) async fn commit(self) -> Result<(), DbErr> {
        match self.inner {
            Inner::Transaction(inner) => inner.commit().await,
            Inner::Connection(_) => Ok(()),
        }
    }

    /// Undoes everything.
    ///
    /// # Errors
    /// The database's.
    pub(crate) async fn rollback(self) -> Result<(), DbErr> {
        match self.inner {
            Inner::Transaction(inner) => inner.rollback().await,
            Inner::Connection(_) => Ok(()),
        }
    }

    /// Refuses where a statement failed in a way that the transaction does not go on after.
    ///
    /// # Errors
    /// What the transaction and its statements are refused with.
    pub(crate) fn goes_on(&self) -> Result<(), DbErr> {
        self.doomed.get().map_or(Ok(()), |words| Err(DbErr::Custom((*words).to_owned())))
    }

    /// Counts a statement that told back so many rows, and looks what came of it.
    fn told<T>(&self, outcome: Result<T, DbErr>, rows: impl FnOnce(&T) -> usize) -> Result<T, DbErr> {
        self.tally.add(outcome.as_ref().map_or(0, rows));
        self.seen(outcome)
    }

    fn seen<T>(&self, outcome: Result<T, DbErr>) -> Result<T, DbErr> {
        if let Some(words) = outcome.as_ref().err().and_then(ends_a_transaction) {
            self.doomed.get_or_init(|| words);
        }
        outcome
    }
}

#[async_trait::async_trait]
impl ConnectionTrait for Watched {
    fn get_database_backend(&self) -> DbBackend {
        match &self.inner {
            Inner::Transaction(inner) => inner.get_database_backend(),
            Inner::Connection(inner) => inner.get_database_backend(),
        }
    }

    async fn execute_raw(&self, stmt: Statement) -> Result<ExecResult, DbErr> {
        self.goes_on()?;
        let told = match &self.inner {
            Inner::Transaction(inner) => inner.execute_raw(stmt).await,
            Inner::Connection(inner) => inner.execute_raw(stmt).await,
        };
        self.told(told, |_| 0)
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        self.goes_on()?;
        let told = match &self.inner {
            Inner::Transaction(inner) => inner.execute_unprepared(sql).await,
            Inner::Connection(inner) => inner.execute_unprepared(sql).await,
        };
        self.told(told, |_| 0)
    }

    async fn query_one_raw(&self, stmt: Statement) -> Result<Option<QueryResult>, DbErr> {
        self.goes_on()?;
        let told = match &self.inner {
            Inner::Transaction(inner) => inner.query_one_raw(stmt).await,
            Inner::Connection(inner) => inner.query_one_raw(stmt).await,
        };
        self.told(told, |found| usize::from(found.is_some()))
    }

    async fn query_all_raw(&self, stmt: Statement) -> Result<Vec<QueryResult>, DbErr> {
        self.goes_on()?;
        let told = match &self.inner {
            Inner::Transaction(inner) => inner.query_all_raw(stmt).await,
            Inner::Connection(inner) => inner.query_all_raw(stmt).await,
        };
        self.told(told, Vec::len)
    }
}
