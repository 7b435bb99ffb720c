//! A disk without room or with errors, and a server that goes away between the writes and the answer to the COMMIT: nothing is said to
//! be done that the database did not confirm, and nothing stays broken once the cause is gone.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

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

/// Tells the process that the test starts that it is the one whose writes fail.
const FAILING: &str = "LINXUAN_TEST_FAILING_WRITES";

/// Lets no file of this process grow beyond so many bytes: the writing itself then fails, as on a disk that is broken.
fn limit(bytes: &str) {
    let pid = std::process::id().to_string();
    let done = Command::new("prlimit").args(["--pid", &pid, &format!("--fsize={bytes}:unlimited")]).status();
    assert!(done.expect("`prlimit` starts").success());
}

async fn writes_fail_at_commit() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("broken.db");
    let url = format!("sqlite://{}?mode=rwc", file.display());
    migrations::up(&url).await.unwrap();
    let store = Store::connect(&Settings::new(&url)).await.unwrap();
    let mut journal = vec![("before".to_owned(), put(&store, "before").await)];
    let log = std::fs::metadata(folder.path().join("broken.db-wal")).unwrap().len();
    limit(&log.to_string());
    for number in 0..5 {
        let key = format!("broken{number}");
        let tx = store.write("put").await.unwrap();
        meta::set(&tx, &key, &"x".repeat(8_000)).await.unwrap();
        // The rows stand in the cache of the connection; its log is written by COMMIT.
        let done = tx.commit().await;
        assert!(done.is_err(), "{key}: {done:?}");
        journal.push((key, false));
    }
    assert!(holds(&store, "before").await, "reading goes on");
    limit("unlimited");
    for number in 0..3 {
        let key = format!("after{number}");
        let done = put(&store, &key).await;
        assert!(done, "{key}: it works again without a restart");
        journal.push((key, done));
    }
    store.close().await.unwrap();
    let store = Store::connect(&Settings::new(&url)).await.unwrap();
    for (key, done) in journal {
        assert_eq!(holds(&store, &key).await, done, "{key}");
    }
    store.close().await.unwrap();
}

#[tokio::test]
async fn an_error_of_writing_at_the_commit_acknowledges_nothing_and_heals_without_a_restart() {
    if std::env::var_os(FAILING).is_some() {
        return writes_fail_at_commit().await;
    }
    // In a process of its own: the limit holds for all of its files. The signal that comes with it would end the process.
    let this = std::env::current_exe().unwrap();
    let name = "full::an_error_of_writing_at_the_commit_acknowledges_nothing_and_heals_without_a_restart";
    let told = Command::new("sh")
        .args(["-c", "trap '' XFSZ; exec \"$0\" \"$@\""])
        .arg(this)
        .args(["--exact", name])
        .env(FAILING, "1")
        .output()
        .unwrap();
    let words = String::from_utf8_lossy(&told.stdout);
    assert!(
        told.status.success() && words.contains("1 passed"),
        "{words}{}",
        String::from_utf8_lossy(&told.stderr)
    );
}

/// What happens to a COMMIT on its way.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Cut {
    /// It never arrives.
    Before,
    /// It arrives, and its answer never comes back.
    After,
}

/// Stands between the program and a server, and cuts the connection at each COMMIT while it is told to; answers its port.
async fn between(server: String, cut: Cut, armed: Arc<AtomicBool>) -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((client, _)) = listener.accept().await {
            let (server, armed) = (server.clone(), Arc::clone(&armed));
            tokio::spawn(async move {
                let to = TcpStream::connect(server).await.unwrap();
                let ((mut from_client, mut to_client), (mut from_server, mut to_server)) =
                    (client.into_split(), to.into_split());
                let silent = Arc::new(AtomicBool::new(false));
                let hushed = Arc::clone(&silent);
                let back = tokio::spawn(async move {
                    let mut bytes = vec![0_u8; 1 << 16];
                    while let Ok(some @ 1..) = from_server.read(&mut bytes).await {
                        if !hushed.load(Ordering::SeqCst)
                            && to_client.write_all(&bytes[..some]).await.is_err()
                        {
                            break;
                        }
                    }
                });
                let mut bytes = vec![0_u8; 1 << 16];
                while let Ok(some @ 1..) = from_client.read(&mut bytes).await {
                    let part = &bytes[..some];
                    let ends =
                        armed.load(Ordering::SeqCst) && part.windows(7).any(|seven| seven == b"COMMIT\0");
                    if ends {
                        // Nothing of the answer comes back, whatever the server does.
                        silent.store(true, Ordering::SeqCst);
                        if cut == Cut::After {
                            let _ = to_server.write_all(part).await;
                            tokio::time::sleep(std::time::Duration::from_millis(500)).await;
                        }
                        back.abort();
                        return;
                    }
                    let _ = to_server.write_all(part).await;
                }
            });
        }
    });
    port
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_connection_lost_during_the_commit_is_neither_called_done_nor_undone() {
    for cut in [Cut::Before, Cut::After] {
        let Some(db) = Db::postgres().await else {
            eprintln!("skipped: LINXUAN_TEST_PG is not set; cargo xtask test sets it");
            return;
        };
        let (head, name) = db.url().rsplit_once('/').unwrap();
        let (scheme, server) = head.rsplit_once('@').map_or_else(
            || head.rsplit_once("//").map(|(_, server)| ("postgres://".to_owned(), server)).unwrap(),
            |(user, server)| (format!("{user}@"), server),
        );
        let armed = Arc::new(AtomicBool::new(false));
        let port = between(server.to_owned(), cut, Arc::clone(&armed)).await;
        let url = format!("{scheme}127.0.0.1:{port}/{name}");
        let store = Store::connect(&Settings::new(&url)).await.unwrap();
        assert!(put(&store, "before").await);
        armed.store(true, Ordering::SeqCst);
        let tx = store.write("cut").await.unwrap();
        meta::set(&tx, "cut", "1").await.unwrap();
        let done = tx.commit().await;
        assert!(matches!(done, Err(StoreError::Unconfirmed(_))), "{cut:?}: {done:?}");
        armed.store(false, Ordering::SeqCst);
        assert_eq!(holds(&db.store, "cut").await, cut == Cut::After, "nobody could know which");
        for number in 0..3 {
            assert!(put(&store, &format!("after{number}")).await, "a fresh connection works");
        }
        store.close().await.unwrap();
        db.finish().await;
    }
}
