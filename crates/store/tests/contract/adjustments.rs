//! Rounds of moves after the marks: one waits at a time, each is decided once and by another person; a person's choice is changed in its
//! place until it is ruled on, and whoever is taken stands on another position.

use domain::access::{self, Scope};
use domain::adjusting::{ChoiceState, RoundState};
use domain::calendar::Window;
use domain::lifecycle::ApplicationState;
use store::applications::{self, choices};
use store::postings::adjustments::{self, NewRound};
use store::{Conflict, StoreError};

use crate::harness::{Db, NOW, World, applicant, code, later, permit, world};

contract!(
    rounds_wait_for_another_person_and_stand_with_what_they_take,
    a_choice_is_changed_until_it_is_ruled_on_and_moves_the_application
);

async fn propose(db: &Db, world: &World) -> Result<(), StoreError> {
    let permit = permit::<access::ProposeAdjustment>(&world.screener, world.plain());
    let tx = db.store.write("propose").await.unwrap();
    let window = Window { opens: later(10), closes: later(500) };
    let places = [(world.positions[1], 1)];
    let new = NewRound { code: code(), reason: "r", window, places: &places, at: NOW };
    match adjustments::propose(&tx, &permit, &new).await {
        Ok(()) => tx.commit().await,
        Err(error) => {
            tx.rollback().await.unwrap();
            Err(error)
        }
    }
}

async fn decide(db: &Db, world: &World, returned: Option<&str>) -> Result<(), StoreError> {
    let permit = permit::<access::ConfirmAdjustment>(&world.approver, world.plain());
    let tx = db.store.write("decide").await.unwrap();
    let all = adjustments::all(&tx, &permit).await.unwrap();
    match adjustments::decide(&tx, &permit, (all[0].id, returned), later(60)).await {
        Ok(()) => tx.commit().await,
        Err(error) => {
            tx.rollback().await.unwrap();
            Err(error)
        }
    }
}

async fn rounds_wait_for_another_person_and_stand_with_what_they_take(db: &Db) {
    let world = world(db).await;
    propose(db, &world).await.unwrap();
    let second = propose(db, &world).await;
    assert!(matches!(second, Err(StoreError::Conflict(Conflict::AdjustmentWaits))), "{second:?}");
    let own = "UPDATE adjustment SET decided_by = proposed_by, decided_at = 1";
    let refused = db.force(&[own]).await.unwrap_err();
    assert!(refused.contains("adjustment_two_people"), "{refused}");
    decide(db, &world, Some("no")).await.unwrap();
    assert!(matches!(decide(db, &world, None).await, Err(StoreError::Stale)), "it is decided");
    propose(db, &world).await.unwrap();
    decide(db, &world, None).await.unwrap();
    let look = db.store.snapshot("read").await.unwrap();
    let view = permit::<access::ViewAdjustment>(&world.screener, world.plain());
    let rows = adjustments::all(&look, &view).await.unwrap();
    let states: Vec<_> = rows.iter().map(|one| one.state).collect();
    assert_eq!(states, [RoundState::Stands, RoundState::Returned], "newest first");
    assert_eq!(rows[1].returned_reason.as_deref(), Some("no"));
    let places = adjustments::places(&look, &view).await.unwrap();
    let of_newest: Vec<_> = places.iter().filter(|one| one.adjustment == rows[0].id).collect();
    assert_eq!((of_newest.len(), of_newest[0].position, of_newest[0].places), (1, world.positions[1], 1));
    look.close().await.unwrap();
}

async fn a_choice_is_changed_until_it_is_ruled_on_and_moves_the_application(db: &Db) {
    let world = world(db).await;
    let (who, id) = applicant(db, &world, 1, ApplicationState::Passed).await;
    propose(db, &world).await.unwrap();
    decide(db, &world, None).await.unwrap();
    let own = Scope::own(who.id().unwrap(), Some(world.posting));
    let choosing = permit::<access::ChooseAdjustment>(&who, own.clone());
    let ruling = permit::<access::RuleAdjustment>(&world.screener, own);
    let view = permit::<access::ViewAdjustment>(&world.screener, world.plain());

    let tx = db.store.write("choose").await.unwrap();
    let round = adjustments::all(&tx, &view).await.unwrap()[0].id;
    let (position, target) = (world.positions[0], world.positions[1]);
    let new =
        choices::NewChoice { code: code(), adjustment: round, application: id, position, target, at: NOW };
    choices::choose(&tx, &choosing, &new).await.unwrap();
    tx.commit().await.unwrap();

    let tx = db.store.write("change").await.unwrap();
    let mine = choices::of(&tx, &choosing, id).await.unwrap();
    let choice = mine[0].id;
    choices::change(&tx, &choosing, choice, (target, ChoiceState::TakenBack), later(20)).await.unwrap();
    let ruled = choices::rule(&tx, &ruling, (choice, None), later(600)).await;
    assert!(matches!(ruled, Err(StoreError::Stale)), "nothing stands to be ruled on: {ruled:?}");
    choices::change(&tx, &choosing, choice, (target, ChoiceState::Chosen), later(30)).await.unwrap();
    tx.commit().await.unwrap();

    let tx = db.store.write("rule").await.unwrap();
    let before = store::inputs::version(&tx, &view).await.unwrap();
    let version = applications::by_id(&tx, id).await.unwrap().unwrap().open(&ruling).unwrap().version;
    let at = later(600);
    applications::relocate(&tx, &ruling, (id, version), (position, target), at).await.unwrap();
    choices::rule(&tx, &ruling, (choice, None), at).await.unwrap();
    let again = choices::change(&tx, &choosing, choice, (target, ChoiceState::TakenBack), at).await;
    assert!(matches!(again, Err(StoreError::Stale)), "it is ruled on: {again:?}");
    let stale = applications::relocate(&tx, &ruling, (id, version), (position, target), at).await;
    assert!(matches!(stale, Err(StoreError::Stale)), "it stands elsewhere: {stale:?}");
    assert!(store::inputs::version(&tx, &view).await.unwrap() > before, "the posting is ranked anew");
    let row = applications::by_id(&tx, id).await.unwrap().unwrap().open(&ruling).unwrap();
    assert_eq!((row.position, row.state), (target, ApplicationState::Passed));
    let all = choices::all(&tx, &view).await.unwrap();
    assert_eq!((all.len(), all[0].0.state, all[0].1), (1, ChoiceState::Taken, row.code));
    tx.commit().await.unwrap();
}
