//! Marks.

use domain::access::{self, Scope};
use domain::digest::Digest;
use domain::id::PostingId;
use domain::import::MarkEnd;
use domain::lifecycle::ApplicationState as State;
use store::marks::history;
use store::marks::{self, Cell, NewMark, Reason, Source};
use store::{Conflict, StoreError};

use crate::harness::{Db, NOW, applicant, caller, later, permit, world};

contract!(
    a_cell_holds_one_mark,
    two_officers_lose_nothing,
    marks_stay_in_their_posting,
    every_mark_that_ends_stays_in_the_history_for_good,
);

fn mark(application: domain::id::ApplicationId, component: &str, cell: Cell) -> NewMark {
    NewMark { application, component: component.to_owned(), cell, source: Source::Hand }
}

fn why() -> Reason<'static> {
    Reason { digest: Digest::of(b"why"), sealed: b"sealed words" }
}

async fn a_cell_holds_one_mark(db: &Db) {
    let world = world(db).await;
    let (_, id) = applicant(db, &world, 1, State::Passed).await;
    let by = world.clerk.id().unwrap();
    let enter = permit::<access::EnterMark>(&world.clerk, world.plain());
    let tx = db.store.write("enter").await.unwrap();
    let two = [
        mark(id, "written", Cell::Value(85_005_000)),
        mark(id, "interview", Cell::Status("absent".to_owned())),
    ];
    marks::insert(&tx, &enter, &two, (by, NOW)).await.unwrap();
    tx.commit().await.unwrap();
    let tx = db.store.write("again").await.unwrap();
    let again = marks::insert(&tx, &enter, &[mark(id, "written", Cell::Value(1))], (by, NOW)).await;
    assert!(matches!(again, Err(StoreError::Conflict(Conflict::Mark))), "{again:?}");
    tx.rollback().await.unwrap();
    let look = db.store.snapshot("sheet").await.unwrap();
    let sheet = marks::sheet(&look, &enter, id).await.unwrap();
    let cells: Vec<_> = sheet.iter().map(|row| (row.component.as_str(), row.cell.clone())).collect();
    assert_eq!(
        cells,
        [("interview", Cell::Status("absent".to_owned())), ("written", Cell::Value(85_005_000)),]
    );
    assert_eq!(marks::count(&look, &enter).await.unwrap(), 2);
    look.close().await.unwrap();
    let both = "UPDATE mark SET status = 'absent' WHERE value IS NOT NULL";
    assert!(db.force(&[both]).await.is_err(), "never a value and a status");
}

async fn two_officers_lose_nothing(db: &Db) {
    let world = world(db).await;
    let (_, id) = applicant(db, &world, 1, State::Passed).await;
    let by = world.clerk.id().unwrap();
    let enter = permit::<access::EnterMark>(&world.clerk, world.plain());
    let tx = db.store.write("enter").await.unwrap();
    marks::insert(&tx, &enter, &[mark(id, "written", Cell::Value(1))], (by, NOW)).await.unwrap();
    let row = marks::all(&tx, &enter).await.unwrap().remove(0);
    tx.commit().await.unwrap();

    let tx = db.store.write("first").await.unwrap();
    let first = Cell::Value(2);
    marks::update(&tx, &enter, (row.id, 1), (&first, &Source::Hand), (by, later(1))).await.unwrap();
    tx.commit().await.unwrap();
    let tx = db.store.write("second").await.unwrap();
    let second = Cell::Status("void".to_owned());
    let late = marks::update(&tx, &enter, (row.id, 1), (&second, &Source::Hand), (by, later(2))).await;
    assert!(matches!(late, Err(StoreError::Stale)), "{late:?}");
    assert!(matches!(
        marks::remove(&tx, &enter, &row, 1, why(), (by, later(2))).await,
        Err(StoreError::Stale)
    ));
    let now = marks::all(&tx, &enter).await.unwrap().remove(0);
    assert_eq!((now.cell, now.version, now.at), (Cell::Value(2), 2, later(1)));
    marks::update(&tx, &enter, (row.id, 2), (&second, &Source::Hand), (by, later(3))).await.unwrap();
    marks::remove(&tx, &enter, &row, 3, why(), (by, later(4))).await.unwrap();
    assert_eq!(marks::count(&tx, &enter).await.unwrap(), 0);
    tx.commit().await.unwrap();
}

async fn marks_stay_in_their_posting(db: &Db) {
    let world = world(db).await;
    let (_, id) = applicant(db, &world, 1, State::Passed).await;
    let by = world.clerk.id().unwrap();
    let enter = permit::<access::EnterMark>(&world.clerk, world.plain());
    let tx = db.store.write("enter").await.unwrap();
    marks::insert(&tx, &enter, &[mark(id, "written", Cell::Value(1))], (by, NOW)).await.unwrap();
    let row = marks::all(&tx, &enter).await.unwrap().remove(0);
    let other = PostingId(world.posting.0 + 1);
    let elsewhere = caller(by, domain::access::Role::Clerk, &[other]);
    let foreign = permit::<access::EnterMark>(&elsewhere, Scope::posting(other, &[]));
    assert_eq!(marks::all(&tx, &foreign).await.unwrap(), []);
    assert_eq!(marks::sheet(&tx, &foreign, id).await.unwrap(), []);
    let cell = Cell::Value(9);
    let write = marks::update(&tx, &foreign, (row.id, 1), (&cell, &Source::Hand), (by, NOW)).await;
    assert!(matches!(write, Err(StoreError::Stale)), "{write:?}");
    tx.rollback().await.unwrap();
}

async fn every_mark_that_ends_stays_in_the_history_for_good(db: &Db) {
    let world = world(db).await;
    let (_, id) = applicant(db, &world, 1, State::Passed).await;
    let by = world.clerk.id().unwrap();
    let enter = permit::<access::EnterMark>(&world.clerk, world.plain());
    let tx = db.store.write("enter").await.unwrap();
    let first = mark(id, "written", Cell::Value(1));
    marks::insert(&tx, &enter, std::slice::from_ref(&first), (by, NOW)).await.unwrap();
    let row = marks::all(&tx, &enter).await.unwrap().remove(0);
    let absent = Cell::Status("absent".to_owned());
    marks::update(&tx, &enter, (row.id, 1), (&absent, &Source::Hand), (by, later(1))).await.unwrap();
    let stale = marks::update(&tx, &enter, (row.id, 1), (&absent, &Source::Hand), (by, later(2))).await;
    assert!(matches!(stale, Err(StoreError::Stale)), "{stale:?}");
    marks::remove(&tx, &enter, &row, 2, why(), (by, later(3))).await.unwrap();
    marks::insert(&tx, &enter, &[first], (by, later(4))).await.unwrap();
    let again = marks::all(&tx, &enter).await.unwrap().remove(0);
    assert_eq!(again.version, 3, "a page that was opened before the emptying stays stale");

    let past = history::of_cell(&tx, &enter, id, "written").await.unwrap();
    let told: Vec<_> = past.iter().map(|one| (one.cell.clone(), one.version, one.ended, one.at)).collect();
    assert_eq!(told, [(Cell::Value(1), 1, MarkEnd::Replaced, NOW), (absent, 2, MarkEnd::Emptied, later(1)),]);
    assert_eq!((past[1].ended_by, past[1].ended_at), (by, later(3)));
    assert_eq!((past[0].reason, past[1].reason), (None, Some(Digest::of(b"why"))));
    let words = history::words(&tx, &enter, id, "written").await.unwrap();
    assert_eq!(words.into_iter().collect::<Vec<_>>(), [(2, b"sealed words".to_vec())]);
    assert_eq!(history::sweep_words(&tx, later(3)).await.unwrap(), 0, "the term is not over");
    assert_eq!(history::sweep_words(&tx, later(4)).await.unwrap(), 1, "words go, the row stays");
    assert!(history::words(&tx, &enter, id, "written").await.unwrap().is_empty());
    assert_eq!(history::of_cell(&tx, &enter, id, "written").await.unwrap(), past);
    assert_eq!(history::known(&tx, &enter, &[id], "written").await.unwrap(), [id]);
    assert_eq!(history::known(&tx, &enter, &[id], "interview").await.unwrap(), []);
    let other = PostingId(world.posting.0 + 1);
    let elsewhere = caller(by, domain::access::Role::Clerk, &[other]);
    let foreign = permit::<access::EnterMark>(&elsewhere, Scope::posting(other, &[]));
    assert_eq!(history::of_cell(&tx, &foreign, id, "written").await.unwrap(), []);
    tx.commit().await.unwrap();

    for statement in ["UPDATE mark_version SET value = 9", "DELETE FROM mark_version"] {
        let refused = db.force(&[statement]).await.unwrap_err();
        assert!(refused.contains("mark_version_permanent"), "{statement}: {refused}");
    }
}
