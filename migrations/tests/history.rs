//! The history runs up, down and up again on both databases, step by step, and leaves nothing behind.
//!
//! PostgreSQL is the server that `LINXUAN_TEST_PG` names (`cargo xtask test` sets it); without it those tests say
//! that they were skipped.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use sea_orm_migration::sea_orm::{ConnectionTrait, Database, DatabaseConnection, Statement};

/// The names of the files of the history, oldest first.
fn files() -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src");
    let all = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let stems = all.map(|path| path.file_stem().unwrap().to_string_lossy().into_owned());
    let mut found: Vec<String> = stems.filter(|name| name.starts_with("m2")).collect();
    found.sort();
    found
}

async fn words(db: &DatabaseConnection, sql: &str) -> Vec<String> {
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap();
    rows.iter().map(|row| row.try_get_by_index::<String>(0).unwrap()).collect()
}

async fn walk(url: &str, objects: &str) {
    let names = migrations::pending(url).await.unwrap();
    assert_eq!(names, files(), "an untouched database lacks every step that has a file");
    assert_eq!(migrations::up(url).await.unwrap(), names);
    assert_eq!(migrations::pending(url).await.unwrap(), Vec::<String>::new());
    assert_eq!(migrations::up(url).await.unwrap(), Vec::<String>::new(), "a second run does nothing");

    let db = Database::connect(url).await.unwrap();
    let whole = words(&db, objects).await;
    assert!(whole.iter().any(|name| name == "list"), "{whole:?}");
    for step in 1..=names.len() {
        migrations::down(url, 1).await.unwrap();
        assert_eq!(migrations::pending(url).await.unwrap().len(), step);
    }
    assert_eq!(words(&db, objects).await, vec!["seaql_migrations".to_owned()], "down leaves nothing behind");
    migrations::up(url).await.unwrap();
    assert_eq!(words(&db, objects).await, whole, "up after down gives the same schema");
    migrations::rebuild(url).await.unwrap();
    assert_eq!(words(&db, objects).await, whole);
    db.close().await.unwrap();
}

/// `postgres://user@host:port` of an address with or without a database name.
fn server_of(address: &str) -> &str {
    let host = address.find("://").map_or(0, |at| at + 3);
    address[host..].find('/').map_or(address, |end| &address[..host + end])
}

#[tokio::test]
async fn sqlite_up_down_up() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}?mode=rwc", folder.path().join("history.db").display());
    walk(&url, "SELECT name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY name").await;
}

#[tokio::test]
async fn postgres_up_down_up() {
    let Ok(server) = std::env::var("LINXUAN_TEST_PG") else {
        eprintln!("skipped: LINXUAN_TEST_PG is not set; cargo xtask test sets it");
        return;
    };
    let server = server_of(&server);
    let name = format!("linxuan_history_{}", std::process::id());
    let admin = Database::connect(format!("{server}/postgres")).await.unwrap();
    admin.execute_unprepared(&format!("DROP DATABASE IF EXISTS {name}")).await.unwrap();
    admin.execute_unprepared(&format!("CREATE DATABASE {name}")).await.unwrap();
    walk(
        &format!("{server}/{name}"),
        "SELECT relname::text FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace WHERE n.nspname = 'public' \
         AND relkind = 'r' UNION SELECT proname::text FROM pg_proc JOIN pg_namespace n ON n.oid = pronamespace \
         WHERE n.nspname = 'public' ORDER BY 1",
    )
    .await;
    admin.execute_unprepared(&format!("DROP DATABASE {name} WITH (FORCE)")).await.unwrap();
}
