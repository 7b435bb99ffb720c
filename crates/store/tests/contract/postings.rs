//! Postings, positions, schemes.

use domain::access::{self, Role, Scope};
use domain::digest::Digest;
use domain::lifecycle::Phase;
use domain::posting::{About, Detail, Following, PostingTerms};
use domain::typed::{Line, Words};
use store::postings::{self, Approval, Mark};
use store::scheme_drafts::{self, NewDraft};
use store::{Conflict, StoreError, schemes};

use crate::harness::{Db, NOW, World, account, caller, later, permit, position, terms, world};

contract!(
    a_posting_reads_back_and_stays_locked,
    the_second_editor_is_told,
    a_posting_walks_to_the_public,
    a_posting_that_is_not_public_does_not_exist,
    a_position_table_is_replaced_whole,
    scheme_revisions_count_on_and_freeze,
    a_scheme_draft_has_one_version_after_another,
);

async fn a_posting_reads_back_and_stays_locked(db: &Db) {
    let world = world(db).await;
    let look = db.store.snapshot("read").await.unwrap();
    let locked = postings::by_code(&look, &world.posting_code).await.unwrap().unwrap();
    let scope = locked.scope();
    assert_eq!(scope, world.scope());
    let elsewhere = permit::<access::ViewPosting>(&world.approver, Scope::posting(world.posting, &[]));
    assert!(matches!(locked.show(&elsewhere), Err(StoreError::OutOfScope)));
    assert!(matches!(locked.open(&elsewhere), Err(StoreError::OutOfScope)));

    let locked = postings::by_id(&look, world.posting).await.unwrap().unwrap();
    let view = permit::<access::ViewPosting>(&world.screener, scope);
    let row = locked.open(&view).unwrap();
    let telephones = postings::telephones::of(&look, &view).await.unwrap();
    assert_eq!((telephones.enquiry(), telephones.supervision()), ("12345", ""));
    let hidden = postings::telephones::public_of(&look, world.posting).await.unwrap();
    assert!(hidden.is_empty(), "a draft is not public");
    let following = postings::followings::of(&look, &view).await.unwrap();
    assert_eq!(following, Following { trial: 30, service: 36 });
    let hidden = postings::followings::public_of(&look, world.posting).await.unwrap();
    assert!(hidden.is_empty(), "a draft is not public");
    let PostingTerms { title, registration, .. } = row.terms(telephones, following).unwrap();
    assert_eq!((title.as_str(), registration.closes), ("A selection", later(1000)));
    assert_eq!((row.phase, row.version, row.approval), (Phase::Draft, 2, None));
    let table = postings::positions::all(&look, &view).await.unwrap();
    let numbers: Vec<_> = table.iter().map(|row| (row.terms.code.as_str(), row.terms.plan)).collect();
    assert_eq!(numbers, [("0002", 1), ("0010", 2)], "leading zeros stay");
    let sizes = postings::positions::sizes(&look, &[world.posting]).await.unwrap();
    assert_eq!(sizes, [(world.posting, postings::positions::Size { positions: 2, plan: 3 })]);
    look.close().await.unwrap();
}

async fn the_second_editor_is_told(db: &Db) {
    let world = world(db).await;
    let edit = permit::<access::EditPosting>(&world.screener, world.scope());
    let tx = db.store.write("first").await.unwrap();
    postings::update_terms(&tx, &edit, 2, &terms("First")).await.unwrap();
    tx.commit().await.unwrap();
    let tx = db.store.write("second").await.unwrap();
    let stale = postings::update_terms(&tx, &edit, 2, &terms("Second")).await;
    assert!(matches!(stale, Err(StoreError::Stale)), "{stale:?}");
    assert!(matches!(postings::touch(&tx, &edit, 2).await, Err(StoreError::Stale)));
    postings::touch(&tx, &edit, 3).await.unwrap();
    tx.rollback().await.unwrap();
}

async fn turn(db: &Db, world: &World, version: i64, from: Phase, to: Phase) -> Result<(), StoreError> {
    let system = crate::harness::system();
    let clock = permit::<access::TurnPhase>(&system, world.scope());
    let tx = db.store.write("turn").await.unwrap();
    postings::turn(&tx, &clock, version, (from, to), Mark::Plain).await?;
    tx.commit().await
}

async fn a_posting_walks_to_the_public(db: &Db) {
    let world = world(db).await;
    let writer = world.screener.id().unwrap();
    let by = world.approver.id().unwrap();
    let before = {
        let look = db.store.snapshot("version").await.unwrap();
        postings::public::marks(&look).await.unwrap()
    };
    let submit = permit::<access::SubmitPosting>(&world.screener, world.scope());
    let tx = db.store.write("submit").await.unwrap();
    let mark = Mark::Submitted(by, NOW);
    let foreign = postings::turn(&tx, &submit, 2, (Phase::Draft, Phase::Submitted), mark).await;
    assert!(matches!(foreign, Err(StoreError::OutOfScope)), "nobody signs for another: {foreign:?}");
    let mark = Mark::Submitted(writer, NOW);
    postings::turn(&tx, &submit, 2, (Phase::Draft, Phase::Submitted), mark).await.unwrap();
    tx.commit().await.unwrap();

    let approve = permit::<access::ApprovePosting>(&world.approver, world.scope());
    let tx = db.store.write("approve").await.unwrap();
    let unsigned = postings::turn(&tx, &approve, 3, (Phase::Submitted, Phase::Approved), Mark::Plain).await;
    assert!(unsigned.is_err(), "the database itself wants an approval");
    tx.rollback().await.unwrap();

    let tx = db.store.write("return").await.unwrap();
    let back = permit::<access::ReturnPosting>(&world.approver, world.scope());
    postings::turn(&tx, &back, 3, (Phase::Submitted, Phase::Draft), Mark::Plain).await.unwrap();
    tx.rollback().await.unwrap();

    let digest = Digest::of(b"shown");
    let tx = db.store.write("approve").await.unwrap();
    let mark = Mark::Approved(Approval { by, at: NOW, digest });
    postings::turn(&tx, &approve, 3, (Phase::Submitted, Phase::Approved), mark).await.unwrap();
    tx.commit().await.unwrap();

    let look = db.store.snapshot("public").await.unwrap();
    let row = postings::public::by_code(&look, &world.posting_code).await.unwrap().unwrap();
    assert_eq!(row.approval, Some(Approval { by, at: NOW, digest }));
    let marks = postings::public::marks(&look).await.unwrap();
    assert_eq!(marks.iter().map(|mark| mark.code).collect::<Vec<_>>(), [world.posting_code]);
    assert_ne!(marks, before, "the press is told");
    assert_eq!(postings::due(&look, later(-101)).await.unwrap().len(), 0);
    assert_eq!(postings::due(&look, NOW).await.unwrap().len(), 1, "registration is to open");
    look.close().await.unwrap();
    turn(db, &world, 4, Phase::Approved, Phase::Registering).await.unwrap();
    let wrong = turn(db, &world, 5, Phase::Approved, Phase::Registering).await;
    assert!(matches!(wrong, Err(StoreError::Stale)), "{wrong:?}");
    let look = db.store.snapshot("due").await.unwrap();
    assert_eq!(postings::due(&look, later(999)).await.unwrap().len(), 0);
    assert_eq!(postings::due(&look, later(1000)).await.unwrap().len(), 1, "the deadline itself is outside");
    look.close().await.unwrap();
}

async fn a_posting_that_is_not_public_does_not_exist(db: &Db) {
    let world = world(db).await;
    let supervisor = account(db, Role::Supervisor, "supervisor").await;
    let look = db.store.snapshot("outside").await.unwrap();
    assert_eq!(postings::public::by_code(&look, &world.posting_code).await.unwrap(), None);
    assert_eq!(postings::public::by_id(&look, world.posting).await.unwrap(), None);
    assert_eq!(postings::public::positions(&look, world.posting).await.unwrap(), []);
    assert_eq!(postings::public::position_by_id(&look, world.positions[0]).await.unwrap(), None);
    assert_eq!(schemes::public_newest(&look, world.posting).await.unwrap(), None);
    let supervisor = caller(supervisor, Role::Supervisor, &[]);
    let administrator = caller(world.clerk.id().unwrap(), Role::Administrator, &[world.posting]);
    for (who, sees) in [
        (&world.screener, 1),
        (&world.clerk, 1),
        (&world.approver, 0),
        (&supervisor, 1),
        (&administrator, 0),
        (&crate::harness::nobody(), 0),
    ] {
        assert_eq!(postings::desk(&look, who).await.unwrap().len(), sees, "{:?}", who.id());
    }
    look.close().await.unwrap();
}

async fn a_position_table_is_replaced_whole(db: &Db) {
    let world = world(db).await;
    let edit = permit::<access::EditPosting>(&world.screener, world.scope());
    let tx = db.store.write("twice").await.unwrap();
    let twice = [position("7", "1"), position("7", "2")];
    let refused = postings::positions::replace(&tx, &edit, 2, &twice).await;
    assert!(matches!(refused, Err(StoreError::Conflict(Conflict::PositionNumber))), "{refused:?}");
    tx.rollback().await.unwrap();
    let tx = db.store.write("whole").await.unwrap();
    let mut many: Vec<_> = (0..5000).map(|n| position(&format!("{n:05}"), "1")).collect();
    many[17].1.details = vec![Detail {
        title: Line::stored("专业".to_owned()),
        text: Words::stored("法学类\n\"'\\<b>".to_owned()),
        about: About::Major,
    }];
    postings::positions::replace(&tx, &edit, 2, &many).await.unwrap();
    tx.commit().await.unwrap();
    let look = db.store.snapshot("read").await.unwrap();
    let table = postings::positions::all(&look, &edit).await.unwrap();
    assert_eq!(table.len(), 5000, "more values than one statement can bind");
    assert_eq!(table[17].terms, many[17].1, "kept columns come back word for word");
    look.close().await.unwrap();
}

async fn scheme_revisions_count_on_and_freeze(db: &Db) {
    let world = world(db).await;
    let edit = permit::<access::EditScheme>(&world.screener, world.scope());
    let by = world.screener.id().unwrap();
    let tx = db.store.write("save").await.unwrap();
    let new = schemes::NewScheme { after: 0, body: "{}", digest: Digest::of(b"1"), by, at: NOW };
    let first = schemes::insert(&tx, &edit, &new).await.unwrap();
    let second = schemes::NewScheme { after: 1, body: "{\"a\":1}", digest: Digest::of(b"2"), by, at: NOW };
    let id = schemes::insert(&tx, &edit, &second).await.unwrap();
    tx.commit().await.unwrap();
    let tx = db.store.write("late").await.unwrap();
    let late = schemes::insert(&tx, &edit, &second).await;
    assert!(matches!(late, Err(StoreError::Conflict(Conflict::SchemeRevision))), "{late:?}");
    tx.rollback().await.unwrap();
    let tx = db.store.write("freeze").await.unwrap();
    let newest = schemes::newest(&tx, &edit).await.unwrap().unwrap();
    assert_eq!((newest.id, newest.revision, newest.body.as_str()), (id, 2, "{\"a\":1}"));
    schemes::freeze(&tx, &edit, id, NOW).await.unwrap();
    assert!(matches!(schemes::freeze(&tx, &edit, id, NOW).await, Err(StoreError::Stale)));
    let all = schemes::revisions(&tx, &edit).await.unwrap();
    assert_eq!((all[0].id, all[0].frozen_at, all[1].frozen_at), (first, None, Some(NOW)));
    tx.commit().await.unwrap();
}

async fn a_scheme_draft_has_one_version_after_another(db: &Db) {
    let world = world(db).await;
    let edit = permit::<access::EditScheme>(&world.screener, world.scope());
    let view = permit::<access::ViewPosting>(&world.clerk, world.scope());
    let by = world.screener.id().unwrap();
    let draft = |body| NewDraft { body, based_on: 3, by, at: NOW };
    let tx = db.store.write("begin").await.unwrap();
    assert_eq!(scheme_drafts::of(&tx, &edit).await.unwrap(), None);
    let late = scheme_drafts::put(&tx, &edit, 4, &draft(Some("{}"))).await;
    assert!(matches!(late, Err(StoreError::Stale)), "no row, no version: {late:?}");
    assert_eq!(scheme_drafts::put(&tx, &edit, 0, &draft(Some("{}"))).await.unwrap(), 1);
    tx.commit().await.unwrap();
    let tx = db.store.write("twice").await.unwrap();
    let twice = scheme_drafts::put(&tx, &edit, 0, &draft(Some("{}"))).await;
    assert!(matches!(twice, Err(StoreError::Conflict(Conflict::SchemeDraft))), "{twice:?}");
    tx.rollback().await.unwrap();
    let tx = db.store.write("on").await.unwrap();
    assert_eq!(scheme_drafts::put(&tx, &edit, 1, &draft(Some("{\"a\":1}"))).await.unwrap(), 2);
    let stale = scheme_drafts::put(&tx, &edit, 1, &draft(Some("{\"b\":1}"))).await;
    assert!(matches!(stale, Err(StoreError::Stale)), "{stale:?}");
    assert_eq!(scheme_drafts::put(&tx, &edit, 2, &draft(None)).await.unwrap(), 3);
    tx.commit().await.unwrap();
    let look = db.store.snapshot("read").await.unwrap();
    let row = scheme_drafts::of(&look, &view).await.unwrap().unwrap();
    assert_eq!((row.version, row.body, row.based_on, row.changed_by, row.changed_at), (3, None, 3, by, NOW));
    look.close().await.unwrap();
}
