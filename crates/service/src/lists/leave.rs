//! Published lists leave the web (下网) after their term: the address then says so, with counts and digest, and shows nobody.
//!
//! Owns: the work of the clock. Refuses: taking anything from what was sealed; officers read it as before.

use domain::access::{Caller, LeaveLists};
use domain::event::Event;
use domain::id::PostingId;
use store::lists::PublishedList;
use store::lists::leavings;

use crate::Service;
use crate::fault::Fault;

/// Seconds of a day.
const DAY: i64 = 86_400;

/// Lets every list leave whose term is over. Several processes may do this side by side.
///
/// # Errors
/// The database's; what left before it stays so.
pub async fn leave_due(service: &Service) -> Result<(), Fault> {
    let caller = Caller::system("list.leave");
    let term = service.parts.terms.lists.saturating_mul(DAY);
    let due = service
        .read(&caller, "list.over", async |look| {
            Ok(leavings::due(look.snapshot(), look.now().plus_seconds(term.saturating_neg())).await?)
        })
        .await?;
    for (posting, list) in due {
        leave(service, &caller, posting, &list).await?;
    }
    Ok(())
}

async fn leave(
    service: &Service,
    caller: &Caller,
    posting: PostingId,
    list: &PublishedList,
) -> Result<(), Fault> {
    service
        .write(caller, "list.leave", async |op| {
            let Some(of) = store::postings::public::by_id(op.tx(), posting).await? else {
                op.repeat();
                return Ok(());
            };
            let found = store::postings::for_update(op.tx(), &of.code).await?.ok_or(Fault::Missing)?;
            let permit = op.permit::<LeaveLists>(found.scope())?;
            let row = found.open(&permit)?;
            if leavings::of(op.tx(), list.id).await?.is_some() {
                op.repeat();
                return Ok(());
            }
            leavings::put(op.tx(), &permit, list.id, op.now()).await?;
            let (stage, version) = (list.stage.clone(), list.version);
            let event = Event::ListLeft { posting: row.code, list: list.code, stage, version };
            op.record(&permit, &event).await
        })
        .await
}
