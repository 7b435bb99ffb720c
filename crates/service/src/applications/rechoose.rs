//! Choosing another position in place of a cancelled one (改报): once it is chosen, the application is a draft again, to be looked through
//! and sent.

use domain::access::aggregate::{Applications, Postings};
use domain::access::{Act, Caller, Permit, Reads, RechoosePosition};
use domain::calendar::Instant;
use domain::event::Event;
use domain::id::{Code, PositionId};
use domain::lifecycle::{ApplicationState, Turn};
use domain::opening::OpeningState;
use domain::reason::{ApplicationsWhy, TypedWhy};
use domain::scheme::{Adjustment, Hindrance, Kin};
use domain::timetable::StageKind;
use domain::view::my::applications::Rechoice;
use store::Snapshot;
use store::applications::ApplicationRow;
use store::postings::PostingRow;
use store::postings::positions::PositionRow;

use super::turn::turned;
use crate::Service;
use crate::fault::Fault;
use crate::rows::applications::{find, hold};
use crate::rows::extensions::expect_open_for;
use crate::rows::sent::{self, Document};
use crate::rows::timetables;

/// Until when the owner may choose another position: an extension that came with a confirmation of openings says so, and nothing else
/// does. Where the timetable has a window for it, the choice is open within that alone.
async fn until<A>(look: &Snapshot, permit: &Permit<A>, row: &ApplicationRow) -> Result<Option<Instant>, Fault>
where
    A: Act + Reads<Applications>,
{
    if !matches!(row.state, ApplicationState::Lapsed | ApplicationState::Draft) {
        return Ok(None);
    }
    let given = store::applications::extensions_of(look, permit, row.id).await?;
    let openings = store::postings::openings::of_public(look, row.posting).await?;
    let came_with = openings.iter().filter(|(one, _)| one.state == OpeningState::Stands).find(|(one, _)| {
        let same = |given: &&store::applications::ExtensionRow| {
            given.proposed == one.proposed && given.decided == one.decided
        };
        given.iter().find(same).is_some()
    });
    Ok(came_with.and_then(|(one, _)| one.until))
}

/// The rule by which people of this position may move; `None` where the scheme lets nobody.
async fn rule(look: &Snapshot, of: &PositionRow) -> Result<Option<Adjustment>, Fault> {
    let Some(saved) = store::schemes::public_newest(look, of.posting).await? else { return Ok(None) };
    let file = crate::rows::schemes::saved(&saved.body)?;
    Ok(file.get(of.terms.scheme_name()).and_then(|scheme| scheme.adjustment.clone()))
}

/// The position that the people of this one are asked to go to: a confirmation that stands merged it.
async fn target(look: &Snapshot, of: &PositionRow) -> Result<Option<PositionId>, Fault> {
    let merges = store::postings::merges::of_public(look, of.posting).await?;
    Ok(merges.into_iter().find(|merge| merge.position == of.id).map(|merge| merge.target))
}

/// The position that the owner is asked to go to: where the own position was merged, and where it was before the owner went, so that nobody
/// goes on from there by what the scheme lets others choose.
async fn asked<A: Reads<Applications>>(
    service: &Service,
    look: &Snapshot,
    permit: &Permit<A>,
    (row, stood): (&ApplicationRow, &PositionRow),
) -> Result<Option<PositionId>, Fault> {
    let merges = store::postings::merges::of_public(look, stood.posting).await?;
    if let Some(merge) = merges.iter().find(|merge| merge.position == stood.id) {
        return Ok(Some(merge.target));
    }
    if merges.iter().all(|merge| merge.target != stood.id) {
        return Ok(None);
    }
    let all = store::postings::public::positions(look, stood.posting).await?;
    let into = |number: &str| {
        let from = all.iter().find(|one| one.terms.code.as_str() == number)?.id;
        merges.iter().find(|merge| merge.position == from && merge.target == stood.id)
    };
    for text in sent::all(service, look, permit, row).await? {
        if into(Document::read(&text)?.target().position).is_some() {
            return Ok(Some(stood.id));
        }
    }
    Ok(None)
}

/// What the position is called that this one was merged into.
///
/// # Errors
/// The database's.
pub(super) async fn merged_into(look: &Snapshot, of: &PositionRow) -> Result<Option<String>, Fault> {
    let Some(target) = target(look, of).await? else { return Ok(None) };
    let found = store::postings::public::position_by_id(look, target).await?;
    Ok(found.map(|(_, position)| crate::tell::called(&position)))
}

/// What the rule has against a person of `from` choosing `to`.
fn apart(rule: &Adjustment, from: &PositionRow, to: &PositionRow) -> Option<Hindrance> {
    let [from, to] = [from, to].map(|of| Kin { scheme: of.terms.scheme_name(), paper: of.terms.paper() });
    rule.apart(&from, &to)
}

/// What the owner may choose now, where anything may be.
///
/// # Errors
/// The database's.
pub(super) async fn rechoice<A>(
    service: &Service,
    look: &Snapshot,
    permit: &Permit<A>,
    (posting, row, position): (&PostingRow, &ApplicationRow, &PositionRow),
    now: Instant,
) -> Result<Option<Rechoice>, Fault>
where
    A: Act + Reads<Applications>,
{
    let Some(until) = until(look, permit, row).await?.filter(|until| now < *until) else { return Ok(None) };
    if expect_open_for(look, permit, (posting, row), now).await.is_err() {
        return Ok(None);
    }
    let stages = timetables::public_of(look, posting.id).await?;
    if stages.expect_within(StageKind::Rechoice, now).is_err() {
        return Ok(None);
    }
    let until = stages.window(StageKind::Rechoice).map_or(until, |window| until.min(window.closes));
    let rule = rule(look, position).await?;
    let target = asked(service, look, permit, (row, position)).await?;
    if (rule.is_none() && target.is_none()) || target == Some(position.id) {
        return Ok(None);
    }
    // Whoever's position was merged is asked to go to that one, whatever else the scheme lets people choose.
    let is_offered = |one: &PositionRow| match target {
        Some(target) => one.id == target,
        None => rule.as_ref().is_some_and(|rule| apart(rule, position, one).is_none()),
    };
    let all = store::postings::public::positions(look, posting.id).await?;
    let open = all.into_iter().filter(|one| !one.is_cancelled() && one.id != position.id);
    let named = |one: PositionRow| {
        let words = format!("{} {}", one.terms.unit.as_str(), one.terms.title.as_str());
        (one.code, one.terms.code.as_str().to_owned(), words)
    };
    let positions = open.filter(is_offered).map(named).collect();
    Ok(Some(Rechoice { until, positions, merged: target.is_some() }))
}

/// Chooses another position of the same posting in place of a cancelled one. Until the time for it is over the choice can be changed;
/// what was sent before stays on the receipt. Doing it twice does it once.
///
/// # Errors
/// [`ApplicationsWhy::NoRechoice`] for everybody whose position was not cancelled, and where the scheme lets nobody move;
/// [`ApplicationsWhy::PositionCancelled`], [`ApplicationsWhy::OtherScheme`], [`ApplicationsWhy::OtherPaper`],
/// [`ApplicationsWhy::MergedElsewhere`], [`ApplicationsWhy::RefusedHere`] at `position`;
/// [`TypedWhy::NotAChoice`] there for a position of another posting; the refusals of the window and of the timetable; [`Fault::Stale`]; [`Fault::Missing`] for
/// another's application.
pub async fn rechoose(
    service: &Service,
    caller: &Caller,
    (code, version): (Code, i64),
    position: Code,
) -> Result<(), Fault> {
    service
        .write(caller, "application.rechoose", async |op| {
            let found = find(op.tx(), code).await?;
            let permit = op.permit::<RechoosePosition>(found.scope())?;
            // The posting before the application, as everywhere: nobody suspends it before this act has ended.
            let posting = found.open(&permit)?.posting;
            let posting = store::postings::held(op.tx(), posting).await?.ok_or(Fault::Missing)?;
            let row = hold(op.tx(), code).await?.open(&permit)?;
            let chosen = store::postings::public::position(op.tx(), &position).await?;
            let chosen = chosen.filter(|(of, _)| of.id == posting.id);
            let (_, chosen) = chosen.ok_or_else(|| TypedWhy::NotAChoice.at("position"))?;
            if row.state == ApplicationState::Draft && row.position == chosen.id {
                op.repeat();
                return Ok(());
            }
            expect_open_for(op.tx(), &permit, (&posting, &row), op.now()).await?;
            let stages = timetables::public_of(op.tx(), posting.id).await?;
            stages.expect_within(StageKind::Rechoice, op.now())?;
            let stood = store::postings::public::position_by_id(op.tx(), row.position).await?;
            let (_, stood) = stood.ok_or(Fault::Missing)?;
            expect_choice(service, op.tx(), &permit, (&row, &stood, &chosen)).await?;
            let to = row.state.after(Turn::Rechoose)?;
            let at = (row.id, version);
            store::applications::rechoose(op.tx(), &permit, at, (row.state, chosen.id), op.now()).await?;
            let number = |of: &PositionRow| of.terms.code.as_str().to_owned();
            let (from_number, to_number) = (number(&stood), number(&chosen));
            if row.state != to {
                op.record(&permit, &turned(row.code, row.state, to)).await?;
            }
            let event = Event::PositionRechosen { application: row.code, from: from_number, to: to_number };
            op.record(&permit, &event).await
        })
        .await
}

async fn expect_choice<A>(
    service: &Service,
    look: &Snapshot,
    permit: &Permit<A>,
    (row, stood, chosen): (&ApplicationRow, &PositionRow, &PositionRow),
) -> Result<(), Fault>
where
    A: Act + Reads<Applications> + Reads<Postings>,
{
    let target = asked(service, look, permit, (row, stood)).await?;
    let rule = rule(look, stood).await?.filter(|rule| rule.choices > 0);
    if row.state == ApplicationState::Submitted || (rule.is_none() && target.is_none()) {
        return Err(ApplicationsWhy::NoRechoice.reason().into());
    }
    if until(look, permit, row).await?.is_none() {
        return Err(ApplicationsWhy::NoRechoice.reason().into());
    }
    if chosen.is_cancelled() {
        return Err(ApplicationsWhy::PositionCancelled.at("position").into());
    }
    if target.is_some_and(|target| chosen.id != target) {
        return Err(ApplicationsWhy::MergedElsewhere.at("position").into());
    }
    match rule.filter(|_| target.is_none()).and_then(|rule| apart(&rule, stood, chosen)) {
        None => {}
        Some(Hindrance::OtherPaper) => return Err(ApplicationsWhy::OtherPaper.at("position").into()),
        Some(_) => return Err(ApplicationsWhy::OtherScheme.at("position").into()),
    }
    if store::applications::refused(look, permit, chosen.id).await?.is_some() {
        return Err(ApplicationsWhy::RefusedHere.at("position").into());
    }
    Ok(())
}
