//! Departures and calls: a person leaves once, another person decides, a call has one answer, and what counts makes a ranking stale.

use domain::access::{self, Role, Scope};
use domain::calendar::parse_date;
use domain::course::Waiting;
use domain::departure::{Answer, DepartureKind, DepartureState};
use domain::id::{ApplicationId, PostingId};
use domain::lifecycle::ApplicationState;
use store::departures::{self, NewDeparture, calls, recalls};
use store::{Conflict, StoreError, Tx, inputs};

use crate::harness::{Db, NOW, World, applicant, caller, code, later, permit, world};

contract!(
    a_person_leaves_once_and_another_person_decides_it,
    a_call_waits_for_one_answer_and_is_due_once_its_term_is_over,
    a_departure_is_taken_back_by_two_people_and_makes_room_for_another,
);

async fn enter(tx: &Tx, world: &World, of: ApplicationId) -> Result<(), StoreError> {
    let permit = permit::<access::EnterDeparture>(&world.screener, world.plain());
    let new = NewDeparture {
        code: code(),
        posting: world.posting,
        application: of,
        stage: "interview",
        kind: DepartureKind::Medical,
        state: DepartureState::Waits,
        day: parse_date("2026-05-01").unwrap(),
        evidence_sealed: vec![1],
        at: NOW,
    };
    departures::enter(tx, &permit, new).await.map(drop)
}

async fn decide(tx: &Tx, world: &World, refused: Option<Vec<u8>>) -> Result<(), StoreError> {
    let permit = permit::<access::ApproveDeparture>(&world.approver, world.plain());
    let last = departures::all(tx, &permit).await.unwrap().pop().unwrap();
    departures::decide(tx, &permit, (last.id, refused), ("chen", later(60))).await
}

/// Runs a step in a transaction of its own.
async fn done(db: &Db, step: impl AsyncFnOnce(&Tx) -> Result<(), StoreError>) -> Result<(), StoreError> {
    let tx = db.store.write("step").await.unwrap();
    match step(&tx).await {
        Ok(()) => tx.commit().await,
        Err(error) => {
            tx.rollback().await.unwrap();
            Err(error)
        }
    }
}

async fn version(db: &Db, world: &World) -> i64 {
    let look = db.store.snapshot("inputs").await.unwrap();
    let view = permit::<access::ViewDepartures>(&world.screener, world.plain());
    let version = inputs::version(&look, &view).await.unwrap();
    look.close().await.unwrap();
    version
}

async fn a_person_leaves_once_and_another_person_decides_it(db: &Db) {
    let world = world(db).await;
    let (_, one) = applicant(db, &world, 1, ApplicationState::Passed).await;
    let (_, other) = applicant(db, &world, 2, ApplicationState::Passed).await;
    let before = version(db, &world).await;
    done(db, async |tx| enter(tx, &world, one).await).await.unwrap();
    let second = done(db, async |tx| enter(tx, &world, one).await).await;
    assert!(matches!(second, Err(StoreError::Conflict(Conflict::Departure))), "{second:?}");
    let own = "UPDATE departure SET decided_by = entered_by, decided_name = 'x', decided_at = 1";
    let refused = db.force(&[own]).await.unwrap_err();
    assert!(refused.contains("departure_two_people"), "{refused}");
    done(db, async |tx| decide(tx, &world, Some(vec![2])).await).await.unwrap();
    let again = done(db, async |tx| decide(tx, &world, None).await).await;
    assert!(matches!(again, Err(StoreError::Stale)), "{again:?}");
    assert_eq!(version(db, &world).await, before, "what does not stand changes no ranking");
    done(db, async |tx| enter(tx, &world, one).await).await.unwrap();
    done(db, async |tx| decide(tx, &world, None).await).await.unwrap();
    assert_eq!(version(db, &world).await, before + 1);
    let look = db.store.snapshot("all").await.unwrap();
    let view = permit::<access::ViewDepartures>(&world.screener, world.plain());
    let all = departures::all(&look, &view).await.unwrap();
    let states: Vec<_> = all.iter().map(|row| row.state).collect();
    assert_eq!(states, [DepartureState::Refused, DepartureState::Stands]);
    let stands = departures::of(&look, &view, one).await.unwrap().unwrap();
    assert_eq!(
        (stands.id, stands.kind, Some(stands.day)),
        (all[1].id, DepartureKind::Medical, parse_date("2026-05-01"))
    );
    let beside = async |people: &[ApplicationId]| {
        let found = departures::beside(&look, &view, people).await.unwrap();
        found.into_iter().map(|row| (row.id, row.application, row.kind, row.state)).collect::<Vec<_>>()
    };
    let stood = (all[1].id, one, DepartureKind::Medical, DepartureState::Stands);
    assert_eq!((beside(&[one]).await, beside(&[other]).await), (vec![stood], Vec::new()));
    let next = PostingId(world.posting.0 + 1);
    let stranger = caller(world.screener.id().unwrap(), Role::Screener, &[next]);
    let elsewhere = permit::<access::ViewDepartures>(&stranger, Scope::posting(next, &[]));
    for row in &all {
        assert_eq!(departures::by_id(&look, &view, row.id).await.unwrap().as_ref(), Some(row));
        assert_eq!(departures::within(&look, &view, row.code).await.unwrap().as_ref(), Some(row));
        assert!(departures::by_id(&look, &elsewhere, row.id).await.unwrap().is_none());
        assert!(departures::within(&look, &elsewhere, row.code).await.unwrap().is_none());
    }
    look.close().await.unwrap();
}

async fn a_call_waits_for_one_answer_and_is_due_once_its_term_is_over(db: &Db) {
    let world = world(db).await;
    let (_, gone) = applicant(db, &world, 1, ApplicationState::Passed).await;
    let (_, next) = applicant(db, &world, 2, ApplicationState::Passed).await;
    done(db, async |tx| enter(tx, &world, gone).await).await.unwrap();
    let calling = permit::<access::CallNext>(&world.screener, world.plain());
    let send = async |tx: &Tx| {
        let place = departures::all(tx, &calling).await.unwrap()[0].id;
        let new = calls::NewCall {
            code: code(),
            departure: place,
            application: next,
            round: 1,
            until: later(100),
            at: NOW,
        };
        calls::send(tx, &calling, &new).await
    };
    done(db, send).await.unwrap();
    let second = done(db, send).await;
    assert!(matches!(second, Err(StoreError::Conflict(Conflict::CallWaits))), "{second:?}");
    let due = async |at| {
        let look = db.store.snapshot("due").await.unwrap();
        let due = calls::due(&look, at).await.unwrap().len();
        look.close().await.unwrap();
        due
    };
    assert_eq!((due(later(99)).await, due(later(100)).await), (0, 1));
    let recording = permit::<access::RecordAnswer>(&world.screener, world.plain());
    let answer = async |tx: &Tx| {
        let call = calls::of(tx, &recording, next).await.unwrap().remove(0);
        calls::answer(tx, &recording, &call, (Answer::Accepted, Some(vec![3]), later(50))).await
    };
    let before = version(db, &world).await;
    done(db, answer).await.unwrap();
    assert!(matches!(done(db, answer).await, Err(StoreError::Stale)), "it is answered");
    assert_eq!(version(db, &world).await, before + 1);
    assert_eq!(due(later(100)).await, 0);
    let look = db.store.snapshot("chain").await.unwrap();
    let call = calls::all(&look, &calling).await.unwrap().remove(0);
    let by = world.screener.id();
    assert_eq!((call.round, call.answered), (1, Some((Answer::Accepted, by, later(50)))));
    assert_eq!(calls::stage(&look, &calling, &call).await.unwrap(), "interview");
    let for_place = calls::for_place(&look, &calling, call.departure).await.unwrap();
    assert_eq!(for_place, calls::all(&look, &calling).await.unwrap());
    look.close().await.unwrap();
}

async fn a_departure_is_taken_back_by_two_people_and_makes_room_for_another(db: &Db) {
    let world = world(db).await;
    let (_, one) = applicant(db, &world, 1, ApplicationState::Passed).await;
    done(db, async |tx| enter(tx, &world, one).await).await.unwrap();
    let taking = permit::<access::ApproveRecall>(&world.approver, world.plain());
    let take = async |tx: &Tx| {
        let last = departures::all(tx, &taking).await?.pop().unwrap();
        departures::take_back(tx, &taking, (last.id, vec![4])).await
    };
    assert!(matches!(done(db, take).await, Err(StoreError::Stale)), "it does not stand yet");
    done(db, async |tx| decide(tx, &world, None).await).await.unwrap();
    let proposing = permit::<access::ProposeRecall>(&world.screener, world.plain());
    let propose = async |tx: &Tx| {
        let last = departures::all(tx, &proposing).await?.pop().unwrap();
        recalls::propose(tx, &proposing, (code(), last.id), (vec![5], NOW)).await
    };
    done(db, propose).await.unwrap();
    let second = done(db, propose).await;
    assert!(matches!(second, Err(StoreError::Conflict(Conflict::Recall))), "{second:?}");
    let waiting = async || {
        let look = db.store.snapshot("waiting").await.unwrap();
        let last = departures::all(&look, &taking).await.unwrap().pop().unwrap().id;
        let found = recalls::waiting(&look, &taking, last).await.unwrap();
        look.close().await.unwrap();
        found.is_some()
    };
    assert!(waiting().await);
    assert_eq!(world.waits(db, &world.approver).await, [(Waiting::Recall, 1)]);
    let own = "UPDATE departure_recall SET decided_by = proposed_by, decided_at = 1";
    let refused = db.force(&[own]).await.unwrap_err();
    assert!(refused.contains("departure_recall_two_people"), "{refused}");
    let settle = async |tx: &Tx, refused: Option<Vec<u8>>| {
        let last = recalls::all(tx, &taking).await?.pop().unwrap();
        recalls::decide(tx, &taking, (last.id, refused), later(1)).await
    };
    done(db, async |tx| settle(tx, Some(vec![6])).await).await.unwrap();
    assert!(matches!(done(db, async |tx| settle(tx, None).await).await, Err(StoreError::Stale)));
    assert!(!waiting().await, "it was decided");
    done(db, propose).await.unwrap();
    let before = version(db, &world).await;
    done(db, async |tx| settle(tx, None).await).await.unwrap();
    done(db, take).await.unwrap();
    assert_eq!(version(db, &world).await, before + 1, "the posting is ranked anew");
    let look = db.store.snapshot("after").await.unwrap();
    assert!(departures::of(&look, &taking, one).await.unwrap().is_none());
    assert_eq!(departures::all(&look, &taking).await.unwrap()[0].state, DepartureState::TakenBack);
    look.close().await.unwrap();
    done(db, async |tx| enter(tx, &world, one).await).await.expect("the person may leave again");
}
