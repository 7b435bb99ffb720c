//! Staged imports.

use domain::access::{self, aggregate::Marks};
use domain::digest::Digest;
use store::StoreError;
use store::imports::{self, Batch, ImportRow, Kind, NewImport, State};

use crate::harness::{Db, NOW, code, later, permit, world};

contract!(a_file_is_applied_once, what_nobody_confirms_is_swept);

fn opened(batch: Batch, permit: &access::Permit<access::ImportMarks>) -> ImportRow {
    match batch {
        Batch::Marks(locked) => locked.open(permit).unwrap(),
        Batch::Positions(_) => panic!("marks were brought"),
    }
}

async fn a_file_is_applied_once(db: &Db) {
    let world = world(db).await;
    let bring = permit::<access::ImportMarks>(&world.clerk, world.plain());
    let code = code();
    let new = NewImport {
        code,
        file_name: "marks.xlsx",
        file: Digest::of(b"file"),
        posting_version: 2,
        report: "{}",
        sheet: Some(b"sealed"),
        by: world.clerk.id().unwrap(),
        at: NOW,
    };
    let tx = db.store.write("stage").await.unwrap();
    let id = imports::begin::<Marks, _>(&tx, &bring, &new).await.unwrap();
    let rows: Vec<_> = (1..=20_000).map(|line| (line, format!("{{\"n\":{line}}}"))).collect();
    imports::stage(&tx, id, &rows).await.unwrap();
    let early = imports::apply::<Marks, _>(&tx, &bring, id, NOW).await;
    assert!(matches!(early, Err(StoreError::Stale)), "half a file is no file: {early:?}");
    imports::complete(&tx, id).await.unwrap();
    tx.commit().await.unwrap();

    let tx = db.store.write("apply").await.unwrap();
    let row = opened(imports::by_code(&tx, &code).await.unwrap().unwrap(), &bring);
    assert_eq!((row.id, row.state, row.kind), (id, State::Staged, Kind::Marks));
    assert_eq!(row.sheet.as_deref(), Some(b"sealed".as_slice()));
    assert_eq!(imports::rows::<Marks, _>(&tx, &bring, id).await.unwrap(), rows);
    imports::apply::<Marks, _>(&tx, &bring, id, NOW).await.unwrap();
    tx.commit().await.unwrap();
    let tx = db.store.write("again").await.unwrap();
    let row = opened(imports::by_code(&tx, &code).await.unwrap().unwrap(), &bring);
    assert_eq!((row.state, row.sheet), (State::Applied, None), "what was applied is read no more");
    assert!(matches!(imports::apply::<Marks, _>(&tx, &bring, id, NOW).await, Err(StoreError::Stale)));
    assert_eq!(imports::sweep(&tx, later(1_000)).await.unwrap(), 0, "what was applied stays");
    tx.rollback().await.unwrap();
}

async fn what_nobody_confirms_is_swept(db: &Db) {
    let world = world(db).await;
    let bring = permit::<access::ImportMarks>(&world.clerk, world.plain());
    let new = NewImport {
        code: code(),
        file_name: "marks.csv",
        file: Digest::of(b"file"),
        posting_version: 2,
        report: "{}",
        sheet: None,
        by: world.clerk.id().unwrap(),
        at: NOW,
    };
    let tx = db.store.write("stage").await.unwrap();
    let id = imports::begin::<Marks, _>(&tx, &bring, &new).await.unwrap();
    imports::stage(&tx, id, &[(2, "{}".to_owned())]).await.unwrap();
    assert_eq!(imports::sweep(&tx, NOW).await.unwrap(), 0);
    assert_eq!(imports::sweep(&tx, later(1)).await.unwrap(), 1);
    assert!(imports::all::<Marks, _>(&tx, &bring).await.unwrap().is_empty(), "its report goes too");
    assert!(matches!(imports::complete(&tx, id).await, Err(StoreError::Stale)));
    tx.commit().await.unwrap();
}
