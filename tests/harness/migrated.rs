//! Databases of tests, each a copy of one that was migrated once in the run of its suite: the schema takes a second, a copy a tenth.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use sea_orm::{ConnectionTrait as _, Database, Statement};
use tokio::sync::{Mutex, OnceCell};

static NUMBER: AtomicU64 = AtomicU64::new(1);
static FILE: OnceCell<(tempfile::TempDir, PathBuf)> = OnceCell::const_new();
static DATABASE: OnceCell<Template> = OnceCell::const_new();
/// A database that others are made of, and how.
struct Template {
    name: String,
    strategy: &'static str,
}

/// A database is copied by one connection at a time.
static COPYING: Mutex<()> = Mutex::const_new(());

/// The address of a new file in the folder.
///
/// # Panics
/// Where it cannot be written.
pub async fn file(folder: &Path, name: &str) -> String {
    let (_, template) = FILE
        .get_or_init(|| async {
            let folder = tempfile::tempdir().expect("a folder");
            let path = folder.path().join("template.db");
            migrations::up(&format!("sqlite://{}?mode=rwc", path.display())).await.expect("a schema");
            (folder, path)
        })
        .await;
    let path = folder.join(name);
    std::fs::copy(template, &path).expect("a copy");
    format!("sqlite://{}?mode=rwc", path.display())
}

/// The address of a new database on the server of this address, which has the name of a database or none.
///
/// # Panics
/// Where the server does not answer.
pub async fn database(address: &str) -> String {
    let server = server_of(address);
    let _one_at_a_time = COPYING.lock().await;
    let process = std::process::id();
    let Template { name: template, strategy } = DATABASE
        .get_or_init(|| async {
            let name = format!("linxuan_template_{process}");
            run(server, &format!("DROP DATABASE IF EXISTS {name}")).await;
            run(server, &format!("CREATE DATABASE {name}")).await;
            migrations::up(&format!("{server}/{name}")).await.expect("a schema");
            Template { name, strategy: strategy(server).await }
        })
        .await;
    let name = format!("linxuan_copy_{process}_{}", NUMBER.fetch_add(1, Ordering::Relaxed));
    run(server, &format!("DROP DATABASE IF EXISTS {name}")).await;
    run(server, &format!("CREATE DATABASE {name} TEMPLATE {template}{strategy}")).await;
    format!("{server}/{name}")
}

/// How databases are copied: as files, which takes a third of the time of writing them to the log first. PostgreSQL before 15 knows no
/// other way and no word for it.
async fn strategy(server: &str) -> &'static str {
    let admin = Database::connect(format!("{server}/postgres")).await.expect("a server");
    let sql = "SELECT current_setting('server_version_num')::int";
    let statement = Statement::from_string(admin.get_database_backend(), sql);
    let row = admin.query_one_raw(statement).await.expect("a version").expect("a row");
    let version: i32 = row.try_get_by_index(0).expect("a number");
    admin.close().await.expect("closed");
    if version >= 150_000 { " STRATEGY file_copy" } else { "" }
}

/// Runs a statement of the server's own.
///
/// # Panics
/// Where the server refuses it.
pub async fn run(server: &str, statement: &str) {
    let admin = Database::connect(format!("{server}/postgres")).await.expect("a server");
    admin.execute_unprepared(statement).await.expect("a statement of the server");
    admin.close().await.expect("closed");
}

/// `postgres://user@host:port` of an address with or without a database name.
fn server_of(address: &str) -> &str {
    let host = address.find("://").map_or(0, |at| at + 3);
    address[host..].find('/').map_or(address, |end| &address[..host + end])
}
