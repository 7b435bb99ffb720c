//! Proposing a round: which positions take how many people, and when they are chosen.

use std::collections::{BTreeMap, BTreeSet};

use domain::access::{Caller, ProposeAdjustment};
use domain::adjusting::RoundState;
use domain::calendar::Window;
use domain::course::Waiting;
use domain::event::Event;
use domain::id::{Code, PositionId};
use domain::posting::public_grounds;
use domain::reason::{FieldPath, PostingsWhy, Reason, Refusals, TypedWhy};
use domain::typed::{self, Grounds};
use store::postings::adjustments::{NewRound, RoundRow};
use store::postings::positions::PositionRow;

use super::counts;
use crate::Service;
use crate::fault::Fault;
use crate::op::Op;
use crate::rows::adjustments::{PHASES, takes};
use crate::rows::postings::hold;
use crate::tell;

/// A proposal as it is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RoundForm {
    /// Number of each position and how many people it takes, as typed; empty where it takes nobody.
    pub places: Vec<(String, String)>,
    /// From when people choose, `2026-11-22T18:00`.
    pub opens: String,
    /// Until when.
    pub closes: String,
    /// Why, in words that become public.
    pub reason: String,
}

impl RoundForm {
    /// The words that are public and the window, as they were typed.
    fn read(&self) -> Result<(Grounds, Window), Fault> {
        let mut refusals = Refusals::default();
        let reason = refusals.take(public_grounds(&self.reason, &FieldPath::new("reason")));
        let opens = refusals.take(typed::moment(&self.opens, &FieldPath::new("opens")));
        let closes = refusals.take(typed::moment(&self.closes, &FieldPath::new("closes")));
        let window = opens.zip(closes);
        let window = window.map(|(opens, closes)| typed::window(opens, closes, &FieldPath::new("closes")));
        let window = window.and_then(|window| refusals.take(window));
        Ok(refusals.settle(reason.zip(window))?)
    }

    /// The positions that take people, in the order of `table`: those that may.
    fn places(&self, table: &[PositionRow]) -> Result<Vec<(PositionId, u32)>, Fault> {
        let typed: BTreeMap<&str, &str> =
            self.places.iter().map(|(number, places)| (number.as_str(), places.trim())).collect();
        let known: BTreeSet<&str> = table.iter().map(|one| one.terms.code.as_str()).collect();
        if typed.keys().any(|number| !known.contains(number)) {
            return Err(PostingsWhy::AdjustmentOvertaken.reason().into());
        }
        let mut refusals = Refusals::default();
        let mut all = Vec::new();
        for (row, one) in table.iter().enumerate() {
            let typed = typed.get(one.terms.code.as_str()).filter(|typed| !typed.is_empty());
            let Some(typed) = typed else { continue };
            // As the control `places[ROW]` is called once brackets are dots.
            let at = FieldPath::new(&format!("places.{row}."));
            let places = refusals.take(read_places(typed, one.places(), &at));
            all.extend(places.map(|places| (one.id, places)));
        }
        if all.is_empty() {
            refusals.push(PostingsWhy::NobodyTaken.reason());
        }
        Ok(refusals.settle(Some(all))?)
    }
}

fn read_places(typed: &str, plan: u32, at: &FieldPath) -> Result<u32, Reason> {
    let wrong = || TypedWhy::OutOfRange { min: 1, max: plan.into() }.at(at);
    let places: u32 = typed.parse().map_err(|_| wrong())?;
    if places == 0 {
        return Err(wrong());
    }
    if places > plan { Err(PostingsWhy::MorePlaces { plan }.at(at)) } else { Ok(places) }
}

/// Proposes a round. Doing it twice does it once.
///
/// # Errors
/// Every fault of the form, of a position at `places.ROW.`; [`PostingsWhy::NobodyTaken`]; [`PostingsWhy::NoAdjustmentRule`] where no scheme
/// lets people move after the marks; [`PostingsWhy::AdjustmentTooEarly`] before a list is out; [`PostingsWhy::AdjustmentWaits`],
/// [`PostingsWhy::AdjustmentRuns`]; [`PostingsWhy::AdjustmentInThePast`] at `closes`; [`PostingsWhy::WrongPhase`].
pub async fn propose(
    service: &Service,
    caller: &Caller,
    posting: Code,
    form: &RoundForm,
) -> Result<(), Fault> {
    let (reason, window) = form.read()?;
    service
        .write(caller, "adjustment.propose", async |op| {
            let found = hold(op.tx(), posting).await?;
            let permit = op.permit::<ProposeAdjustment>(found.scope())?;
            let row = found.open(&permit)?;
            row.phase.expect(&PHASES)?;
            let file = crate::rows::schemes::newest(op.tx(), &permit).await?;
            let file = file.ok_or_else(|| PostingsWhy::NoAdjustmentRule.reason())?;
            let mut table = store::postings::positions::all(op.tx(), &permit).await?;
            table.retain(|one| takes(&file, one));
            if table.is_empty() {
                return Err(PostingsWhy::NoAdjustmentRule.reason().into());
            }
            let places = form.places(&table)?;
            let rounds = store::postings::adjustments::all(op.tx(), &permit).await?;
            if let Some(waiting) = rounds.iter().find(|one| one.state == RoundState::Waits) {
                let stored = store::postings::adjustments::places(op.tx(), &permit).await?;
                let stored = stored.iter().filter(|one| one.adjustment == waiting.id);
                let stored: Vec<_> = stored.map(|one| (one.position, one.places)).collect();
                let same = (waiting.proposed.0, waiting.reason.as_str(), waiting.window, stored)
                    == (permit.by(), reason.as_str(), window, places);
                return repeated(op, same);
            }
            if store::lists::of_posting(op.tx(), row.id).await?.is_empty() {
                return Err(PostingsWhy::AdjustmentTooEarly.reason().into());
            }
            let runs = |one: &&RoundRow| one.state == RoundState::Stands && op.now() < one.window.closes;
            if let Some(round) = rounds.iter().find(runs) {
                return Err(PostingsWhy::AdjustmentRuns { closes: round.window.closes }.reason().into());
            }
            if window.closes <= op.now() {
                return Err(PostingsWhy::AdjustmentInThePast.at("closes").into());
            }
            let adjustment = op.code();
            let new =
                NewRound { code: adjustment, reason: reason.as_str(), window, places: &places, at: op.now() };
            store::postings::adjustments::propose(op.tx(), &permit, &new).await?;
            let (positions, places) = counts(places.iter().map(|one| one.1));
            let event = |reason| Event::AdjustmentProposed { posting, adjustment, positions, places, reason };
            op.record_because(&permit, reason.as_str(), event).await?;
            tell::to_second(op, &permit, &row, Waiting::Adjustment).await
        })
        .await
}

fn repeated(op: &mut Op<'_>, same: bool) -> Result<(), Fault> {
    if same {
        op.repeat();
        return Ok(());
    }
    Err(PostingsWhy::AdjustmentWaits.reason().into())
}
