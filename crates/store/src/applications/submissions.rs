//! What was sent, each time it was: sealed documents, numbered from 1 within an application.
//!
//! Owns: rows of `submission`. Refuses: changing one, and opening it (only the use cases hold the key).

use domain::access::aggregate::Applications;
use domain::access::{Changes, Permit, Reads};
use domain::calendar::Instant;
use domain::id::ApplicationId;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set};

use crate::entity::submission;
use crate::error::Outcome;
use crate::row;
use crate::tx::{Snapshot, Tx};

/// What was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SubmissionRow {
    /// From 1, each submission of the application one more.
    pub no: u32,
    /// Number of the posting's revision in force.
    pub revision: u32,
    /// The sealed document.
    pub sealed: Vec<u8>,
    /// Server time.
    pub at: Instant,
}

/// Keeps what was sent. The use case holds the application, so that numbers follow one another.
///
/// # Errors
/// The database's.
pub async fn keep_sent<A: Changes<Applications>>(
    tx: &Tx,
    _permit: &Permit<A>,
    of: ApplicationId,
    sent: &SubmissionRow,
) -> Outcome<()> {
    let kept = submission::Entity::insert(written(of, sent.clone())).exec_with_returning(tx.db()).await?;
    tx.wrote::<submission::Entity>("submission", &kept);
    Ok(())
}

pub(crate) fn written(of: ApplicationId, sent: SubmissionRow) -> submission::ActiveModel {
    submission::ActiveModel {
        application: Set(of.0),
        no: Set(i64::from(sent.no)),
        revision: Set(i64::from(sent.revision)),
        sealed: Set(sent.sealed),
        submitted_at: Set(sent.at.0),
        ..Default::default()
    }
}

/// Returns everything that was sent in an application that the permit's use case has opened, the last first.
///
/// # Errors
/// The database's.
pub async fn all_sent<A: Reads<Applications>>(
    look: &Snapshot,
    _permit: &Permit<A>,
    of: ApplicationId,
) -> Outcome<Vec<SubmissionRow>> {
    let found = submission::Entity::find()
        .filter(submission::Column::Application.eq(of.0))
        .order_by_desc(submission::Column::No)
        .all(look.db())
        .await?;
    found.into_iter().map(read).collect()
}

fn read(row: submission::Model) -> Outcome<SubmissionRow> {
    Ok(SubmissionRow {
        no: row::count(row.no, "submission.no")?,
        revision: row::count(row.revision, "submission.revision")?,
        sealed: row.sealed,
        at: Instant(row.submitted_at),
    })
}

/// Returns how often an application that the permit's use case has opened was sent.
///
/// # Errors
/// The database's.
pub async fn times_sent<A: Reads<Applications>>(
    look: &Snapshot,
    _permit: &Permit<A>,
    of: ApplicationId,
) -> Outcome<u32> {
    let last: Option<i64> = submission::Entity::find()
        .select_only()
        .column(submission::Column::No)
        .filter(submission::Column::Application.eq(of.0))
        .order_by_desc(submission::Column::No)
        .into_tuple()
        .one(look.db())
        .await?;
    row::count(last.unwrap_or(0), "submission.no")
}

/// Returns what was sent last in an application that the permit's use case has opened.
///
/// # Errors
/// The database's.
pub async fn last_sent<A: Reads<Applications>>(
    look: &Snapshot,
    _permit: &Permit<A>,
    of: ApplicationId,
) -> Outcome<Option<SubmissionRow>> {
    let found = submission::Entity::find()
        .filter(submission::Column::Application.eq(of.0))
        .order_by_desc(submission::Column::No)
        .one(look.db())
        .await?;
    found.map(read).transpose()
}
