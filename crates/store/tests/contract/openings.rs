//! Confirmations of openings: one waits at a time, each is decided once and by another person, and what stands decides over the plan.

use domain::access;
use domain::opening::{Opened, OpeningState};
use store::postings::openings::{self, NewOpening};
use store::postings::positions;
use store::{Conflict, StoreError};

use crate::harness::{Db, NOW, World, code, later, permit, world};

contract!(openings_wait_for_another_person_and_stand_beside_the_plan);

async fn propose(db: &Db, world: &World, places: u32) -> Result<(), StoreError> {
    let permit = permit::<access::ProposeOpening>(&world.screener, world.plain());
    let tx = db.store.write("propose").await.unwrap();
    let table = positions::all(&tx, &permit).await.unwrap();
    let opened = Opened { plan: table[0].terms.plan, places };
    let lines = [(table[0].id, 3, opened)];
    let new = NewOpening { code: code(), reason: "r", until: Some(later(500)), lines: &lines, at: NOW };
    match openings::propose(&tx, &permit, &new).await {
        Ok(_) => tx.commit().await,
        Err(error) => {
            tx.rollback().await.unwrap();
            Err(error)
        }
    }
}

async fn decide(db: &Db, world: &World, returned: Option<&str>) -> Result<(), StoreError> {
    let permit = permit::<access::ConfirmOpening>(&world.approver, world.plain());
    let tx = db.store.write("decide").await.unwrap();
    let all = openings::all(&tx, &permit).await.unwrap();
    match openings::decide(&tx, &permit, (all[0].id, returned), later(60)).await {
        Ok(()) => tx.commit().await,
        Err(error) => {
            tx.rollback().await.unwrap();
            Err(error)
        }
    }
}

async fn openings_wait_for_another_person_and_stand_beside_the_plan(db: &Db) {
    let world = world(db).await;
    let places = async || {
        let look = db.store.snapshot("places").await.unwrap();
        let view = permit::<access::ViewOpening>(&world.screener, world.plain());
        let table = positions::all(&look, &view).await.unwrap();
        let version = store::inputs::version(&look, &view).await.unwrap();
        let sizes = positions::sizes(&look, &[table[0].posting]).await.unwrap();
        look.close().await.unwrap();
        (table[0].terms.plan, table[0].places(), sizes[0].1.plan, version)
    };
    let (plan, _, all, version) = places().await;
    propose(db, &world, 0).await.unwrap();
    let second = propose(db, &world, 0).await;
    assert!(matches!(second, Err(StoreError::Conflict(Conflict::OpeningWaits))), "{second:?}");
    let own = "UPDATE opening SET decided_by = proposed_by, decided_at = 1";
    let refused = db.force(&[own]).await.unwrap_err();
    assert!(refused.contains("opening_two_people"), "{refused}");
    let itself = "INSERT INTO opening_merge (opening, position, target) SELECT opening, position, position FROM opening_position";
    let refused = db.force(&[itself]).await.unwrap_err();
    assert!(refused.contains("opening_merge_other"), "{refused}");
    assert_eq!(places().await, (plan, plan, all, version), "a proposal counts for nothing");
    decide(db, &world, Some("no")).await.unwrap();
    assert!(matches!(decide(db, &world, None).await, Err(StoreError::Stale)), "it is decided");
    assert_eq!(places().await, (plan, plan, all, version), "what was sent back counts for nothing");
    propose(db, &world, 0).await.unwrap();
    decide(db, &world, None).await.unwrap();
    let (kept, left, sum, after) = places().await;
    assert_eq!((kept, left, sum), (plan, 0, all.saturating_sub(plan)), "what was approved stays beside it");
    assert!(after > version, "the posting is ranked anew");
    let look = db.store.snapshot("read").await.unwrap();
    let view = permit::<access::ViewOpening>(&world.screener, world.plain());
    let rows = openings::all(&look, &view).await.unwrap();
    let states: Vec<_> = rows.iter().map(|one| one.state).collect();
    assert_eq!(states, [OpeningState::Stands, OpeningState::Returned], "newest first");
    assert_eq!((rows[0].until, rows[1].returned_reason.as_deref()), (Some(later(500)), Some("no")));
    assert_eq!(openings::lines(&look, &view).await.unwrap().len(), 2);
    look.close().await.unwrap();
}
