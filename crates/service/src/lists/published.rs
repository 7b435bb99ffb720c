//! What the acts on published lists ask of the ranking that stands and of the scheme.

use domain::access::aggregate::{Postings, Rankings};
use domain::access::{Act, Permit, Reads};
use store::Snapshot;
use store::postings::PostingRow;

use super::standing::Standing;
use crate::fault::Fault;
use crate::ranking::opens;
use crate::rows::lists::Last;

/// Whether marks wait for the list: while it is under correction they are left aside, so that its beginning and its end both ask for
/// another ranking.
pub(super) async fn is_waited_for<A: Act + Reads<Postings>>(
    snapshot: &Snapshot,
    permit: &Permit<A>,
    stage: &str,
) -> Result<bool, Fault> {
    let scheme = store::schemes::newest(snapshot, permit).await?;
    let file = scheme.map(|scheme| crate::rows::schemes::saved(&scheme.body)).transpose()?;
    Ok(file.is_some_and(|file| opens(&file, stage)))
}

/// The last list of the ranking that stands, and whether it is published as the ranking has it.
pub(super) async fn last_beside<A: Act + Reads<Rankings>>(
    snapshot: &Snapshot,
    permit: &Permit<A>,
    (row, standing): (&PostingRow, &Standing),
) -> Result<(Last, bool), Fault> {
    let stage = standing.lists.last().map(|(list, _)| list.stage.clone()).unwrap_or_default();
    let kept = store::rankings::list(snapshot, permit, standing.ranking.id, &stage).await?;
    let last = Last::of(snapshot, row, stage).await?;
    let says = kept.is_some_and(|kept| last.says(&kept.body));
    Ok((last, says))
}
