//! Connections: one writer and several readers of one SQLite file, or some for each on PostgreSQL.
//!
//! Owns: pragmas, pool sizes and time-outs, and the question that every connection answers before a transaction may begin on
//! it ([`checked`]). Refuses: creating tables (that is `migrations`) and logging statements,
//! whose values may be personal.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use sea_orm::sqlx::pool::PoolOptions;
use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
use sea_orm::sqlx::{AssertSqlSafe, Connection, Database as Driver, Error, Executor as _, PgConnection};
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend};
// A stopwatch, not a clock: it never reaches a row or a decision.
use tokio::time::Instant as Stopwatch;

use crate::bonds::{Binder, Binding};
use crate::error::Outcome;

/// Where the database is and how many may use it at once.
#[derive(Clone, Debug)]
pub struct Settings {
    /// `sqlite://PATH?mode=rwc` or `postgres://…`.
    pub url: String,
    /// Readers, and on PostgreSQL as many writers; at least 1.
    pub connections: u32,
    /// How long a write or read waits for its turn before it is answered "busy".
    pub patience: Duration,
}

impl Settings {
    /// Returns the usual settings: eight connections, ten seconds.
    #[must_use]
    pub fn new(url: &str) -> Self {
        Self { url: url.to_owned(), connections: 8, patience: Duration::from_secs(10) }
    }
}

/// Which database it is; two statements in this crate differ by it, and the health page names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// SQLite: a file of this installation.
    Sqlite,
    /// PostgreSQL: a server.
    Postgres,
}

/// The database. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Store {
    writer: DatabaseConnection,
    reader: DatabaseConnection,
    /// Connections on which an act that commits reads the state before it. On PostgreSQL they are of their own: acts hold their rows
    /// meanwhile, and must not wait for whoever reads long lists.
    before: DatabaseConnection,
    doubt: Doubt,
    tally: Tally,
    binding: Option<Binding>,
}

/// How much a store asked of its database since it was connected, without what a commit looks at before it. What is asked for one reader
/// tells how much work the answer was, whatever the clock says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// Statements.
    pub statements: u64,
    /// Rows that they told back.
    pub rows: u64,
}

/// Statements, and the rows that they told back.
type Counters = Arc<[AtomicU64; 2]>;

/// Counts what is asked.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tally {
    all: Counters,
    /// What acts alone ask while they hold their turn.
    acts: Counters,
    in_act: bool,
}

impl Tally {
    /// Returns the same tally for the transaction of an act.
    pub(crate) fn of_act(&self) -> Self {
        Self { in_act: true, ..self.clone() }
    }

    /// Counts a statement with the rows that it told back.
    pub(crate) fn add(&self, rows: usize) {
        let rows = u64::try_from(rows).unwrap_or(u64::MAX);
        for counters in std::iter::once(&self.all).chain(self.in_act.then_some(&self.acts)) {
            let [statements, told] = &**counters;
            statements.fetch_add(1, Ordering::Relaxed);
            told.fetch_add(rows, Ordering::Relaxed);
        }
    }
}

fn asked_by(counters: &Counters) -> Asked {
    let [statements, rows] = &**counters;
    Asked { statements: statements.load(Ordering::Relaxed), rows: rows.load(Ordering::Relaxed) }
}

/// When the database last ended a transaction otherwise than it should. Every connection that is older is closed for good before
/// a transaction begins on it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Doubt(Arc<Mutex<Option<Stopwatch>>>);

impl Doubt {
    /// Says that no connection that is open now may be used again.
    pub(crate) fn raise(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(Stopwatch::now());
    }

    /// Returns whether a connection of this age was open then.
    fn touches(&self, age: Duration) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).is_some_and(|raised| age >= raised.elapsed())
    }
}

impl Store {
    /// Connects; the schema must be there (see `migrations`).
    ///
    /// # Errors
    /// The address is wrong or nobody answers.
    pub async fn connect(settings: &Settings) -> Outcome<Self> {
        let doubt = Doubt::default();
        if settings.url.starts_with("sqlite:") {
            let writer = Database::connect(sqlite_writer(settings, &doubt)).await?;
            let reader = Database::connect(sqlite_reader(settings, &doubt)).await?;
            Ok(Self { writer, before: reader.clone(), reader, doubt, tally: Tally::default(), binding: None })
        } else {
            let writer = Database::connect(postgres(settings, &doubt, Use::Writing)).await?;
            let reader = Database::connect(postgres(settings, &doubt, Use::Reading)).await?;
            let mut few = postgres(settings, &doubt, Use::Reading);
            few.max_connections(2).connect_lazy(true);
            let before = Database::connect(few).await?;
            Ok(Self { writer, reader, before, doubt, tally: Tally::default(), binding: None })
        }
    }

    /// Returns the store with the key by which everything that it writes is bound to its events. What a store without one writes
    /// counts as written past the program.
    #[must_use]
    pub fn bound_by(self, binder: Binder) -> Self {
        let binding = Some(Binding { binder, before: self.before.clone() });
        Self { binding, ..self }
    }

    /// Returns how much was asked of the database so far, through this store and its clones.
    #[must_use]
    pub fn asked(&self) -> Asked {
        asked_by(&self.tally.all)
    }

    /// Returns how much of it was asked inside of acts, while others may wait for their turn.
    #[must_use]
    pub fn asked_in_acts(&self) -> Asked {
        asked_by(&self.tally.acts)
    }

    /// Returns which database it is.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self.reader.get_database_backend() {
            DbBackend::Postgres => Kind::Postgres,
            _ => Kind::Sqlite,
        }
    }

    /// Asks the database for an answer; the readiness probe uses it.
    ///
    /// # Errors
    /// It does not.
    pub async fn ping(&self) -> Outcome<()> {
        self.reader.execute_unprepared("SELECT 1").await?;
        Ok(())
    }

    /// Closes every connection; SQLite then folds its log into the file.
    ///
    /// # Errors
    /// A connection did not close.
    pub async fn close(self) -> Outcome<()> {
        let apart = self.kind() == Kind::Postgres;
        self.reader.close().await?;
        if apart {
            self.before.close().await?;
        }
        Ok(self.writer.close().await?)
    }

    pub(crate) const fn writer(&self) -> &DatabaseConnection {
        &self.writer
    }

    pub(crate) const fn binding(&self) -> Option<&Binding> {
        self.binding.as_ref()
    }

    pub(crate) const fn doubt(&self) -> &Doubt {
        &self.doubt
    }

    pub(crate) const fn tally(&self) -> &Tally {
        &self.tally
    }

    pub(crate) const fn reader(&self) -> &DatabaseConnection {
        &self.reader
    }
}

/// A connection that nobody used for so long may have been closed by the other side.
const QUIET: Duration = Duration::from_secs(1);

/// What a connection of PostgreSQL is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Use {
    /// Acts.
    Writing,
    /// Looks: each of their transactions is a snapshot and cannot write.
    Reading,
}

fn common(settings: &Settings, connections: u32) -> ConnectOptions {
    let mut options = ConnectOptions::new(&settings.url);
    options
        .max_connections(connections.max(1))
        .acquire_timeout(settings.patience)
        .sqlx_logging(false)
        .record_stmt_in_spans(false);
    options
}

/// Lets a transaction begin only on a connection that is outside of any other. SQLite ends a transaction by itself when a COMMIT
/// fails for want of room; the driver then still counts it as open and would answer each later act after releasing a mere
/// savepoint, which nothing ever commits. The ping first lets a rollback that was queued by a dropped transaction happen; it also finds
/// out whether somebody still answers, where the connection was quiet (a lost one is told by its BEGIN too).
fn checked<D: Driver>(pool: PoolOptions<D>, doubt: Doubt) -> PoolOptions<D> {
    pool.test_before_acquire(false).before_acquire(move |connection, about| {
        let doubt = doubt.clone();
        Box::pin(async move {
            if connection.is_in_transaction() || about.idle_for > QUIET {
                connection.ping().await?;
            }
            let clean = !doubt.touches(about.age) && !connection.is_in_transaction();
            if !clean {
                tracing::error!(
                    "a connection is closed for good: a transaction on it did not end as it should"
                );
            }
            Ok(clean)
        })
    })
}

/// Returns the options of SQLite's one writing connection. Writes queue for it in order, and it lives for as long as it can be
/// trusted.
fn sqlite_writer(settings: &Settings, doubt: &Doubt) -> ConnectOptions {
    let doubt = doubt.clone();
    let patience = settings.patience;
    let mut options = common(settings, 1);
    options.min_connections(1).idle_timeout(None::<Duration>).max_lifetime(None::<Duration>);
    options.map_sqlx_sqlite_opts(move |sqlite| {
        sqlite
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(patience)
            .pragma("temp_store", "memory")
            .pragma("cache_size", "-65536")
            // What was deleted or sealed anew does not stay readable in free pages.
            .pragma("secure_delete", "on")
            .optimize_on_close(true, None)
    });
    options.map_sqlx_sqlite_pool_opts(move |pool| checked(pool, doubt.clone()));
    options
}

fn sqlite_reader(settings: &Settings, doubt: &Doubt) -> ConnectOptions {
    let patience = settings.patience;
    let mut options = common(settings, settings.connections);
    let doubt = doubt.clone();
    options.map_sqlx_sqlite_pool_opts(move |pool| checked(pool, doubt.clone()));
    options.map_sqlx_sqlite_opts(move |sqlite| {
        sqlite
            .create_if_missing(false)
            .read_only(true)
            .busy_timeout(patience)
            .pragma("temp_store", "memory")
            .pragma("cache_size", "-16384")
    });
    options
}

/// How long the database keeps what an act holds whose process says nothing any more: one that was killed is noticed at once, a machine that
/// lost its power or its network would hold its rows for hours. No act is silent for so long.
const SILENT: Duration = Duration::from_secs(120);

fn postgres(settings: &Settings, doubt: &Doubt, what_for: Use) -> ConnectOptions {
    let mut options = common(settings, settings.connections);
    let (doubt, patience) = (doubt.clone(), settings.patience);
    options.map_sqlx_postgres_pool_opts(move |pool| {
        let pool = checked(pool, doubt.clone());
        match what_for {
            Use::Writing => {
                pool.after_connect(move |connection, _| Box::pin(is_patient(connection, patience)))
            }
            Use::Reading => pool.after_connect(|connection, _| Box::pin(reads_only(connection))),
        }
    });
    options.set_application_name("linxuan");
    options
}

/// Bounds for a connection of acts how long one waits for a row that another holds, as one waits for a turn on SQLite.
async fn is_patient(connection: &mut PgConnection, patience: Duration) -> Result<(), Error> {
    let (patience, silent) = (patience.as_millis(), SILENT.as_millis());
    let bounds = format!("SET lock_timeout = {patience}; SET idle_in_transaction_session_timeout = {silent}");
    // Two numbers of this program's own.
    connection.execute(AssertSqlSafe(bounds)).await?;
    Ok(())
}

/// Says once for a connection what every transaction on it is, in place of a statement in each.
async fn reads_only(connection: &mut PgConnection) -> Result<(), Error> {
    let always = "SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY";
    connection.execute(always).await?;
    Ok(())
}
