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
        file_name_sealed: b"marks.xlsx",
        file: Digest::of(b"file"),
        file_size: 4,
        posting_version: 2,
        scheme_revision: 1,
        report_sealed: b"{}",
        by: world.clerk.id().unwrap(),
        at: NOW,
    };
    let tx = db.store.write("stage").await.unwrap();
    let id = imports::begin::<Marks, _>(&tx, &bring, &new).await.unwrap();
    let rows: Vec<_> = (1..=20_000).map(|line| (line, format!("{{\"n\":{line}}}").into_bytes())).collect();
    imports::stage(&tx, id, &rows).await.unwrap();
    let early = imports::apply::<Marks, _>(&tx, &bring, id, NOW).await;
    assert!(matches!(early, Err(StoreError::Stale)), "half a file is no file: {early:?}");
    let changes: Vec<_> = (1..=500).map(|line| (line, format!("{{\"c\":{line}}}").into_bytes())).collect();
    imports::keep_changes(&tx, id, changes.clone()).await.unwrap();
    imports::keep_file(&tx, id, vec![7; 300_000]).await.unwrap();
    imports::complete(&tx, id).await.unwrap();
    tx.commit().await.unwrap();

    let tx = db.store.write("apply").await.unwrap();
    let row = opened(imports::by_code(&tx, &code).await.unwrap().unwrap(), &bring);
    assert_eq!((row.id, row.state, row.kind), (id, State::Staged, Kind::Marks));
    assert_eq!(imports::rows::<Marks, _>(&tx, &bring, id).await.unwrap(), rows);
    imports::apply::<Marks, _>(&tx, &bring, id, NOW).await.unwrap();
    tx.commit().await.unwrap();
    let tx = db.store.write("again").await.unwrap();
    let row = opened(imports::by_code(&tx, &code).await.unwrap().unwrap(), &bring);
    assert_eq!(row.state, State::Applied);
    assert!(matches!(imports::apply::<Marks, _>(&tx, &bring, id, NOW).await, Err(StoreError::Stale)));
    assert_eq!(imports::sweep(&tx, later(1_000)).await.unwrap(), 0, "what was applied stays");
    let shown = imports::changes::<Marks, _>(&tx, &bring, id, (201, 400)).await.unwrap();
    assert_eq!(shown, changes[200..400], "beyond the first two hundred too");
    assert_eq!(imports::file::<Marks, _>(&tx, &bring, id).await.unwrap(), Some(vec![7; 300_000]));
    let origins = imports::origins(&tx, &bring, &[id]).await.unwrap();
    assert_eq!((origins[0].code, origins[0].file), (code, Digest::of(b"file")));
    tx.rollback().await.unwrap();
}

async fn what_nobody_confirms_is_swept(db: &Db) {
    let world = world(db).await;
    let bring = permit::<access::ImportMarks>(&world.clerk, world.plain());
    let new = NewImport {
        code: code(),
        file_name_sealed: b"marks.csv",
        file: Digest::of(b"file"),
        file_size: 4,
        posting_version: 2,
        scheme_revision: 1,
        report_sealed: b"{}",
        by: world.clerk.id().unwrap(),
        at: NOW,
    };
    let tx = db.store.write("stage").await.unwrap();
    let id = imports::begin::<Marks, _>(&tx, &bring, &new).await.unwrap();
    imports::stage(&tx, id, &[(2, b"{}".to_vec())]).await.unwrap();
    imports::keep_changes(&tx, id, vec![(1, b"{}".to_vec())]).await.unwrap();
    imports::keep_file(&tx, id, vec![1, 2]).await.unwrap();
    assert_eq!(imports::sweep(&tx, NOW).await.unwrap(), 0);
    assert_eq!(imports::sweep(&tx, later(1)).await.unwrap(), 1);
    assert!(imports::all::<Marks, _>(&tx, &bring).await.unwrap().is_empty(), "its report goes too");
    assert_eq!(imports::file::<Marks, _>(&tx, &bring, id).await.unwrap(), None, "and its file");
    assert!(matches!(imports::complete(&tx, id).await, Err(StoreError::Stale)));
    tx.commit().await.unwrap();
}
