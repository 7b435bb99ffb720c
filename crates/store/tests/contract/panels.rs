//! The panels of a posting: one row under one code, replaced by whoever holds the posting, and only for oneself.

use domain::access;
use store::postings::panels;

use crate::harness::{Db, NOW, code, later, permit, world};

contract!(a_posting_has_its_panels_under_one_code);

async fn a_posting_has_its_panels_under_one_code(db: &Db) {
    let world = world(db).await;
    let record = permit::<access::RecordPanels>(&world.screener, world.scope());
    let by = world.screener.id().unwrap();
    let tx = db.store.write("record").await.unwrap();
    assert_eq!(panels::of(&tx, &record).await.unwrap(), None);
    let first = code();
    panels::put(&tx, &record, (first, "[]"), (by, NOW)).await.unwrap();
    panels::put(&tx, &record, (code(), "[1]"), (by, later(1))).await.unwrap();
    let other = panels::put(&tx, &record, (code(), "[2]"), (world.approver.id().unwrap(), NOW)).await;
    assert!(matches!(other, Err(store::StoreError::OutOfScope)), "nobody records for another: {other:?}");
    tx.commit().await.unwrap();
    let look = db.store.snapshot("read").await.unwrap();
    let kept = panels::of(&look, &record).await.unwrap().unwrap();
    assert_eq!((kept.code, kept.body.as_str(), kept.by, kept.at), (first, "[1]", by, later(1)));
    look.close().await.unwrap();
}
