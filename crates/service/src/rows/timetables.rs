//! Timetables as use cases begin from them: that of a posting, read.

use domain::access::aggregate::Postings;
use domain::access::{Act, Changes, Permit, Reads};
use domain::calendar::Instant;
use domain::id::{PersonId, PostingId};
use domain::timetable::Timetable;
use store::{Snapshot, Tx};

use crate::fault::Fault;

fn read(body: Option<String>) -> Result<Timetable, Fault> {
    body.map_or_else(|| Ok(Timetable::default()), |body| serde_json::from_str(&body).map_err(Fault::internal))
}

/// The timetable of the permit's posting; an empty one where it has none.
pub(crate) async fn of<A: Reads<Postings>>(look: &Snapshot, permit: &Permit<A>) -> Result<Timetable, Fault> {
    read(store::postings::timetables::of(look, permit).await?)
}

/// The timetable of a public posting; an empty one where it has none.
pub(crate) async fn public_of(look: &Snapshot, posting: PostingId) -> Result<Timetable, Fault> {
    read(store::postings::timetables::public_of(look, posting).await?)
}

/// The document of a timetable.
pub(crate) fn body(timetable: &Timetable) -> Result<String, Fault> {
    serde_json::to_string(timetable).map_err(Fault::internal)
}

/// Puts a timetable in the place of that of the permit's posting, whose row the act holds.
pub(crate) async fn put<A: Act<By = PersonId> + Changes<Postings>>(
    tx: &Tx,
    permit: &Permit<A>,
    timetable: &Timetable,
    at: Instant,
) -> Result<(), Fault> {
    let body = body(timetable)?;
    Ok(store::postings::timetables::put(tx, permit, &body, (permit.by(), at)).await?)
}
