//! Beginning, committing, looking.

use std::time::Duration;

use domain::lifecycle::ApplicationState as State;
use store::connect::Settings;
use store::{Store, StoreError, meta};

use crate::harness::{Db, applicant, world};

contract!(
    a_dropped_write_leaves_nothing,
    a_savepoint_undoes_its_own_part,
    a_look_is_of_one_instant,
    bodies_are_send,
    what_is_asked_is_counted,
    whoever_waits_for_what_another_holds_is_told_so_in_time,
    writers_take_turns
);

async fn read(db: &Db, key: &str) -> Option<String> {
    let look = db.store.snapshot("read").await.unwrap();
    let found = meta::get(&look, key).await.unwrap();
    look.close().await.unwrap();
    found
}

async fn a_dropped_write_leaves_nothing(db: &Db) {
    let tx = db.store.write("dropped").await.unwrap();
    meta::set(&tx, "a", "1").await.unwrap();
    drop(tx);
    let tx = db.store.write("rolled back").await.unwrap();
    meta::set(&tx, "b", "1").await.unwrap();
    tx.rollback().await.unwrap();
    assert_eq!(read(db, "a").await, None);
    assert_eq!(read(db, "b").await, None);
    let tx = db.store.write("committed").await.unwrap();
    meta::set(&tx, "c", "1").await.unwrap();
    meta::set(&tx, "c", "2").await.unwrap();
    assert_eq!(meta::get(&tx, "c").await.unwrap().as_deref(), Some("2"), "a write reads its own rows");
    tx.commit().await.unwrap();
    assert_eq!(read(db, "c").await.as_deref(), Some("2"));
}

async fn a_savepoint_undoes_its_own_part(db: &Db) {
    let tx = db.store.write("outer").await.unwrap();
    meta::set(&tx, "outer", "kept").await.unwrap();
    let inner = tx.savepoint().await.unwrap();
    meta::set(&inner, "inner", "undone").await.unwrap();
    inner.rollback().await.unwrap();
    let inner = tx.savepoint().await.unwrap();
    meta::set(&inner, "second", "kept").await.unwrap();
    inner.commit().await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(read(db, "outer").await.as_deref(), Some("kept"));
    assert_eq!(read(db, "inner").await, None);
    assert_eq!(read(db, "second").await.as_deref(), Some("kept"));
}

async fn a_look_is_of_one_instant(db: &Db) {
    let look = db.store.snapshot("snapshot").await.unwrap();
    assert_eq!(meta::get(&look, "late").await.unwrap(), None);
    let tx = db.store.write("meanwhile").await.unwrap();
    meta::set(&tx, "late", "1").await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(meta::get(&look, "late").await.unwrap(), None, "the snapshot does not move");
    look.close().await.unwrap();
    assert_eq!(read(db, "late").await.as_deref(), Some("1"));
}

async fn what_is_asked_is_counted(db: &Db) {
    let before = db.store.asked();
    assert_eq!(read(db, "counted").await, None);
    let blank = db.store.asked();
    assert_eq!((blank.statements - before.statements, blank.rows - before.rows), (1, 0));
    let tx = db.store.write("counted").await.unwrap();
    meta::set(&tx, "counted", "1").await.unwrap();
    let inner = tx.savepoint().await.unwrap();
    assert_eq!(meta::get(&inner, "counted").await.unwrap().as_deref(), Some("1"));
    inner.commit().await.unwrap();
    tx.commit().await.unwrap();
    let written = db.store.asked();
    assert!(written.statements >= blank.statements + 2 && written.rows > blank.rows, "savepoints too");
    assert_eq!(read(db, "counted").await.as_deref(), Some("1"));
    let found = db.store.clone().asked();
    assert_eq!((found.statements - written.statements, found.rows - written.rows), (1, 1));
    let acts = db.store.asked_in_acts();
    let both = (written.statements - blank.statements, written.rows - blank.rows);
    assert_eq!((acts.statements, acts.rows), both, "of acts alone");
}

/// The shape in which the use cases run their bodies: a borrowing asynchronous closure whose future another thread
/// may carry on.
async fn through<T, F>(store: &Store, body: F) -> T
where
    F: AsyncFnOnce(&mut Borrowing<'_>) -> T,
{
    let tx = store.write("through").await.unwrap();
    let mut op = Borrowing { tx: &tx, records: 0 };
    let answer = body(&mut op).await;
    tx.commit().await.unwrap();
    answer
}

struct Borrowing<'a> {
    tx: &'a store::Tx,
    records: u32,
}

async fn bodies_are_send(db: &Db) {
    let world = world(db).await;
    applicant(db, &world, 1, State::Submitted).await;
    let store = db.store.clone();
    let task = tokio::spawn(async move {
        let word = String::from("1");
        through(&store, async |op| {
            meta::set(op.tx, "task", &word).await.unwrap();
            op.records += 1;
            op.records
        })
        .await
    });
    assert_eq!(task.await.unwrap(), 1);
    assert_eq!(read(db, "task").await.as_deref(), Some("1"));
}

async fn whoever_waits_for_what_another_holds_is_told_so_in_time(db: &Db) {
    let settings = Settings { patience: Duration::from_secs(1), ..Settings::new(db.url()) };
    let hasty = Store::connect(&settings).await.unwrap();
    let holds = db.store.write("holds").await.unwrap();
    meta::set(&holds, "held", "1").await.unwrap();
    let waits = async {
        let tx = hasty.write("waits").await?;
        meta::set(&tx, "held", "2").await
    };
    assert!(matches!(waits.await, Err(StoreError::Busy(_))));
    holds.commit().await.unwrap();
    hasty.close().await.unwrap();
    assert_eq!(read(db, "held").await.as_deref(), Some("1"));
}

async fn writers_take_turns(db: &Db) {
    let tx = db.store.write("first").await.unwrap();
    meta::set(&tx, "count", "0").await.unwrap();
    tx.commit().await.unwrap();
    let tasks: Vec<_> = (0..8)
        .map(|number| {
            let store = db.store.clone();
            tokio::spawn(async move {
                let tx = store.write("turn").await.unwrap();
                meta::set(&tx, &format!("turn{number}"), "done").await.unwrap();
                tx.commit().await.unwrap();
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    for number in 0..8 {
        assert_eq!(read(db, &format!("turn{number}")).await.as_deref(), Some("done"));
    }
}
