//! The timetable of a posting: one row, replaced by whoever holds the posting, and nobody's before it is public.

use domain::access;
use domain::digest::Digest;
use store::postings::timetables;

use crate::harness::{Db, NOW, later, permit, world};

contract!(a_posting_has_one_timetable_and_the_public_reads_it_once_it_is_approved);

async fn a_posting_has_one_timetable_and_the_public_reads_it_once_it_is_approved(db: &Db) {
    let world = world(db).await;
    let edit = permit::<access::EditPosting>(&world.screener, world.scope());
    let by = world.screener.id().unwrap();
    let tx = db.store.write("begin").await.unwrap();
    assert_eq!(timetables::of(&tx, &edit).await.unwrap(), None);
    timetables::put(&tx, &edit, "[]", (by, NOW)).await.unwrap();
    timetables::put(&tx, &edit, "[1]", (by, later(1))).await.unwrap();
    let other = timetables::put(&tx, &edit, "[2]", (world.approver.id().unwrap(), NOW)).await;
    assert!(matches!(other, Err(store::StoreError::OutOfScope)), "nobody writes for another: {other:?}");
    tx.commit().await.unwrap();
    let look = db.store.snapshot("read").await.unwrap();
    assert_eq!(timetables::of(&look, &edit).await.unwrap().as_deref(), Some("[1]"));
    assert_eq!(timetables::public_of(&look, world.posting).await.unwrap(), None, "a draft is not public");
    look.close().await.unwrap();
    let approve = format!(
        "UPDATE posting SET submitted_by = created_by, submitted_at = 1, approved_by = {}, approved_at = 2, \
         approved_digest = '{}', phase = 'approved'",
        world.approver.id().unwrap().0,
        Digest::of(b"d")
    );
    db.force(&[&approve]).await.unwrap();
    let look = db.store.snapshot("read").await.unwrap();
    assert_eq!(timetables::public_of(&look, world.posting).await.unwrap().as_deref(), Some("[1]"));
    look.close().await.unwrap();
}
