//! The plan of a posting's interviews: written on while it is a draft, sent once, decided once and by another person; the versions stay.

use domain::access;
use domain::course::Waiting;
use domain::digest::Digest;
use domain::interview_plan::PlanState;
use store::StoreError;
use store::postings::interview_plans::{self as plans, NewPlan};

use crate::harness::{Db, NOW, World, code, later, permit, world};

contract!(versions_of_a_plan_are_written_sent_and_decided_each_once);

fn new(no: u32, words: &str) -> NewPlan {
    let (digest, body_sealed) = (Digest::of(words.as_bytes()), words.as_bytes().to_vec());
    NewPlan { code: code(), no, digest, body_sealed, at: NOW }
}

/// What waits in the posting for the screener and for the approver.
async fn waits(db: &Db, world: &World) -> [Vec<Waiting>; 2] {
    let look = db.store.snapshot("waits").await.unwrap();
    let mut found = [Vec::new(), Vec::new()];
    for (all, who) in found.iter_mut().zip([&world.screener, &world.approver]) {
        let rows = store::waiting::of(&look, &[world.posting], who.id()).await.unwrap();
        all.extend(rows.into_iter().map(|one| one.1));
    }
    look.close().await.unwrap();
    found
}

async fn versions_of_a_plan_are_written_sent_and_decided_each_once(db: &Db) {
    let world = world(db).await;
    let write = permit::<access::WriteInterviewPlan>(&world.screener, world.plain());
    let send = permit::<access::SendInterviewPlan>(&world.screener, world.plain());
    let decide = permit::<access::ApproveInterviewPlan>(&world.approver, world.plain());
    assert_eq!(waits(db, &world).await, [vec![], vec![]], "nothing waits where nobody began one");

    let tx = db.store.write("write").await.unwrap();
    assert_eq!(plans::all(&tx, &write).await.unwrap(), []);
    let first = new(1, "a");
    let plan = first.code;
    plans::begin(&tx, &write, first).await.unwrap();
    plans::rewrite(&tx, &write, NewPlan { code: plan, ..new(1, "b") }).await.unwrap();
    tx.commit().await.unwrap();
    let own = [Waiting::InterviewPlan];
    assert_eq!(waits(db, &world).await[0], own, "it is begun and not approved");

    let tx = db.store.write("send").await.unwrap();
    let early = plans::decide(&tx, &decide, (plan, None), later(1)).await;
    assert!(matches!(early, Err(StoreError::Stale)), "nobody sent it: {early:?}");
    plans::send(&tx, &send, plan, later(1)).await.unwrap();
    let late = plans::rewrite(&tx, &write, NewPlan { code: plan, ..new(1, "c") }).await;
    assert!(matches!(late, Err(StoreError::Stale)), "what was sent stands: {late:?}");
    tx.commit().await.unwrap();
    assert_eq!(waits(db, &world).await, [vec![], vec![Waiting::SentInterviewPlan]], "another person decides");

    let tx = db.store.write("decide").await.unwrap();
    plans::decide(&tx, &decide, (plan, Some(b"why".to_vec())), later(2)).await.unwrap();
    let twice = plans::decide(&tx, &decide, (plan, None), later(3)).await;
    assert!(matches!(twice, Err(StoreError::Stale)), "it is decided: {twice:?}");
    tx.commit().await.unwrap();
    assert_eq!(waits(db, &world).await[0], own, "it was sent back");

    let second = new(2, "d");
    let tx = db.store.write("again").await.unwrap();
    let next = second.code;
    plans::begin(&tx, &write, second).await.unwrap();
    plans::send(&tx, &send, next, later(4)).await.unwrap();
    plans::decide(&tx, &decide, (next, None), later(5)).await.unwrap();
    plans::begin(&tx, &write, new(3, "e")).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(waits(db, &world).await[0], [], "one version is approved: a further draft holds nothing up");

    let look = db.store.snapshot("read").await.unwrap();
    let states: Vec<(u32, PlanState)> =
        plans::all(&look, &write).await.unwrap().iter().map(|one| (one.no, one.state)).collect();
    assert_eq!(states, [(3, PlanState::Draft), (2, PlanState::Approved), (1, PlanState::Returned)]);
    let returned = plans::all(&look, &write).await.unwrap().pop().unwrap();
    assert_eq!((returned.code, returned.body_sealed.as_slice()), (plan, b"b".as_slice()));
    assert_eq!(returned.returned_sealed.as_deref(), Some(b"why".as_slice()));
    let newest = plans::newest(&look, world.posting).await.unwrap().unwrap();
    assert!(newest.open(&write).is_err(), "its scope names whoever wrote it");
    look.close().await.unwrap();
}
