//! The opening ratio (开考比例) of a posting: what its rules propose, what was proposed on it, and what was confirmed.
//!
//! Owns: proposing which positions below their ratio open, with how many places, and which are cancelled (开考确认), and deciding it by
//! another person. Refuses: more places than are planned, a number of people that can still change, and deciding an own proposal. The plan
//! stays as it was approved; lists count from what opens of it.

mod ahead;
mod decide;
mod propose;

pub use ahead::opening_ahead;
pub use decide::{confirm, return_opening};
pub use propose::{OpeningForm, propose_opening};

use std::collections::{BTreeSet, HashMap};

use domain::access::{ActName, Caller, Permit, ViewOpening, may};
use domain::calendar::Instant;
use domain::id::{Code, PersonId, PositionId};
use domain::lifecycle::{ApplicationState, Phase};
use domain::messages::{Kind, Values};
use domain::opening::Opened;
use domain::view::desk::opening::{Confirmation, OpenedLine, OpeningLine, OpeningPage};
use store::postings::PostingRow;
use store::postings::openings::{OpeningLine as Line, OpeningRow};
use store::postings::positions::PositionRow;
use store::{Scoped as _, Snapshot};

use crate::Service;
use crate::fault::Fault;
use crate::op::Look;
use crate::rows::officers;
use crate::rows::openings::{Below, ratios, too_fine};
use crate::rows::postings::{find, head};
use crate::tell;
use propose::targets;

/// The positions below their opening ratio with what the rule proposes, and the confirmations with the proposals of them.
///
/// # Errors
/// [`Fault::Missing`] for those outside the team; [`Fault::Denied`] for other roles; [`domain::reason::RankingWhy::TooFine`].
pub async fn opening(service: &Service, caller: &Caller, posting: Code) -> Result<OpeningPage, Fault> {
    service
        .read(caller, "opening.view", async |look| {
            let found = find(look.snapshot(), posting).await?;
            let scope = found.scope();
            let permit = look.permit::<ViewOpening>(scope.clone())?;
            let row = found.open(&permit)?;
            let ratios = ratios(look.snapshot(), &permit, &row).await?;
            let confirmations = confirmations(look, &permit, &row).await?;
            let table = store::postings::positions::all(look.snapshot(), &permit).await?;
            let waits = confirmations.iter().any(|one| one.decided.is_none());
            let ready = ratios.below.iter().any(|one| one.settled);
            Ok(OpeningPage {
                posting: head(&row),
                ruled: ratios.ruled,
                reached: ratios.reached,
                below: ratios.below.iter().map(|one| line(one, &table)).collect::<Result<_, _>>()?,
                may_propose: ready
                    && !waits
                    && row.phase == Phase::Screening
                    && may(look.caller(), ActName::ProposeOpening, &scope),
                confirmations,
            })
        })
        .await
}

fn line(one: &Below, table: &[PositionRow]) -> Result<OpeningLine, Fault> {
    let terms = &one.position.terms;
    Ok(OpeningLine {
        number: terms.code.as_str().to_owned(),
        words: words(&one.position),
        plan: terms.plan,
        people: one.people,
        settled: one.settled,
        rule: one.rule.clone(),
        proposal: one.proposal,
        approvable: one.rule.approvable(terms.plan, one.people).map_err(too_fine)?,
        movable: one.movable,
        targets: targets(one, table).map(|to| (to.terms.code.as_str().to_owned(), words(to))).collect(),
    })
}

fn words(of: &PositionRow) -> String {
    format!("{} {}", of.terms.unit.as_str(), of.terms.title.as_str())
}

async fn confirmations(
    look: &Look<'_>,
    permit: &Permit<ViewOpening>,
    row: &PostingRow,
) -> Result<Vec<Confirmation>, Fault> {
    let all = store::postings::openings::all(look.snapshot(), permit).await?;
    if all.is_empty() {
        return Ok(Vec::new());
    }
    let lines = store::postings::openings::lines(look.snapshot(), permit).await?;
    let merges = store::postings::merges::all(look.snapshot(), permit).await?;
    let positions = store::postings::positions::all(look.snapshot(), permit).await?;
    let touched = touched(look.snapshot(), row).await?;
    let by: BTreeSet<PersonId> =
        all.iter().flat_map(|one| [Some(one.proposed.0), one.decided.map(|one| one.0)]).flatten().collect();
    let names = officers::names(look.snapshot(), by).await?;
    let name = |id| names.get(&id).cloned().unwrap_or_default();
    let number = |id: PositionId| {
        positions.iter().find(|one| one.id == id).map(|one| one.terms.code.as_str().to_owned())
    };
    let opened = |line: &Line| {
        let position = positions.iter().find(|one| one.id == line.position)?;
        let merge = merges.iter().find(|one| one.opening == line.opening && one.position == line.position);
        Some(OpenedLine {
            number: position.terms.code.as_str().to_owned(),
            words: words(position),
            people: line.people,
            opened: line.opened,
            into: merge.and_then(|merge| number(merge.target)),
            touched: touched.get(&line.position).copied().unwrap_or_default(),
        })
    };
    let confirmation = |one: OpeningRow| Confirmation {
        lines: lines.iter().filter(|line| line.opening == one.id).filter_map(opened).collect(),
        may_decide: one.decided.is_none()
            && row.phase == Phase::Screening
            && may(look.caller(), ActName::ConfirmOpening, &row.scope())
            && may(look.caller(), ActName::ConfirmOpening, &one.scope()),
        code: one.code,
        state: one.state,
        reason: one.reason,
        until: one.until,
        proposed: (name(one.proposed.0), one.proposed.1),
        decided: one.decided.map(|(by, at)| (name(by), at)),
        returned_because: one.returned_reason,
    };
    Ok(all.into_iter().map(confirmation).collect())
}

/// The states of applications that a confirmation touches.
const TOUCHED: [ApplicationState; 2] = [ApplicationState::Submitted, ApplicationState::Passed];

/// What the people of a position that does not open whole are told: that it is cancelled, that it was merged into another one, where they
/// have the time to go there, or that its places were cut; with what the message says besides.
fn news(opened: Opened, (into, until): (Option<&PositionRow>, Option<Instant>)) -> (Kind, Values) {
    match into.zip(until) {
        Some((into, until)) if opened.is_cancelled() => (Kind::PositionMerged, tell::of_merge(into, until)),
        _ if opened.is_cancelled() => (Kind::PositionCancelled, Values::new()),
        _ => (Kind::PlanReduced, Values::new()),
    }
}

async fn touched(look: &Snapshot, row: &PostingRow) -> Result<HashMap<PositionId, u32>, Fault> {
    Ok(store::applications::on_positions(look, row.id, &TOUCHED).await?.into_iter().collect())
}
