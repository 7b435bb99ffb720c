//! Files of applications: rows that end and are never taken away, and what the sweep and a change of keys ask.

use domain::access::{self, Scope};
use domain::digest::Digest;
use domain::id::{Code, UploadId};
use domain::lifecycle::ApplicationState;
use domain::uploads::{Kind, Purpose};
use store::applications::{self, NewUpload, leavings};
use store::{StoreError, Tx, contents};

use crate::harness::{Db, NOW, applicant, code, later, permit, system, world};

contract!(
    a_file_ends_once_and_stays,
    the_sweep_reads_each_digest_once_by_its_first_byte,
    a_change_of_keys_finds_what_older_generations_sealed,
    every_purpose_and_kind_is_read_back_and_no_other_word,
    contents_that_left_are_named_no_more_and_leave_once,
);

fn new(code: Code, purpose: Purpose, digest: Digest) -> NewUpload {
    let name_sealed = vec![1, 2, 3];
    NewUpload { code, purpose, kind: Kind::Pdf, size: 7, digest, generation: 1, name_sealed, at: NOW }
}

/// An applicant with a permit to edit.
async fn editor(db: &Db) -> (domain::id::ApplicationId, access::Permit<access::EditApplication>) {
    let world = world(db).await;
    let (who, id) = applicant(db, &world, 1, ApplicationState::Draft).await;
    let scope = Scope::own(who.id().unwrap(), Some(world.posting));
    (id, permit::<access::EditApplication>(&who, scope))
}

async fn put(
    tx: &Tx,
    (of, edit): &(domain::id::ApplicationId, access::Permit<access::EditApplication>),
    new: &NewUpload,
) -> UploadId {
    applications::put_upload(tx, edit, *of, new).await.unwrap()
}

async fn a_file_ends_once_and_stays(db: &Db) {
    let of = editor(db).await;
    let tx = db.store.write("files").await.unwrap();
    let first = put(&tx, &of, &new(code(), Purpose::Form, Digest::of(b"a"))).await;
    let second = put(&tx, &of, &new(code(), Purpose::Form, Digest::of(b"b"))).await;
    applications::end_upload(&tx, &of.1, (of.0, first), (Some(second), later(5))).await.unwrap();
    let again = applications::end_upload(&tx, &of.1, (of.0, first), (None, later(6))).await;
    assert!(matches!(again, Err(StoreError::Stale)), "{again:?}");
    let elsewhere = domain::id::ApplicationId(of.0.0 + 1);
    let other = applications::end_upload(&tx, &of.1, (elsewhere, second), (None, NOW)).await;
    assert!(matches!(other, Err(StoreError::Stale)), "of another application: {other:?}");
    let all = applications::uploads(&tx, &of.1, of.0).await.unwrap();
    assert_eq!(all.iter().map(|file| file.ended_at).collect::<Vec<_>>(), [Some(later(5)), None]);
    assert_eq!((all[1].purpose, all[1].kind, all[1].size), (Purpose::Form, Kind::Pdf, 7));
    tx.commit().await.unwrap();
}

async fn the_sweep_reads_each_digest_once_by_its_first_byte(db: &Db) {
    let of = editor(db).await;
    let (one, other) = (Digest::from_bytes([0xab; 32]), Digest::from_bytes([0xac; 32]));
    let first = code();
    let tx = db.store.write("files").await.unwrap();
    put(&tx, &of, &new(first, Purpose::Form, one)).await;
    put(&tx, &of, &new(code(), Purpose::Form, one)).await;
    put(&tx, &of, &new(code(), Purpose::Form, other)).await;
    assert_eq!(contents::digests(&tx, 0xab).await.unwrap(), [(one, first)]);
    assert_eq!(contents::digests(&tx, 0x0a).await.unwrap(), []);
    tx.commit().await.unwrap();
}

async fn a_change_of_keys_finds_what_older_generations_sealed(db: &Db) {
    let of = editor(db).await;
    let turn = permit::<access::TurnKeys>(&system(), Scope::system());
    let tx = db.store.write("files").await.unwrap();
    let (one, other) = (Digest::of(b"a"), Digest::of(b"b"));
    let first = put(&tx, &of, &new(code(), Purpose::Form, one)).await;
    put(&tx, &of, &new(code(), Purpose::Photo, one)).await;
    let third = put(&tx, &of, &new(code(), Purpose::Photo, other)).await;
    let older = async |after| contents::older(&tx, &turn, (2, after)).await.unwrap();
    assert_eq!(older(i64::MIN).await, Some((first.0 * 5, one)));
    assert_eq!(contents::sealed(&tx, &turn, (one, 2)).await.unwrap(), 2);
    assert_eq!(older(i64::MIN).await, Some((third.0 * 5, other)));
    assert_eq!(older(third.0 * 5).await, None);
    assert_eq!(contents::generations(&tx).await.unwrap(), [(1, 1), (2, 2)]);
    tx.commit().await.unwrap();
}

async fn contents_that_left_are_named_no_more_and_leave_once(db: &Db) {
    let world = world(db).await;
    let (who, id) = applicant(db, &world, 1, ApplicationState::Draft).await;
    let edit = permit::<access::EditApplication>(&who, Scope::own(who.id().unwrap(), Some(world.posting)));
    let leave = permit::<access::LeaveFiles>(&system(), Scope::posting(world.posting, &[]));
    let turn = permit::<access::TurnKeys>(&system(), Scope::system());
    let tx = db.store.write("files").await.unwrap();
    let one = Digest::from_bytes([0xab; 32]);
    put(&tx, &(id, edit), &new(code(), Purpose::Form, one)).await;
    assert_eq!(contents::digests(&tx, 0xab).await.unwrap().len(), 1);
    assert_eq!(leavings::files(&tx, &leave).await.unwrap(), 1);
    leavings::put(&tx, &leave, 1, later(1)).await.unwrap();
    assert_eq!(contents::digests(&tx, 0xab).await.unwrap(), []);
    assert_eq!(contents::older(&tx, &turn, (2, i64::MIN)).await.unwrap(), None);
    assert_eq!(contents::generations(&tx).await.unwrap(), []);
    assert_eq!(leavings::of_posting(&tx, world.posting).await.unwrap(), Some((1, later(1))));
    assert_eq!(leavings::of_application(&tx, id).await.unwrap(), Some(later(1)));
    assert_eq!(leavings::files(&tx, &leave).await.unwrap(), 1, "the row stays");
    let twice = leavings::put(&tx, &leave, 1, later(2)).await;
    assert!(matches!(twice, Err(StoreError::Conflict(_))), "{twice:?}");
}

async fn every_purpose_and_kind_is_read_back_and_no_other_word(db: &Db) {
    let of = editor(db).await;
    let tx = db.store.write("files").await.unwrap();
    for purpose in Purpose::all() {
        for kind in Kind::ALL {
            put(&tx, &of, &NewUpload { kind: *kind, ..new(code(), purpose, Digest::of(b"a")) }).await;
        }
    }
    let all = applications::uploads(&tx, &of.1, of.0).await.unwrap();
    assert_eq!(all.len(), Purpose::all().count() * Kind::ALL.len());
    tx.commit().await.unwrap();
    for column in ["purpose", "kind"] {
        db.force(&[&format!("UPDATE upload SET {column} = 'no_such_word'")]).await.unwrap();
        let look = db.store.snapshot("files").await.unwrap();
        let read = applications::uploads(&look, &of.1, of.0).await;
        assert!(matches!(read, Err(StoreError::Unreadable(_))), "{column}: {read:?}");
        look.close().await.unwrap();
    }
}
