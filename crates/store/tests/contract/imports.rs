//! Staged imports.

use domain::access::{self, Scope, aggregate::Marks};
use domain::digest::Digest;
use domain::id::{Code, ImportId};
use store::contents;
use store::imports::{self, Batch, File, ImportRow, Kind, NewImport, State};
use store::{StoreError, Tx};

use crate::harness::{Db, NOW, World, code, later, permit, system, world};

contract!(
    a_file_is_applied_once,
    what_nobody_confirms_is_swept,
    the_walks_of_the_store_take_imported_files_too,
    a_file_from_before_there_was_a_store_is_read_from_the_database,
);

const LIES: Digest = Digest::from_bytes([0xab; 32]);

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
    imports::keep_contents(&tx, id, (LIES, 1)).await.unwrap();
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
    assert_eq!(imports::file::<Marks, _>(&tx, &bring, id).await.unwrap(), Some(File::Lies(LIES)));
    let origins = imports::origins(&tx, &bring, &[id]).await.unwrap();
    assert_eq!((origins[0].code, origins[0].file), (code, Digest::of(b"file")));
    tx.rollback().await.unwrap();
}

async fn what_nobody_confirms_is_swept(db: &Db) {
    let world = world(db).await;
    let bring = permit::<access::ImportMarks>(&world.clerk, world.plain());
    let tx = db.store.write("stage").await.unwrap();
    let id = begun(&tx, &world, code()).await;
    imports::stage(&tx, id, &[(2, b"{}".to_vec())]).await.unwrap();
    imports::keep_changes(&tx, id, vec![(1, b"{}".to_vec())]).await.unwrap();
    imports::keep_contents(&tx, id, (LIES, 1)).await.unwrap();
    assert_eq!(imports::sweep(&tx, NOW).await.unwrap(), 0);
    assert_eq!(imports::sweep(&tx, later(1)).await.unwrap(), 1);
    assert!(imports::all::<Marks, _>(&tx, &bring).await.unwrap().is_empty(), "its report goes too");
    assert_eq!(imports::file::<Marks, _>(&tx, &bring, id).await.unwrap(), None, "and its file");
    assert_eq!(
        contents::digests(&tx, 0xab).await.unwrap(),
        [],
        "whose contents the sweep of the store takes"
    );
    assert!(matches!(imports::complete(&tx, id).await, Err(StoreError::Stale)));
    tx.commit().await.unwrap();
}

async fn begun(tx: &Tx, world: &World, code: Code) -> ImportId {
    let bring = permit::<access::ImportMarks>(&world.clerk, world.plain());
    let new = NewImport {
        code,
        file_name_sealed: b"marks.csv",
        file: Digest::of(b"file"),
        file_size: 4,
        posting_version: 2,
        scheme_revision: 1,
        report_sealed: b"{}",
        by: world.clerk.id().unwrap(),
        at: NOW,
    };
    imports::begin::<Marks, _>(tx, &bring, &new).await.unwrap()
}

async fn the_walks_of_the_store_take_imported_files_too(db: &Db) {
    let world = world(db).await;
    let turn = permit::<access::TurnKeys>(&system(), Scope::system());
    let (one, other) = (code(), code());
    let tx = db.store.write("stage").await.unwrap();
    for code in [one, other] {
        let id = begun(&tx, &world, code).await;
        imports::keep_contents(&tx, id, (LIES, 1)).await.unwrap();
    }
    assert_eq!(contents::digests(&tx, 0xab).await.unwrap(), [(LIES, one)], "named by the import, once");
    let (place, found) = contents::older(&tx, &turn, (2, i64::MIN)).await.unwrap().unwrap();
    assert_eq!(found, LIES);
    assert!(contents::older(&tx, &turn, (2, place)).await.unwrap().is_some_and(|next| next.0 > place));
    assert_eq!(contents::sealed(&tx, &turn, (LIES, 2)).await.unwrap(), 2);
    assert_eq!(contents::older(&tx, &turn, (2, i64::MIN)).await.unwrap(), None);
    assert_eq!(contents::generations(&tx).await.unwrap(), [(2, 2)]);
    tx.commit().await.unwrap();
}

async fn a_file_from_before_there_was_a_store_is_read_from_the_database(db: &Db) {
    let world = world(db).await;
    let bring = permit::<access::ImportMarks>(&world.clerk, world.plain());
    let tx = db.store.write("stage").await.unwrap();
    let id = begun(&tx, &world, code()).await;
    imports::keep_file(&tx, id, vec![7; 300_000]).await.unwrap();
    let kept = imports::file::<Marks, _>(&tx, &bring, id).await.unwrap();
    assert_eq!(kept, Some(File::Sealed(vec![7; 300_000])));
    imports::complete(&tx, id).await.unwrap();
    imports::apply::<Marks, _>(&tx, &bring, id, NOW).await.unwrap();
    tx.commit().await.unwrap();
    let tx = db.store.write("sweep").await.unwrap();
    assert_eq!(imports::sweep(&tx, later(1_000)).await.unwrap(), 0);
    assert_eq!(imports::file::<Marks, _>(&tx, &bring, id).await.unwrap(), kept, "what was applied stays");
    tx.rollback().await.unwrap();
}
