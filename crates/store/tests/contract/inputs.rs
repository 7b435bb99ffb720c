//! The number of a posting's inputs.

use domain::access;
use domain::digest::Digest;
use domain::lifecycle::ApplicationState as State;
use store::marks::examiners::{self, Key, NewExaminerMark};
use store::marks::{self, Cell, NewMark, Source};
use store::rulings::{self, NewRuling, Said, Verdict};
use store::schemes::{self, NewScheme};
use store::{applications, inputs};

use crate::harness::{Db, NOW, World, applicant, code, later, permit, world};

contract!(
    whatever_a_ranking_is_computed_from_raises_the_number,
    forms_unchanged_pages_and_returned_proposals_do_not
);

async fn number(tx: &store::Tx, world: &World) -> i64 {
    let view = permit::<access::ViewRanking>(&world.screener, world.plain());
    inputs::version(tx, &view).await.unwrap()
}

async fn whatever_a_ranking_is_computed_from_raises_the_number(db: &Db) {
    let world = world(db).await;
    let (who, id) = applicant(db, &world, 1, State::Submitted).await;
    let (clerk, screener) = (world.clerk.id().unwrap(), world.screener.id().unwrap());
    let enter = permit::<access::EnterMark>(&world.clerk, world.plain());
    let batch = crate::examiners::batch(db, &world).await;
    let tx = db.store.write("inputs").await.unwrap();
    let mut seen = number(&tx, &world).await;
    let mut rises = async |what: &str| {
        let now = number(&tx, &world).await;
        assert!(now > seen, "{what}");
        seen = now;
    };
    // The order is that of a selection.
    let screen = permit::<access::ScreenApplication>(&world.screener, world.plain());
    applications::turn(&tx, &screen, (id, 2), (State::Submitted, State::Passed), NOW).await.unwrap();
    rises("a person passed").await;
    let issue = permit::<access::FinishScreening>(&world.screener, world.plain());
    applications::issue_tickets(&tx, &issue, &[(id, "401".to_owned())], NOW).await.unwrap();
    rises("tickets").await;
    let mark = NewMark {
        application: id,
        component: "written".to_owned(),
        cell: Cell::Value(1),
        source: Source::Hand,
    };
    marks::insert(&tx, &enter, &[mark], (clerk, NOW)).await.unwrap();
    rises("a mark").await;
    let row = marks::all(&tx, &enter).await.unwrap().remove(0);
    marks::update(&tx, &enter, (row.id, 1), (&Cell::Value(2), &Source::Hand), (clerk, NOW)).await.unwrap();
    rises("another mark").await;
    let why = marks::Reason { digest: Digest::of(b"why"), sealed: b"sealed" };
    marks::remove(&tx, &enter, &row, 2, why, (clerk, NOW)).await.unwrap();
    rises("an emptied cell").await;
    let key = Key {
        application: id,
        component: "interview".to_owned(),
        examiner: "1".to_owned(),
        element: String::new(),
    };
    let new = NewExaminerMark { key, panel: String::new(), value: 1, batch, place: "2:3".to_owned() };
    examiners::insert(&tx, &enter, std::slice::from_ref(&new), (clerk, NOW)).await.unwrap();
    rises("an examiner's mark").await;
    let row = examiners::all(&tx, &enter).await.unwrap().remove(0);
    examiners::update(&tx, &enter, (row.id, 1), &NewExaminerMark { value: 2, ..new }, (clerk, NOW))
        .await
        .unwrap();
    rises("another examiner's mark").await;
    examiners::remove(&tx, &enter, (row.id, 2), batch, (clerk, NOW)).await.unwrap();
    rises("an examiner's mark taken away").await;
    let edit = permit::<access::EditScheme>(&world.screener, world.scope());
    let scheme = NewScheme { after: 0, body: "{}", digest: Digest::of(b"s"), by: screener, at: NOW };
    schemes::insert(&tx, &edit, &scheme).await.unwrap();
    rises("a scheme").await;
    settle(&tx, &world, true).await;
    rises("an approved ruling").await;
    let own = access::Scope::own(who.id().unwrap(), Some(world.posting));
    let withdraw = permit::<access::WithdrawApplication>(&who, own);
    applications::turn(&tx, &withdraw, (id, 4), (State::Passed, State::Withdrew), NOW).await.unwrap();
    rises("a person left").await;
    tx.rollback().await.unwrap();
}

async fn settle(tx: &store::Tx, world: &World, approved: bool) {
    let propose = permit::<access::ProposeRuling>(&world.screener, world.plain());
    let by = world.screener.id().unwrap();
    let subject = if approved { "tie/1/interview" } else { "tie/2/interview" };
    let (said, digest) = (Said::Sealed(b"sealed"), domain::digest::Digest::of(b"{}"));
    let new = NewRuling { code: code(), subject, said, digest, supersedes: None, by, at: NOW };
    rulings::propose(tx, &propose, &new).await.unwrap();
    let locked = rulings::by_code(tx, &new.code).await.unwrap().unwrap();
    let settle = permit::<access::ApproveRuling>(&world.approver, locked.scope());
    let row = locked.open(&settle).unwrap();
    let verdict = Verdict {
        approved,
        reason: None,
        reason_sealed: (!approved).then(|| b"no witness".to_vec()),
        by: world.approver.id().unwrap(),
        name: "chen".to_owned(),
        at: later(60),
    };
    rulings::settle(tx, &settle, &row, &verdict).await.unwrap();
}

async fn forms_unchanged_pages_and_returned_proposals_do_not(db: &Db) {
    let world = world(db).await;
    let tx = db.store.write("before").await.unwrap();
    let seen = number(&tx, &world).await;
    tx.rollback().await.unwrap();
    applicant(db, &world, 1, State::Submitted).await;
    let tx = db.store.write("inputs").await.unwrap();
    settle(&tx, &world, false).await;
    let enter = permit::<access::EnterMark>(&world.clerk, world.plain());
    let by = (world.clerk.id().unwrap(), NOW);
    marks::insert(&tx, &enter, &[], by).await.unwrap();
    examiners::insert(&tx, &enter, &[], by).await.unwrap();
    assert_eq!(number(&tx, &world).await, seen);
    tx.rollback().await.unwrap();
}
