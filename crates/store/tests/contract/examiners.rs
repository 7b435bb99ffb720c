//! Examiners' marks.

use domain::access::{self, aggregate::Marks};
use domain::digest::Digest;
use domain::id::{ApplicationId, ImportId};
use domain::lifecycle::ApplicationState as State;
use store::imports::{self, NewImport};
use store::marks::examiners::{self, Key, NewExaminerMark};
use store::{Conflict, StoreError};

use crate::harness::{Db, NOW, World, applicant, code, later, permit, world};

contract!(an_examiners_mark_is_written_once_and_changed_by_version);

async fn batch(db: &Db, world: &World) -> ImportId {
    let permit = permit::<access::ImportMarks>(&world.clerk, world.plain());
    let new = NewImport {
        code: code(),
        file_name: "panel.csv",
        file: Digest::of(b"panel"),
        posting_version: 1,
        report: "{}",
        sheet: None,
        by: world.clerk.id().unwrap(),
        at: NOW,
    };
    let tx = db.store.write("stage").await.unwrap();
    let id = imports::begin::<Marks, _>(&tx, &permit, &new).await.unwrap();
    tx.commit().await.unwrap();
    id
}

fn mark(application: ApplicationId, element: &str, value: i64, batch: ImportId) -> NewExaminerMark {
    let key = Key {
        application,
        component: "interview".to_owned(),
        examiner: "1".to_owned(),
        element: element.to_owned(),
    };
    NewExaminerMark { key, panel: "A".to_owned(), value, batch }
}

async fn an_examiners_mark_is_written_once_and_changed_by_version(db: &Db) {
    let world = world(db).await;
    let (_, id) = applicant(db, &world, 1, State::Passed).await;
    let batch = batch(db, &world).await;
    let permit = permit::<access::ImportMarks>(&world.clerk, world.plain());
    let by = (world.clerk.id().unwrap(), NOW);
    let tx = db.store.write("marks").await.unwrap();
    let both = [mark(id, "speech", 30_000_000, batch), mark(id, "", 50_000_000, batch)];
    examiners::insert(&tx, &permit, &both, by).await.unwrap();
    tx.commit().await.unwrap();
    let tx = db.store.write("twice").await.unwrap();
    let twice = examiners::insert(&tx, &permit, &both[..1], by).await;
    assert!(matches!(twice, Err(StoreError::Conflict(Conflict::ExaminerMark))), "{twice:?}");
    tx.rollback().await.unwrap();

    let tx = db.store.write("change").await.unwrap();
    let rows = examiners::all(&tx, &permit).await.unwrap();
    assert_eq!(rows.iter().map(|row| row.key.element.as_str()).collect::<Vec<_>>(), ["", "speech"]);
    let (first, second) = ((rows[0].id, rows[0].version), (rows[1].id, rows[1].version));
    let by = (by.0, later(5));
    examiners::update(&tx, &permit, first, ("B", 51_000_000, batch), by).await.unwrap();
    let stale = examiners::update(&tx, &permit, first, ("B", 52_000_000, batch), by).await;
    assert!(matches!(stale, Err(StoreError::Stale)), "{stale:?}");
    examiners::remove(&tx, &permit, second).await.unwrap();
    tx.commit().await.unwrap();
    let look = db.store.snapshot("marks").await.unwrap();
    let rows = examiners::all(&look, &permit).await.unwrap();
    assert_eq!(rows.len(), 1);
    assert_eq!((rows[0].panel.as_str(), rows[0].value, rows[0].version), ("B", 51_000_000, 2));
    look.close().await.unwrap();
}
