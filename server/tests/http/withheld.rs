//! A published list that no act left as it is: not served, said so, and everything else goes on.

use http::StatusCode;
use sea_orm::{ConnectionTrait, Database, DbBackend};
use service::effects::Room;

use crate::house::House;

#[tokio::test]
async fn a_list_that_no_act_published_is_withheld_and_named_and_nothing_else_stops() {
    let folder = tempfile::tempdir().unwrap();
    let url = House::address(&folder).await;
    let mut options = sea_orm::ConnectOptions::new(&url);
    options.max_connections(1);
    let db = Database::connect(options).await.unwrap();
    // As somebody would who may do anything in the database.
    let (unchecked, bytes) = match db.get_database_backend() {
        DbBackend::Postgres => ("SET session_replication_role = replica", "'\\x00'::bytea"),
        _ => ("PRAGMA foreign_keys = OFF", "x'00'"),
    };
    let forged = format!(
        "INSERT INTO list (code, posting, stage, version, ranking, bytes, digest, first_signer, second_signer, published_at) \
         VALUES ('0000000001', 1, 'inspection', 1, 1, {bytes}, '00', 1, 2, 0)"
    );
    for statement in [unchecked, &forged] {
        db.execute_unprepared(statement).await.unwrap();
    }
    db.close().await.unwrap();

    let house = House::at(&url, folder, Room::unwatched()).await;
    for (lang, words) in [("zh", "这份名单暂停提供"), ("en", "This list is withheld")] {
        for file in ["", "?page=2", "?all=1", ".csv", ".xlsx", "/0010001"] {
            let withheld = house.get(&format!("/{lang}/open/lists/0000000001{file}"), &[]).await;
            assert_eq!(withheld.status, StatusCode::SERVICE_UNAVAILABLE, "{file}");
            assert!(withheld.body.contains(words), "{}", withheld.body);
            assert_eq!(withheld.header("cache-control"), "no-store");
        }
        let none = house.get(&format!("/{lang}/open/lists/0000000002"), &[]).await;
        assert_eq!(none.status, StatusCode::NOT_FOUND);
        assert_eq!(house.get(&format!("/{lang}/open/lists"), &[]).await.status, StatusCode::OK);
    }
    let health = house.get("/health", &[]).await;
    assert_eq!(health.status, StatusCode::OK);
    assert!(health.body.contains("0000000001") && health.body.contains("degraded"), "{}", health.body);
}
