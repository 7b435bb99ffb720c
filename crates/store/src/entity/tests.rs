//! The entities' columns are the migrated ones: same names, same kinds, same nullability, on both databases.

use std::collections::BTreeMap;

use sea_orm::{ConnectionTrait, Database, DatabaseConnection, DbBackend, Statement};

/// Table and column, to kind and whether it may be null.
type Columns = BTreeMap<(String, String), (String, bool)>;

async fn create(db: &DatabaseConnection) {
    for statement in super::statements(db.get_database_backend()) {
        db.execute(&statement).await.unwrap();
    }
}

async fn columns(db: &DatabaseConnection) -> Columns {
    let sql = match db.get_database_backend() {
        DbBackend::Sqlite => {
            "SELECT m.name, p.name, p.type, p.\"notnull\" = 1 OR p.pk > 0 FROM sqlite_master m, pragma_table_info(m.name) p \
             WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND m.name <> 'seaql_migrations'"
        }
        _ => {
            "SELECT table_name::text, column_name::text, data_type::text, is_nullable = 'NO' \
             FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> 'seaql_migrations'"
        }
    };
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap();
    let mut found = Columns::new();
    for row in rows {
        let text = |index| row.try_get_by_index::<String>(index).unwrap();
        let required: bool = row.try_get_by_index(3).unwrap();
        found.insert((text(0), text(1)), (kind(&text(2)), required));
    }
    found
}

/// `text`, `integer` of 64 bits, or `bytes`.
fn kind(declared: &str) -> String {
    let declared = declared.to_lowercase();
    let plain = declared.split('(').next().unwrap_or_default().trim();
    match plain {
        "varchar" | "text" | "character varying" => "text".to_owned(),
        "integer" | "bigint" => "integer".to_owned(),
        "blob" | "bytea" | "varbinary_blob" => "bytes".to_owned(),
        other => format!("unexpected: {other}"),
    }
}

fn compare(migrated: &Columns, entities: &Columns) {
    assert!(migrated.len() > 150, "the history made {} columns", migrated.len());
    let only = |one: &Columns, other: &Columns| -> Vec<String> {
        one.iter()
            .filter(|(name, what)| other.get(*name) != Some(*what))
            .map(|(name, what)| format!("{name:?}: {what:?}"))
            .collect()
    };
    assert_eq!(
        only(migrated, entities),
        only(entities, migrated),
        "migrated on the left, entities on the right"
    );
}

#[tokio::test]
async fn entities_match_the_history_on_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    let url = |name: &str| format!("sqlite://{}?mode=rwc", folder.path().join(name).display());
    migrations::up(&url("a.db")).await.unwrap();
    let migrated = Database::connect(url("a.db")).await.unwrap();
    let made = Database::connect(url("b.db")).await.unwrap();
    create(&made).await;
    compare(&columns(&migrated).await, &columns(&made).await);
}

#[tokio::test]
async fn entities_match_the_history_on_postgres() {
    let Ok(address) = std::env::var("LINXUAN_TEST_PG") else {
        eprintln!("skipped: LINXUAN_TEST_PG is not set; cargo xtask test sets it");
        return;
    };
    let host = address.find("://").map_or(0, |at| at + 3);
    let server = address[host..].find('/').map_or(address.as_str(), |end| &address[..host + end]);
    let admin = Database::connect(format!("{server}/postgres")).await.unwrap();
    let names = ["a", "b"].map(|part| format!("linxuan_entity_{part}_{}", std::process::id()));
    for name in &names {
        admin.execute_unprepared(&format!("DROP DATABASE IF EXISTS {name}")).await.unwrap();
        admin.execute_unprepared(&format!("CREATE DATABASE {name}")).await.unwrap();
    }
    migrations::up(&format!("{server}/{}", names[0])).await.unwrap();
    let migrated = Database::connect(format!("{server}/{}", names[0])).await.unwrap();
    let made = Database::connect(format!("{server}/{}", names[1])).await.unwrap();
    create(&made).await;
    compare(&columns(&migrated).await, &columns(&made).await);
    for name in &names {
        admin.execute_unprepared(&format!("DROP DATABASE {name} WITH (FORCE)")).await.unwrap();
    }
}
