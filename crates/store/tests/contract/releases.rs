//! Signed lists that wait for their instant: one of a list at a time, ended once, and their bytes let go with that.

use domain::access;
use domain::digest::Digest;
use domain::lifecycle::ApplicationState as State;
use domain::release::{Ground, ReleaseState};
use store::lists::releases::{self, Ended, NewRelease};
use store::{Conflict, StoreError};

use crate::harness::{Db, NOW, World, applicant, code, later, permit, world};
use crate::results::ranked;

contract!(a_signed_list_waits_alone_and_is_ended_once);

async fn sign(db: &Db, world: &World, new: &NewRelease<'_>) -> Result<(), StoreError> {
    let publish = permit::<access::PublishList>(&world.publisher, world.plain());
    let tx = db.store.write("sign").await.unwrap();
    match releases::sign(&tx, &publish, new).await {
        Ok(()) => tx.commit().await,
        Err(error) => tx.rollback().await.and(Err(error)),
    }
}

async fn end(db: &Db, world: &World, ended: Ended<'_>) -> Result<(), StoreError> {
    let back = permit::<access::TakeBackList>(&world.publisher, world.plain());
    let tx = db.store.write("end").await.unwrap();
    let id = releases::of_posting(&tx, world.posting).await.unwrap()[0].id;
    match releases::end(&tx, &back, (id, ended), later(60)).await {
        Ok(()) => tx.commit().await,
        Err(error) => tx.rollback().await.and(Err(error)),
    }
}

async fn a_signed_list_waits_alone_and_is_ended_once(db: &Db) {
    let world = world(db).await;
    let (_, id) = applicant(db, &world, 1, State::Passed).await;
    let ranking = ranked(db, &world, id, b"1").await;
    let look = db.store.snapshot("ground").await.unwrap();
    let ground = releases::ground(&look, world.posting).await.unwrap();
    look.close().await.unwrap();
    assert_eq!(ground, Ground { ranking: Some(ranking.0), revision: 0, decisions: 0, calls: 0 });
    let new = NewRelease {
        code: code(),
        stage: "inspection",
        version: 1,
        bytes: b"posting: x\n\nrank\n1\n",
        digest: Digest::of(b"posting: x\n\nrank\n1\n"),
        ranking,
        ground,
        corrects: None,
        first_signer: world.screener.id().unwrap(),
        second_signer: world.publisher.id().unwrap(),
        at: NOW,
        release_at: later(60),
    };
    let alone = NewRelease { code: code(), first_signer: world.publisher.id().unwrap(), ..new };
    let refused = sign(db, &world, &alone).await;
    assert!(matches!(refused, Err(StoreError::Conflict(Conflict::TwoSigners))), "{refused:?}");
    sign(db, &world, &new).await.unwrap();
    let twice = sign(db, &world, &NewRelease { code: code(), bytes: b"y", ..new }).await;
    assert!(matches!(twice, Err(StoreError::Conflict(Conflict::ReleaseWaits))), "{twice:?}");

    let look = db.store.snapshot("waits").await.unwrap();
    let row = releases::waiting(&look).await.unwrap().remove(0);
    assert_eq!((row.code, row.digest, row.ground), (new.code, Digest::of(new.bytes), ground));
    assert_eq!(releases::bytes(&look, row.id).await.unwrap().as_deref(), Some(new.bytes));
    assert!(releases::by_code(&look, &new.code).await.unwrap().is_some());
    look.close().await.unwrap();

    let by = world.publisher.id().unwrap();
    let back = Ended { state: ReleaseState::TakenBack, list: None, by: Some((by, "too early")) };
    end(db, &world, back).await.unwrap();
    assert!(matches!(end(db, &world, back).await, Err(StoreError::Stale)));
    let look = db.store.snapshot("ended").await.unwrap();
    assert_eq!(releases::waiting(&look).await.unwrap(), []);
    assert_eq!(releases::bytes(&look, row.id).await.unwrap(), None, "let go");
    let row = releases::of_posting(&look, world.posting).await.unwrap().remove(0);
    assert_eq!((row.state, row.ended_by), (ReleaseState::TakenBack, Some(by)));
    look.close().await.unwrap();
    sign(db, &world, &NewRelease { code: code(), ..new }).await.expect("another one may follow");

    // Released before its instant: a clock was wrong.
    end(db, &world, Ended { state: ReleaseState::Released, list: None, by: None }).await.unwrap();
    let look = db.store.snapshot("early").await.unwrap();
    assert_eq!(releases::early(&look, later(59)).await.unwrap(), 1);
    assert_eq!(releases::early(&look, later(60)).await.unwrap(), 0);
    look.close().await.unwrap();
    db.force(&["UPDATE list_release SET state = 'no word'"]).await.unwrap();
    let look = db.store.snapshot("words").await.unwrap();
    let read = releases::of_posting(&look, world.posting).await;
    assert!(matches!(read, Err(StoreError::Unreadable("list_release.state"))), "{read:?}");
    look.close().await.unwrap();
}
