//! Files of a notice: those that stand, those that stood, and their contents among all others.

use domain::access::{self, Scope};
use domain::digest::Digest;
use domain::id::Code;
use domain::typed::Line;
use domain::uploads::{Kind, NoticeFile};
use store::postings::notice_files::{self, NewNoticeFile};
use store::{StoreError, Tx, contents};

use crate::harness::{Db, NOW, World, code, permit, system, world};

contract!(
    a_file_stands_or_not_and_stays_and_is_nobodys_before_its_posting_is_public,
    the_walk_of_keys_takes_the_files_of_notices_too,
    no_other_word_is_read_as_a_kind,
);

fn file(code: Code, kind: Kind) -> NoticeFile {
    let title = Line::stored("职位表".to_owned());
    NoticeFile { code, title, kind, size: 7, digest: Digest::of(b"plain") }
}

async fn put(tx: &Tx, world: &World, file: &NoticeFile, (lies, stands): (Digest, bool)) {
    let permit = permit::<access::EditPosting>(&world.screener, world.scope());
    let new = NewNoticeFile { file, lies, generation: 1, stands, at: NOW };
    notice_files::put(tx, &permit, &new).await.unwrap();
}

async fn a_file_stands_or_not_and_stays_and_is_nobodys_before_its_posting_is_public(db: &Db) {
    let world = world(db).await;
    let edit = permit::<access::EditPosting>(&world.screener, world.scope());
    let (one, other) = (file(code(), Kind::Pdf), file(code(), Kind::Jpeg));
    let tx = db.store.write("files").await.unwrap();
    put(&tx, &world, &one, (Digest::of(b"a"), true)).await;
    put(&tx, &world, &other, (Digest::of(b"b"), false)).await;
    notice_files::turn(&tx, &edit, one.code, false).await.unwrap();
    let again = notice_files::turn(&tx, &edit, one.code, false).await;
    assert!(matches!(again, Err(StoreError::Stale)), "{again:?}");
    let unknown = notice_files::turn(&tx, &edit, code(), true).await;
    assert!(matches!(unknown, Err(StoreError::Stale)), "{unknown:?}");
    notice_files::turn(&tx, &edit, other.code, true).await.unwrap();
    let all = notice_files::all(&tx, &edit).await.unwrap();
    let told: Vec<_> = all.iter().map(|row| (row.file.clone(), row.stands)).collect();
    assert_eq!(told, [(one, false), (other.clone(), true)]);
    assert_eq!(notice_files::of_public(&tx, world.posting).await.unwrap(), []);
    tx.commit().await.unwrap();
    let approve = format!(
        "UPDATE posting SET submitted_by = created_by, submitted_at = 1, approved_by = {}, approved_at = 2, \
         approved_digest = '{}', phase = 'approved'",
        world.approver.id().unwrap().0,
        Digest::of(b"d")
    );
    db.force(&[&approve]).await.unwrap();
    let look = db.store.snapshot("files").await.unwrap();
    let public = notice_files::of_public(&look, world.posting).await.unwrap();
    assert_eq!(public.iter().map(|row| &row.file).collect::<Vec<_>>(), [&other]);
    look.close().await.unwrap();
}

async fn the_walk_of_keys_takes_the_files_of_notices_too(db: &Db) {
    let world = world(db).await;
    let turn = permit::<access::TurnKeys>(&system(), Scope::system());
    let tx = db.store.write("files").await.unwrap();
    let lies = Digest::from_bytes([0xab; 32]);
    let one = file(code(), Kind::Pdf);
    put(&tx, &world, &one, (lies, true)).await;
    assert_eq!(contents::digests(&tx, 0xab).await.unwrap(), [(lies, one.code)]);
    assert_eq!(contents::digests(&tx, 0xac).await.unwrap(), []);
    let (place, found) = contents::older(&tx, &turn, (2, i64::MIN)).await.unwrap().unwrap();
    assert_eq!(found, lies);
    assert_eq!(contents::older(&tx, &turn, (2, place)).await.unwrap(), None);
    assert_eq!(contents::generations(&tx).await.unwrap(), [(1, 1)]);
    assert_eq!(contents::sealed(&tx, &turn, (lies, 2)).await.unwrap(), 1);
    assert_eq!(contents::older(&tx, &turn, (2, i64::MIN)).await.unwrap(), None);
    assert_eq!(contents::generations(&tx).await.unwrap(), [(2, 1)]);
    tx.commit().await.unwrap();
}

async fn no_other_word_is_read_as_a_kind(db: &Db) {
    let world = world(db).await;
    let edit = permit::<access::EditPosting>(&world.screener, world.scope());
    let tx = db.store.write("files").await.unwrap();
    for kind in Kind::ALL {
        put(&tx, &world, &file(code(), *kind), (Digest::of(b"a"), true)).await;
    }
    let all = notice_files::all(&tx, &edit).await.unwrap();
    assert_eq!(all.iter().map(|row| row.file.kind).collect::<Vec<_>>(), Kind::ALL);
    tx.commit().await.unwrap();
    db.force(&["UPDATE notice_file SET kind = 'no_such_word'"]).await.unwrap();
    let look = db.store.snapshot("files").await.unwrap();
    let read = notice_files::all(&look, &edit).await;
    assert!(matches!(read, Err(StoreError::Unreadable(_))), "{read:?}");
    look.close().await.unwrap();
}
