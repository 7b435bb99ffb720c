//! A disk without room, and a server that goes away between the writes and the COMMIT: nothing is said to be done that the
//! database did not confirm, and nothing stays broken once the cause is gone.

use std::path::{Path, PathBuf};
use std::process::Command;

use store::connect::Settings;
use store::{Store, StoreError, meta};

use crate::harness::Db;

/// A small disk of its own, as large as a few hundred rows; unmounted when dropped. Mounting needs root, as CI has it.
struct SmallDisk(PathBuf);

impl SmallDisk {
    fn mount(folder: &Path) -> Self {
        let done = Command::new("mount")
            .args(["-t", "tmpfs", "-o", "size=3m", "tmpfs"])
            .arg(folder)
            .status()
            .expect("`mount` starts");
        assert!(done.success(), "this test mounts a small tmpfs and so must run as root");
        Self(folder.to_owned())
    }

    fn fill(&self) -> PathBuf {
        let ballast = self.0.join("ballast");
        // Writes until the disk is full: the error is the aim.
        let _ = std::fs::write(&ballast, vec![7_u8; 4 << 20]);
        ballast
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

/// Writes one fact and answers whether the store said that it is done.
async fn put(store: &Store, key: &str) -> bool {
    let Ok(tx) = store.write("put").await else { return false };
    if meta::set(&tx, key, &"x".repeat(8_000)).await.is_err() {
        let _ = tx.rollback().await;
        return false;
    }
    tx.commit().await.is_ok()
}

async fn holds(store: &Store, key: &str) -> bool {
    let look = store.snapshot("holds").await.unwrap();
    let found = meta::get(&look, key).await.unwrap();
    look.close().await.unwrap();
    found.is_some()
}

#[tokio::test]
async fn a_full_disk_acknowledges_nothing_that_is_lost_and_heals_without_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let disk = SmallDisk::mount(folder.path());
    let url = format!("sqlite://{}?mode=rwc", folder.path().join("small.db").display());
    migrations::up(&url).await.unwrap();
    let store = Store::connect(&Settings::new(&url)).await.unwrap();
    assert!(put(&store, "before").await);

    let ballast = disk.fill();
    let mut journal = Vec::new();
    for number in 0..40 {
        let key = format!("full{number}");
        let done = put(&store, &key).await;
        journal.push((key, done));
    }
    assert!(journal.iter().any(|(_, done)| !done), "the disk was never full");
    for (key, done) in &journal {
        assert_eq!(holds(&store, key).await, *done, "{key}: what was acknowledged is what is stored");
    }
    assert!(holds(&store, "before").await, "reading goes on");

    std::fs::remove_file(ballast).unwrap();
    for number in 0..5 {
        let key = format!("after{number}");
        assert!(put(&store, &key).await, "{key}: there is room again");
        assert!(holds(&store, &key).await, "{key}: and it is stored");
    }
    store.close().await.unwrap();
    let again = Store::connect(&Settings::new(&url)).await.unwrap();
    for (key, done) in &journal {
        assert_eq!(holds(&again, key).await, *done, "{key}: a new process sees the same");
    }
    assert!(holds(&again, "after4").await);
    again.close().await.unwrap();
}

#[tokio::test]
async fn a_server_that_goes_away_before_the_commit_acknowledges_nothing() {
    let Some(db) = Db::postgres().await else {
        eprintln!("skipped: LINXUAN_TEST_PG is not set; cargo xtask test sets it");
        return;
    };
    assert!(put(&db.store, "before").await);
    let tx = db.store.write("cut").await.unwrap();
    meta::set(&tx, "cut", "1").await.unwrap();
    db.force(&["SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
         WHERE datname = current_database() AND application_name = 'linxuan'"])
        .await
        .unwrap();
    assert!(tx.commit().await.is_err(), "nobody confirmed the commit");
    assert!(!holds(&db.store, "cut").await);
    for number in 0..3 {
        assert!(put(&db.store, &format!("after{number}")).await, "a fresh connection works");
    }
    db.finish().await;
}

#[tokio::test]
async fn a_body_that_passes_over_a_full_disk_neither_goes_on_nor_commits() {
    let folder = tempfile::tempdir().unwrap();
    let disk = SmallDisk::mount(folder.path());
    let url = format!("sqlite://{}?mode=rwc", folder.path().join("small.db").display());
    migrations::up(&url).await.unwrap();
    let store = Store::connect(&Settings::new(&url)).await.unwrap();
    let tx = store.write("swallows").await.unwrap();
    meta::set(&tx, "first", "1").await.unwrap();
    // More than the cache of the connection holds, so that the statement itself meets the full disk.
    let failed = meta::set(&tx, "large", &"x".repeat(96 << 20)).await;
    assert!(matches!(failed, Err(StoreError::NoRoom(_))), "{failed:?}");
    let further = meta::set(&tx, "further", "1").await;
    assert!(
        matches!(further, Err(StoreError::NoRoom(_))),
        "a later statement would stand alone: {further:?}"
    );
    let done = tx.commit().await;
    assert!(matches!(done, Err(StoreError::NoRoom(_))), "{done:?}");
    for key in ["first", "large", "further"] {
        assert!(!holds(&store, key).await, "{key} is not there");
    }
    assert!(put(&store, "after").await && holds(&store, "after").await, "the next write goes through");
    store.close().await.unwrap();
    drop(disk);
}

#[tokio::test]
async fn a_body_that_rolls_back_to_before_a_full_disk_does_not_commit_on_postgres_either() {
    let Some(db) = Db::postgres().await else {
        eprintln!("skipped: LINXUAN_TEST_PG is not set; cargo xtask test sets it");
        return;
    };
    db.force(&[
        "CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS \
         $$ BEGIN RAISE EXCEPTION 'full' USING ERRCODE = '53100'; END $$",
        "CREATE TRIGGER no_room BEFORE INSERT ON meta FOR EACH ROW WHEN (NEW.key = 'large') EXECUTE FUNCTION no_room()",
    ])
    .await
    .unwrap();
    let tx = db.store.write("swallows").await.unwrap();
    meta::set(&tx, "first", "1").await.unwrap();
    let part = tx.savepoint().await.unwrap();
    assert!(matches!(meta::set(&part, "large", "1").await, Err(StoreError::NoRoom(_))));
    part.rollback().await.unwrap();
    assert!(matches!(tx.commit().await, Err(StoreError::NoRoom(_))));
    assert!(!holds(&db.store, "first").await);
    assert!(put(&db.store, "after").await && holds(&db.store, "after").await);
    db.finish().await;
}
