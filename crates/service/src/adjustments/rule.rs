//! Ruling on what people chose, once the window has closed: an officer looks whether a person meets the conditions of the position.

use domain::access::{Caller, Permit, RuleAdjustment};
use domain::adjusting::ChoiceState;
use domain::event::Event;
use domain::id::Code;
use domain::messages::Kind;
use domain::reason::{ApplicationsWhy, FieldPath};
use domain::typed::Grounds;
use store::applications::ApplicationRow;
use store::applications::choices::PostedChoice;
use store::postings::PostingRow;
use store::postings::positions::PositionRow;

use crate::Service;
use crate::fault::Fault;
use crate::op::Op;
use crate::rows::adjustments::{Ground, PHASES, barred, seal_refusal, told};
use crate::rows::postings::{hold, within};
use crate::tell;

/// A choice that waits for its ruling, with the application that it belongs to.
struct Waiting {
    posting: PostingRow,
    permit: Permit<RuleAdjustment>,
    posted: PostedChoice,
    row: ApplicationRow,
    table: Vec<PositionRow>,
}

impl Waiting {
    fn position(&self, id: domain::id::PositionId) -> Result<&PositionRow, Fault> {
        self.table.iter().find(|one| one.id == id).ok_or(Fault::Missing)
    }

    /// The numbers of the position on which the person stood, and of the one that was chosen.
    fn numbers(&self) -> Result<(String, String), Fault> {
        let number = |of: &PositionRow| of.terms.code.as_str().to_owned();
        let choice = &self.posted.choice;
        Ok((number(self.position(choice.position)?), number(self.position(choice.target)?)))
    }
}

/// Tells the person that the choice was ruled on; how stands on the own page.
async fn told_of(op: &Op<'_>, found: &Waiting) -> Result<(), Fault> {
    let target = found.position(found.posted.choice.target)?;
    let values = tell::of_application((&found.posting, target), found.row.code, (op.now(), ""));
    tell::tell(op, &found.permit, tell::to_candidate(&found.row, (Kind::MoveRuled, values))).await
}

/// The choice of that code; `None` where the caller ruled so before.
async fn waiting(
    op: &mut Op<'_>,
    (posting, choice): (Code, Code),
    to: ChoiceState,
) -> Result<Option<Waiting>, Fault> {
    let found = hold(op.tx(), posting).await?;
    let permit = op.permit::<RuleAdjustment>(found.scope())?;
    let of = found.open(&permit)?;
    let found = store::applications::choices::by_code(op.tx(), &choice).await?.ok_or(Fault::Missing)?;
    let (posted, _) = within::<RuleAdjustment, _, _>(op, &of, found)?;
    of.phase.expect(&PHASES)?;
    if let Some((by, _)) = posted.choice.ruled {
        if Some(by) == op.caller().id() && posted.choice.state == to {
            op.repeat();
            return Ok(None);
        }
        return Err(ApplicationsWhy::ChoiceSettled.reason().into());
    }
    if posted.choice.state != ChoiceState::Chosen {
        return Err(Fault::Stale);
    }
    let rounds = store::postings::adjustments::all(op.tx(), &permit).await?;
    let round = rounds.iter().find(|one| one.id == posted.choice.adjustment).ok_or(Fault::Missing)?;
    if op.now() < round.window.closes {
        return Err(ApplicationsWhy::ChoiceStillOpen { closes: round.window.closes }.reason().into());
    }
    let table = store::postings::positions::all(op.tx(), &permit).await?;
    let found = crate::rows::applications::hold(op.tx(), posted.application).await?;
    let permit = op.permit::<RuleAdjustment>(found.scope())?;
    let row = found.open(&permit)?;
    Ok(Some(Waiting { posting: of, permit, posted, row, table }))
}

/// Takes a person into the position that was chosen: it is ranked there from the next computation on, and can no longer be called up in the
/// first one. Doing it twice does it once.
///
/// # Errors
/// [`ApplicationsWhy::ChoiceStillOpen`] before the window closes; [`ApplicationsWhy::ChoiceSettled`];
/// [`ApplicationsWhy::OnList`], [`ApplicationsWhy::NotOnAnyList`], [`ApplicationsWhy::CalledUp`], [`domain::reason::RulingsWhy::LeftAlready`],
/// [`ApplicationsWhy::PositionCancelled`], [`ApplicationsWhy::OtherScheme`], [`ApplicationsWhy::OtherPaper`], [`ApplicationsWhy::BelowLine`],
/// [`ApplicationsWhy::RefusedHere`] for what came since;
/// [`domain::reason::PostingsWhy::WrongPhase`]; [`Fault::Stale`] for a choice that was taken back; [`Fault::Missing`] for one of another posting.
pub async fn take(service: &Service, caller: &Caller, of: (Code, Code)) -> Result<(), Fault> {
    service
        .write(caller, "adjustment.take", async |op| {
            let Some(found) = waiting(op, of, ChoiceState::Taken).await? else { return Ok(()) };
            let Waiting { permit, posted, row, .. } = &found;
            if let Some(why) = barred(op.tx(), permit, row).await? {
                return Err(why.into());
            }
            let choice = &posted.choice;
            let told = told(op.tx(), permit, (row.posting, row.id), choice.adjustment).await?;
            let told = told.ok_or_else(|| ApplicationsWhy::NotOnAnyList.reason())?;
            let target = found.position(choice.target)?;
            if target.is_cancelled() {
                return Err(ApplicationsWhy::PositionCancelled.reason().into());
            }
            // A list or a ruling may have put the person on, a notice changed the rule, or a ruling raised a line since the choice.
            let ground = Ground::of(&op.parts().keys, op.tx(), permit, row).await?;
            if let Some(why) = &ground.ruled {
                return Err(why.clone().into());
            }
            if let Some(why) = ground.against(&told, choice.position, target) {
                return Err(why.reason().into());
            }
            let (at, between) = ((row.id, row.version), (choice.position, choice.target));
            store::applications::relocate(op.tx(), permit, at, between, op.now()).await?;
            store::applications::choices::rule(op.tx(), permit, (choice.id, None), op.now()).await?;
            let (from, to) = found.numbers()?;
            let event = Event::AdjustmentTaken { application: row.code, choice: choice.code, from, to };
            op.record(permit, &event).await?;
            told_of(op, &found).await
        })
        .await
}

/// Refuses a choice with a reason that the person reads. Doing it twice does it once.
///
/// # Errors
/// As [`Grounds::parse`] at `answer`; as [`take`], but for what came since.
pub async fn refuse(service: &Service, caller: &Caller, of: (Code, Code), reason: &str) -> Result<(), Fault> {
    let reason = Grounds::parse(reason, &FieldPath::new("answer"))?;
    service
        .write(caller, "adjustment.refuse", async |op| {
            let Some(found) = waiting(op, of, ChoiceState::Refused).await? else { return Ok(()) };
            let (permit, choice, words) = (&found.permit, &found.posted.choice, reason.as_str());
            let sealed = seal_refusal(op.parts(), choice.code, words);
            store::applications::choices::rule(op.tx(), permit, (choice.id, Some(sealed)), op.now()).await?;
            let (_, to) = found.numbers()?;
            let application = found.row.code;
            let event = |reason| Event::AdjustmentRefused { application, choice: choice.code, to, reason };
            op.record_because(permit, words, event).await?;
            told_of(op, &found).await
        })
        .await
}
