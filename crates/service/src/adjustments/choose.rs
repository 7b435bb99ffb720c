//! A person chooses another position within the window of a round, changes that, or takes it back.

use domain::access::{Caller, ChooseAdjustment, Permit};
use domain::adjusting::ChoiceState;
use domain::calendar::Standing;
use domain::event::Event;
use domain::id::Code;
use domain::reason::{ApplicationsWhy, TypedWhy};
use store::applications::ApplicationRow;
use store::applications::choices::{ChoiceRow, NewChoice};
use store::postings::adjustments::{PlaceRow, RoundRow};
use store::postings::positions::PositionRow;

use crate::Service;
use crate::fault::Fault;
use crate::op::Op;
use crate::rows::adjustments::{Ground, PHASES, barred, told};
use crate::rows::applications::{find, hold};

/// The own application, the round whose window is open, what it takes, and what was chosen in it before.
struct Choosing {
    permit: Permit<ChooseAdjustment>,
    row: ApplicationRow,
    round: RoundRow,
    places: Vec<PlaceRow>,
    before: Option<ChoiceRow>,
}

/// Refuses outside the window, and whoever was ruled on.
async fn choosing(op: &mut Op<'_>, code: Code) -> Result<Choosing, Fault> {
    let found = find(op.tx(), code).await?;
    let permit = op.permit::<ChooseAdjustment>(found.scope())?;
    // The posting before the application, as everywhere: nobody suspends it before this act has ended.
    let posting = found.open(&permit)?.posting;
    let posting = store::postings::held(op.tx(), posting).await?.ok_or(Fault::Missing)?;
    let row = hold(op.tx(), code).await?.open(&permit)?;
    posting.phase.expect(&PHASES)?;
    let rounds = store::postings::adjustments::of_public(op.tx(), posting.id).await?;
    let round = rounds.into_iter().next();
    let (round, places) = round.ok_or_else(|| ApplicationsWhy::NoAdjustment.reason())?;
    match round.window.standing(op.now()) {
        Standing::Inside => {}
        Standing::Before => {
            return Err(ApplicationsWhy::AdjustmentNotOpen { opens: round.window.opens }.reason().into());
        }
        Standing::After => {
            return Err(ApplicationsWhy::AdjustmentClosed { closed: round.window.closes }.reason().into());
        }
    }
    let all = store::applications::choices::of(op.tx(), &permit, row.id).await?;
    let before = all.into_iter().find(|one| one.adjustment == round.id);
    if before.as_ref().is_some_and(|one| one.ruled.is_some()) {
        return Err(ApplicationsWhy::ChoiceSettled.reason().into());
    }
    Ok(Choosing { permit, row, round, places, before })
}

/// The position on which the person stands, and the one that is chosen, where nothing keeps the person from it.
async fn expect_free(
    op: &Op<'_>,
    of: &Choosing,
    position: Code,
) -> Result<(PositionRow, PositionRow), Fault> {
    let Choosing { permit, row, round, places, .. } = of;
    if let Some(why) = barred(op.tx(), permit, row).await? {
        return Err(why.into());
    }
    let told = told(op.tx(), permit, (row.posting, row.id), round.id).await?;
    let told = told.ok_or_else(|| ApplicationsWhy::NotOnAnyList.reason())?;
    let ground = Ground::of(&op.parts().keys, op.tx(), permit, row).await?;
    if let Some(why) = &ground.ruled {
        return Err(why.clone().into());
    }
    let from = ground.position(row.position).ok_or(Fault::Missing)?;
    let offered = |one: &&PositionRow| {
        one.code == position && one.id != row.position && places.iter().any(|place| place.position == one.id)
    };
    let to = ground.positions.iter().find(offered).ok_or_else(|| TypedWhy::NotAChoice.at("position"))?;
    if to.is_cancelled() {
        return Err(ApplicationsWhy::PositionCancelled.at("position").into());
    }
    if let Some(why) = ground.against(&told, row.position, to) {
        return Err(why.at("position").into());
    }
    if store::applications::refused(op.tx(), permit, to.id).await?.is_some() {
        return Err(ApplicationsWhy::RefusedHere.at("position").into());
    }
    Ok((from.clone(), to.clone()))
}

/// Chooses another position of the round whose window is open, or another one than before. Doing it twice does it once.
///
/// # Errors
/// [`ApplicationsWhy::NoAdjustment`], [`ApplicationsWhy::AdjustmentNotOpen`], [`ApplicationsWhy::AdjustmentClosed`],
/// [`ApplicationsWhy::ChoiceSettled`]; [`ApplicationsWhy::WrongState`], [`domain::reason::RulingsWhy::LeftAlready`],
/// [`ApplicationsWhy::CalledUp`], [`ApplicationsWhy::NotOnAnyList`]; at `position` [`TypedWhy::NotAChoice`] for one that takes nobody and for the
/// own, [`ApplicationsWhy::PositionCancelled`], [`ApplicationsWhy::OtherScheme`], [`ApplicationsWhy::OtherPaper`], [`ApplicationsWhy::OnList`],
/// [`ApplicationsWhy::NoChoiceLeft`], [`ApplicationsWhy::BelowLine`], [`ApplicationsWhy::RefusedHere`];
/// [`domain::reason::PostingsWhy::WrongPhase`]; [`Fault::Missing`] for another's application.
pub async fn choose(service: &Service, caller: &Caller, code: Code, position: Code) -> Result<(), Fault> {
    service
        .write(caller, "adjustment.choose", async |op| {
            let of = choosing(op, code).await?;
            let (from, to) = expect_free(op, &of, position).await?;
            let choice = match &of.before {
                Some(before) if before.state == ChoiceState::Chosen && before.target == to.id => {
                    op.repeat();
                    return Ok(());
                }
                Some(before) => {
                    let chosen = (to.id, ChoiceState::Chosen);
                    store::applications::choices::change(op.tx(), &of.permit, before.id, chosen, op.now())
                        .await?;
                    before.code
                }
                None => {
                    let code = op.code();
                    let new = NewChoice {
                        code,
                        adjustment: of.round.id,
                        application: of.row.id,
                        position: from.id,
                        target: to.id,
                        at: op.now(),
                    };
                    store::applications::choices::choose(op.tx(), &of.permit, &new).await?;
                    code
                }
            };
            let number = |of: &PositionRow| of.terms.code.as_str().to_owned();
            let (from, to) = (number(&from), number(&to));
            let event = Event::AdjustmentChosen { application: of.row.code, choice, from, to };
            op.record(&of.permit, &event).await
        })
        .await
}

/// Takes the own choice back while the window is open. Doing it twice does it once.
///
/// # Errors
/// [`ApplicationsWhy::NoAdjustment`] where nothing was chosen; the refusals of the window as [`choose`].
pub async fn take_back(service: &Service, caller: &Caller, code: Code) -> Result<(), Fault> {
    service
        .write(caller, "adjustment.take_back", async |op| {
            let of = choosing(op, code).await?;
            let Some(before) = &of.before else {
                return Err(ApplicationsWhy::NoAdjustment.reason().into());
            };
            if before.state == ChoiceState::TakenBack {
                op.repeat();
                return Ok(());
            }
            let back = (before.target, ChoiceState::TakenBack);
            store::applications::choices::change(op.tx(), &of.permit, before.id, back, op.now()).await?;
            let event = Event::AdjustmentTakenBack { application: of.row.code, choice: before.code };
            op.record(&of.permit, &event).await
        })
        .await
}
