//! Proposing openings: for every position below its ratio, how many of its places open.

use std::collections::{BTreeMap, BTreeSet};

use domain::access::{Caller, ProposeOpening};
use domain::calendar::{Instant, Window};
use domain::course::Waiting;
use domain::event::Event;
use domain::id::{Code, PositionId};
use domain::lifecycle::Phase;
use domain::opening::{Opened, takes_in};
use domain::posting::public_grounds;
use domain::reason::{ApplicationsWhy, FieldPath, PostingsWhy, Reason, Refusals, TypedWhy};
use domain::timetable::{StageKind, Timetable};
use domain::typed::{self, Grounds};
use store::postings::PostingRow;
use store::postings::openings::NewOpening;
use store::postings::positions::PositionRow;

use crate::Service;
use crate::fault::Fault;
use crate::op::Op;
use crate::rows::openings::{Below, ratios};
use crate::rows::postings::hold;
use crate::tell;

/// A proposal as it is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OpeningForm {
    /// Number of each position and the places that open, 0 to cancel it, as typed.
    pub places: Vec<(String, String)>,
    /// Number of each position that is merged into another, and of that one; empty where it is not.
    pub into: Vec<(String, String)>,
    /// Until when the people of cancelled positions may choose another one, `2026-11-22T18:00`; empty where they may not.
    pub until: String,
    /// Why, in words that become public.
    pub reason: String,
}

/// What was proposed for the positions, in the order of the table.
type Lines = Vec<(PositionId, u32, Opened)>;

/// Which positions are merged into which, in the order of the table.
type Merges = Vec<(PositionId, PositionId)>;

impl OpeningForm {
    /// The words that are public and the time, as they were typed.
    fn read(&self) -> Result<(Grounds, Option<Instant>), Fault> {
        let mut refusals = Refusals::default();
        let reason = refusals.take(public_grounds(&self.reason, &FieldPath::new("reason")));
        let until = if self.until.trim().is_empty() {
            Some(None)
        } else {
            refusals.take(typed::moment(&self.until, &FieldPath::new("until"))).map(Some)
        };
        Ok(refusals.settle(reason.zip(until))?)
    }

    /// The places of every position below its ratio: none may be left out, and none may stand here besides.
    fn lines(&self, below: &[Below]) -> Result<Lines, Fault> {
        let typed: BTreeMap<&str, &str> =
            self.places.iter().map(|(number, places)| (number.as_str(), places.trim())).collect();
        let known: BTreeSet<&str> = below.iter().map(|one| one.position.terms.code.as_str()).collect();
        if typed.keys().any(|number| !known.contains(number)) {
            return Err(PostingsWhy::OpeningOvertaken.reason().into());
        }
        let mut refusals = Refusals::default();
        let each = below.iter().enumerate().map(|(row, one)| {
            let number = one.position.terms.code.as_str();
            let plan = one.position.terms.plan;
            // As the control `places[ROW]` is called once brackets are dots.
            let at = FieldPath::new(&format!("places.{row}."));
            let places = refusals.take(read_places(typed.get(number).copied(), plan, &at))?;
            Some((one.position.id, one.people, Opened { plan, places }))
        });
        let lines = each.collect::<Vec<Option<_>>>().into_iter().collect();
        Ok(refusals.settle(lines)?)
    }

    /// What is merged: a position that does not open, whose rule lets it, into one that opens and may take it in.
    fn merges(&self, below: &[Below], lines: &Lines, table: &[PositionRow]) -> Result<Merges, Fault> {
        let typed: BTreeMap<&str, &str> = self
            .into
            .iter()
            .map(|(number, target)| (number.as_str(), target.trim()))
            .filter(|(_, target)| !target.is_empty())
            .collect();
        let opens = |of: PositionId| lines.iter().all(|line| line.0 != of || !line.2.is_cancelled());
        let mut refusals = Refusals::default();
        let mut merges = Vec::new();
        for (row, one) in below.iter().enumerate() {
            let from = &one.position;
            let Some(number) = typed.get(from.terms.code.as_str()) else { continue };
            if opens(from.id) {
                let at = FieldPath::new(&format!("places.{row}."));
                refusals.push(PostingsWhy::MergedOpens.at(&at));
            }
            let target = targets(one, table).find(|to| to.terms.code.as_str() == *number && opens(to.id));
            match target {
                Some(target) => merges.push((from.id, target.id)),
                None => {
                    let at = FieldPath::new(&format!("into.{row}."));
                    refusals.push(TypedWhy::NotAChoice.at(&at));
                }
            }
        }
        Ok(refusals.settle(Some(merges))?)
    }
}

fn read_places(typed: Option<&str>, plan: u32, at: &FieldPath) -> Result<u32, Reason> {
    let typed = typed.filter(|typed| !typed.is_empty()).ok_or_else(|| TypedWhy::Missing.at(at))?;
    let places: u32 = typed.parse().map_err(|_| TypedWhy::OutOfRange { min: 0, max: plan.into() }.at(at))?;
    if places > plan { Err(PostingsWhy::MorePlaces { plan }.at(at)) } else { Ok(places) }
}

/// Until when people may choose anew: where the timetable has a window for it, until that closes, and no other time may be typed.
fn by_timetable(typed: Option<Instant>, stages: &Timetable, wanted: bool) -> Result<Option<Instant>, Reason> {
    let stage = StageKind::Rechoice;
    let Some(Window { closes, .. }) = stages.window(stage) else { return Ok(typed) };
    match typed {
        Some(typed) if typed.form_text() != closes.form_text() => {
            Err(PostingsWhy::StageElsewhere { stage, closes }.at("until"))
        }
        None if !wanted => Ok(None),
        _ => Ok(Some(closes)),
    }
}

/// The positions that one below its ratio may be merged into.
pub(super) fn targets<'t>(one: &'t Below, table: &'t [PositionRow]) -> impl Iterator<Item = &'t PositionRow> {
    let (merges, from) = (one.rule.merge, &one.position.terms);
    table.iter().filter(move |to| merges && !to.is_cancelled() && takes_in(&to.terms, from))
}

/// Whether people stand on positions that would be cancelled and may choose another one.
fn movable(below: &[Below], lines: &Lines, merges: &Merges) -> bool {
    let cancelled = |one: &&Below| {
        let line = lines.iter().find(|line| line.0 == one.position.id);
        line.is_some_and(|line| line.2.is_cancelled())
    };
    let moves = |one: &Below| one.movable || merges.iter().any(|merge| merge.0 == one.position.id);
    below.iter().filter(cancelled).any(|one| moves(one) && one.people > 0)
}

/// Refuses a time for choosing anew that no scheme lets people have or that is over, and its lack where people wait for it.
fn expect_rechoice(
    (row, now): (&PostingRow, Instant),
    until: Option<Instant>,
    movable: bool,
) -> Result<(), Fault> {
    let closes = row.registration.ok_or(PostingsWhy::NoDates.reason())?.closes;
    match until {
        None if movable => Err(TypedWhy::Missing.at("until").into()),
        Some(_) if !movable => Err(PostingsWhy::NoRechoice.at("until").into()),
        Some(until) if until <= now || until <= closes => {
            Err(ApplicationsWhy::ExtensionTooShort { closes }.at("until").into())
        }
        _ => Ok(()),
    }
}

/// Proposes how many places open of every position below its opening ratio. Doing it twice does it once.
///
/// # Errors
/// Every fault of the form, of a position at `places.ROW.`, in the order of the page: [`TypedWhy::Missing`], [`TypedWhy::OutOfRange`],
/// [`PostingsWhy::MorePlaces`], [`PostingsWhy::MergedOpens`]; [`TypedWhy::NotAChoice`] at `into.ROW.`; [`PostingsWhy::NoRechoice`], [`ApplicationsWhy::ExtensionTooShort`] or [`PostingsWhy::StageElsewhere`] at `until`;
/// [`PostingsWhy::NothingBelow`], [`PostingsWhy::OpeningUnsettled`], [`PostingsWhy::OpeningOvertaken`] where other positions are below by
/// now, [`PostingsWhy::OpeningWaits`]; [`PostingsWhy::WrongPhase`] outside screening; [`PostingsWhy::StageNotBegun`].
pub async fn propose_opening(
    service: &Service,
    caller: &Caller,
    posting: Code,
    form: &OpeningForm,
) -> Result<(), Fault> {
    let (reason, until) = form.read()?;
    service
        .write(caller, "opening.propose", async |op| {
            let found = hold(op.tx(), posting).await?;
            let permit = op.permit::<ProposeOpening>(found.scope())?;
            let row = found.open(&permit)?;
            row.phase.expect(&[Phase::Screening])?;
            let stages = crate::rows::timetables::of(op.tx(), &permit).await?;
            stages.expect_begun(StageKind::Opening, op.now())?;
            let below = ratios(op.tx(), &permit, &row).await?.below;
            let table = store::postings::positions::all(op.tx(), &permit).await?;
            let all = store::postings::openings::all(op.tx(), &permit).await?;
            if let Some(waiting) = all.iter().find(|one| one.decided.is_none()) {
                let stored = store::postings::openings::lines(op.tx(), &permit).await?;
                let stored = stored.iter().filter(|line| line.opening == waiting.id);
                let stored: Lines = stored.map(|line| (line.position, line.people, line.opened)).collect();
                let merged = store::postings::merges::all(op.tx(), &permit).await?;
                let merged = merged.iter().filter(|merge| merge.opening == waiting.id);
                let merged: Merges = merged.map(|merge| (merge.position, merge.target)).collect();
                let until = by_timetable(until, &stages, waiting.until.is_some())?;
                let same = (waiting.proposed.0, waiting.reason.as_str(), waiting.until)
                    == (permit.by(), reason.as_str(), until)
                    && form.lines(&below).is_ok_and(|lines| lines == stored)
                    && form.merges(&below, &stored, &table).is_ok_and(|merges| merges == merged);
                return repeated(op, same);
            }
            if below.is_empty() {
                return Err(PostingsWhy::NothingBelow.reason().into());
            }
            if below.iter().any(|one| !one.settled) {
                return Err(PostingsWhy::OpeningUnsettled.reason().into());
            }
            let lines = form.lines(&below)?;
            let merges = form.merges(&below, &lines, &table)?;
            let movable = movable(&below, &lines, &merges);
            let until = by_timetable(until, &stages, movable)?;
            expect_rechoice((&row, op.now()), until, movable)?;
            let opening = op.code();
            let new =
                NewOpening { code: opening, reason: reason.as_str(), until, lines: &lines, at: op.now() };
            let id = store::postings::openings::propose(op.tx(), &permit, &new).await?;
            store::postings::merges::write(op.tx(), &permit, id, &merges).await?;
            let (reduced, cancelled) = counts(lines.iter().map(|line| line.2));
            let event = |reason| Event::OpeningProposed { posting, opening, reduced, cancelled, reason };
            op.record_because(&permit, reason.as_str(), event).await?;
            tell::to_second(op, &permit, &row, Waiting::Opening).await
        })
        .await
}

fn repeated(op: &mut Op<'_>, same: bool) -> Result<(), Fault> {
    if same {
        op.repeat();
        return Ok(());
    }
    Err(PostingsWhy::OpeningWaits.reason().into())
}

/// How many positions open with fewer places, and how many not at all.
pub(super) fn counts(all: impl Iterator<Item = Opened>) -> (u32, u32) {
    all.fold((0_u32, 0_u32), |(reduced, cancelled), one| {
        let less = !one.is_cancelled() && one.places < one.plan;
        (reduced.saturating_add(u32::from(less)), cancelled.saturating_add(u32::from(one.is_cancelled())))
    })
}
