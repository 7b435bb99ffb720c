//! Examiners' marks.

use domain::access::{self, aggregate::Marks};
use domain::digest::Digest;
use domain::id::{ApplicationId, ImportId};
use domain::import::MarkEnd;
use domain::lifecycle::ApplicationState as State;
use store::imports::{self, NewImport};
use store::marks::examiners::{self, Key, NewExaminerMark};
use store::marks::{Cell, Source, history};
use store::{Conflict, StoreError};

use crate::harness::{Db, NOW, World, applicant, code, later, permit, world};

contract!(an_examiners_mark_is_written_once_and_changed_by_version);

pub async fn batch(db: &Db, world: &World) -> ImportId {
    let permit = permit::<access::ImportMarks>(&world.clerk, world.plain());
    let new = NewImport {
        code: code(),
        file_name_sealed: b"panel.csv",
        file: Digest::of(b"panel"),
        file_size: 4,
        posting_version: 1,
        scheme_revision: 1,
        report_sealed: b"{}",
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
    NewExaminerMark { key, panel: "A".to_owned(), value, batch, place: "F2".to_owned() }
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
    let other =
        NewExaminerMark { panel: "B".to_owned(), place: "F9".to_owned(), ..mark(id, "", 51_000_000, batch) };
    examiners::update(&tx, &permit, first, &other, by).await.unwrap();
    let stale = examiners::update(&tx, &permit, first, &other, by).await;
    assert!(matches!(stale, Err(StoreError::Stale)), "{stale:?}");
    examiners::remove(&tx, &permit, second, batch, by).await.unwrap();
    let past = history::of_cell(&tx, &permit, id, "interview").await.unwrap();
    let told: Vec<_> = past.iter().map(|one| (one.examiner.clone(), one.ended, one.ended_batch)).collect();
    let examiner = |element: &str| Some(("1".to_owned(), element.to_owned()));
    assert_eq!(
        told,
        [(examiner(""), MarkEnd::Replaced, Some(batch)), (examiner("speech"), MarkEnd::Dropped, Some(batch)),]
    );
    assert_eq!((past[0].panel.as_deref(), past[0].cell.clone()), (Some("A"), Cell::Value(50_000_000)));
    assert_eq!(past[0].source, Source::Import { batch, place: "F2".to_owned() });
    tx.commit().await.unwrap();
    let look = db.store.snapshot("marks").await.unwrap();
    let rows = examiners::all(&look, &permit).await.unwrap();
    assert_eq!(rows.len(), 1);
    assert_eq!((rows[0].panel.as_str(), rows[0].value, rows[0].version), ("B", 51_000_000, 2));
    look.close().await.unwrap();
}
