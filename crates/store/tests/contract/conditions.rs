//! Conditions of a posting, and what applications came to under them.

use domain::access::{self, Scope};
use domain::digest::Digest;
use domain::eligibility::Finding;
use domain::id::ApplicationId;
use domain::lifecycle::ApplicationState as State;
use store::applications::{self, Filter, FindingRow, Found};
use store::conditions::{self, NewConditions};
use store::{Conflict, StoreError};

use crate::harness::{Db, NOW, applicant, later, permit, world};

contract!(conditions_have_one_version_after_another, findings_are_found_and_replaced);

async fn conditions_have_one_version_after_another(db: &Db) {
    let world = world(db).await;
    let edit = permit::<access::EditPosting>(&world.screener, world.scope());
    let by = world.screener.id().unwrap();
    let new = |body| NewConditions { body, by, at: NOW };
    let tx = db.store.write("begin").await.unwrap();
    assert_eq!(conditions::of(&tx, &edit).await.unwrap(), None);
    let late = conditions::put(&tx, &edit, 4, &new("{}")).await;
    assert!(matches!(late, Err(StoreError::Stale)), "no row, no version: {late:?}");
    assert_eq!(conditions::put(&tx, &edit, 0, &new("{}")).await.unwrap(), 1);
    tx.commit().await.unwrap();
    let tx = db.store.write("twice").await.unwrap();
    let twice = conditions::put(&tx, &edit, 0, &new("{}")).await;
    assert!(matches!(twice, Err(StoreError::Conflict(Conflict::Conditions))), "{twice:?}");
    tx.rollback().await.unwrap();
    let tx = db.store.write("on").await.unwrap();
    assert_eq!(conditions::put(&tx, &edit, 1, &new("{\"a\":1}")).await.unwrap(), 2);
    let stale = conditions::put(&tx, &edit, 1, &new("{\"b\":1}")).await;
    assert!(matches!(stale, Err(StoreError::Stale)), "{stale:?}");
    tx.commit().await.unwrap();
    let look = db.store.snapshot("read").await.unwrap();
    let row = conditions::of(&look, &edit).await.unwrap().unwrap();
    assert_eq!((row.version, row.body.as_str(), row.changed_by), (2, "{\"a\":1}", by));
    assert_eq!(conditions::public_of(&look, world.posting).await.unwrap(), None, "a draft is not public");
    look.close().await.unwrap();
}

async fn findings_are_found_and_replaced(db: &Db) {
    let world = world(db).await;
    let mut ids = Vec::new();
    for n in 1..=4 {
        ids.push(applicant(db, &world, n, State::Submitted).await.1);
    }
    let screen = permit::<access::ScreenApplication>(&world.screener, Scope::posting(world.posting, &[]));
    let view = permit::<access::ViewApplications>(&world.screener, Scope::posting(world.posting, &[]));
    let row = |application: ApplicationId, finding| FindingRow {
        application,
        finding,
        rules: Digest::of(b"rules"),
        at: NOW,
    };
    let tx = db.store.write("findings").await.unwrap();
    let first = [row(ids[0], Finding::Met), row(ids[1], Finding::NotMet), row(ids[2], Finding::CannotTell)];
    applications::put_findings(&tx, &screen, &first).await.unwrap();
    // Again: what is new takes the place of what was.
    applications::put_findings(&tx, &screen, &[row(ids[0], Finding::NotMet)]).await.unwrap();
    applications::put_findings(&tx, &screen, &[row(ids[1], Finding::Met)]).await.unwrap();
    applications::turn(&tx, &screen, (ids[0], 2), (State::Submitted, State::Passed), later(1)).await.unwrap();
    applications::turn(&tx, &screen, (ids[1], 2), (State::Submitted, State::Refused), later(1))
        .await
        .unwrap();
    tx.commit().await.unwrap();

    let look = db.store.snapshot("queue").await.unwrap();
    let found = async |wanted: Option<Found>| {
        let filter = Filter { found: wanted, ..Filter::default() };
        let (rows, all) = applications::queue(&look, &view, &filter, (0, 50)).await.unwrap();
        assert_eq!(u64::try_from(rows.len()).unwrap(), all);
        rows.iter().map(|row| row.id).collect::<Vec<_>>()
    };
    assert_eq!(found(None).await.len(), 4);
    assert_eq!(found(Some(Found::Finding(Finding::Met))).await, [ids[1]]);
    assert_eq!(found(Some(Found::Finding(Finding::NotMet))).await, [ids[0]]);
    assert_eq!(found(Some(Found::Finding(Finding::CannotTell))).await, [ids[2], ids[3]], "never judged too");
    assert_eq!(found(Some(Found::AgainstVerdict)).await, [ids[0], ids[1]]);
    let rows = applications::findings(&look, &view, &ids).await.unwrap();
    assert_eq!(rows.len(), 3);
    look.close().await.unwrap();

    let tx = db.store.write("clear").await.unwrap();
    let held = applications::hold_after(&tx, &screen, ids[0], 2).await.unwrap();
    assert_eq!(held.iter().map(|row| row.id).collect::<Vec<_>>(), [ids[1], ids[2]]);
    applications::clear_findings(&tx, &screen, &ids).await.unwrap();
    assert_eq!(applications::findings(&tx, &screen, &ids).await.unwrap(), []);
    tx.commit().await.unwrap();
}
