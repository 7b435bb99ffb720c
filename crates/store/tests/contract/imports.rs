//! Staged imports.

use domain::access;
use domain::digest::Digest;
use store::StoreError;
use store::imports::{self, Kind, NewImport, State};

use crate::harness::{Db, NOW, code, later, permit, world};

contract!(a_file_is_applied_once, what_nobody_confirms_is_swept);

async fn a_file_is_applied_once(db: &Db) {
    let world = world(db).await;
    let bring = permit::<access::ImportMarks>(&world.clerk, world.plain());
    let code = code();
    let new = NewImport {
        code,
        kind: Kind::Marks,
        file_name: "marks.xlsx",
        file: Digest::of(b"file"),
        posting_version: 2,
        report: "{}",
        by: world.clerk.account().unwrap(),
        at: NOW,
    };
    let tx = db.store.write("stage").await.unwrap();
    let id = imports::begin(&tx, &bring, &new).await.unwrap();
    let rows: Vec<_> = (1..=20_000).map(|line| (line, format!("{{\"n\":{line}}}"))).collect();
    imports::stage(&tx, id, &rows).await.unwrap();
    let early = imports::apply(&tx, &bring, id, NOW).await;
    assert!(matches!(early, Err(StoreError::Stale)), "half a file is no file: {early:?}");
    imports::complete(&tx, id).await.unwrap();
    tx.commit().await.unwrap();

    let tx = db.store.write("apply").await.unwrap();
    let row = imports::by_code(&tx, &code).await.unwrap().unwrap().open(&bring).unwrap();
    assert_eq!((row.id, row.state, row.kind), (id, State::Staged, Kind::Marks));
    assert_eq!(imports::rows(&tx, &bring, id).await.unwrap(), rows);
    imports::apply(&tx, &bring, id, NOW).await.unwrap();
    tx.commit().await.unwrap();
    let tx = db.store.write("again").await.unwrap();
    assert!(matches!(imports::apply(&tx, &bring, id, NOW).await, Err(StoreError::Stale)));
    assert_eq!(imports::sweep(&tx, later(1_000)).await.unwrap(), 0, "what was applied stays");
    tx.rollback().await.unwrap();
}

async fn what_nobody_confirms_is_swept(db: &Db) {
    let world = world(db).await;
    let bring = permit::<access::ImportMarks>(&world.clerk, world.plain());
    let new = NewImport {
        code: code(),
        kind: Kind::Marks,
        file_name: "marks.csv",
        file: Digest::of(b"file"),
        posting_version: 2,
        report: "{}",
        by: world.clerk.account().unwrap(),
        at: NOW,
    };
    let tx = db.store.write("stage").await.unwrap();
    let id = imports::begin(&tx, &bring, &new).await.unwrap();
    imports::stage(&tx, id, &[(2, "{}".to_owned())]).await.unwrap();
    assert_eq!(imports::sweep(&tx, NOW).await.unwrap(), 0);
    assert_eq!(imports::sweep(&tx, later(1)).await.unwrap(), 1);
    assert!(imports::all(&tx, &bring).await.unwrap().is_empty(), "its report goes too");
    assert!(matches!(imports::complete(&tx, id).await, Err(StoreError::Stale)));
    tx.commit().await.unwrap();
}
