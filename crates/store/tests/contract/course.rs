//! Decisions on the course of a posting: one waits at a time, each is decided once and by another person.

use domain::access;
use domain::course::DecisionKind;
use store::postings::decisions::{self, NewDecision};
use store::{Conflict, StoreError};

use crate::harness::{Db, NOW, World, code, later, permit, world};

contract!(
    a_proposal_waits_until_it_is_decided_once_by_another_person,
    a_decision_without_a_proposal_stands_at_once_and_nothing_of_a_draft_is_public,
);

async fn propose(db: &Db, world: &World) -> Result<(), StoreError> {
    let by = world.screener.id().unwrap();
    let permit = permit::<access::ProposeCancel>(&world.screener, world.scope());
    let new = NewDecision { code: code(), kind: DecisionKind::Cancel, reason: "r", at: NOW };
    let tx = db.store.write("propose").await.unwrap();
    match decisions::propose(&tx, &permit, (&new, by)).await {
        Ok(()) => tx.commit().await,
        Err(error) => {
            tx.rollback().await.unwrap();
            Err(error)
        }
    }
}

async fn decide(db: &Db, world: &World, returned: Option<&str>) -> Result<(), StoreError> {
    let permit = permit::<access::CancelPosting>(&world.approver, world.scope());
    let tx = db.store.write("decide").await.unwrap();
    let all = decisions::all(&tx, &permit).await.unwrap();
    let by = (world.approver.id().unwrap(), later(60));
    match decisions::decide(&tx, &permit, (all[0].id, returned), by).await {
        Ok(()) => tx.commit().await,
        Err(error) => {
            tx.rollback().await.unwrap();
            Err(error)
        }
    }
}

async fn a_proposal_waits_until_it_is_decided_once_by_another_person(db: &Db) {
    let world = world(db).await;
    propose(db, &world).await.unwrap();
    let second = propose(db, &world).await;
    assert!(matches!(second, Err(StoreError::Conflict(Conflict::DecisionWaits))), "{second:?}");
    let own = "UPDATE posting_decision SET decided_by = proposed_by, decided_at = 1";
    let refused = db.force(&[own]).await.unwrap_err();
    assert!(refused.contains("posting_decision_two_people"), "{refused}");
    decide(db, &world, Some("Not yet.")).await.unwrap();
    let again = decide(db, &world, None).await;
    assert!(matches!(again, Err(StoreError::Stale)), "{again:?}");
    propose(db, &world).await.unwrap();
    let look = db.store.snapshot("all").await.unwrap();
    let view = permit::<access::ViewPosting>(&world.screener, world.plain());
    let all = decisions::all(&look, &view).await.unwrap();
    let told: Vec<_> =
        all.iter().map(|one| (one.decided.is_some(), one.returned_reason.as_deref())).collect();
    assert_eq!(told, [(false, None), (true, Some("Not yet."))]);
    look.close().await.unwrap();
}

async fn a_decision_without_a_proposal_stands_at_once_and_nothing_of_a_draft_is_public(db: &Db) {
    let world = world(db).await;
    let by = world.approver.id().unwrap();
    let permit_ = permit::<access::SuspendPosting>(&world.approver, world.scope());
    let new = NewDecision { code: code(), kind: DecisionKind::Suspend, reason: "r", at: NOW };
    let tx = db.store.write("put").await.unwrap();
    decisions::put(&tx, &permit_, (&new, by)).await.unwrap();
    tx.commit().await.unwrap();
    let look = db.store.snapshot("all").await.unwrap();
    let all = decisions::all(&look, &permit::<access::ViewPosting>(&world.screener, world.plain())).await;
    let all = all.unwrap();
    assert_eq!((all.len(), all[0].proposed, all[0].decided), (1, None, Some((by, NOW))));
    assert_eq!(decisions::of_public(&look, world.posting).await.unwrap(), []);
    look.close().await.unwrap();
}
