//! Individual extensions: one waits at a time, each is decided once and by another person, and only what was granted counts.

use domain::access;
use domain::id::ApplicationId;
use domain::lifecycle::ApplicationState;
use store::applications::{self, NewExtension};
use store::{Conflict, StoreError};

use crate::harness::{Db, NOW, World, applicant, code, later, permit, world};

contract!(an_extension_waits_until_another_person_decides_it_once_and_counts_once_it_is_granted);

async fn propose(db: &Db, world: &World, (of, seconds): (ApplicationId, i64)) -> Result<(), StoreError> {
    let permit = permit::<access::ProposeExtension>(&world.screener, world.plain());
    let new = NewExtension {
        code: code(),
        application: of,
        until: later(seconds),
        reason_sealed: vec![1],
        evidence_sealed: vec![2],
        at: NOW,
    };
    let tx = db.store.write("propose").await.unwrap();
    match applications::propose_extension(&tx, &permit, new).await {
        Ok(()) => tx.commit().await,
        Err(error) => {
            tx.rollback().await.unwrap();
            Err(error)
        }
    }
}

async fn decide(db: &Db, world: &World, refused: Option<Vec<u8>>) -> Result<(), StoreError> {
    let permit = permit::<access::GrantExtension>(&world.approver, world.plain());
    let tx = db.store.write("decide").await.unwrap();
    let all = applications::extensions(&tx, &permit).await.unwrap();
    match applications::decide_extension(&tx, &permit, (all[0].id, refused), later(60)).await {
        Ok(()) => tx.commit().await,
        Err(error) => {
            tx.rollback().await.unwrap();
            Err(error)
        }
    }
}

async fn an_extension_waits_until_another_person_decides_it_once_and_counts_once_it_is_granted(db: &Db) {
    let world = world(db).await;
    let (_, draft) = applicant(db, &world, 1, ApplicationState::Draft).await;
    let (_, other) = applicant(db, &world, 2, ApplicationState::Submitted).await;
    propose(db, &world, (draft, 500)).await.unwrap();
    let second = propose(db, &world, (draft, 600)).await;
    assert!(matches!(second, Err(StoreError::Conflict(Conflict::ExtensionWaits))), "{second:?}");
    let own = "UPDATE extension SET decided_by = proposed_by, decided_at = 1";
    let refused = db.force(&[own]).await.unwrap_err();
    assert!(refused.contains("extension_two_people"), "{refused}");
    let extended = async |of| {
        let look = db.store.snapshot("until").await.unwrap();
        let view = permit::<access::ViewExtensions>(&world.screener, world.plain());
        let until = applications::extended(&look, &view, of).await.unwrap();
        let standing = applications::standing_extensions(&look, &view, NOW).await.unwrap();
        look.close().await.unwrap();
        (until, standing.waiting, standing.running, standing.last)
    };
    assert_eq!(extended(draft).await, (None, 1, 0, None), "a proposal counts for nothing");
    decide(db, &world, Some(vec![3])).await.unwrap();
    assert!(matches!(decide(db, &world, None).await, Err(StoreError::Stale)), "it is decided");
    assert_eq!(extended(draft).await, (None, 0, 0, None), "what was refused counts for nothing");
    for seconds in [900, 700] {
        propose(db, &world, (draft, seconds)).await.unwrap();
        decide(db, &world, None).await.unwrap();
    }
    let last = Some(later(900));
    assert_eq!(extended(draft).await, (last, 0, 1, last), "the longest counts, and one application once");
    assert_eq!(extended(other).await, (None, 0, 1, last), "for that application only");
    propose(db, &world, (other, 800)).await.unwrap();
    decide(db, &world, None).await.unwrap();
    assert_eq!(extended(other).await, (Some(later(800)), 0, 1, last), "what was sent holds nothing open");
}
