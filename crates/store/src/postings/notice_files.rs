//! Files of a notice: what each is and which stand. The contents lie elsewhere, under their keyed digest.
//!
//! Owns: rows of `notice_file`. Refuses: taking a row away, because a version of the notice that names it stays readable.

use domain::access::aggregate::Postings;
use domain::access::{Changes, Permit, Reads};
use domain::calendar::Instant;
use domain::digest::Digest;
use domain::id::{Code, PostingId};
use domain::typed::Line;
use domain::uploads::{Kind, NoticeFile};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Set};

use crate::entity::notice_file;
use crate::error::{Outcome, StoreError};
use crate::row;
use crate::tx::{Snapshot, Tx};

/// A file of a notice as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeFileRow {
    /// What everybody may know of it.
    pub file: NoticeFile,
    /// Keyed digest of its bytes: where the contents lie.
    pub lies: Digest,
    /// Whether it belongs to the notice as it stands.
    pub stands: bool,
}

/// A file to write down.
#[derive(Clone, Debug)]
pub struct NewNoticeFile<'a> {
    /// What everybody may know of it.
    pub file: &'a NoticeFile,
    /// Keyed digest of its bytes.
    pub lies: Digest,
    /// The key generation that sealed the contents.
    pub generation: u8,
    /// Whether it belongs to the notice at once, as in the first draft.
    pub stands: bool,
    /// Now.
    pub at: Instant,
}

fn read(row: notice_file::Model) -> Outcome<NoticeFileRow> {
    let file = NoticeFile {
        code: row::code(&row.code)?,
        title: Line::stored(row.title),
        kind: row::word(Kind::from_word, &row.kind, "notice_file.kind")?,
        size: u64::try_from(row.size).map_err(|_| StoreError::Unreadable("notice_file.size"))?,
        digest: row::digest(&row.digest)?,
    };
    Ok(NoticeFileRow { file, lies: row::digest(&row.lies)?, stands: row.stands == 1 })
}

async fn of(look: &Snapshot, posting: PostingId) -> Outcome<Vec<NoticeFileRow>> {
    let found = notice_file::Entity::find()
        .filter(notice_file::Column::Posting.eq(posting.0))
        .order_by_asc(notice_file::Column::Id)
        .all(look.db())
        .await?;
    found.into_iter().map(read).collect()
}

/// Returns every file that the notice of the permit's posting ever had, oldest first.
///
/// # Errors
/// [`StoreError::OutOfScope`] where the permit names no posting.
pub async fn all<A: Reads<Postings>>(look: &Snapshot, permit: &Permit<A>) -> Outcome<Vec<NoticeFileRow>> {
    of(look, row::posting_of(permit)?).await
}

/// Returns the files that stand with the notice of a public posting, oldest first; none where it is not public.
///
/// # Errors
/// The database's.
pub async fn of_public(look: &Snapshot, posting: PostingId) -> Outcome<Vec<NoticeFileRow>> {
    if super::public::by_id(look, posting).await?.is_none() {
        return Ok(Vec::new());
    }
    let mut found = of(look, posting).await?;
    found.retain(|one| one.stands);
    Ok(found)
}

/// Writes a file down for the notice of the permit's posting, brought by whoever acts.
///
/// # Errors
/// [`StoreError::OutOfScope`] where the permit names no posting.
pub async fn put<A: Changes<Postings>>(tx: &Tx, permit: &Permit<A>, new: &NewNoticeFile<'_>) -> Outcome<()> {
    let file = new.file;
    let row = notice_file::ActiveModel {
        code: Set(file.code.to_string()),
        posting: Set(row::posting_of(permit)?.0),
        title: Set(file.title.as_str().to_owned()),
        kind: Set(file.kind.word().to_owned()),
        size: Set(i64::try_from(file.size).map_err(|_| StoreError::Unreadable("notice_file.size"))?),
        digest: Set(file.digest.to_string()),
        lies: Set(new.lies.to_string()),
        generation: Set(i64::from(new.generation)),
        stands: Set(i64::from(new.stands)),
        created_by: Set(row::actor_of(permit)?.0),
        created_at: Set(new.at.0),
        ..Default::default()
    };
    notice_file::Entity::insert(row).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// Says of a file of the permit's posting whether it stands with the notice.
///
/// # Errors
/// [`StoreError::Stale`] where it stood so already, or belongs to another posting.
pub async fn turn<A: Changes<Postings>>(
    tx: &Tx,
    permit: &Permit<A>,
    file: Code,
    stands: bool,
) -> Outcome<()> {
    let done = notice_file::Entity::update_many()
        .col_expr(notice_file::Column::Stands, Expr::value(i64::from(stands)))
        .filter(notice_file::Column::Posting.eq(row::posting_of(permit)?.0))
        .filter(notice_file::Column::Code.eq(file.as_str()))
        .filter(notice_file::Column::Stands.eq(i64::from(!stands)))
        .exec(tx.db())
        .await?;
    row::expect_hit(done.rows_affected)
}
