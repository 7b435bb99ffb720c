//! Confirming a round, and sending it back, by another person than the one who proposed it.

use domain::access::{Act, Caller, ConfirmAdjustment, Permit, Reads, ReturnAdjustment, aggregate::Postings};
use domain::adjusting::RoundState;
use domain::event::Event;
use domain::id::Code;
use domain::reason::{FieldPath, PostingsWhy};
use domain::typed::Grounds;
use store::postings::PostingRow;
use store::postings::adjustments::{PlaceRow, RoundRow};

use super::counts;
use crate::Service;
use crate::fault::Fault;
use crate::op::Op;
use crate::rows::adjustments::{PHASES, takes};
use crate::rows::postings::{hold, within};

/// The proposal of that code in the posting, opened with a permit of its own, whose scope names who proposed it.
async fn opened<A: Act + Reads<Postings>>(
    op: &mut Op<'_>,
    (posting, adjustment): (Code, Code),
) -> Result<(PostingRow, RoundRow, Permit<A>), Fault> {
    let found = hold(op.tx(), posting).await?;
    let permit = op.permit::<A>(found.scope())?;
    let of = found.open(&permit)?;
    let found = store::postings::adjustments::by_code(op.tx(), &adjustment).await?.ok_or(Fault::Missing)?;
    let (row, own) = within(op, &of, found)?;
    Ok((of, row, own))
}

/// Confirms a round as it was proposed: it is public at once, and people choose within its window. Doing it twice does it once.
///
/// # Errors
/// [`PostingsWhy::AdjustmentOvertaken`] where a position takes nobody or fewer people by now; [`PostingsWhy::AdjustmentInThePast`] where the
/// window is over; [`PostingsWhy::WrongPhase`]; [`Fault::Missing`] for a proposal of another posting; [`Fault::Stale`] where it is decided;
/// `same_person` for whoever proposed it or wrote the posting.
pub async fn confirm(
    service: &Service,
    caller: &Caller,
    (posting, adjustment): (Code, Code),
) -> Result<(), Fault> {
    service
        .write(caller, "adjustment.confirm", async |op| {
            let (of, row, own) = opened::<ConfirmAdjustment>(op, (posting, adjustment)).await?;
            if op.settled(row.decided, row.state == RoundState::Stands)? {
                return Ok(());
            }
            of.phase.expect(&PHASES)?;
            if row.window.closes <= op.now() {
                return Err(PostingsWhy::AdjustmentInThePast.reason().into());
            }
            let places = store::postings::adjustments::places(op.tx(), &own).await?;
            let places: Vec<PlaceRow> = places.into_iter().filter(|one| one.adjustment == row.id).collect();
            expect_taking(op, &own, &places).await?;
            store::postings::adjustments::decide(op.tx(), &own, (row.id, None), op.now()).await?;
            // The public pages see another version.
            store::postings::touch(op.tx(), &own, of.version).await?;
            let (positions, places) = counts(places.iter().map(|one| one.places));
            op.record(&own, &Event::AdjustmentConfirmed { posting, adjustment, positions, places }).await
        })
        .await
}

/// Refuses positions that take nobody, or fewer people, since the round was proposed.
async fn expect_taking(
    op: &Op<'_>,
    permit: &Permit<ConfirmAdjustment>,
    places: &[PlaceRow],
) -> Result<(), Fault> {
    let file = crate::rows::schemes::newest(op.tx(), permit).await?;
    let file = file.ok_or_else(|| PostingsWhy::NoAdjustmentRule.reason())?;
    let table = store::postings::positions::all(op.tx(), permit).await?;
    let stands = |place: &PlaceRow| {
        let position = table.iter().find(|one| one.id == place.position);
        position.is_some_and(|one| takes(&file, one) && place.places <= one.places())
    };
    if places.iter().all(stands) { Ok(()) } else { Err(PostingsWhy::AdjustmentOvertaken.reason().into()) }
}

/// Sends a proposal back with a reason that its author reads. Doing it twice does it once.
///
/// # Errors
/// As [`Grounds::parse`] at `answer`; as [`confirm`], but for the window, the phase and the positions.
pub async fn send_back(
    service: &Service,
    caller: &Caller,
    (posting, adjustment): (Code, Code),
    reason: &str,
) -> Result<(), Fault> {
    let reason = Grounds::parse(reason, &FieldPath::new("answer"))?;
    service
        .write(caller, "adjustment.return", async |op| {
            let (_, row, own) = opened::<ReturnAdjustment>(op, (posting, adjustment)).await?;
            if op.settled(row.decided, row.state == RoundState::Returned)? {
                return Ok(());
            }
            let words = reason.as_str();
            store::postings::adjustments::decide(op.tx(), &own, (row.id, Some(words)), op.now()).await?;
            let event = |reason| Event::AdjustmentReturned { posting, adjustment, reason };
            op.record_because(&own, words, event).await
        })
        .await
}
