//! Databases of tests, each a copy of one that was migrated once in the run of its suite: the schema takes a second, a copy a tenth.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use sea_orm::{ConnectionTrait as _, Database};
use tokio::sync::{Mutex, OnceCell};

static NUMBER: AtomicU64 = AtomicU64::new(1);
static FILE: OnceCell<(tempfile::TempDir, PathBuf)> = OnceCell::const_new();
static DATABASE: OnceCell<String> = OnceCell::const_new();
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
    let template = DATABASE
        .get_or_init(|| async {
            let name = format!("linxuan_template_{process}");
            run(server, &format!("DROP DATABASE IF EXISTS {name}")).await;
            run(server, &format!("CREATE DATABASE {name}")).await;
            migrations::up(&format!("{server}/{name}")).await.expect("a schema");
            name
        })
        .await;
    let name = format!("linxuan_copy_{process}_{}", NUMBER.fetch_add(1, Ordering::Relaxed));
    run(server, &format!("DROP DATABASE IF EXISTS {name}")).await;
    run(server, &format!("CREATE DATABASE {name} TEMPLATE {template}")).await;
    format!("{server}/{name}")
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
