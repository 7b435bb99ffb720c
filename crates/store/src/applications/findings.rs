//! What each application came to under the conditions of its position: the answer and the rules' revision, no values.
//!
//! Owns: rows of `finding`. Refuses: judging, and verdicts: those are people's (`screenings`).

use domain::access::aggregate::Applications;
use domain::access::{Changes, Permit, Reads};
use domain::calendar::Instant;
use domain::digest::Digest;
use domain::eligibility::Finding;
use domain::id::ApplicationId;
use domain::lifecycle::ApplicationState;
use sea_orm::sea_query::{OnConflict, Query, SelectStatement};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set};

use super::{ApplicationRow, read};
use crate::entity::{application, finding};
use crate::error::Outcome;
use crate::row;
use crate::tx::{Snapshot, Tx};

/// A finding as stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FindingRow {
    /// The application.
    pub application: ApplicationId,
    /// What it came to.
    pub finding: Finding,
    /// Revision of the rules.
    pub rules: Digest,
    /// When it was judged.
    pub at: Instant,
}

/// Stores findings in place of those that the applications had.
///
/// # Errors
/// The database's.
pub async fn put_findings<A: Changes<Applications>>(
    tx: &Tx,
    _permit: &Permit<A>,
    rows: &[FindingRow],
) -> Outcome<()> {
    let written = |row: &FindingRow| finding::ActiveModel {
        application: Set(row.application.0),
        finding: Set(row.finding.word().to_owned()),
        rules: Set(row.rules.to_string()),
        judged_at: Set(row.at.0),
        ..Default::default()
    };
    let newer = OnConflict::column(finding::Column::Application)
        .update_columns([finding::Column::Finding, finding::Column::Rules, finding::Column::JudgedAt])
        .to_owned();
    for chunk in rows.chunks(5_000) {
        let written = finding::Entity::insert_many(chunk.iter().map(written))
            .on_conflict(newer.clone())
            .exec_with_returning(tx.db())
            .await?;
        for row in &written {
            tx.wrote::<finding::Entity>("finding", row);
            tx.belongs("finding", row.id, row.application);
        }
    }
    Ok(())
}

/// Forgets the findings of these applications.
///
/// # Errors
/// The database's.
pub async fn clear_findings<A: Changes<Applications>>(
    tx: &Tx,
    _permit: &Permit<A>,
    of: &[ApplicationId],
) -> Outcome<()> {
    for chunk in of.chunks(10_000) {
        let gone = finding::Entity::delete_many()
            .filter(finding::Column::Application.is_in(chunk.iter().map(|id| id.0)))
            .exec_with_returning(tx.db())
            .await?;
        gone.iter().for_each(|row| tx.belongs("finding", row.id, row.application));
    }
    Ok(())
}

/// Returns the findings of these applications, which the permit's use case has loaded.
///
/// # Errors
/// The database's.
pub async fn findings<A: Reads<Applications>>(
    look: &Snapshot,
    _permit: &Permit<A>,
    of: &[ApplicationId],
) -> Outcome<Vec<FindingRow>> {
    let rows = finding::Entity::find()
        .filter(finding::Column::Application.is_in(of.iter().map(|id| id.0)))
        .all(look.db())
        .await?;
    let read = |row: finding::Model| {
        Ok(FindingRow {
            application: ApplicationId(row.application),
            finding: row::word(Finding::from_word, &row.finding, "finding.finding")?,
            rules: row::digest(&row.rules)?,
            at: Instant(row.judged_at),
        })
    };
    rows.into_iter().map(read).collect()
}

/// Returns the next applications of the permit's posting after a key that officers see, in order of keys, held until the act
/// ends.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where the permit names no posting.
pub async fn hold_after<A: Changes<Applications> + Reads<Applications>>(
    tx: &Tx,
    permit: &Permit<A>,
    after: ApplicationId,
    take: u64,
) -> Outcome<Vec<ApplicationRow>> {
    let seen = [ApplicationState::Submitted, ApplicationState::Passed, ApplicationState::Refused];
    let rows = application::Entity::find()
        .filter(application::Column::Posting.eq(row::posting_of(permit)?.0))
        .filter(application::Column::State.is_in(seen.map(ApplicationState::word)))
        .filter(application::Column::Id.gt(after.0))
        .order_by_asc(application::Column::Id)
        .limit(take)
        .lock_exclusive()
        .all(tx.db())
        .await?;
    rows.into_iter().map(read).collect()
}

/// Applications with one of these findings.
pub(super) fn with(findings: &[Finding]) -> SelectStatement {
    Query::select()
        .column(finding::Column::Application)
        .from(finding::Entity)
        .and_where(finding::Column::Finding.is_in(findings.iter().map(|one| one.word())))
        .to_owned()
}
