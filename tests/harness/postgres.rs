//! Databases of the tests' own on the PostgreSQL server that `LINXUAN_TEST_PG` names. Suites that run once on each database ask
//! [`of_this_run`]; `cargo xtask test` runs them a second time with `LINXUAN_TEST_ON=postgres`. Databases are left behind: the server is
//! made for the run and thrown away with it.

use std::sync::atomic::{AtomicU32, Ordering};

use sea_orm::{ConnectionTrait as _, Database};

static NUMBER: AtomicU32 = AtomicU32::new(0);

/// Whether this run of a suite is the one on PostgreSQL.
#[must_use]
pub fn is_meant() -> bool {
    std::env::var("LINXUAN_TEST_ON").is_ok_and(|on| on == "postgres")
}

/// The address of a new, empty database where this run is on PostgreSQL; `None` where it is on the embedded one.
///
/// # Panics
/// Where the server is not named or does not answer: a run on PostgreSQL without one would prove nothing.
#[must_use]
pub fn of_this_run() -> Option<String> {
    is_meant().then(|| fresh().expect("LINXUAN_TEST_PG names the server; type: cargo xtask test"))
}

/// The address of a new, empty database, where `LINXUAN_TEST_PG` names a server.
///
/// # Panics
/// Where the server does not answer.
#[must_use]
pub fn fresh() -> Option<String> {
    let address = std::env::var("LINXUAN_TEST_PG").ok()?;
    let (server, _) = address.rsplit_once('/').expect("an address with a database");
    let (process, number) = (std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
    let name = format!("linxuan_of_{process}_{number}");
    let made = format!("{server}/{name}");
    // A thread of its own: tests ask from inside and outside of a runtime.
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(async {
            let admin = Database::connect(&address).await.expect("a server");
            admin.execute_unprepared(&format!("CREATE DATABASE {name}")).await.expect("a database");
            admin.close().await.expect("closed");
        });
    })
    .join()
    .expect("a database");
    Some(made)
}
