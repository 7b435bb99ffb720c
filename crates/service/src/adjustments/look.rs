//! The rounds of a posting as the desk reads them, with what people chose.

use domain::access::{ActName, Caller, ViewAdjustment, may};
use domain::adjusting::{ChoiceState, RoundState, Taking};
use domain::calendar::Instant;
use domain::id::{Code, PersonId, PositionId};
use domain::rulings::Proposal;
use domain::view::desk::adjustments::{AdjustmentPage, ChoiceLine, Round};
use store::Scoped as _;
use store::applications::choices::ChoiceRow;

use crate::Service;
use crate::fault::Fault;
use crate::rows::adjustments::{PHASES, takes, words};
use crate::rows::officers;
use crate::rows::postings::{find, head};
use crate::rows::rulings::proposal;

/// The positions that could take people, the rounds with the proposals of them, and what people chose.
///
/// # Errors
/// [`Fault::Missing`] for those outside the team; [`Fault::Denied`] for other roles.
pub async fn page(service: &Service, caller: &Caller, posting: Code) -> Result<AdjustmentPage, Fault> {
    service
        .read(caller, "adjustment.view", async |look| {
            let found = find(look.snapshot(), posting).await?;
            let scope = found.scope();
            let permit = look.permit::<ViewAdjustment>(scope.clone())?;
            let row = found.open(&permit)?;
            let snapshot = look.snapshot();
            let file = crate::rows::schemes::newest(snapshot, &permit).await?;
            let table = store::postings::positions::all(snapshot, &permit).await?;
            let rounds = store::postings::adjustments::all(snapshot, &permit).await?;
            let places = store::postings::adjustments::places(snapshot, &permit).await?;
            let choices = store::applications::choices::all(snapshot, &permit).await?;
            let rulings = crate::rows::rulings::all(service.keys(), snapshot, &permit).await?;
            let rulings = store::rulings::standing(&rulings).into_iter().map(proposal);
            let rulings: Vec<Proposal> = rulings.collect::<Result<_, Fault>>()?;
            let is_out = !store::lists::of_posting(snapshot, row.id).await?.is_empty();
            let by = rounds.iter().flat_map(|one| [Some(one.proposed.0), one.decided.map(|one| one.0)]);
            let by = by.chain(choices.iter().map(|one| one.0.ruled.map(|one| one.0))).flatten();
            let names = officers::names(snapshot, by.collect()).await?;
            let signed = |(by, at): (PersonId, Instant)| (names.get(&by).cloned().unwrap_or_default(), at);
            let taking = |(id, places): (PositionId, u32)| {
                let one = table.iter().find(|one| one.id == id)?;
                let number = one.terms.code.as_str().to_owned();
                Some(Taking { number, words: words(one), places })
            };
            let named = |id: PositionId| taking((id, 0)).map(|one| one.number).unwrap_or_default();
            let is_named = |choice: &ChoiceRow, ticket: &str| {
                let first = named(choice.position);
                let open = matches!(choice.state, ChoiceState::Chosen | ChoiceState::Taken);
                open && rulings.iter().any(|one| one.names(&first, ticket))
            };
            let runs = PHASES.contains(&row.phase);
            let rules = runs && may(look.caller(), ActName::RuleAdjustment, &scope);
            let round = |one: &store::postings::adjustments::RoundRow| Round {
                code: one.code,
                state: one.state,
                reason: one.reason.clone(),
                window: one.window,
                proposed: signed(one.proposed),
                decided: one.decided.map(signed),
                returned_because: one.returned_reason.clone(),
                places: places
                    .iter()
                    .filter(|place| place.adjustment == one.id)
                    .filter_map(|place| taking((place.position, place.places)))
                    .collect(),
                choices: choices
                    .iter()
                    .filter(|(choice, _, _)| choice.adjustment == one.id)
                    .map(|(choice, application, ticket)| ChoiceLine {
                        code: choice.code,
                        application: *application,
                        ticket: ticket.clone().unwrap_or_default(),
                        from: named(choice.position),
                        to: named(choice.target),
                        state: choice.state,
                        at: choice.chosen,
                        ruled: choice.ruled.map(signed),
                        named: ticket.as_deref().is_some_and(|ticket| is_named(choice, ticket)),
                        may_rule: rules
                            && choice.state == ChoiceState::Chosen
                            && one.window.closes <= look.now(),
                    })
                    .collect(),
                may_decide: one.decided.is_none()
                    && runs
                    && may(look.caller(), ActName::ConfirmAdjustment, &scope)
                    && may(look.caller(), ActName::ConfirmAdjustment, &one.scope()),
            };
            let free = rounds.iter().all(|one| match one.state {
                RoundState::Waits => false,
                RoundState::Stands => one.window.closes <= look.now(),
                RoundState::Returned => true,
            });
            let may_take = table.iter().filter(|one| file.as_ref().is_some_and(|file| takes(file, one)));
            let may_take = may_take.filter_map(|one| taking((one.id, one.places())));
            Ok(AdjustmentPage {
                posting: head(&row),
                rounds: rounds.iter().map(round).collect(),
                may_take: may_take.collect(),
                is_out,
                may_propose: free && runs && is_out && may(look.caller(), ActName::ProposeAdjustment, &scope),
            })
        })
        .await
}
