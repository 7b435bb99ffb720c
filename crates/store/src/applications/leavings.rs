//! Contents of applicants' files that were taken out of the store after their term, posting by posting.
//!
//! Owns: rows of `file_leaving`. Refuses: taking the rows of the files, which stay with their names, sizes and digests; letting the files of a
//! posting leave twice.

use domain::access::aggregate::Applications;
use domain::access::{Changes, Permit, Reads};
use domain::calendar::Instant;
use domain::id::{ApplicationId, Code, PostingId};
use domain::states::Phase;
use sea_orm::{
    ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Set,
};

use crate::entity::{application, file_leaving, posting, upload};
use crate::error::Outcome;
use crate::row;
use crate::tx::{Snapshot, Tx};

/// The phases in which a selection is over for good.
const OVER: [Phase; 2] = [Phase::Closed, Phase::Ended];

/// Notes that the contents of so many files of the permit's posting left.
///
/// # Errors
/// [`crate::Conflict::ListVersion`] where they did before.
pub async fn put<A: Changes<Applications>>(
    tx: &Tx,
    permit: &Permit<A>,
    files: u32,
    at: Instant,
) -> Outcome<()> {
    let row = file_leaving::ActiveModel {
        posting: Set(row::posting_of(permit)?.0),
        files: Set(files.into()),
        left_at: Set(at.0),
        ..Default::default()
    };
    file_leaving::Entity::insert(row).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// Returns how many files of a posting left and when; `None` while they are kept.
///
/// # Errors
/// The database's.
pub async fn of_posting(look: &Snapshot, posting: PostingId) -> Outcome<Option<(u32, Instant)>> {
    let found = file_leaving::Entity::find().filter(file_leaving::Column::Posting.eq(posting.0));
    let read =
        |row: file_leaving::Model| Ok((row::count(row.files, "file_leaving.files")?, Instant(row.left_at)));
    found.one(look.db()).await?.map(read).transpose()
}

/// Returns when the files of an application left; `None` while they are kept.
///
/// # Errors
/// The database's.
pub async fn of_application(look: &Snapshot, of: ApplicationId) -> Outcome<Option<Instant>> {
    let posting = application::Entity::find_by_id(of.0).select_only().column(application::Column::Posting);
    let found = file_leaving::Entity::find()
        .filter(file_leaving::Column::Posting.in_subquery(posting.into_query()))
        .one(look.db())
        .await?;
    Ok(found.map(|row| Instant(row.left_at)))
}

/// Returns how many files belong to the applications of the permit's posting.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where the permit names no posting.
pub async fn files<A: Reads<Applications>>(look: &Snapshot, permit: &Permit<A>) -> Outcome<u32> {
    let of = application::Entity::find()
        .select_only()
        .column(application::Column::Id)
        .filter(application::Column::Posting.eq(row::posting_of(permit)?.0));
    let count = upload::Entity::find()
        .filter(upload::Column::Application.in_subquery(of.into_query()))
        .count(look.db())
        .await?;
    Ok(u32::try_from(count).unwrap_or(u32::MAX))
}

/// Returns the postings that are over and whose applicants' files are kept still, by their codes.
///
/// # Errors
/// The database's.
pub async fn kept(look: &Snapshot) -> Outcome<Vec<Code>> {
    let left = file_leaving::Entity::find().select_only().column(file_leaving::Column::Posting);
    let with_files = upload::Entity::find().select_only().column(upload::Column::Application);
    let of = application::Entity::find()
        .select_only()
        .column(application::Column::Posting)
        .filter(application::Column::Id.in_subquery(with_files.into_query()));
    let rows: Vec<String> = posting::Entity::find()
        .select_only()
        .column(posting::Column::Code)
        .filter(posting::Column::Phase.is_in(OVER.map(Phase::word)))
        .filter(posting::Column::Id.not_in_subquery(left.into_query()))
        .filter(posting::Column::Id.in_subquery(of.into_query()))
        .order_by_asc(posting::Column::Id)
        .into_tuple()
        .all(look.db())
        .await?;
    rows.iter().map(|code| row::code(code)).collect()
}
