//! What is looked up by a column alone is found by an index: the database itself says how it would answer.

use sea_orm::{ConnectOptions, ConnectionTrait, Database, DbBackend, Statement};

use crate::harness::Db;

contract!(what_is_looked_up_by_a_column_alone_is_found_by_an_index);

/// How a query would be answered, in the words of the database. PostgreSQL reads a small table whole unless it is told not to.
async fn plan(db: &Db, query: &str) -> String {
    let mut options = ConnectOptions::new(db.url());
    options.max_connections(1);
    let db = Database::connect(options).await.unwrap();
    let (explain, column) = match db.get_database_backend() {
        DbBackend::Sqlite => ("EXPLAIN QUERY PLAN", "detail"),
        _ => {
            db.execute_unprepared("SET enable_seqscan = off").await.unwrap();
            ("EXPLAIN", "QUERY PLAN")
        }
    };
    let statement = Statement::from_string(db.get_database_backend(), format!("{explain} {query}"));
    let rows = db.query_all_raw(statement).await.unwrap();
    db.close().await.unwrap();
    rows.iter().map(|row| row.try_get::<String>("", column).unwrap()).collect::<Vec<_>>().join("\n")
}

async fn what_is_looked_up_by_a_column_alone_is_found_by_an_index(db: &Db) {
    let bytes = if db.url().starts_with("sqlite") { "X'61'" } else { "'a'::bytea" };
    let all = [
        // An account that is found by an identity number, in whatever posting it applied.
        (format!("SELECT code FROM application WHERE identity_index = {bytes}"), "application_identity"),
        ("SELECT count(*) FROM job WHERE done_at IS NULL AND dead_at IS NOT NULL".to_owned(), "job_parked"),
        ("DELETE FROM job WHERE done_at < 1".to_owned(), "job_done"),
    ];
    for (query, index) in all {
        let said = plan(db, &query).await;
        assert!(said.contains(index), "{query}: {said}");
    }
}
