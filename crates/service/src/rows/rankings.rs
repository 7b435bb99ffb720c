//! A computed ranking as use cases read it.

use domain::access::{Permit, ViewOwnApplication};
use domain::id::ApplicationId;
use domain::lifecycle::Phase;
use domain::view::my::applications::Scored;
use serde::{Deserialize, Serialize};
use store::Snapshot;
use store::postings::PostingRow;
use store::rankings::Traced;

use crate::fault::Fault;
use crate::rows::schemes::public_names;

/// What is kept of one person's line: as shown, so that a page needs no computation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// Component name and shown value.
    pub values: Vec<(String, String)>,
    /// Composite score.
    pub total: String,
    /// Rank.
    pub rank: String,
    /// Shortlist key and seat.
    pub seats: Vec<(String, String)>,
}

/// The owner's line of the published ranking, from the last list until long after the selection was closed.
///
/// # Errors
/// The database's.
pub(crate) async fn own_line(
    snapshot: &Snapshot,
    permit: &Permit<ViewOwnApplication>,
    (posting, of): (&PostingRow, ApplicationId),
) -> Result<Option<Traced>, Fault> {
    if !matches!(posting.beneath(), Phase::Published | Phase::Closed) {
        return Ok(None);
    }
    Ok(store::rankings::own_published(snapshot, permit, of).await?)
}

/// The owner's result in short.
///
/// # Errors
/// The database's; [`Fault::Internal`] where the line cannot be read.
pub(crate) async fn own_scored(
    snapshot: &Snapshot,
    permit: &Permit<ViewOwnApplication>,
    of: (&PostingRow, ApplicationId),
) -> Result<Option<Scored>, Fault> {
    let Some(own) = own_line(snapshot, permit, of).await? else { return Ok(None) };
    let Kept { total, rank, seats, .. } = serde_json::from_str(&own.line.body).map_err(Fault::internal)?;
    let place = store::postings::public::position_by_id(snapshot, own.line.position).await?;
    let position = place.as_ref().map(|(_, position)| position);
    let names = public_names(snapshot, of.0.id, position).await?;
    Ok(Some(Scored { total, rank, seats, names }))
}
