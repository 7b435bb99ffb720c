//! A transaction that remembers what it cannot go on after: a disk without room, an error of reading or writing, no memory.
//!
//! Owns: the statements of a transaction and of its savepoints. Refuses: any statement after such a failure. SQLite may by then
//! have rolled everything back, so that a later statement would stand alone; and a caller that passes over the error must not
//! commit the rest.

use std::sync::{Arc, OnceLock};

use sea_orm::prelude::async_trait;
use sea_orm::{
    ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, ExecResult, QueryResult, Statement,
    TransactionTrait,
};

use crate::error::ends_a_transaction;

/// The open transaction.
pub(crate) struct Watched {
    inner: DatabaseTransaction,
    doomed: Arc<OnceLock<&'static str>>,
}

impl Watched {
    /// Watches a transaction that has just begun.
    pub(crate) fn of(inner: DatabaseTransaction) -> Self {
        Self { inner, doomed: Arc::default() }
    }

    /// Begins a savepoint. What ends one ends the transaction around it too.
    ///
    /// # Errors
    /// The connection is gone, or the transaction cannot go on.
    pub(crate) async fn savepoint(&self) -> Result<Self, DbErr> {
        self.goes_on()?;
        let inner = self.seen(self.inner.begin().await)?;
        Ok(Self { inner, doomed: Arc::clone(&self.doomed) })
    }

    /// Commits; whoever asks has asked [`Watched::goes_on`] before.
    ///
    /// # Errors
    /// The database's.
    pub(crate) async fn commit(self) -> Result<(), DbErr> {
        self.inner.commit().await
    }

    /// Undoes everything.
    ///
    /// # Errors
    /// The database's.
    pub(crate) async fn rollback(self) -> Result<(), DbErr> {
        self.inner.rollback().await
    }

    /// Refuses where a statement failed in a way that the transaction does not go on after.
    ///
    /// # Errors
    /// What the transaction and its statements are refused with.
    pub(crate) fn goes_on(&self) -> Result<(), DbErr> {
        self.doomed.get().map_or(Ok(()), |words| Err(DbErr::Custom((*words).to_owned())))
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
        self.inner.get_database_backend()
    }

    async fn execute_raw(&self, stmt: Statement) -> Result<ExecResult, DbErr> {
        self.goes_on()?;
        self.seen(self.inner.execute_raw(stmt).await)
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        self.goes_on()?;
        self.seen(self.inner.execute_unprepared(sql).await)
    }

    async fn query_one_raw(&self, stmt: Statement) -> Result<Option<QueryResult>, DbErr> {
        self.goes_on()?;
        self.seen(self.inner.query_one_raw(stmt).await)
    }

    async fn query_all_raw(&self, stmt: Statement) -> Result<Vec<QueryResult>, DbErr> {
        self.goes_on()?;
        self.seen(self.inner.query_all_raw(stmt).await)
    }
}
