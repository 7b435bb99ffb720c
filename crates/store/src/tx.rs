//! The only place that begins, commits and rolls back.
//!
//! Owns: [`Tx`], a write transaction (immediate on SQLite, read committed with conditional updates on PostgreSQL);
//! [`Snapshot`], a read snapshot (deferred on a reader of SQLite, repeatable read and read only on PostgreSQL); savepoints;
//! the line in the log for a body that took longer than [`SLOW`]. Refuses: transactions begun elsewhere. Who drops a
//! `Tx` without committing rolls it back.
//!
//! Where several acts of one kind share a `Tx`, each has an event of its own, and `told_by` and `belongs` say which of them a
//! row is bound to.

pub(crate) mod later;
mod watched;

use std::collections::HashMap;
use std::ops::Deref;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use sea_orm::{
    ActiveModelBehavior, ActiveModelTrait, ConnectionTrait, DatabaseConnection, DbBackend, DbErr,
    EntityTrait, IntoActiveModel, ModelTrait, PrimaryKeyToColumn, SqliteTransactionMode, TransactionOptions,
    TransactionTrait,
};
// A stopwatch, not a clock: it never reaches a row or a decision.
use tokio::time::Instant as Stopwatch;

use self::later::Later;
use self::watched::Watched;
use crate::bonds::{self, Ahead, Binding};
use crate::connect::{Doubt, Store, Tally};
use crate::entity::event;
use crate::error::{Outcome, StoreError};

/// Bodies longer than this are named in the log.
pub const SLOW: Duration = Duration::from_millis(100);

/// A read snapshot: everything read through it is of one instant.
pub struct Snapshot {
    inner: Watched,
    backend: DbBackend,
    name: &'static str,
    since: Stopwatch,
    key: Option<Binding>,
}

/// A write transaction. It reads too: wherever a [`Snapshot`] is asked for, a `&Tx` will do.
pub struct Tx {
    look: Snapshot,
    doubt: Doubt,
    /// What is written is bound before the commit; a savepoint leaves that to the transaction around it.
    binding: Option<Binding>,
    /// Rows as they stand after the act, digested beforehand or as they were written. What a savepoint is told is left aside: its rows
    /// are read like any others.
    ahead: Mutex<Vec<Ahead>>,
    /// Rows as the act found them when it began to hold them.
    held: Mutex<Vec<Ahead>>,
    /// What is written when the transaction commits; none where it is a savepoint.
    later: Option<Mutex<Vec<Later>>>,
    /// The events that were recorded, as they are tagged; those of a savepoint are read again.
    recorded: Mutex<Vec<event::Model>>,
    /// Which event tells of what was written, where the transaction has one event for each of several applications.
    telling: Mutex<Telling>,
}

/// Events by what they tell of.
#[derive(Default)]
struct Telling {
    /// Event of an application.
    events: HashMap<i64, i64>,
    /// Event of a key of a table.
    keys: Owners,
}

/// The events that keys of tables are bound to, where that is not the first of the transaction.
pub(crate) type Owners = HashMap<&'static str, HashMap<i64, i64>>;

impl std::fmt::Debug for Snapshot {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Snapshot({})", self.name)
    }
}

impl std::fmt::Debug for Tx {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Tx({})", self.look.name)
    }
}

impl Deref for Tx {
    type Target = Snapshot;

    fn deref(&self) -> &Snapshot {
        &self.look
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
        let look = self.begin(self.writer(), options, (name, &self.tally().of_act())).await?;
        if self.binding().is_some() {
            bonds::set_aside(&look).await?;
        }
        Ok(Tx {
            look,
            doubt: self.doubt().clone(),
            binding: self.binding().cloned(),
            ahead: Mutex::default(),
            held: Mutex::default(),
            later: Some(Mutex::default()),
            recorded: Mutex::default(),
            telling: Mutex::default(),
        })
    }

    /// Begins, on a new connection where the first one turns out to be lost: nothing was asked of it yet. Then all that were open at
    /// that moment count as lost.
    async fn begin(
        &self,
        pool: &DatabaseConnection,
        options: TransactionOptions,
        (name, tally): (&'static str, &Tally),
    ) -> Outcome<Snapshot> {
        match begin(pool, options, name, (self.binding(), tally)).await {
            Err(error) if error.is_lost_connection() => {
                self.doubt().raise();
                begin(pool, options, name, (self.binding(), tally)).await
            }
            begun => begun,
        }
    }

    /// Begins a read snapshot for the reading named `name`.
    ///
    /// # Errors
    /// [`crate::StoreError::Busy`] when no connection came free in time.
    pub async fn snapshot(&self, name: &'static str) -> Outcome<Snapshot> {
        self.begin(self.reader(), TransactionOptions::default(), (name, self.tally())).await
    }

    /// Answers a reading of one statement, or of some that need not be of one instant: each stands for itself, which spares the two that
    /// begin and end a snapshot.
    #[must_use]
    pub fn glance(&self, name: &'static str) -> Snapshot {
        let inner = Watched::without(self.reader().clone(), self.tally().clone());
        let (backend, key) = (self.reader().get_database_backend(), self.binding().cloned());
        Snapshot { inner, backend, name, since: Stopwatch::now(), key }
    }
}

/// Begins a snapshot of what was committed before the act that is about to commit.
pub(crate) async fn look_before(pool: &DatabaseConnection) -> Outcome<Snapshot> {
    begin(pool, TransactionOptions::default(), "before", (None, &Tally::default())).await
}

async fn begin(
    pool: &DatabaseConnection,
    options: TransactionOptions,
    name: &'static str,
    (key, tally): (Option<&Binding>, &Tally),
) -> Outcome<Snapshot> {
    let inner = Watched::of(pool.begin_with_options(options).await?, tally.clone());
    let backend = pool.get_database_backend();
    Ok(Snapshot { inner, backend, name, since: Stopwatch::now(), key: key.cloned() })
}

impl Snapshot {
    pub(crate) const fn db(&self) -> &Watched {
        &self.inner
    }

    pub(crate) const fn backend(&self) -> DbBackend {
        self.backend
    }

    /// Returns what the bonds of this store are made by.
    ///
    /// # Errors
    /// [`StoreError::NoKey`].
    pub(crate) fn binder(&self) -> Outcome<&bonds::Binder> {
        bonds::binder(self.key.as_ref())
    }

    /// Ends the snapshot and gives the connection back. Nobody waits for that: what ends it on the server goes out with the question by
    /// which the pool makes sure of a connection that comes back, and one that was lost after the last answer is the pool's to notice.
    ///
    /// # Errors
    /// A statement failed in a way that nothing goes on after.
    pub async fn close(self) -> Outcome<()> {
        self.time();
        Ok(self.inner.goes_on()?)
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
        let inner = self.look.inner.savepoint().await?;
        let Snapshot { backend, name, .. } = self.look;
        let look = Snapshot { inner, backend, name, since: Stopwatch::now(), key: self.look.key.clone() };
        Ok(Self {
            look,
            doubt: self.doubt.clone(),
            binding: None,
            ahead: Mutex::default(),
            held: Mutex::default(),
            later: None,
            recorded: Mutex::default(),
            telling: Mutex::default(),
        })
    }

    /// Writes rows that nothing in the act reads again, when it commits; at once in a savepoint.
    ///
    /// # Errors
    /// The database's.
    pub(crate) async fn insert_later<E, A>(&self, rows: Vec<A>) -> Outcome<()>
    where
        E: EntityTrait,
        A: ActiveModelTrait<Entity = E> + ActiveModelBehavior + Send + IntoActiveModel<A>,
    {
        self.later(later::chunks(rows)).await
    }

    /// Carries out changes that nothing in the act reads again, when it commits; at once in a savepoint.
    ///
    /// # Errors
    /// The database's.
    pub(crate) async fn later(&self, changes: Vec<Later>) -> Outcome<()> {
        match &self.later {
            Some(all) => {
                all.lock().unwrap_or_else(PoisonError::into_inner).extend(changes);
                Ok(())
            }
            None => later::write(&self.look, changes).await,
        }
    }

    /// Writes what was left for the commit.
    async fn write_later(&self) -> Outcome<()> {
        let Some(all) = &self.later else { return Ok(()) };
        let all = std::mem::take(&mut *all.lock().unwrap_or_else(PoisonError::into_inner));
        later::write(&self.look, all).await
    }

    /// Lets the commit bind rows by what was found before.
    pub(crate) fn bind_as(&self, ahead: Ahead) {
        push(&self.ahead, Some(ahead));
    }

    /// Keeps a row as it was found when the act began to hold it, so that the commit need not look at what stood there before. Where that
    /// is not what was bound, the commit looks all the same.
    pub(crate) fn holds<E>(&self, relation: &'static str, row: &E::Model)
    where
        E: EntityTrait,
        E::Model: ModelTrait<Entity = E>,
        E::PrimaryKey: PrimaryKeyToColumn<Column = E::Column>,
    {
        push(&self.held, bonds::of_row::<E>(self.binding.as_ref(), relation, row));
    }

    /// Lets the commit bind a row as a statement wrote it and told it back. Whoever writes it once more in the same act tells it again.
    pub(crate) fn wrote<E>(&self, relation: &'static str, row: &E::Model)
    where
        E: EntityTrait,
        E::Model: ModelTrait<Entity = E>,
        E::PrimaryKey: PrimaryKeyToColumn<Column = E::Column>,
    {
        push(&self.ahead, bonds::of_row::<E>(self.binding.as_ref(), relation, row));
    }

    pub(crate) fn held(&self) -> Vec<Ahead> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Keeps an event as it was written, for the commit that tags it.
    pub(crate) fn has_recorded(&self, event: event::Model) {
        self.recorded.lock().unwrap_or_else(PoisonError::into_inner).push(event);
    }

    pub(crate) fn recorded(&self) -> Vec<event::Model> {
        self.recorded.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Says that what is written of an application is told by this event.
    pub(crate) fn told_by(&self, application: i64, event: i64) {
        self.telling.lock().unwrap_or_else(PoisonError::into_inner).events.insert(application, event);
    }

    /// Says that a key of a table was written for an application: it is bound to the event that tells of it, where one does.
    pub(crate) fn belongs(&self, relation: &'static str, key: i64, application: i64) {
        let mut telling = self.telling.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(event) = telling.events.get(&application).copied() {
            telling.keys.entry(relation).or_default().insert(key, event);
        }
    }

    pub(crate) fn owners(&self) -> Owners {
        self.telling.lock().unwrap_or_else(PoisonError::into_inner).keys.clone()
    }

    pub(crate) fn ahead(&self) -> Vec<Ahead> {
        self.ahead.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Makes everything durable (or, for a savepoint, part of the transaction around it). `Ok` means that the database
    /// confirmed it. Bound rows are first bound to the events that were recorded beside them.
    ///
    /// # Errors
    /// [`StoreError::Unrecorded`] where there are none; [`StoreError::Busy`] or [`StoreError::NoRoom`] where trying again later helps,
    /// the latter also where a statement found no room and its caller passed over that: nothing was written. Or
    /// [`StoreError::Unconfirmed`]: the connection was lost meanwhile, and nobody knows.
    pub async fn commit(self) -> Outcome<()> {
        self.look.time();
        let bound = match &self.binding {
            Some(binding) => bonds::bind(&self, binding).await,
            None => Ok(()),
        };
        let bound = match bound {
            Ok(()) => self.write_later().await,
            refused => refused,
        };
        let Self { look, doubt, binding, .. } = self;
        let name = look.name;
        if let Err(doomed) = look.inner.goes_on() {
            // SQLite may have rolled back by itself, so that there is nothing left to roll back.
            let _ = look.inner.rollback().await;
            doubt.raise();
            tracing::error!(name, error = %doomed, "a transaction that cannot go on is not committed");
            return Err(doomed.into());
        }
        bound?;
        // PostgreSQL answers the COMMIT of a transaction in which a statement failed without an error, and rolls back. Any
        // further statement is refused there, and so tells; binding makes some.
        if look.backend == DbBackend::Postgres && binding.is_none() {
            look.inner.execute_unprepared("SELECT 1").await?;
        }
        told("commit", name, &doubt, look.inner.commit().await)
    }

    /// Undoes everything.
    ///
    /// # Errors
    /// The connection is gone, and everything is undone all the same.
    pub async fn rollback(self) -> Outcome<()> {
        self.look.time();
        let Self { look, doubt, .. } = self;
        let name = look.name;
        told("rollback", name, &doubt, look.inner.rollback().await)
    }
}

fn push(to: &Mutex<Vec<Ahead>>, one: Option<Ahead>) {
    to.lock().unwrap_or_else(PoisonError::into_inner).extend(one);
}

/// Reports the end of a transaction. An end that failed for a reason that is no known conflict is logged once with its cause,
/// and the connection is given up.
fn told(end: &'static str, name: &'static str, doubt: &Doubt, outcome: Result<(), DbErr>) -> Outcome<()> {
    let Err(error) = outcome else { return Ok(()) };
    let error = match StoreError::from(error) {
        error @ StoreError::Conflict(_) => return Err(error),
        StoreError::Other(cause) if cause.is_without_answer() => StoreError::Unconfirmed(cause),
        error => error,
    };
    doubt.raise();
    let cause = std::error::Error::source(&error).map(ToString::to_string);
    tracing::error!(name, end, %error, cause, "the database did not confirm the end of a transaction");
    Err(error)
}
