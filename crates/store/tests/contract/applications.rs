//! Applications, the queue, verdicts.

use domain::access::{self, Scope};
use domain::digest::Digest;
use domain::lifecycle::{ApplicationState as State, Phase};
use domain::screening::RefusalGround;
use store::applications::{self, Filter};
use store::postings::{self, Approval, Mark};
use store::screenings::{self, Ruled, Said};
use store::{Conflict, StoreError};

use crate::harness::{Db, NOW, applicant, code, complete, later, permit, system, world};

contract!(
    one_live_application_per_person_and_posting,
    an_identity_number_applies_once_per_posting,
    a_draft_is_its_candidates_own,
    two_submits_count_once,
    the_queue_finds_and_counts,
    tickets_go_to_those_who_passed,
    verdicts_stay_when_undone,
    likely_duplicates_are_found_by_their_indexes,
);

async fn one_live_application_per_person_and_posting(db: &Db) {
    let world = world(db).await;
    let (who, id) = applicant(db, &world, 1, State::Submitted).await;
    let scope = Scope::own(who.id().unwrap(), Some(world.posting));
    let start = permit::<access::StartApplication>(&who, scope.clone());
    let content = complete(9);
    let again = applications::NewApplication {
        code: code(),
        posting: world.posting,
        position: world.positions[1],
        content: &content,
        at: NOW,
    };
    let tx = db.store.write("again").await.unwrap();
    let refused = applications::insert(&tx, &start, &again).await;
    assert!(matches!(refused, Err(StoreError::Conflict(Conflict::LiveApplication))), "{refused:?}");
    tx.rollback().await.unwrap();

    let tx = db.store.write("withdraw").await.unwrap();
    let withdraw = permit::<access::WithdrawApplication>(&who, scope);
    applications::turn(&tx, &withdraw, (id, 2), (State::Submitted, State::Withdrew), NOW).await.unwrap();
    assert_eq!(applications::own_live(&tx, &start, world.posting).await.unwrap(), None);
    applications::insert(&tx, &start, &again).await.unwrap();
    assert_eq!(applications::own(&tx, &start).await.unwrap().len(), 2);
    tx.commit().await.unwrap();
}

async fn an_identity_number_applies_once_per_posting(db: &Db) {
    let world = world(db).await;
    applicant(db, &world, 1, State::Submitted).await;
    let (who, id) = applicant(db, &world, 2, State::Draft).await;
    let edit = permit::<access::EditApplication>(&who, Scope::own(who.id().unwrap(), Some(world.posting)));
    let tx = db.store.write("same number").await.unwrap();
    let same = complete(1);
    let refused = applications::save_draft(&tx, &edit, (id, 1), world.positions[0], &same, NOW).await;
    assert!(matches!(refused, Err(StoreError::Conflict(Conflict::IdentityNumber))), "{refused:?}");
    tx.rollback().await.unwrap();
}

async fn a_draft_is_its_candidates_own(db: &Db) {
    let world = world(db).await;
    let (who, id) = applicant(db, &world, 1, State::Draft).await;
    let (other, _) = applicant(db, &world, 2, State::Draft).await;
    let own = |who: &domain::access::Caller| Scope::own(who.id().unwrap(), Some(world.posting));
    let theirs = permit::<access::EditApplication>(&other, own(&other));
    let mine = permit::<access::EditApplication>(&who, own(&who));
    let tx = db.store.write("edit").await.unwrap();
    let stolen = applications::save_draft(&tx, &theirs, (id, 1), world.positions[0], &complete(7), NOW).await;
    assert!(matches!(stolen, Err(StoreError::Stale)), "{stolen:?}");
    applications::save_draft(&tx, &mine, (id, 1), world.positions[1], &complete(8), later(5)).await.unwrap();
    let locked = applications::by_id(&tx, id).await.unwrap().unwrap();
    assert!(locked.open(&theirs).is_err());
    let row = applications::by_id(&tx, id).await.unwrap().unwrap().open(&mine).unwrap();
    assert_eq!((row.version, row.position, row.updated_at), (2, world.positions[1], later(5)));
    assert_eq!(row.content, complete(8));
    assert!(!format!("{row:?}").contains("Name"), "a name never prints");
    tx.commit().await.unwrap();
}

async fn two_submits_count_once(db: &Db) {
    let world = world(db).await;
    let (who, id) = applicant(db, &world, 1, State::Draft).await;
    let scope = Scope::own(who.id().unwrap(), Some(world.posting));
    let submits = [NOW, later(1)].map(|at| {
        let store = db.store.clone();
        let permit = permit::<access::SubmitApplication>(&who, scope.clone());
        tokio::spawn(async move {
            let tx = store.write("submit").await?;
            applications::turn(&tx, &permit, (id, 1), (State::Draft, State::Submitted), at).await?;
            tx.commit().await
        })
    });
    let mut done = 0;
    for submit in submits {
        match submit.await.unwrap() {
            Ok(()) => done += 1,
            Err(error) => assert!(matches!(error, StoreError::Stale), "{error:?}"),
        }
    }
    assert_eq!(done, 1);
}

async fn the_queue_finds_and_counts(db: &Db) {
    let world = world(db).await;
    let mut ids = Vec::new();
    for (index, state) in
        [(1, State::Submitted), (2, State::Passed), (3, State::Draft), (4, State::Submitted)]
    {
        ids.push(applicant(db, &world, index, state).await.1);
    }
    let view = permit::<access::ViewApplications>(&world.screener, world.plain());
    let look = db.store.snapshot("queue").await.unwrap();
    let (rows, all) = applications::queue(&look, &view, &Filter::default(), (0, 10)).await.unwrap();
    let found: Vec<_> = rows.iter().map(|row| row.id).collect();
    assert_eq!((found, all), (vec![ids[0], ids[1], ids[3]], 3), "in order of arrival, drafts left out");
    let (page, all) = applications::queue(&look, &view, &Filter::default(), (1, 1)).await.unwrap();
    assert_eq!((page[0].id, all), (ids[1], 3));

    let cards = applications::cards(&look, &view, &Filter::default()).await.unwrap();
    let shown: Vec<_> = cards.iter().map(|card| (card.id, card.name_sealed.clone().unwrap()[0])).collect();
    assert_eq!(
        shown,
        [(ids[0], 1), (ids[1], 2), (ids[3], 4)],
        "names stay sealed, in the order of the queue"
    );
    assert!(!format!("{:?}", cards[0]).contains('['));

    let waiting = Filter { state: Some(State::Submitted), ..Filter::default() };
    let here = applications::neighbours(&look, &view, &waiting, &rows[1]).await.unwrap();
    assert_eq!((here.previous, here.next), (Some(rows[0].code), Some(rows[2].code)));
    let last = applications::neighbours(&look, &view, &waiting, &rows[2]).await.unwrap();
    assert_eq!((last.previous, last.next), (Some(rows[0].code), None));

    let counts = applications::counts(&look, &view).await.unwrap();
    assert_eq!((counts.drafts, counts.submitted, counts.passed, counts.refused), (1, 2, 1, 0));
    let passed = applications::passed(&look, &view).await.unwrap();
    let entrants = applications::entrants(&look, &view).await.unwrap();
    assert_eq!((passed.len(), entrants.len()), (1, 1));
    assert_eq!(
        (entrants[0].id, entrants[0].code, entrants[0].position),
        (ids[1], passed[0].code, world.positions[0])
    );
    look.close().await.unwrap();
}

async fn tickets_go_to_those_who_passed(db: &Db) {
    let world = world(db).await;
    let (_, passed) = applicant(db, &world, 1, State::Passed).await;
    let (_, second) = applicant(db, &world, 2, State::Passed).await;
    let (_, waiting) = applicant(db, &world, 3, State::Submitted).await;
    let finish = permit::<access::FinishScreening>(&world.screener, world.plain());
    let tx = db.store.write("tickets").await.unwrap();
    let one = |id| [(id, "0001".to_owned())];
    assert!(matches!(
        applications::issue_tickets(&tx, &finish, &one(waiting), NOW).await,
        Err(StoreError::Stale)
    ));
    let with_another = [(passed, "0002".to_owned()), (waiting, "0003".to_owned())];
    let stale = applications::issue_tickets(&tx, &finish, &with_another, NOW).await;
    assert!(matches!(stale, Err(StoreError::Stale)), "one of them is still waiting: {stale:?}");
    tx.rollback().await.unwrap();
    let tx = db.store.write("tickets").await.unwrap();
    assert_eq!(applications::without_ticket(&tx, &finish, None).await.unwrap(), [passed, second]);
    assert_eq!(applications::without_ticket(&tx, &finish, Some(1)).await.unwrap(), [passed]);
    applications::issue_tickets(&tx, &finish, &one(passed), NOW).await.unwrap();
    assert_eq!(applications::without_ticket(&tx, &finish, None).await.unwrap(), [second]);
    let asked = ["0001", "0002"].map(str::to_owned);
    assert_eq!(applications::taken(&tx, &finish, &asked).await.unwrap(), ["0001"]);
    let view = permit::<access::ViewApplications>(&world.screener, world.plain());
    let nobody_reads = async |what: &str| {
        let cards = applications::cards(&tx, &view, &Filter::default()).await.unwrap();
        let found = applications::entrants_with(&tx, &view, &["0001"]).await.unwrap();
        let entrants = applications::entrants(&tx, &view).await.unwrap();
        let rows = applications::passed(&tx, &view).await.unwrap();
        assert!(cards.iter().all(|card| card.ticket.is_none()) && found.is_empty(), "{what}");
        let one = entrants.iter().find(|one| one.id == passed).unwrap().code;
        assert_eq!(applications::entrant(&tx, &view, one).await.unwrap(), None, "{what}");
        assert!(entrants.iter().all(|one| one.ticket.is_none()), "{what}");
        assert!(rows.iter().all(|row| row.ticket.is_none()), "{what}");
    };
    nobody_reads("before the posting turned").await;
    let (by, approver) = (world.screener.id().unwrap(), world.approver.id().unwrap());
    let load = permit::<access::LoadDemonstration>(&system(), world.plain());
    let approval = Approval { by: approver, at: NOW, digest: Digest::of(b"shown") };
    let steps = [
        (Phase::Draft, Phase::Submitted, Mark::Submitted(by, NOW)),
        (Phase::Submitted, Phase::Approved, Mark::Approved(approval)),
        (Phase::Approved, Phase::Screening, Mark::Plain),
    ];
    for (version, (from, to, mark)) in (2..).zip(steps) {
        postings::turn(&tx, &load, version, (from, to), mark).await.unwrap();
    }
    nobody_reads("while people are screened").await;
    postings::turn(&tx, &finish, 5, (Phase::Screening, Phase::Examining), Mark::Plain).await.unwrap();
    let named = applications::entrants_with(&tx, &view, &["0001", "nobody's"]).await.unwrap();
    assert_eq!(named.iter().map(|one| one.id).collect::<Vec<_>>(), [passed]);
    assert_eq!(applications::entrant(&tx, &view, named[0].code).await.unwrap().as_ref(), named.first());
    assert_eq!(applications::entrant(&tx, &view, code()).await.unwrap(), None, "nobody's");
    let rows = applications::passed(&tx, &view).await.unwrap();
    let row = rows.iter().find(|row| row.id == passed).unwrap();
    assert_eq!((row.ticket.as_deref(), row.updated_at), (Some("0001"), NOW));
    let taken = applications::issue_tickets(&tx, &finish, &one(second), NOW).await;
    assert!(matches!(taken, Err(StoreError::Conflict(Conflict::Ticket))), "{taken:?}");
    tx.rollback().await.unwrap();
    // Whoever no longer passes gives the number back, and nobody else does.
    let tx = db.store.write("back").await.unwrap();
    let numbers = [(passed, "0001".to_owned()), (second, "0002".to_owned())];
    applications::issue_tickets(&tx, &finish, &numbers, NOW).await.unwrap();
    let screen = permit::<access::ScreenApplication>(&world.screener, world.plain());
    applications::turn(&tx, &screen, (second, 4), (State::Passed, State::Refused), NOW).await.unwrap();
    applications::take_back_tickets(&tx, &finish, 2, NOW).await.unwrap();
    let held =
        async || applications::taken(&tx, &finish, &["0001", "0002"].map(str::to_owned)).await.unwrap();
    assert_eq!(held().await.len(), 2, "as many numbers as people pass: nothing is looked at");
    applications::take_back_tickets(&tx, &finish, 1, NOW).await.unwrap();
    // Nobody else ever gets it, and it waits for its person.
    assert_eq!(held().await.len(), 2, "it is not free");
    let back = applications::given_back(&tx, &finish).await.unwrap();
    assert_eq!(back.into_iter().collect::<Vec<_>>(), [(second, "0002".to_owned())]);
    let passes = applications::passed(&tx, &view).await.unwrap();
    assert_eq!(passes.iter().map(|one| one.id).collect::<Vec<_>>(), [passed]);
    tx.commit().await.unwrap();
}

async fn verdicts_stay_when_undone(db: &Db) {
    let world = world(db).await;
    let (_, id) = applicant(db, &world, 1, State::Submitted).await;
    let by = world.screener.id().unwrap();
    let said = |ruled, words: Option<&[u8]>| Said { ruled, words_sealed: words.map(<[u8]>::to_vec) };
    let refused = said(Ruled::Refused(RefusalGround::Age), Some(b"sealed"));
    let undone = said(Ruled::Undone, Some(b"sealed too"));
    let passed = said(Ruled::Passed, None);
    let screen = permit::<access::ScreenApplication>(&world.screener, world.plain());
    let tx = db.store.write("screen").await.unwrap();
    for ruled in [&refused, &undone, &passed] {
        screenings::insert(&tx, &screen, (id, 3), ruled, (by, NOW)).await.unwrap();
    }
    let history = screenings::history(&tx, &screen, id).await.unwrap();
    let ruled: Vec<_> = history.into_iter().map(|row| row.said).collect();
    assert_eq!(ruled, [refused, undone, passed]);
    tx.commit().await.unwrap();
}

async fn likely_duplicates_are_found_by_their_indexes(db: &Db) {
    let world = world(db).await;
    let mut ids = Vec::new();
    for index in 1..=4 {
        let state = if index == 4 { State::Draft } else { State::Submitted };
        ids.push(applicant(db, &world, index, state).await.1);
    }
    let screen = permit::<access::ScreenApplication>(&world.screener, world.plain());
    let tx = db.store.write("indexes").await.unwrap();
    let missing = applications::without_index(&tx, domain::id::ApplicationId(0), 2).await.unwrap();
    assert_eq!(missing.iter().map(|row| row.id).collect::<Vec<_>>(), ids[..2]);
    let rest = applications::without_index(&tx, ids[1], 9).await.unwrap();
    assert_eq!(rest.iter().map(|row| row.id).collect::<Vec<_>>(), [ids[2]], "a draft is nobody's business");
    for (id, phone) in ids[..3].iter().zip([1_u8, 1, 2]) {
        applications::put_index(&tx, *id, vec![phone; 32], vec![9; 32]).await.unwrap();
    }
    let again = applications::put_index(&tx, ids[0], vec![7; 32], vec![7; 32]).await;
    assert!(again.is_ok() && applications::without_index(&tx, ids[0], 9).await.unwrap().is_empty());
    let found = applications::pairs(&tx, &screen).await.unwrap();
    let said: Vec<_> = found.iter().map(|pair| (pair.first, pair.second, pair.phone, pair.person)).collect();
    let wanted = [(ids[0], ids[1], true, true), (ids[0], ids[2], false, true), (ids[1], ids[2], false, true)];
    assert_eq!(said, wanted);
    let mine = applications::these(&tx, &screen, &[ids[1], ids[3]]).await.unwrap();
    assert_eq!(mine.len(), 1);
    assert_eq!(applications::pairs_of(&tx, &screen, &mine[0]).await.unwrap().len(), 2);
    let by = world.screener.id().unwrap();
    let mark = applications::MarkRow {
        first: ids[0],
        second: ids[1],
        compared: domain::screening::Compared::Different,
        by,
        at: NOW,
    };
    applications::mark(&tx, &screen, &mark).await.unwrap();
    assert_eq!(applications::marks(&tx, &screen).await.unwrap(), [mark]);
    tx.commit().await.unwrap();
    // The order of a pair is the database's too.
    let tx = db.store.write("backwards").await.unwrap();
    let backwards = applications::MarkRow { first: ids[1], second: ids[0], ..mark };
    assert!(applications::mark(&tx, &screen, &backwards).await.is_err());
    tx.rollback().await.unwrap();
}
