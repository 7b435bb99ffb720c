//! Collective decisions with what follows, what strangers said, and working days of years.

use domain::access::{self, Scope};
use domain::calendar::Window;
use domain::collective::{Choice, DecisionState, Ground};
use domain::course::Waiting;
use domain::id::{ApplicationId, CollectiveId};
use domain::lifecycle::ApplicationState as State;
use domain::objections::{Effect, ObjectionKind};
use domain::transfer::ProbationEnd;
use store::decisions::service_ends::{self, ServiceEndRow};
use store::decisions::service_terms::{self, ServiceTermRow};
use store::decisions::{self, Change, Terms, publicity, transfers};
use store::objections::{self, Against, NewObjection};
use store::work_years::{self, NewWorkYear};
use store::{Conflict, StoreError, Tx, lists};

use crate::harness::{Db, NOW, World, account, applicant, caller, code, later, permit, world};
use crate::results::{list, ranked};

contract!(
    a_decision_is_entered_by_one_and_confirmed_by_another_and_a_posting_has_one_open,
    a_person_is_transferred_once_and_a_probation_ends_once,
    what_a_stranger_wrote_is_read_with_its_code_and_counted_until_it_is_answered,
    what_a_candidate_raises_is_kept_once_for_a_verdict_and_once_for_a_paper,
    the_newest_entry_of_a_year_is_the_last,
);

const TERMS: Terms<'static> = Terms { body: "部务会", minutes: "31", decided_on: NOW };

/// A decision on a published list, with the one who stands on it.
async fn begun(db: &Db, world: &World) -> (ApplicationId, CollectiveId) {
    let (_, id) = applicant(db, world, 1, State::Passed).await;
    let ranking = ranked(db, world, id, b"1").await;
    let tx = db.store.write("decision").await.unwrap();
    let publish = permit::<access::PublishList>(&world.publisher, world.scope());
    let list = lists::seal(&tx, &publish, &list(world, ranking, b"a")).await.unwrap();
    let enter = permit::<access::EnterDecision>(&world.screener, world.plain());
    let by = (world.screener.id().unwrap(), NOW);
    let decision = decisions::begin(&tx, &enter, (code(), 1, list), &TERMS, by).await.unwrap();
    tx.commit().await.unwrap();
    (id, decision)
}

async fn undone<T>(tx: Tx, outcome: Result<T, StoreError>) -> Result<T, StoreError> {
    tx.rollback().await.unwrap();
    outcome
}

async fn a_decision_is_entered_by_one_and_confirmed_by_another_and_a_posting_has_one_open(db: &Db) {
    let world = world(db).await;
    let (id, decision) = begun(db, &world).await;
    let enter = permit::<access::EnterDecision>(&world.screener, world.plain());
    let by = (world.screener.id().unwrap(), NOW);
    let tx = db.store.write("second").await.unwrap();
    let base = decisions::all(&tx, &enter).await.unwrap()[0].list;
    let second = decisions::begin(&tx, &enter, (code(), 2, base), &TERMS, by).await;
    let second = undone(tx, second).await;
    assert!(matches!(second, Err(StoreError::Conflict(Conflict::Collective))), "{second:?}");

    let tx = db.store.write("say").await.unwrap();
    let not = Choice::Not { ground: Some(Ground::Fit), words: None };
    decisions::say(&tx, &enter, (decision, id), (&not, Some(vec![1])), NOW).await.unwrap();
    decisions::say(&tx, &enter, (decision, id), (&Choice::Proposed, None), later(1)).await.unwrap();
    let said = decisions::choices(&tx, &enter).await.unwrap();
    assert_eq!(
        (said.len(), said[0].proposed, said[0].ground, said[0].words_sealed.clone()),
        (1, true, None, None)
    );
    let draft = (decision, 1, DecisionState::Draft);
    decisions::change(&tx, &enter, draft, Change::Sent(base)).await.unwrap();
    let stale = decisions::change(&tx, &enter, draft, Change::Sent(base)).await;
    assert!(matches!(stale, Err(StoreError::Stale)), "{stale:?}");
    tx.commit().await.unwrap();
    assert_eq!(world.waits(db, &world.publisher).await, [(Waiting::Decision, 1)]);
    assert_eq!(world.waits(db, &world.screener).await, []);

    let own = "UPDATE collective_decision SET confirmed_by = entered_by, confirmed_at = 1";
    let refused = db.force(&[own]).await.unwrap_err();
    assert!(refused.contains("collective_decision_two_people"), "{refused}");
    let tx = db.store.write("confirm").await.unwrap();
    let locked = decisions::all(&tx, &enter).await.unwrap().remove(0);
    let found = decisions::by_code(&tx, &locked.code).await.unwrap().unwrap();
    assert_eq!(found.scope().hands, [by.0], "who entered it may not confirm it");
    let confirm = permit::<access::ConfirmDecision>(&world.publisher, found.scope());
    let confirmed = Change::Confirmed(world.publisher.id().unwrap(), later(2));
    decisions::change(&tx, &confirm, (decision, 2, DecisionState::Sent), confirmed).await.unwrap();
    let open = Window { opens: NOW, closes: later(60) };
    publicity::begin(&tx, &confirm, (decision, "proposed"), open).await.unwrap();
    tx.commit().await.unwrap();

    let tx = db.store.write("again").await.unwrap();
    let twice = publicity::begin(&tx, &confirm, (decision, "proposed"), open).await;
    let twice = undone(tx, twice).await;
    assert!(matches!(twice, Err(StoreError::Conflict(Conflict::ListVersion))), "{twice:?}");
    let tx = db.store.write("end").await.unwrap();
    let end = (world.publisher.id().unwrap(), later(61));
    publicity::end(&tx, &confirm, decision, end).await.unwrap();
    let again = publicity::end(&tx, &confirm, decision, end).await;
    assert!(matches!(again, Err(StoreError::Stale)), "{again:?}");
    let all = publicity::of_posting(&tx, world.posting).await.unwrap();
    assert_eq!((all.len(), all[0].ended), (1, Some(end)));
    let renewed = Change::Renewed(world.publisher.id().unwrap(), later(62), base);
    decisions::change(&tx, &confirm, (decision, 3, DecisionState::Confirmed), renewed).await.unwrap();
    let reopened = Change::Reopened("the list was corrected");
    decisions::change(&tx, &confirm, (decision, 4, DecisionState::Confirmed), reopened).await.unwrap();
    let anew = decisions::all(&tx, &enter).await.unwrap().remove(0);
    let told = (anew.state, anew.confirmed, anew.returned_reason.as_deref());
    assert_eq!(told, (DecisionState::Draft, None, Some("the list was corrected")));
    decisions::unsay(&tx, &enter, decision, &[id]).await.unwrap();
    assert_eq!(
        decisions::choices(&tx, &enter).await.unwrap(),
        [],
        "who is off the list is no longer spoken of"
    );
    decisions::change(&tx, &enter, (decision, 5, DecisionState::Draft), Change::Sent(base)).await.unwrap();
    let confirmed = Change::Confirmed(world.publisher.id().unwrap(), later(63));
    decisions::change(&tx, &confirm, (decision, 6, DecisionState::Sent), confirmed).await.unwrap();
    let third = decisions::begin(&tx, &enter, (code(), 2, base), &TERMS, by).await;
    assert!(third.is_ok(), "the first is confirmed: {third:?}");
    tx.commit().await.unwrap();
}

async fn a_person_is_transferred_once_and_a_probation_ends_once(db: &Db) {
    let world = world(db).await;
    let (id, decision) = begun(db, &world).await;
    let approve = permit::<access::ApproveTransfer>(&world.approver, world.scope());
    let by = (world.approver.id().unwrap(), NOW);
    let tx = db.store.write("transfer").await.unwrap();
    transfers::approve(&tx, &approve, (id, decision), (NOW, 6), by).await.unwrap();
    let trial = Some((later(-2), later(-1)));
    let term = ServiceTermRow { application: id, trial, months: 36, words_sealed: Some(vec![1]) };
    service_terms::put(&tx, &approve, &term).await.unwrap();
    assert_eq!(service_terms::of(&tx, &approve, id).await.unwrap(), Some(term.clone()));
    assert_eq!(service_terms::all(&tx, &approve).await.unwrap(), [term]);
    let end = ServiceEndRow { application: id, over: later(100), words_sealed: vec![2], by: by.0, at: NOW };
    let ends = permit::<access::EndServiceTerm>(&world.approver, world.scope());
    service_ends::put(&tx, &ends, &end).await.unwrap();
    assert_eq!(service_ends::of(&tx, &ends, id).await.unwrap(), Some(end.clone()));
    assert_eq!(service_ends::all(&tx, &ends).await.unwrap(), std::slice::from_ref(&end));
    tx.commit().await.unwrap();
    let tx = db.store.write("twice").await.unwrap();
    let twice = service_ends::put(&tx, &ends, &end).await;
    assert!(undone(tx, twice).await.is_err(), "a term ends early once");
    let tx = db.store.write("again").await.unwrap();
    let twice = transfers::approve(&tx, &approve, (id, decision), (NOW, 0), by).await;
    let twice = undone(tx, twice).await;
    assert!(matches!(twice, Err(StoreError::Conflict(Conflict::Transfer))), "{twice:?}");
    let tx = db.store.write("end").await.unwrap();
    let ends = permit::<access::EndProbation>(&world.screener, world.plain());
    let by = (world.screener.id().unwrap(), later(1));
    transfers::end(&tx, &ends, (id, ProbationEnd::Passed), by).await.unwrap();
    let twice = transfers::end(&tx, &ends, (id, ProbationEnd::Returned), by).await;
    assert!(matches!(twice, Err(StoreError::Stale)), "{twice:?}");
    let all = transfers::all(&tx, &ends).await.unwrap();
    assert_eq!((all[0].probation, all[0].ended), (6, Some((ProbationEnd::Passed, later(1)))));
    tx.commit().await.unwrap();
}

async fn what_a_stranger_wrote_is_read_with_its_code_and_counted_until_it_is_answered(db: &Db) {
    let world = world(db).await;
    let number = code();
    let new = || NewObjection {
        code: number,
        posting: world.posting,
        list: None,
        kind: ObjectionKind::Report,
        application: None,
        words: vec![1],
        contact: None,
        secret: "s",
        at: NOW,
        due_on: None,
    };
    let tx = db.store.write("receive").await.unwrap();
    objections::receive(&tx, new()).await.unwrap();
    tx.commit().await.unwrap();
    let tx = db.store.write("again").await.unwrap();
    let again = objections::receive(&tx, new()).await;
    let again = undone(tx, again).await;
    assert!(matches!(again, Err(StoreError::Conflict(Conflict::Code))), "{again:?}");
    let tx = db.store.write("answer").await.unwrap();
    assert!(objections::followed(&tx, &number, "another").await.unwrap().is_none());
    let (row, answers) = objections::followed(&tx, &number, "s").await.unwrap().unwrap();
    assert_eq!(
        (row.answered, answers.len(), objections::waiting(&tx, world.posting).await.unwrap()),
        (false, 0, 1)
    );
    let answer = permit::<access::AnswerObjection>(&world.approver, world.plain());
    let by = (world.approver.id().unwrap(), later(1));
    objections::answer(&tx, &answer, (code(), row.id), (None, Effect::Nothing, vec![2]), by).await.unwrap();
    let (row, answers) = objections::followed(&tx, &number, "s").await.unwrap().unwrap();
    assert_eq!(
        (row.answered, answers.len(), objections::waiting(&tx, world.posting).await.unwrap()),
        (true, 1, 0)
    );
    assert_eq!(objections::all(&tx, &answer).await.unwrap().len(), 1);
    // What came of a request for information concerns nobody, and needs no person.
    for effect in [Effect::Given, Effect::GivenInPart, Effect::NotGiven, Effect::NotHeld] {
        objections::answer(&tx, &answer, (code(), row.id), (None, effect, vec![3]), by).await.unwrap();
        let newest = objections::answers_to(&tx, &answer, row.id).await.unwrap().pop();
        assert_eq!(newest.map(|one| one.effect), Some(effect));
    }
    tx.commit().await.unwrap();
    let on_nobody = "UPDATE objection_answer SET effect = 'cancelled'";
    let refused = db.force(&[on_nobody]).await.unwrap_err();
    assert!(refused.contains("objection_answer_person"), "{refused}");
}

async fn what_a_candidate_raises_is_kept_once_for_a_verdict_and_once_for_a_paper(db: &Db) {
    let world = world(db).await;
    let (who, id) = applicant(db, &world, 1, State::Refused).await;
    let own = Scope::own(who.id().unwrap(), Some(world.posting));
    let raise = permit::<access::RaiseObjection>(&who, own);
    let new = |kind| NewObjection {
        code: code(),
        posting: world.posting,
        list: None,
        kind,
        application: Some(id),
        words: vec![1],
        contact: None,
        secret: "s",
        at: NOW,
        due_on: None,
    };
    let paper = |key: &str| Against::Component(key.to_owned());
    let (refusal, review) = (ObjectionKind::Refusal, ObjectionKind::Review);
    let tx = db.store.write("raise").await.unwrap();
    for (kind, against) in [
        (refusal, Against::Verdict(NOW)),
        (refusal, Against::Verdict(later(1))),
        (review, paper("a")),
        (review, paper("b")),
    ] {
        objections::raise(&tx, &raise, new(kind), &against).await.unwrap();
    }
    tx.commit().await.unwrap();
    for (kind, against) in [(refusal, Against::Verdict(NOW)), (review, paper("a"))] {
        let tx = db.store.write("again").await.unwrap();
        let again = objections::raise(&tx, &raise, new(kind), &against).await;
        let again = undone(tx, again).await;
        assert!(matches!(again, Err(StoreError::Conflict(Conflict::Raised))), "{again:?}");
    }
    let both =
        db.force(&["UPDATE own_objection SET verdict_at = 1 WHERE component = 'a'"]).await.unwrap_err();
    assert!(both.contains("own_objection_about"), "{both}");
    let tx = db.store.write("read").await.unwrap();
    let view = permit::<access::AnswerObjection>(&world.approver, world.plain());
    let raised = objections::raised(&tx, &raise, id).await.unwrap();
    assert_eq!(raised.iter().map(|one| one.1.clone()).next_back(), Some(paper("b")));
    let all: Vec<_> = objections::all(&tx, &view).await.unwrap().iter().map(|one| one.id).collect();
    assert_eq!(objections::against(&tx, &view, &all).await.unwrap().len(), 4);
    let waiting = permit::<access::FinishScreening>(&world.screener, world.plain());
    assert_eq!(objections::refusals_waiting(&tx, &waiting).await.unwrap(), 2);
    let by = (world.approver.id().unwrap(), later(1));
    objections::answer(&tx, &view, (code(), all[3]), (Some(id), Effect::Granted, vec![2]), by).await.unwrap();
    assert_eq!(objections::answers_to(&tx, &view, all[3]).await.unwrap()[0].effect, Effect::Granted);
    tx.rollback().await.unwrap();
}

async fn the_newest_entry_of_a_year_is_the_last(db: &Db) {
    let admin = account(db, access::Role::Administrator, "admin").await;
    let admin = caller(admin, access::Role::Administrator, &[]);
    let enter = permit::<access::EnterWorkYear>(&admin, Scope::system());
    let by = (admin.id().unwrap(), NOW);
    let tx = db.store.write("years").await.unwrap();
    for days in ["off 2027-01-01\n", "off 2027-01-02\n"] {
        let new = NewWorkYear { year: 2027, source: "s", days, reason: "r" };
        work_years::put(&tx, &enter, &new, by).await.unwrap();
    }
    let all = work_years::all(&tx).await.unwrap();
    assert_eq!(all.last().map(|row| row.days.as_str()), Some("off 2027-01-02\n"));
    tx.commit().await.unwrap();
}
