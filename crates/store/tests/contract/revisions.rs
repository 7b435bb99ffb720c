//! Versions of a posting: one waits at a time, each is settled once and by another person, approved ones are public.

use domain::access;
use domain::calendar::Window;
use domain::posting::PostingTerms;
use domain::revision::{Contents, RevisionState};
use domain::timetable::{Stage, StageKind, Timetable, When};
use domain::typed::{Line, NoticeText};
use store::postings::revisions::{self, NewRevision, Settled};
use store::{Conflict, StoreError};

use crate::harness::{Db, NOW, World, code, later, permit, world};

contract!(
    a_version_waits_until_it_is_settled_once_by_another_person,
    versions_are_numbered_and_the_newest_is_in_force,
);

pub fn contents(title: &str) -> Contents {
    Contents {
        terms: PostingTerms {
            title: Line::stored(title.to_owned()),
            authority: Line::stored("省委组织部".to_owned()),
            notice: NoticeText::stored(String::new()),
            telephones: domain::posting::Telephones::default(),
            following: domain::posting::Following::default(),
            registration: Window { opens: NOW, closes: later(1_000) },
        },
        timetable: Timetable(vec![Stage { kind: StageKind::Written, name: None, when: When::Open }]),
        positions: Vec::new(),
        files: Vec::new(),
        conditions: String::new(),
        schemes: "s".to_owned(),
    }
}

async fn propose(db: &Db, world: &World, follows: u32) -> Result<domain::id::RevisionId, StoreError> {
    let by = world.screener.id().unwrap();
    let permit = permit::<access::SubmitPosting>(&world.screener, world.scope());
    let contents = contents(&format!("after {follows}"));
    let new = NewRevision { code: code(), follows, reason: "", contents: &contents, by, at: NOW };
    let tx = db.store.write("propose").await.unwrap();
    match revisions::propose(&tx, &permit, &new).await {
        Ok(id) => tx.commit().await.map(|()| id),
        Err(error) => {
            tx.rollback().await.unwrap();
            Err(error)
        }
    }
}

async fn settle(
    db: &Db,
    world: &World,
    id: domain::id::RevisionId,
    settled: Settled<'_>,
) -> Result<(), StoreError> {
    let permit = permit::<access::ApprovePosting>(&world.approver, world.scope());
    let tx = db.store.write("settle").await.unwrap();
    let by = (world.approver.id().unwrap(), later(60));
    match revisions::settle(&tx, &permit, id, settled, by).await {
        Ok(()) => tx.commit().await,
        Err(error) => {
            tx.rollback().await.unwrap();
            Err(error)
        }
    }
}

async fn a_version_waits_until_it_is_settled_once_by_another_person(db: &Db) {
    let world = world(db).await;
    let id = propose(db, &world, 0).await.unwrap();
    let second = propose(db, &world, 0).await;
    assert!(matches!(second, Err(StoreError::Conflict(Conflict::RevisionWaits))), "{second:?}");
    let own = format!(
        "UPDATE posting_revision SET no = 1, state = 'approved', settled_by = proposed_by, settled_at = 1 \
         WHERE id = {}",
        id.0
    );
    let refused = db.force(&[&own]).await.unwrap_err();
    assert!(refused.contains("posting_revision_two_people"), "{refused}");
    settle(db, &world, id, Settled::Returned("Dates.")).await.unwrap();
    let again = settle(db, &world, id, Settled::Approved(1)).await;
    assert!(matches!(again, Err(StoreError::Stale)), "{again:?}");
    let look = db.store.snapshot("all").await.unwrap();
    let view = permit::<access::ViewPosting>(&world.screener, world.plain());
    let all = revisions::all(&look, &view).await.unwrap();
    assert_eq!(all.len(), 1);
    assert_eq!((all[0].state, all[0].returned_reason.as_deref()), (RevisionState::Returned, Some("Dates.")));
    assert_eq!(all[0].contents, contents("after 0"));
    assert_eq!(all[0].digest, contents("after 0").digest());
    look.close().await.unwrap();
    propose(db, &world, 0).await.unwrap();
}

async fn versions_are_numbered_and_the_newest_is_in_force(db: &Db) {
    let world = world(db).await;
    for no in 1..=2 {
        let id = propose(db, &world, no - 1).await.unwrap();
        settle(db, &world, id, Settled::Approved(no)).await.unwrap();
    }
    let id = propose(db, &world, 2).await.unwrap();
    let taken = settle(db, &world, id, Settled::Approved(2)).await;
    assert!(matches!(taken, Err(StoreError::Conflict(Conflict::RevisionNumber))), "{taken:?}");
    let look = db.store.snapshot("in force").await.unwrap();
    assert_eq!(revisions::in_force(&look, world.posting).await.unwrap(), 2);
    // The world's posting is a draft: whatever was approved of it is nobody's to read.
    assert_eq!(revisions::of_public(&look, world.posting).await.unwrap(), []);
    look.close().await.unwrap();
}
