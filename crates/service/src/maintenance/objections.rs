//! Keeping what somebody without an account says about a selection.
//!
//! Owns: how much of it a posting holds, and how often one network may send. Refuses: an event, because whoever has no account must not
//! be able to grow what cannot be deleted; the answers are acts of officers.

use domain::access::Origin;
use domain::reason::ObjectionsWhy;
use store::objections::NewObjection;
use store::{Conflict, StoreError};

use super::throttle;
use crate::Service;
use crate::fault::Fault;

/// Most that may wait for an answer in one posting. Beyond it the telephone of the notice goes on.
const MOST_WAITING: u64 = 2_000;

/// Keeps what was written, and answers whether its number was new.
///
/// # Errors
/// [`domain::reason::PeopleWhy::TooManyTries`] where too much came from one network; [`ObjectionsWhy::Full`]; the database's.
pub(crate) async fn receive(
    service: &Service,
    origin: &Origin,
    new: NewObjection<'_>,
) -> Result<bool, Fault> {
    throttle::objecting(service, origin).await?;
    let tx = service.store().write("maintenance.objection").await?;
    if store::objections::waiting(&tx, new.posting).await? >= MOST_WAITING {
        tx.rollback().await?;
        return Err(ObjectionsWhy::Full.reason().into());
    }
    match store::objections::receive(&tx, new).await {
        Err(StoreError::Conflict(Conflict::Code)) => {
            tx.rollback().await?;
            Ok(false)
        }
        kept => {
            kept?;
            tx.commit().await?;
            Ok(true)
        }
    }
}
