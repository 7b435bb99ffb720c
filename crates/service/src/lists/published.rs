//! What the acts on published lists ask of the ranking that stands and of the scheme.

use domain::access::aggregate::{Lists, Postings, Rankings};
use domain::access::{Act, Changes, Permit, Reads};
use store::postings::PostingRow;
use store::{Snapshot, Tx};

use crate::fault::Fault;
use crate::ranking::opens;
use crate::rows::lists::Last;
use crate::rows::standing::Standing;

/// Asks for another ranking where marks wait for the list: they are left aside while it is under correction, so that its beginning and
/// its end both change what a ranking is computed from.
pub(super) async fn rank_again<A: Act + Reads<Postings> + Changes<Lists>>(
    tx: &Tx,
    permit: &Permit<A>,
    stage: &str,
) -> Result<(), Fault> {
    if crate::rows::schemes::newest(tx, permit).await?.is_some_and(|file| opens(&file, stage)) {
        store::lists::corrections::reopen_inputs(tx, permit).await?;
    }
    Ok(())
}

/// The last list of the ranking that stands, and whether it is published as the ranking has it.
pub(super) async fn last_beside<A: Act + Reads<Rankings>>(
    snapshot: &Snapshot,
    permit: &Permit<A>,
    (row, standing): (&PostingRow, &Standing),
) -> Result<(Last, bool), Fault> {
    let stage = standing.lists.last().map(|(list, _)| list.stage.clone()).unwrap_or_default();
    let kept = store::rankings::list(snapshot, permit, standing.ranking.id, &stage).await?;
    let last = Last::of(snapshot, row, stage).await?.beside(standing.lists.iter().map(|(list, _)| list));
    let says = kept.is_some_and(|kept| last.says(&kept.body));
    Ok((last, says))
}
