//! Lists of proposed people (拟遴选人选) among the signed lists: whether the signature on one still stands, and what begins with the list.
//!
//! Nothing of such a list rests but its head: the people are named anew from the decision when it becomes public, and the list must come
//! to the digest that was signed. That is also how it is seen that a decision, an answer to an objection or a departure changed it.

use domain::access::aggregate::Decisions;
use domain::access::{Act, Changes, Permit};
use domain::calendar::Window;
use domain::collective::{DecisionState, stage};
use domain::digest::Digest;
use domain::event::Event;
use domain::id::Code;
use domain::lifecycle::Phase;
use domain::lists::List;
use domain::release::ReleaseState;
use domain::view::desk::lists::Signature;
use store::Snapshot;
use store::decisions::DecisionRow;
use store::lists::releases::{self, ReleaseRow};
use store::postings::PostingRow;

use crate::Service;
use crate::fault::Fault;
use crate::jobs::{self, Job};
use crate::op::Op;
use crate::rows::decisions::{ReadsAll, decided};
use crate::rows::lists::{follows, ground_of, newest};
use crate::rows::proposed::made_again;

/// A signed list of proposed people with the names that it shows.
pub(crate) struct Whole {
    pub list: List,
    pub bytes: Vec<u8>,
    /// The decision whose people they are.
    pub decision: DecisionRow,
}

/// The list of a signature that waits, or what ended it.
///
/// # Errors
/// The database's; [`Fault::Internal`] where a sealed value does not open.
pub(crate) async fn whole<A: ReadsAll>(
    service: &Service,
    snapshot: &Snapshot,
    permit: &Permit<A>,
    (row, release): (&PostingRow, &ReleaseRow),
) -> Result<Result<Whole, ReleaseState>, Fault> {
    let now = ground_of(release, releases::ground(snapshot, row.id).await?);
    if let Some(by) = release.ground.ended_by(&now, row.phase) {
        return Ok(Err(by));
    }
    if row.phase != Phase::Published || !follows(snapshot, row, release).await? {
        return Ok(Err(ReleaseState::Corrected));
    }
    let all = decided(snapshot, permit, row).await?;
    let stands = |one: &&DecisionRow| one.state == DecisionState::Confirmed && !all.is_overtaken(one.id);
    let decision = all.decisions.iter().find(|one| stage(one.no) == release.stage);
    let Some(decision) = decision.filter(stands).cloned() else {
        return Ok(Err(ReleaseState::Decided));
    };
    let kept = releases::bytes(snapshot, release.id).await?.ok_or(Fault::Stale)?;
    let head = List::parse(&kept).map_err(Fault::internal)?.head;
    let says = (decision.body.as_str(), decision.decided_on.date());
    if head.proposal.as_ref().is_none_or(|said| (said.body.as_str(), said.on) != says) {
        return Ok(Err(ReleaseState::Decided));
    }
    let list = made_again(service, snapshot, permit, (&all, &decision), head).await?;
    let bytes = list.bytes().map_err(Fault::internal)?;
    if Digest::of(&bytes) != release.digest {
        return Ok(Err(ReleaseState::Decided));
    }
    Ok(Ok(Whole { list, bytes, decision }))
}

/// The signature on a list of proposed people that nobody ended yet, with what ended it since.
///
/// # Errors
/// As [`whole`].
pub(crate) async fn waits<A: ReadsAll>(
    service: &Service,
    snapshot: &Snapshot,
    permit: &Permit<A>,
    (row, stage): (&PostingRow, &str),
) -> Result<Option<(ReleaseRow, Option<ReleaseState>)>, Fault> {
    let all = releases::of_posting(snapshot, row.id).await?;
    let Some(found) = all.into_iter().find(|one| one.waits() && one.stage == stage) else { return Ok(None) };
    let ended = Box::pin(whole(service, snapshot, permit, (row, &found))).await?.err();
    Ok(Some((found, ended)))
}

/// The last signature as the desk shows it, unless the version that it was for, or a later one, is public.
///
/// # Errors
/// As [`whole`].
pub(crate) async fn signature<A: ReadsAll>(
    service: &Service,
    snapshot: &Snapshot,
    permit: &Permit<A>,
    (row, stage): (&PostingRow, &str),
) -> Result<Option<Signature>, Fault> {
    let all = releases::of_posting(snapshot, row.id).await?;
    let Some(last) = all.into_iter().find(|one| one.stage == stage) else { return Ok(None) };
    if newest(snapshot, row, stage).await?.is_some_and(|list| list.version >= last.version) {
        return Ok(None);
    }
    let ended = match last.waits() {
        true => Box::pin(whole(service, snapshot, permit, (row, &last))).await?.err(),
        false => Some(last.state),
    };
    let names = store::people::staff_names(snapshot, &[last.second_signer]).await?;
    Ok(Some(Signature {
        code: last.code,
        version: last.version,
        digest: last.digest,
        at: last.release_at,
        by: names.into_iter().next().map(|one| one.1).unwrap_or_default(),
        signed: last.signed_at,
        ended,
        reason: last.ended_reason,
    }))
}

/// Begins the publicity period of the people on a first version; those who are passed over are told.
///
/// # Errors
/// The database's; [`Fault::Internal`] where the list says no period.
pub(crate) async fn begin<A: Act + Changes<Decisions>>(
    op: &mut Op<'_>,
    permit: &Permit<A>,
    (posting, decision): (Code, &DecisionRow),
    list: &List,
) -> Result<(), Fault> {
    let proposal = list.head.proposal.as_ref();
    let window = proposal.map(|proposal| proposal.period.window());
    let window = window.ok_or_else(|| Fault::internal("a list of proposed people without a period"))?;
    let of = (decision.id, list.head.stage.as_str());
    store::decisions::publicity::begin(op.tx(), permit, of, window).await?;
    let (decision, Window { opens, closes }) = (decision.code, window);
    let told = Job::TellPassedOver { decision };
    jobs::enqueue(op, &told, op.now(), &format!("decision/{decision}/told")).await?;
    op.record(permit, &Event::PublicityBegun { posting, decision, opens, closes }).await
}
