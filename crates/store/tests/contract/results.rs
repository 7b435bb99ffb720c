//! Rankings and lists.

use domain::access::{self, Scope};
use domain::digest::Digest;
use domain::event::Event;
use domain::id::{ApplicationId, RankingId};
use domain::lifecycle::{ApplicationState as State, Phase};
use domain::lists::CorrectionState;
use store::audit::{Told, Wrong};
use store::bonds::check::How;
use store::lists::corrections::{self, Ended};
use store::lists::{self, NewList};
use store::postings::{self, Approval, Mark};
use store::rankings::{self, BasisRow, Digests, Line, NewRanking, RankingList, Traced};
use store::schemes::{self, NewScheme};
use store::{Conflict, StoreError, contents};

use crate::harness::{Db, NOW, World, applicant, code, later, permit, system, world};

contract!(
    the_newest_ranking_is_the_current_one,
    a_ranking_that_never_stood_is_taken_away_in_steps,
    rows_are_bound_once_and_as_they_were_laid_down,
    what_a_ranking_was_computed_from_is_named_while_the_ranking_is_there,
    a_list_is_published_once_and_for_ever,
    a_correction_supersedes,
    a_list_has_one_open_correction_which_another_person_ends,
    two_lists_come_from_one_ranking_and_none_from_a_fallen_one,
);

pub async fn ranked(db: &Db, world: &World, id: ApplicationId, result: &[u8]) -> RankingId {
    let ranking = prepared(db, world, id, result).await;
    let compute = permit::<access::ComputeRanking>(&world.screener, world.plain());
    let tx = db.store.write("stand").await.unwrap();
    let laid = rankings::laid_down(&tx, &compute, ranking).await.unwrap();
    rankings::make_current(&tx, &compute, &laid).await.unwrap();
    tx.commit().await.unwrap();
    ranking
}

async fn prepared(db: &Db, world: &World, id: ApplicationId, result: &[u8]) -> RankingId {
    let by = world.screener.id().unwrap();
    let compute = permit::<access::ComputeRanking>(&world.screener, world.plain());
    let tx = db.store.write("rank").await.unwrap();
    let edit = permit::<access::EditScheme>(&world.screener, world.scope());
    let after = schemes::newest(&tx, &edit).await.unwrap().map_or(0, |row| row.revision);
    let scheme = NewScheme { after, body: "{}", digest: Digest::of(b"s"), by, at: NOW };
    let scheme = schemes::insert(&tx, &edit, &scheme).await.unwrap();
    let digests = Digests {
        scheme: Digest::of(b"s"),
        inputs: Digest::of(b"i"),
        rulings: Digest::of(b"d"),
        result: Digest::of(result),
    };
    let new = NewRanking {
        code: code(),
        scheme,
        digests,
        inputs: store::inputs::version(&tx, &compute).await.unwrap(),
        revision: 2,
        engine: "1.0.0",
        open_questions: 0,
        body: "[]",
        by,
        at: NOW,
    };
    let ranking = rankings::prepare(&tx, &compute, &new).await.unwrap();
    let line =
        Line { position: world.positions[0], application: id, place: 1, tied: false, body: "{}".to_owned() };
    let steps = String::from_utf8_lossy(result).into_owned();
    rankings::add_lines(&tx, &compute, ranking, vec![Traced { line, steps }]).await.unwrap();
    let kept = RankingList {
        stage: "inspection".to_owned(),
        ready: true,
        open_questions: 0,
        people: 1,
        inside: 1,
        body: "rows".to_owned(),
    };
    rankings::add_lists(&tx, &compute, ranking, vec![kept]).await.unwrap();
    tx.commit().await.unwrap();
    ranking
}

/// Rows are laid down some at a time, so a process that ends leaves them behind: nobody sees them, and they go.
async fn a_ranking_that_never_stood_is_taken_away_in_steps(db: &Db) {
    let world = world(db).await;
    let (_, id) = applicant(db, &world, 1, State::Passed).await;
    let left = prepared(db, &world, id, b"left").await;
    let stands = ranked(db, &world, id, b"stands").await;
    let tx = db.store.write("forget").await.unwrap();
    assert_eq!(rankings::forsaken(&tx, NOW).await.unwrap(), [], "still being written");
    assert_eq!(rankings::forsaken(&tx, later(1)).await.unwrap(), [left]);
    assert!(rankings::forget(&tx, stands, 9).await.unwrap(), "nothing to do");
    assert!(!rankings::forget(&tx, left, 9).await.unwrap(), "its rows first");
    assert!(rankings::forget(&tx, left, 9).await.unwrap());
    assert_eq!(rankings::forsaken(&tx, later(1)).await.unwrap(), []);
    let view = permit::<access::ViewRanking>(&world.publisher, world.plain());
    assert_eq!(rankings::lines(&tx, &view, left, None).await.unwrap(), []);
    assert_eq!(rankings::lines_of(&tx, &view, stands, &[id]).await.unwrap().len(), 1);
    assert_eq!(rankings::lines_of(&tx, &view, stands, &[]).await.unwrap(), []);
    assert_eq!(rankings::lists(&tx, &view, stands).await.unwrap().len(), 1);
    tx.commit().await.unwrap();
}

/// Its contents are found by the sweep and by a change of keys; a ranking of before has none.
async fn what_a_ranking_was_computed_from_is_named_while_the_ranking_is_there(db: &Db) {
    let world = world(db).await;
    let (_, id) = applicant(db, &world, 1, State::Passed).await;
    let before = ranked(db, &world, id, b"before").await;
    let stands = ranked(db, &world, id, b"stands").await;
    prepared(db, &world, id, b"never").await;
    let compute = permit::<access::ComputeRanking>(&world.screener, world.plain());
    let turn = permit::<access::TurnKeys>(&system(), Scope::system());
    let lies = Digest::from_bytes([0xcd; 32]);
    let basis = BasisRow { size: 9, lies, generation: 1 };
    let tx = db.store.write("basis").await.unwrap();
    rankings::keep_basis(&tx, &compute, stands, basis).await.unwrap();
    let view = permit::<access::ViewRanking>(&world.publisher, world.plain());
    let all = rankings::stood(&tx, &view).await.unwrap();
    let all: Vec<_> = all.into_iter().map(|(one, basis)| (one.id, basis)).collect();
    assert_eq!(all, [(stands, Some(basis)), (before, None)], "newest first, and none that never stood");
    let named = contents::digests(&tx, 0xcd).await.unwrap();
    assert_eq!(named.iter().map(|one| one.0).collect::<Vec<_>>(), [lies]);
    let (_, older) = contents::older(&tx, &turn, (2, i64::MIN)).await.unwrap().unwrap();
    assert_eq!(older, lies);
    assert_eq!(contents::sealed(&tx, &turn, (lies, 2)).await.unwrap(), 1);
    assert_eq!(contents::older(&tx, &turn, (2, i64::MIN)).await.unwrap(), None);
    let all = rankings::stood(&tx, &view).await.unwrap();
    assert_eq!(all[0].1, Some(BasisRow { generation: 2, ..basis }));
    tx.commit().await.unwrap();
    let tx = db.store.write("twice").await.unwrap();
    assert!(rankings::keep_basis(&tx, &compute, stands, basis).await.is_err(), "one for each");
    tx.rollback().await.unwrap();
}

/// Makes a prepared ranking current by an act of a store that binds; `between` happens after its rows were looked at.
async fn stands(db: &Db, world: &World, ranking: RankingId, between: &[&str]) -> Result<(), StoreError> {
    let compute = permit::<access::ComputeRanking>(&world.screener, world.plain());
    let store = db.bound();
    let look = store.snapshot("laid down").await?;
    let laid = rankings::laid_down(&look, &compute, ranking).await?;
    look.close().await?;
    db.force(between).await.unwrap();
    let tx = store.write("stand").await?;
    rankings::make_current(&tx, &compute, &laid).await?;
    let event = Event::TicketsIssued { posting: world.posting_code, count: 1 };
    let told = Told { caller: &world.screener, address: None };
    store::audit::record(&tx, &compute, told, NOW, &event).await?;
    tx.commit().await
}

/// How often rows of rankings were bound, and the tables in which something is not as it was bound.
async fn bound_rows(db: &Db) -> (usize, Vec<(String, How)>) {
    let often = db.words("SELECT relation FROM event_row WHERE relation = 'ranking_row'").await.len();
    let look = db.bound().snapshot("verify").await.unwrap();
    let found = store::audit::verify_chain(&look, &[]).await.unwrap().wrong.kept;
    look.close().await.unwrap();
    let of_rankings = found.into_iter().filter_map(|wrong| match wrong {
        Wrong::Row(amiss) if amiss.table.starts_with("ranking") => Some((amiss.table, amiss.how)),
        _ => None,
    });
    (often, of_rankings.filter(|(_, how)| *how != How::Outside).collect())
}

async fn rows_are_bound_once_and_as_they_were_laid_down(db: &Db) {
    let world = world(db).await;
    let (_, id) = applicant(db, &world, 1, State::Passed).await;
    let first = prepared(db, &world, id, b"1").await;
    stands(db, &world, first, &[]).await.unwrap();
    assert_eq!(bound_rows(db).await, (1, vec![]));
    // Any change of it that leaves it standing is a change of its head alone; one that makes it prepared again concerns its rows.
    let noted = async |change: &str| {
        db.force(&["DELETE FROM touched", &format!("UPDATE ranking SET {change}")]).await.unwrap();
        db.words("SELECT DISTINCT relation FROM touched ORDER BY relation").await
    };
    assert_eq!(noted("state = 'superseded'").await, ["ranking"]);
    assert_eq!(noted("state = 'preparing'").await, ["ranking", "ranking_list", "ranking_row"]);
    assert_eq!(noted("state = 'current'").await.len(), 3);
    db.force(&["DELETE FROM touched"]).await.unwrap();
    // The next one takes its place: the rows of the first are neither read nor bound again.
    let second = prepared(db, &world, id, b"2").await;
    stands(db, &world, second, &[]).await.unwrap();
    assert_eq!(bound_rows(db).await, (2, vec![]));
    // A row that went meanwhile is noticed, and one that was altered past the program is not taken for what was laid down.
    let third = prepared(db, &world, id, b"3").await;
    let gone = format!("DELETE FROM ranking_row WHERE ranking = {}", third.0);
    assert!(matches!(stands(db, &world, third, &[&gone]).await, Err(StoreError::Stale)));
    let fourth = prepared(db, &world, id, b"4").await;
    let altered = format!("UPDATE ranking_row SET place = 9 WHERE ranking = {}", fourth.0);
    stands(db, &world, fourth, &[&altered, "DELETE FROM touched"]).await.unwrap();
    assert_eq!(bound_rows(db).await, (3, vec![("ranking_row".to_owned(), How::Altered)]));
}

async fn the_newest_ranking_is_the_current_one(db: &Db) {
    let world = world(db).await;
    let (who, id) = applicant(db, &world, 1, State::Passed).await;
    ranked(db, &world, id, b"1").await;
    let second = ranked(db, &world, id, b"2").await;
    let look = db.store.snapshot("standing").await.unwrap();
    let locked = rankings::standing(&look, world.posting).await.unwrap().unwrap();
    let scope = locked.scope();
    assert_eq!(scope.hands, [world.screener.id().unwrap()], "who computed it may not sign it");
    assert!(access::ask::<access::PublishList>(&world.screener, scope.clone()).is_err());
    let view = permit::<access::ViewRanking>(&world.publisher, scope);
    assert_eq!(locked.show(&view).unwrap().id, second);
    let row = locked.open(&view).unwrap();
    assert_eq!((row.id, row.published, row.digests.result), (second, false, Digest::of(b"2")));
    for position in [None, Some(world.positions[0])] {
        let lines = rankings::lines(&look, &view, second, position).await.unwrap();
        assert_eq!((lines.len(), lines[0].line.place, lines[0].line.tied), (1, 1, false));
    }
    assert_eq!(rankings::lines(&look, &view, second, Some(world.positions[1])).await.unwrap(), []);
    let own = domain::access::Scope::own(who.id().unwrap(), Some(world.posting));
    let own = permit::<access::ViewOwnApplication>(&who, own);
    assert_eq!(rankings::own_published(&look, &own, id).await.unwrap(), None, "not before list");
    let tally = rankings::tally(&look, &view, second).await.unwrap();
    assert_eq!(tally, [(world.positions[0], 1)].into());
    let heads = rankings::lists(&look, &view, second).await.unwrap();
    assert_eq!((heads.len(), heads[0].people, heads[0].body.as_str()), (1, 1, ""), "counts without rows");
    let whole = rankings::list(&look, &view, second, "inspection").await.unwrap().unwrap();
    assert_eq!(whole.body, "rows");
    assert_eq!(rankings::list(&look, &view, second, "interview").await.unwrap(), None);
    assert_eq!(rankings::steps_of(&look, &view, second, "no such ticket").await.unwrap(), None);
    look.close().await.unwrap();

    let tx = db.store.write("reopen").await.unwrap();
    let reopen = permit::<access::ReopenMarks>(&world.screener, world.plain());
    rankings::supersede(&tx, &reopen).await.unwrap();
    tx.commit().await.unwrap();
    let look = db.store.snapshot("fallen").await.unwrap();
    assert!(rankings::standing(&look, world.posting).await.unwrap().is_none());
    look.close().await.unwrap();
}

pub fn list<'a>(world: &World, ranking: RankingId, bytes: &'a [u8]) -> NewList<'a> {
    NewList {
        code: code(),
        stage: "inspection",
        ranking,
        bytes,
        first_signer: world.screener.id().unwrap(),
        second_signer: world.publisher.id().unwrap(),
        at: NOW,
        corrects: None,
    }
}

/// Lets the posting become public.
async fn approved(db: &Db, world: &World) {
    let submit = permit::<access::SubmitPosting>(&world.screener, world.scope());
    let approve = permit::<access::ApprovePosting>(&world.approver, world.scope());
    let tx = db.store.write("approved").await.unwrap();
    let mark = Mark::Submitted(world.screener.id().unwrap(), NOW);
    postings::turn(&tx, &submit, 2, (Phase::Draft, Phase::Submitted), mark).await.unwrap();
    let approval = Approval { by: world.approver.id().unwrap(), at: NOW, digest: Digest::of(b"shown") };
    let mark = Mark::Approved(approval);
    postings::turn(&tx, &approve, 3, (Phase::Submitted, Phase::Approved), mark).await.unwrap();
    tx.commit().await.unwrap();
}

async fn a_list_is_published_once_and_for_ever(db: &Db) {
    let world = world(db).await;
    let (who, id) = applicant(db, &world, 1, State::Passed).await;
    let ranking = ranked(db, &world, id, b"1").await;
    let publish = permit::<access::PublishList>(&world.publisher, world.plain());
    let tx = db.store.write("one hand").await.unwrap();
    let alone = NewList { first_signer: world.publisher.id().unwrap(), ..list(&world, ranking, b"x") };
    let refused = lists::seal(&tx, &publish, &alone).await;
    assert!(matches!(refused, Err(StoreError::Conflict(Conflict::TwoSigners))), "{refused:?}");
    tx.rollback().await.unwrap();

    approved(db, &world).await;
    let before = postings::public::marks(&db.store.snapshot("v").await.unwrap()).await.unwrap();
    let tx = db.store.write("publish").await.unwrap();
    let new = list(&world, ranking, b"posting: x\n\nrank\n1\n");
    let sealed = lists::seal(&tx, &publish, &new).await.unwrap();
    tx.commit().await.unwrap();
    let tx = db.store.write("twice").await.unwrap();
    let twice = lists::seal(&tx, &publish, &list(&world, ranking, b"y")).await;
    assert!(matches!(twice, Err(StoreError::Conflict(Conflict::ListVersion))), "{twice:?}");
    tx.rollback().await.unwrap();

    let look = db.store.snapshot("public").await.unwrap();
    let row = lists::by_code(&look, &new.code).await.unwrap().unwrap();
    assert_eq!((row.id, row.version, row.digest), (sealed, 1, Digest::of(new.bytes)));
    assert_eq!(lists::bytes(&look, row.id).await.unwrap().as_deref(), Some(new.bytes));
    assert_eq!(lists::of_posting(&look, world.posting).await.unwrap(), [row]);
    assert_eq!(lists::readable(&look).await.unwrap().len(), 1);
    assert_ne!(postings::public::marks(&look).await.unwrap(), before, "the press is told");
    let own = domain::access::Scope::own(who.id().unwrap(), Some(world.posting));
    let own = permit::<access::ViewOwnApplication>(&who, own);
    let line = rankings::own_published(&look, &own, id).await.unwrap().unwrap();
    assert_eq!(line.steps, "1", "the steps of the ranking that was published");
    look.close().await.unwrap();

    for statement in ["UPDATE list SET stage = 'x'", "DELETE FROM list"] {
        let refused = db.force(&[statement]).await.unwrap_err();
        assert!(refused.contains("list_permanent"), "{statement}: {refused}");
    }
}

async fn a_correction_supersedes(db: &Db) {
    let world = world(db).await;
    let (_, id) = applicant(db, &world, 1, State::Passed).await;
    let publish = permit::<access::PublishList>(&world.publisher, world.plain());
    let first = ranked(db, &world, id, b"1").await;
    let tx = db.store.write("first").await.unwrap();
    let new = list(&world, first, b"first");
    lists::seal(&tx, &publish, &new).await.unwrap();
    let before = lists::by_code(&tx, &new.code).await.unwrap().unwrap();
    tx.commit().await.unwrap();

    let second = ranked(db, &world, id, b"2").await;
    let tx = db.store.write("second").await.unwrap();
    let new = NewList {
        corrects: Some((&before, "A mark was misread.")),
        at: later(60),
        ..list(&world, second, b"second")
    };
    lists::seal(&tx, &publish, &new).await.unwrap();
    tx.commit().await.unwrap();
    let look = db.store.snapshot("both").await.unwrap();
    let rows = lists::of_posting(&look, world.posting).await.unwrap();
    assert_eq!((rows[0].version, rows[0].supersedes, rows[1].version), (2, Some(before.id), 1));
    assert_eq!(lists::bytes(&look, before.id).await.unwrap().as_deref(), Some(b"first".as_slice()));
    look.close().await.unwrap();
}

async fn a_list_has_one_open_correction_which_another_person_ends(db: &Db) {
    let world = world(db).await;
    approved(db, &world).await;
    let (_, id) = applicant(db, &world, 1, State::Passed).await;
    let publish = permit::<access::PublishList>(&world.publisher, world.plain());
    let correct = permit::<access::CorrectList>(&world.screener, world.scope());
    let ranking = ranked(db, &world, id, b"1").await;
    let tx = db.store.write("first").await.unwrap();
    let sealed = lists::seal(&tx, &publish, &list(&world, ranking, b"first")).await.unwrap();
    tx.commit().await.unwrap();
    let (begins, ends) = (world.screener.id().unwrap(), world.publisher.id().unwrap());
    let begin = async |reason: &str| {
        let tx = db.store.write("begin").await.unwrap();
        match corrections::begin(&tx, &correct, (sealed, reason), (begins, NOW)).await {
            Ok(id) => tx.commit().await.map(|()| id),
            Err(error) => tx.rollback().await.and(Err(error)),
        }
    };
    let marks = async || {
        let look = db.store.snapshot("marks").await.unwrap();
        let marks = postings::public::marks(&look).await.unwrap();
        look.close().await.unwrap();
        marks
    };
    let before = marks().await;
    let open = begin("why").await.unwrap();
    let begun = marks().await;
    assert_ne!(before, begun, "the press is told");
    let twice = begin("again").await;
    assert!(matches!(twice, Err(StoreError::Conflict(Conflict::Correction))), "{twice:?}");

    let any = permit::<access::LoadDemonstration>(&system(), world.plain());
    let end = async |by, how| {
        let tx = db.store.write("end").await.unwrap();
        match corrections::end(&tx, &any, (open, how, ranking), (by, later(60))).await {
            Ok(()) => tx.commit().await,
            Err(error) => tx.rollback().await.and(Err(error)),
        }
    };
    let alone = end(begins, Ended::Corrected).await;
    assert!(matches!(alone, Err(StoreError::Conflict(Conflict::TwoPeople))), "{alone:?}");
    end(ends, Ended::Kept("it is right")).await.unwrap();
    assert_ne!(marks().await, begun, "the press is told");
    let twice = end(ends, Ended::Corrected).await;
    assert!(matches!(twice, Err(StoreError::Stale)), "{twice:?}");
    begin("later").await.unwrap();
    let look = db.store.snapshot("all").await.unwrap();
    let all = corrections::of_posting(&look, world.posting).await.unwrap();
    let states: Vec<_> = all.iter().map(|one| (one.state, one.ended_reason.as_deref())).collect();
    let (kept, again) = (CorrectionState::Kept, CorrectionState::Open);
    assert_eq!(states, [(kept, Some("it is right")), (again, None)]);
    look.close().await.unwrap();
}

async fn two_lists_come_from_one_ranking_and_none_from_a_fallen_one(db: &Db) {
    let world = world(db).await;
    let (_, id) = applicant(db, &world, 1, State::Passed).await;
    let publish = permit::<access::PublishList>(&world.publisher, world.plain());
    let first = ranked(db, &world, id, b"1").await;
    let tx = db.store.write("two lists").await.unwrap();
    let interview = NewList { stage: "interview", ..list(&world, first, b"interview") };
    lists::seal(&tx, &publish, &interview).await.unwrap();
    lists::seal(&tx, &publish, &list(&world, first, b"inspection")).await.unwrap();
    tx.commit().await.unwrap();

    let second = ranked(db, &world, id, b"2").await;
    let tx = db.store.write("fallen").await.unwrap();
    let late = NewList { stage: "late", ..list(&world, first, b"late") };
    let refused = lists::seal(&tx, &publish, &late).await;
    assert!(matches!(refused, Err(StoreError::Stale)), "{refused:?}");
    lists::seal(&tx, &publish, &NewList { ranking: second, ..late }).await.unwrap();
    tx.commit().await.unwrap();
}
