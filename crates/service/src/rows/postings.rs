//! Postings as use cases begin from them: found by code, held for a change, and their heads as every page of the desk shows
//! them.

use domain::access::aggregate::Postings;
use domain::access::{Act, Caller, Permit, Reads};
use domain::calendar::Instant;
use domain::id::Code;
use domain::lifecycle::Phase;
use domain::reason::PostingsWhy;
use domain::view::desk::postings::{Counts, PostingEntry, PostingHead};
use domain::view::public::postings::Position;
use store::postings::PostingRow;
use store::postings::positions::{PositionRow, Size};
use store::{Locked, Scoped, Snapshot, Tx};

use crate::Service;
use crate::fault::Fault;
use crate::op::Op;

/// The posting of a public code, not yet readable.
pub(crate) async fn find(snapshot: &Snapshot, code: Code) -> Result<Locked<PostingRow, Postings>, Fault> {
    store::postings::by_code(snapshot, &code).await?.ok_or(Fault::Missing)
}

/// The same for an act that changes it.
pub(crate) async fn hold(tx: &Tx, code: Code) -> Result<Locked<PostingRow, Postings>, Fault> {
    store::postings::for_update(tx, &code).await?.ok_or(Fault::Missing)
}

/// A row of the posting, opened for an act with a permit of its own, whose scope names whose hands were in it. Of a row of another posting
/// nothing is told, not even that it is there.
///
/// # Errors
/// [`Fault::Missing`] for a row of another posting; what the policy refuses.
pub(crate) fn within<A: Reads<T>, R: Scoped, T>(
    op: &mut Op<'_>,
    of: &PostingRow,
    found: Locked<R, T>,
) -> Result<(R, Permit<A>), Fault> {
    if found.scope().posting != Some(of.id) {
        return Err(Fault::Missing);
    }
    let own = op.permit::<A>(found.scope())?;
    Ok((found.open(&own)?, own))
}

/// Refuses outside the registration window, which may last longer for somebody. `now` is the act's entry: what arrived before the deadline
/// counts.
///
/// # Errors
/// [`PostingsWhy::WrongPhase`]; the window's refusals.
pub(crate) fn expect_open_until(
    posting: &PostingRow,
    until: Option<Instant>,
    now: Instant,
) -> Result<(), Fault> {
    let window = posting.registration.ok_or(PostingsWhy::WrongPhase { phase: posting.phase }.reason())?;
    Ok(posting.phase.expect_registration(window.extended(until), now)?)
}

/// Refuses whoever may not do `A` in this posting, or not in its present phase: asked before a file is taken in for it, so
/// that nobody makes the service read what it will refuse. The act itself asks again.
///
/// # Errors
/// [`Fault::Missing`], [`Fault::Denied`]; [`domain::reason::PostingsWhy::WrongPhase`].
pub(crate) async fn expect_may<A: Act + Reads<Postings>>(
    service: &Service,
    caller: &Caller,
    posting: Code,
    (name, phases): (&'static str, &[Phase]),
) -> Result<(), Fault> {
    service
        .read(caller, name, async |look| {
            let found = find(look.snapshot(), posting).await?;
            let permit = look.permit::<A>(found.scope())?;
            Ok(found.open(&permit)?.phase.expect(phases)?)
        })
        .await
}

/// The posting in one line, as the pages of the desk name it.
pub(crate) fn head(row: &PostingRow) -> PostingHead {
    PostingHead {
        code: row.code,
        title: row.title.as_str().to_owned(),
        authority: row.authority.as_str().to_owned(),
        phase: row.phase,
        registration: row.registration,
    }
}

/// The same with its counts.
pub(crate) fn entry(row: &PostingRow, size: Size, tally: store::applications::Counts) -> PostingEntry {
    let counts = Counts {
        positions: size.positions,
        plan: size.plan,
        drafts: tally.drafts,
        submitted: tally.submitted,
        passed: tally.passed,
        refused: tally.refused,
        withdrew: tally.withdrew,
        lapsed: tally.lapsed,
    };
    PostingEntry { head: head(row), counts }
}

/// A position as every page shows it.
pub(crate) fn position(row: &PositionRow) -> Position {
    Position {
        code: row.code,
        number: row.terms.code.as_str().to_owned(),
        unit: row.terms.unit.as_str().to_owned(),
        title: row.terms.title.as_str().to_owned(),
        plan: row.places(),
        planned: Some(row.terms.plan).filter(|plan| *plan != row.places()),
        conditions: row.terms.conditions.as_str().to_owned(),
        details: row.terms.details.clone(),
        scheme: row.terms.scheme_name().map(str::to_owned),
    }
}
