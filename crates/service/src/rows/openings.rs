//! What the opening ratio (开考比例) comes to for the positions of a posting, as its rows have it.
//!
//! Owns: counting, for the page, for the proposal, for its confirmation and for the end of screening alike. Refuses: deciding.

use std::collections::HashMap;

use domain::access::aggregate::{Applications, Postings};
use domain::access::{Act, Permit, Reads};
use domain::id::{OpeningId, PositionId};
use domain::lifecycle::{ApplicationState, Phase};
use domain::opening::{Counted, OpeningState, Proposal, is_settled};
use domain::reason::{RankingWhy, ScreeningWhy};
use domain::scheme::Opening;
use domain::view::desk::screening::Moved;
use store::Snapshot;
use store::postings::PostingRow;
use store::postings::positions::PositionRow;

use crate::fault::Fault;

/// A position below its opening ratio that no confirmation stands for.
pub(crate) struct Below {
    /// The position.
    pub position: PositionRow,
    /// The rule of its scheme.
    pub rule: Opening,
    /// How many people the rule counts.
    pub people: u32,
    /// Whether that number stands.
    pub settled: bool,
    /// What the rule proposes.
    pub proposal: Proposal,
    /// Whether the scheme lets people of a cancelled position choose another one.
    pub movable: bool,
}

/// The opening ratios of a posting.
pub(crate) struct Ratios {
    /// Positions under a rule.
    pub ruled: u32,
    /// Those that reach it, or that a confirmation stands for.
    pub reached: u32,
    /// The others, in the order of the table.
    pub below: Vec<Below>,
}

/// Counts the people of each position as the rule of its scheme does. Those who passed screening and left since are told by their
/// departures; there are some before screening is over where it was opened again.
///
/// # Errors
/// [`RankingWhy::TooFine`]; the database's.
pub(crate) async fn ratios<A>(
    look: &Snapshot,
    permit: &Permit<A>,
    posting: &PostingRow,
) -> Result<Ratios, Fault>
where
    A: Act + Reads<Postings> + Reads<Applications>,
{
    let mut all = Ratios { ruled: 0, reached: 0, below: Vec::new() };
    let Some(scheme) = store::schemes::newest(look, permit).await? else { return Ok(all) };
    let file = crate::rows::schemes::saved(&scheme.body)?;
    if file.all().all(|scheme| scheme.opening.is_none()) {
        return Ok(all);
    }
    let counted = counted(look, permit, posting).await?;
    let undecided = store::applications::counts(look, permit).await?.submitted;
    for position in store::postings::positions::all(look, permit).await? {
        let scheme = file.get(position.terms.scheme_name());
        let Some((scheme, rule)) = scheme.and_then(|scheme| Some((scheme, scheme.opening.clone()?))) else {
            continue;
        };
        all.ruled = all.ruled.saturating_add(1);
        let people = counted.get(&position.id).copied().unwrap_or_default().by(rule.base);
        let proposal = rule.proposal(position.terms.plan, people).map_err(too_fine)?;
        if proposal == Proposal::Reached || position.opened.is_some() {
            all.reached = all.reached.saturating_add(1);
            continue;
        }
        all.below.push(Below {
            settled: is_settled(rule.base, posting.beneath(), undecided),
            movable: scheme.adjustment.is_some(),
            position,
            rule,
            people,
            proposal,
        });
    }
    Ok(all)
}

pub(crate) fn too_fine(_: domain::number::TooFine) -> Fault {
    Fault::refused(RankingWhy::TooFine.reason())
}

/// The states of applications that were sent and not withdrawn.
pub(crate) const SENT: [ApplicationState; 3] =
    [ApplicationState::Submitted, ApplicationState::Passed, ApplicationState::Refused];

async fn counted<A>(
    look: &Snapshot,
    permit: &Permit<A>,
    posting: &PostingRow,
) -> Result<HashMap<PositionId, Counted>, Fault>
where
    A: Act + Reads<Postings> + Reads<Applications>,
{
    let mut all: HashMap<PositionId, Counted> = HashMap::new();
    for (position, number) in store::applications::on_positions(look, posting.id, &SENT).await? {
        all.entry(position).or_default().registered = number;
    }
    let passed = [ApplicationState::Passed];
    for (position, number) in store::applications::on_positions(look, posting.id, &passed).await? {
        let found = all.entry(position).or_default();
        found.passed = number;
        found.confirmed = number;
    }
    let gone = store::departures::gone(look, permit).await?;
    let heads = store::applications::heads(look, permit, &gone).await?.into_values();
    // Who left and then was judged otherwise, because screening was opened again, is not counted among those who passed anyway.
    for head in heads.filter(|head| head.state == ApplicationState::Passed) {
        let found = all.entry(head.position).or_default();
        found.confirmed = found.confirmed.saturating_sub(1);
    }
    Ok(all)
}

/// What of its openings keeps a posting's screening open: how many positions below their ratio, by a number of people that stands, are
/// not decided on, and whether a confirmation waits.
///
/// # Errors
/// As [`ratios`].
pub(crate) async fn open_of<A>(
    look: &Snapshot,
    permit: &Permit<A>,
    posting: &PostingRow,
) -> Result<(u32, bool), Fault>
where
    A: Act + Reads<Postings> + Reads<Applications>,
{
    if posting.phase != Phase::Screening {
        return Ok((0, false));
    }
    let ratios = ratios(look, permit, posting).await?;
    let all = store::postings::openings::all(look, permit).await?;
    let waits = all.iter().any(|one| one.decided.is_none());
    // While verdicts are open nearly every position would look too small.
    let below = ratios.below.iter().filter(|one| one.settled).count();
    Ok((u32::try_from(below).unwrap_or(u32::MAX), waits))
}

/// Positions whose openings stand and were confirmed on another number of people than there is now. Those that were cancelled are not
/// among them: their people have gone to other positions.
///
/// # Errors
/// The database's.
pub(crate) async fn moved<A>(
    look: &Snapshot,
    permit: &Permit<A>,
    posting: &PostingRow,
) -> Result<Vec<Moved>, Fault>
where
    A: Act + Reads<Postings> + Reads<Applications>,
{
    let all = store::postings::openings::all(look, permit).await?;
    let stands: Vec<OpeningId> =
        all.iter().filter(|one| one.state == OpeningState::Stands).map(|one| one.id).collect();
    let Some(scheme) = store::schemes::newest(look, permit).await?.filter(|_| !stands.is_empty()) else {
        return Ok(Vec::new());
    };
    let file = crate::rows::schemes::saved(&scheme.body)?;
    let counted = counted(look, permit, posting).await?;
    let positions = store::postings::positions::all(look, permit).await?;
    let mut moved = Vec::new();
    for line in store::postings::openings::lines(look, permit).await? {
        if !stands.contains(&line.opening) || line.opened.is_cancelled() {
            continue;
        }
        let Some(position) = positions.iter().find(|one| one.id == line.position) else { continue };
        let scheme = file.get(position.terms.scheme_name());
        let Some(rule) = scheme.and_then(|scheme| scheme.opening.as_ref()) else { continue };
        let now = counted.get(&position.id).copied().unwrap_or_default().by(rule.base);
        if now != line.people {
            let number = position.terms.code.as_str().to_owned();
            moved.push(Moved { number, opened: line.opened, then: line.people, now });
        }
    }
    Ok(moved)
}

/// Refuses the end of screening while [`open_of`] names something.
///
/// # Errors
/// [`ScreeningWhy::OpeningWaits`], [`ScreeningWhy::OpeningOpen`].
pub(crate) fn expect_none((below, waits): (u32, bool)) -> Result<(), Fault> {
    if waits {
        return Err(ScreeningWhy::OpeningWaits.reason().into());
    }
    match below {
        0 => Ok(()),
        count => Err(ScreeningWhy::OpeningOpen { count }.reason().into()),
    }
}
