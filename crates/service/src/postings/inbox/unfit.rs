//! Rulings that stand against a computation that is due.
//!
//! Owns: counting them, once for each state of what is computed. Refuses: computing where no ruling stands.

use domain::access::ViewRanking;
use domain::course::Waiting;
use domain::id::PostingId;
use store::Scoped as _;
use store::postings::PostingRow;

use super::Found;
use crate::Service;
use crate::fault::Fault;
use crate::kept;
use crate::op::Look;
use crate::ranking::load;

/// The newest counts, each under posting, its version and the number of its inputs.
pub(crate) type Unfits = kept::Kept<(PostingId, i64, i64), u32>;

/// Rulings that have to be corrected or taken back before the ranking can be computed. Whoever computes would be refused for them.
pub(super) async fn unfit(
    (service, look): (&Service, &Look<'_>),
    row: &PostingRow,
) -> Result<Option<Found>, Fault> {
    let snapshot = look.snapshot();
    let permit = look.permit::<ViewRanking>(row.scope())?;
    let rows = store::rulings::all(snapshot, &permit).await?;
    if store::rulings::standing(&rows).is_empty() {
        return Ok(None);
    }
    let ground = (row.id, row.version, store::inputs::version(snapshot, &permit).await?);
    let known = service.unfits().get(&ground);
    let count = if let Some(known) = known {
        known
    } else {
        let inputs = load(service.keys(), snapshot, &permit).await?;
        let count = tokio::task::spawn_blocking(move || inputs.unfit()).await.map_err(Fault::internal)?;
        service.unfits().put(ground, count);
        count
    };
    Ok((count > 0).then(|| Found::new(Waiting::Unfit, count, None)))
}
