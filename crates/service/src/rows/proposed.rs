//! The list of proposed people (拟遴选人选) as use cases begin from it: made of a decision, what objections came to, and the head of the last list.
//!
//! It is a list like all others: canonical bytes with a digest, sealed once, corrected by a further version. What it says of a person is
//! the name, the unit and the post of today, and the position. Refuses: a decision that is not confirmed, or was overtaken.

use domain::access::Permit;
use domain::calendar::Instant;
use domain::collective::{DecisionState, Proposed, body, stage};
use domain::digest::Digest;
use domain::id::{ListId, RankingId};
use domain::lists::{Body, Head, List, Proposal, expect_fit, misfits};
use domain::publicity::{Period, PeriodForm, Place};
use domain::reason::DecisionsWhy;
use domain::scheme::DecisionMode;
use store::Snapshot;
use store::decisions::DecisionRow;
use store::postings::PostingRow;

use super::decisions::{Decided, Listed, ReadsAll, expect_state};
use super::lists::{Corrected, in_correction, seal_before, sealed};
use super::work_years::workdays;
use crate::Service;
use crate::fault::Fault;

/// A list of proposed people as it is signed: made before the act, so that the act itself only compares and writes.
pub(crate) struct Made {
    pub list: List,
    pub bytes: Vec<u8>,
    pub digest: Digest,
    /// Digest of what it says, which is what is signed.
    pub content: Digest,
    pub period: Period,
    pub days: u32,
    pub ranking: RankingId,
    /// The version that it follows, with the reason.
    pub follows: Option<(ListId, u32, String)>,
}

impl Made {
    /// What is kept of it until its instant: its head, with the header of the rows. People are named nowhere before.
    ///
    /// # Errors
    /// [`Fault::Internal`] where it cannot be written.
    pub(crate) fn kept(&self) -> Result<Vec<u8>, Fault> {
        let body = Body { columns: self.list.columns.clone(), rows: Vec::new() };
        body.under(self.list.head.clone()).bytes().map_err(Fault::internal)
    }
}

/// The list as it would be signed at `at` to be published at `release`, or at once.
///
/// # Errors
/// [`DecisionsWhy::AlreadyPublic`], [`DecisionsWhy::NobodyProposed`], [`DecisionsWhy::WrongState`], [`DecisionsWhy::Overtaken`]; as
/// [`PeriodForm::period`]; [`domain::reason::ListsWhy::NotForPublic`] for each cell that must not be public.
pub(crate) async fn make<A: ReadsAll>(
    service: &Service,
    snapshot: &Snapshot,
    permit: &Permit<A>,
    (row, all, decision): (&PostingRow, &Decided, &DecisionRow),
    (at, release, form): (Instant, Option<Instant>, &PeriodForm),
) -> Result<Made, Fault> {
    expect_state(decision, DecisionState::Confirmed)?;
    all.expect_current(decision.id)?;
    let stage = stage(decision.no);
    let corrected = in_correction(snapshot, row, &stage).await?;
    let published = all.periods.iter().any(|one| one.decision == decision.id);
    if published && corrected.is_none() {
        return Err(DecisionsWhy::AlreadyPublic.reason().into());
    }
    let days = u32::from(super::schemes::needed(snapshot, permit).await?.working_days());
    let period = match &corrected {
        // A further version goes on in the period of the first: people were proposed then.
        Some(corrected) => {
            let head = sealed(snapshot, &corrected.list).await?.head;
            head.proposal.map(|proposal| proposal.period).ok_or(Fault::Missing)?
        }
        None => form.period(&workdays(snapshot).await?, days, release.unwrap_or(at).date())?,
    };
    let last = all.list.as_ref().ok_or(Fault::Missing)?;
    let people = people(service, snapshot, permit, (all, decision)).await?;
    if people.is_empty() && corrected.is_none() {
        return Err(DecisionsWhy::NobodyProposed.reason().into());
    }
    let behind = sealed(snapshot, last).await?.head;
    let seal = seal_before(snapshot, at).await?;
    let proposal = Proposal { body: decision.body.clone(), on: decision.decided_on.date(), period };
    let revision = store::postings::revisions::in_force(snapshot, row.id).await?;
    let head = Head {
        posting: row.code.to_string(),
        title: row.title.as_str().to_owned(),
        authority: row.authority.as_str().to_owned(),
        stage,
        name: None,
        version: corrected.as_ref().map_or(1, |one| one.list.version.saturating_add(1)),
        reason: corrected.as_ref().map(|one| one.correction.reason.clone()),
        supersedes: corrected.as_ref().map(|one| one.list.digest),
        revision,
        proposal: Some(proposal),
        audit_seal: seal,
        published_at: release.unwrap_or(at),
        ..behind
    };
    let list = body(&people).under(head);
    expect_fit(&misfits(&list))?;
    let bytes = list.bytes().map_err(Fault::internal)?;
    let follows = corrected.map(|Corrected { list, correction }| (list.id, list.version, correction.reason));
    let content = list.content_digest().map_err(Fault::internal)?;
    let digest = Digest::of(&bytes);
    // After a correction of the last list that was kept, another ranking stands that says the same.
    let standing = store::lists::releases::ground(snapshot, row.id).await?.ranking;
    let ranking = standing.map_or(last.ranking, RankingId);
    Ok(Made { digest, content, bytes, list, period, days, ranking, follows })
}

/// The same under the head that was signed, with the names that it shows.
///
/// # Errors
/// The database's; [`Fault::Internal`] where a sealed value does not open.
pub(crate) async fn made_again<A: ReadsAll>(
    service: &Service,
    snapshot: &Snapshot,
    permit: &Permit<A>,
    (all, decision): (&Decided, &DecisionRow),
    head: Head,
) -> Result<List, Fault> {
    Ok(body(&people(service, snapshot, permit, (all, decision)).await?).under(head))
}

/// Whom the decision proposes and no objection took out, with what the public reads of them.
pub(crate) async fn people<'a, A: ReadsAll>(
    service: &Service,
    snapshot: &Snapshot,
    permit: &Permit<A>,
    (all, decision): (&'a Decided, &DecisionRow),
) -> Result<Vec<Proposed<'a>>, Fault> {
    let ids: Vec<_> = all.proposed_by(decision.id).map(|one| one.application).collect();
    let rows = store::applications::these(snapshot, permit, &ids).await?;
    let mut found = Vec::new();
    for one in all.proposed_by(decision.id) {
        let place = all.place(one.application).map(|(_, place)| place);
        if place == Some(Place::Cancelled) {
            continue;
        }
        let row = rows.iter().find(|row| row.id == one.application).ok_or(Fault::Missing)?;
        let [name, unit, post] = super::applications::serving(service, row)?;
        let suspended = place == Some(Place::Suspended);
        let weighted = weighted(service, all, one)?;
        found.push(Proposed { row: &one.row, name, unit, post, suspended, weighted });
    }
    Ok(found)
}

/// What examination and inspection come to for somebody, where the scheme of the position weighs them.
fn weighted(service: &Service, all: &Decided, of: &Listed) -> Result<Option<String>, Fault> {
    let number = of.row.position.as_str();
    if all.rule(number).is_none_or(|rule| rule.mode != DecisionMode::Weighted) {
        return Ok(None);
    }
    let people = all.of_position(number);
    let computed = all.computed(service.keys(), (number, people))?.unwrap_or_default();
    let own = people.iter().zip(computed).find(|(one, _)| one.application == of.application);
    Ok(own.and_then(|(_, computed)| computed.result).map(|result| result.to_string()))
}
