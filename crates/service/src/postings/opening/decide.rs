//! Confirming openings, and sending them back, by another person than the one who proposed them.

use std::collections::BTreeMap;

use domain::access::{Act, Caller, ConfirmOpening, Permit, Reads, ReturnOpening, aggregate::Postings};
use domain::calendar::Instant;
use domain::event::Event;
use domain::id::{Code, PositionId};
use domain::lifecycle::{ApplicationState, Phase, Turn};
use domain::messages::{Kind, Values};
use domain::opening::{Opened, OpeningState, takes_in};
use domain::reason::{ApplicationsWhy, FieldPath, PostingsWhy};
use domain::typed::Grounds;
use store::applications::{ApplicationRow, NewExtension};
use store::postings::PostingRow;
use store::postings::openings::{OpeningLine, OpeningRow};
use store::postings::positions::PositionRow;

use super::propose::counts;
use super::{TOUCHED, news};
use crate::Service;
use crate::fault::Fault;
use crate::op::Op;
use crate::rows::extensions as said;
use crate::rows::openings::ratios;
use crate::rows::postings::{hold, within};
use crate::tell;

/// The proposal of that code in the posting, opened with a permit of its own, whose scope names who proposed it.
async fn opened<A: Act + Reads<Postings>>(
    op: &mut Op<'_>,
    (posting, opening): (Code, Code),
) -> Result<(PostingRow, OpeningRow, Permit<A>), Fault> {
    let found = hold(op.tx(), posting).await?;
    let permit = op.permit::<A>(found.scope())?;
    let of = found.open(&permit)?;
    let found = store::postings::openings::by_code(op.tx(), &opening).await?.ok_or(Fault::Missing)?;
    let (row, own) = within(op, &of, found)?;
    Ok((of, row, own))
}

/// Confirms openings as they were proposed: lists count from them, the people of cancelled positions are told and, where a time was set,
/// may choose another one until then. Doing it twice does it once.
///
/// # Errors
/// [`PostingsWhy::OpeningOvertaken`] where the people whom the rule counts, or the positions below it, are others by now;
/// [`ApplicationsWhy::ExtensionTooShort`] where the time to choose anew is over; [`PostingsWhy::WrongPhase`]; [`Fault::Missing`] for a
/// proposal of another posting; [`Fault::Stale`] where it is decided; `same_person` for whoever proposed it or wrote the posting.
pub async fn confirm(
    service: &Service,
    caller: &Caller,
    (posting, opening): (Code, Code),
) -> Result<(), Fault> {
    service
        .write(caller, "opening.confirm", async |op| {
            let (of, row, own) = opened::<ConfirmOpening>(op, (posting, opening)).await?;
            if op.settled(row.decided, row.state == OpeningState::Stands)? {
                return Ok(());
            }
            of.phase.expect(&[Phase::Screening])?;
            let closes = of.registration.ok_or(PostingsWhy::NoDates.reason())?.closes;
            if row.until.is_some_and(|until| until <= op.now()) {
                return Err(ApplicationsWhy::ExtensionTooShort { closes }.reason().into());
            }
            let lines = store::postings::openings::lines(op.tx(), &own).await?;
            let lines: Vec<OpeningLine> = lines.into_iter().filter(|line| line.opening == row.id).collect();
            expect_counts(op, &own, (&of, &lines)).await?;
            let merges = merges(op, &own, &row).await?;
            store::postings::openings::decide(op.tx(), &own, (row.id, None), op.now()).await?;
            // The public pages and whoever has the end of screening open see another version.
            store::postings::touch(op.tx(), &own, of.version).await?;
            let (reduced, cancelled) = counts(lines.iter().map(|line| line.opened));
            op.record(&own, &Event::OpeningConfirmed { posting, opening, reduced, cancelled }).await?;
            for (from, to) in &merges {
                let number = |of: &PositionRow| of.terms.code.as_str().to_owned();
                let (from, to) = (number(from), number(to));
                op.record(&own, &Event::PositionMerged { posting, opening, from, to }).await?;
            }
            touch_people(op, &own, (&of, &row), (&lines, &merges)).await
        })
        .await
}

/// The positions that are merged, each with the one it goes into. Refuses what changed since: a position that
/// would take in people and is cancelled, or is no longer of the unit and class.
async fn merges(
    op: &Op<'_>,
    permit: &Permit<ConfirmOpening>,
    row: &OpeningRow,
) -> Result<Vec<(PositionRow, PositionRow)>, Fault> {
    let all = store::postings::merges::all(op.tx(), permit).await?;
    let own: Vec<_> = all.into_iter().filter(|merge| merge.opening == row.id).collect();
    if own.is_empty() {
        return Ok(Vec::new());
    }
    let table = store::postings::positions::all(op.tx(), permit).await?;
    let find = |id: PositionId| table.iter().find(|one| one.id == id).ok_or(Fault::Missing);
    let mut found = Vec::with_capacity(own.len());
    for merge in own {
        let (from, to) = (find(merge.position)?, find(merge.target)?);
        if to.is_cancelled() || !takes_in(&to.terms, &from.terms) {
            return Err(PostingsWhy::OpeningOvertaken.reason().into());
        }
        found.push((from.clone(), to.clone()));
    }
    Ok(found)
}

/// Refuses what was proposed on other counts than there are.
async fn expect_counts(
    op: &Op<'_>,
    permit: &Permit<ConfirmOpening>,
    (of, lines): (&PostingRow, &[OpeningLine]),
) -> Result<(), Fault> {
    let below = ratios(op.tx(), permit, of).await?.below;
    let now: BTreeMap<PositionId, (u32, u32)> =
        below.iter().map(|one| (one.position.id, (one.people, one.position.terms.plan))).collect();
    let then = lines.iter().map(|line| (line.position, (line.people, line.opened.plan))).collect();
    if now == then { Ok(()) } else { Err(PostingsWhy::OpeningOvertaken.reason().into()) }
}

/// Lets the applications of cancelled positions lapse, opens the choice of another one, and tells whom it concerns.
async fn touch_people(
    op: &mut Op<'_>,
    permit: &Permit<ConfirmOpening>,
    (of, row): (&PostingRow, &OpeningRow),
    (lines, merges): (&[OpeningLine], &[(PositionRow, PositionRow)]),
) -> Result<(), Fault> {
    let less = |line: &&OpeningLine| line.opened.places < line.opened.plan;
    let touched: BTreeMap<PositionId, Opened> =
        lines.iter().filter(less).map(|line| (line.position, line.opened)).collect();
    let ids: Vec<PositionId> = touched.keys().copied().collect();
    let positions = store::postings::positions::all(op.tx(), permit).await?;
    for person in store::applications::of_positions(op.tx(), permit, &ids, &TOUCHED).await? {
        let position = positions.iter().find(|one| one.id == person.position).ok_or(Fault::Missing)?;
        let opened = touched.get(&person.position).copied().ok_or(Fault::Missing)?;
        if opened.is_cancelled() {
            lapse(op, permit, &person).await?;
            if let Some(until) = row.until {
                let why = (row, until);
                extend(op, permit, &person, why).await?;
            }
        }
        let into = merges.iter().find(|(from, _)| from.id == person.position).map(|(_, to)| to);
        told(op, permit, (of, position, &person), news(opened, (into, row.until))).await?;
    }
    Ok(())
}

async fn lapse(
    op: &mut Op<'_>,
    permit: &Permit<ConfirmOpening>,
    person: &ApplicationRow,
) -> Result<(), Fault> {
    let to: ApplicationState = person.state.after(Turn::Lapse)?;
    let at = (person.id, person.version);
    store::applications::turn(op.tx(), permit, at, (person.state, to), op.now()).await?;
    let (application, from) = (person.code, person.state);
    op.record(permit, &Event::ApplicationTurned { application, from, to, ground: None, reason: None }).await
}

/// Gives the application time until then: its window is that of an extension, asked for at one place.
async fn extend(
    op: &mut Op<'_>,
    permit: &Permit<ConfirmOpening>,
    person: &ApplicationRow,
    (row, until): (&OpeningRow, Instant),
) -> Result<(), Fault> {
    let code = op.code();
    let (reason_sealed, evidence_sealed) = said::seal(op.parts(), code, (&row.reason, row.code.as_str()));
    let new =
        NewExtension { code, application: person.id, until, reason_sealed, evidence_sealed, at: op.now() };
    store::applications::grant_extension(op.tx(), permit, new, row.proposed).await?;
    op.record(permit, &Event::ExtensionGranted { application: person.code, extension: code, until }).await
}

async fn told(
    op: &Op<'_>,
    permit: &Permit<ConfirmOpening>,
    (of, position, person): (&PostingRow, &PositionRow, &ApplicationRow),
    (kind, more): (Kind, Values),
) -> Result<(), Fault> {
    let mut values = tell::of_application((of, position), person.code, (op.now(), ""));
    values.extend(more);
    tell::tell(op, permit, tell::to_candidate(person, (kind, values))).await
}

/// Sends a proposal of openings back with a reason that its author reads. Doing it twice does it once.
///
/// # Errors
/// As [`Grounds::parse`] at `answer`; as [`confirm`], but for the counts and the time.
pub async fn return_opening(
    service: &Service,
    caller: &Caller,
    (posting, opening): (Code, Code),
    reason: &str,
) -> Result<(), Fault> {
    let reason = Grounds::parse(reason, &FieldPath::new("answer"))?;
    service
        .write(caller, "opening.return", async |op| {
            let (_, row, own) = opened::<ReturnOpening>(op, (posting, opening)).await?;
            if op.settled(row.decided, row.state == OpeningState::Returned)? {
                return Ok(());
            }
            let words = reason.as_str();
            store::postings::openings::decide(op.tx(), &own, (row.id, Some(words)), op.now()).await?;
            let event = |reason| Event::OpeningReturned { posting, opening, reason };
            op.record_because(&own, words, event).await
        })
        .await
}
