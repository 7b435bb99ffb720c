//! What was sent, each time it was: sealed documents, numbered from 1 within an application.
//!
//! Owns: rows of `submission`. Refuses: changing one, and opening it (only the use cases hold the key).

use std::collections::HashMap;

use domain::access::aggregate::Applications;
use domain::access::{Changes, Permit, Reads};
use domain::calendar::Instant;
use domain::id::{ApplicationId, PostingId};
use domain::lifecycle::ApplicationState;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select, Set};

use crate::entity::{application, submission};
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

/// Keeps what was sent of each application. The use case holds them, so that numbers follow one another.
///
/// # Errors
/// The database's.
pub async fn keep_sent<A: Changes<Applications>>(
    tx: &Tx,
    _permit: &Permit<A>,
    all: &[(ApplicationId, &SubmissionRow)],
) -> Outcome<()> {
    let rows = all.iter().map(|(of, sent)| written(*of, (*sent).clone()));
    for kept in submission::Entity::insert_many(rows).exec_with_returning(tx.db()).await? {
        tx.wrote::<submission::Entity>("submission", &kept);
        tx.belongs("submission", kept.id, kept.application);
    }
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
    permit: &Permit<A>,
    of: ApplicationId,
) -> Outcome<u32> {
    Ok(times_sent_each(look, permit, &[of]).await?.remove(&of).unwrap_or(0))
}

/// Returns the same of each of several applications that was sent at all.
///
/// # Errors
/// The database's.
pub async fn times_sent_each<A: Reads<Applications>>(
    look: &Snapshot,
    _permit: &Permit<A>,
    of: &[ApplicationId],
) -> Outcome<HashMap<ApplicationId, u32>> {
    let last: Vec<(i64, i64)> = submission::Entity::find()
        .select_only()
        .column(submission::Column::Application)
        .column_as(submission::Column::No.max(), "last")
        .filter(submission::Column::Application.is_in(row::padded(of.iter().map(|id| id.0))))
        .group_by(submission::Column::Application)
        .into_tuple()
        .all(look.db())
        .await?;
    let count = |(id, last)| Ok((ApplicationId(id), row::count(last, "submission.no")?));
    last.into_iter().map(count).collect()
}

/// Whether the caller sent an application in the posting, whatever became of it.
///
/// # Errors
/// The database's.
pub async fn sent_here<A: Reads<Applications>>(
    look: &Snapshot,
    permit: &Permit<A>,
    posting: PostingId,
) -> Outcome<bool> {
    let own = application::Entity::find()
        .select_only()
        .column(application::Column::Id)
        .filter(application::Column::Candidate.eq(row::actor_of(permit)?.0))
        .filter(application::Column::Posting.eq(posting.0));
    any_sent(look, own).await.map(|sent| sent > 0)
}

/// How many applications of the permit's posting were sent, taken back, and are drafts.
///
/// # Errors
/// The database's.
pub async fn drafts_sent<A: Reads<Applications>>(look: &Snapshot, permit: &Permit<A>) -> Outcome<u32> {
    let drafts = application::Entity::find()
        .select_only()
        .column(application::Column::Id)
        .filter(application::Column::Posting.eq(row::posting_of(permit)?.0))
        .filter(application::Column::State.eq(ApplicationState::Draft.word()));
    any_sent(look, drafts).await
}

/// How many of these applications were sent.
async fn any_sent(look: &Snapshot, of: Select<application::Entity>) -> Outcome<u32> {
    let ids: Vec<i64> = of.into_tuple().all(look.db()).await?;
    let sent: Vec<i64> = submission::Entity::find()
        .select_only()
        .column(submission::Column::Application)
        .filter(submission::Column::Application.is_in(ids))
        .filter(submission::Column::No.eq(1))
        .into_tuple()
        .all(look.db())
        .await?;
    Ok(u32::try_from(sent.len()).unwrap_or(u32::MAX))
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
