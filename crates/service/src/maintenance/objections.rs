//! Keeping what somebody without an account says about a selection.
//!
//! Owns: how much of it a posting holds, and how often one network may send. Refuses: an event, because whoever has no account must not
//! be able to grow what cannot be deleted; the answers are acts of officers.

use domain::access::Origin;
use domain::course::Waiting;
use domain::id::PostingId;
use domain::messages::Kind;
use domain::reason::ObjectionsWhy;
use store::objections::NewObjection;
use store::postings::PostingRow;
use store::{Conflict, Scoped as _, StoreError, Tx};

use super::{messages, throttle};
use crate::Service;
use crate::fault::Fault;
use crate::tell::{News, Teller, of_posting, seconds};

/// Most that may wait for an answer in one posting. Beyond it the telephone of the notice goes on.
const MOST_WAITING: u64 = 2_000;

/// Counts what comes from a network, before anything is looked up for it: also what is refused then costs reading a sealed list.
///
/// # Errors
/// [`Fault::NoRoom`] on a nearly full disk; [`domain::reason::PeopleWhy::TooManyTries`] where too much came from one network; the database's.
pub(crate) async fn count(service: &Service, origin: &Origin) -> Result<(), Fault> {
    if !service.has_room() {
        return Err(Fault::NoRoom);
    }
    throttle::objecting(service, origin).await
}

/// Keeps what was written and counted, and answers whether its number was new. What comes in the period of a list names the list's `stage`.
///
/// # Errors
/// [`ObjectionsWhy::Closed`] where the period was ended since it was looked at; [`ObjectionsWhy::Full`]; the database's.
pub(crate) async fn receive(
    service: &Service,
    (posting, stage): (&PostingRow, Option<&str>),
    new: NewObjection<'_>,
) -> Result<bool, Fault> {
    let page = format!("{}/{}", Waiting::Objection.page(), new.code);
    let tx = service.store().write("maintenance.objection").await?;
    if let Some(stage) = stage
        && !still_runs(&tx, (posting.id, stage)).await?
    {
        tx.rollback().await?;
        return Err(ObjectionsWhy::Closed.reason().into());
    }
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
            tell(service, &tx, posting, &page).await?;
            tx.commit().await?;
            Ok(true)
        }
    }
}

/// Whether nobody ended the period of a list, and nobody will before this is kept: whoever ends it afterwards finds what waits. That it came
/// in time was asked when it came.
async fn still_runs(tx: &Tx, (posting, stage): (PostingId, &str)) -> Result<bool, Fault> {
    if store::postings::held(tx, posting).await?.is_none() {
        return Ok(false);
    }
    let periods = store::decisions::publicity::of_posting(tx, posting).await?;
    Ok(periods.iter().any(|one| one.stage == stage && one.ended.is_none()))
}

/// Tells those who answer that something waits.
async fn tell(service: &Service, tx: &Tx, posting: &PostingRow, page: &str) -> Result<(), Fault> {
    let now = service.now();
    let to = seconds(tx, posting, (Waiting::Objection, &[]), now).await?;
    let news = News {
        kind: Kind::ObjectionWaits,
        to: &to,
        posting: Some(posting.id),
        application: None,
        values: of_posting(posting, (now, page)),
        once: None,
    };
    Teller { parts: &service.parts, tx, now }.tell(&messages::permit(posting.scope())?, news).await
}
