//! The end of screening: everybody is decided, those who passed get ticket numbers, the posting moves on.

use std::collections::BTreeSet;

use domain::access::{ActName, Caller, FinishScreening, Permit, ViewApplications, may};
use domain::event::Event;
use domain::id::{ApplicationId, Code};
use domain::lifecycle::{ApplicationState, Phase, Step};
use domain::reason::ScreeningWhy;
use domain::view::desk::screening::Finish;
use store::Scoped as _;
use store::postings::{Mark, PostingRow};

use super::{look, positions, posting};
use crate::Service;
use crate::fault::Fault;
use crate::op::Op;
use crate::rows::extensions::{expect_none, expect_none_edits, standing};
use crate::rows::openings::{self, moved, open_of};
use crate::rows::screenings::can_object;

/// Undecided files named on the page; the queue holds all of them.
const NAMED: u64 = 20;

/// What stands between a posting and the end of its screening.
///
/// # Errors
/// [`Fault::Missing`] for those outside the team; [`Fault::Denied`] for other roles.
pub async fn blockers(service: &Service, caller: &Caller, code: Code) -> Result<Finish, Fault> {
    service
        .read(caller, "screening.blockers", async |op| {
            let row = posting(op, code).await?;
            let scope = row.scope();
            let permit = op.permit::<ViewApplications>(scope.clone())?;
            let waiting = store::applications::Filter {
                state: Some(ApplicationState::Submitted),
                ..store::applications::Filter::default()
            };
            let (rows, _) = store::applications::queue(op.snapshot(), &permit, &waiting, (0, NAMED)).await?;
            let positions = positions(op.snapshot(), &row).await?;
            Ok(Finish {
                posting: look::head(op, &row).await?,
                version: row.version,
                undecided: rows
                    .iter()
                    .map(|row| look::line(service, row, &positions, &[]))
                    .collect::<Result<_, _>>()?,
                twice: store::applications::passed_twice(op.snapshot(), &permit).await?,
                alike: match row.phase {
                    Phase::Screening => super::duplicates::open(op, &permit).await?,
                    _ => 0,
                },
                extensions: standing(op.snapshot(), &permit, op.now()).await?,
                openings: open_of(op.snapshot(), &permit, &row).await?,
                objections: store::objections::refusals_waiting(op.snapshot(), &permit).await?,
                terms: can_object(op.snapshot(), &permit, (row.id, op.now())).await?,
                moved: match row.phase {
                    Phase::Screening => moved(op.snapshot(), &permit, &row).await?,
                    _ => Vec::new(),
                },
                may_finish: may(op.caller(), ActName::FinishScreening, &scope),
            })
        })
        .await
}

/// Numbers of one act, so that no other write waits for a hundred thousand of them.
const AT_ONCE: usize = 2_000;

/// Finishes screening: issues random ticket numbers to those who passed and moves the posting on to examination. Doing it
/// twice does it once.
///
/// Many people get their numbers in several acts, each with its event; the last one turns the posting, and before it nobody reads a
/// number. Cut off in between, screening goes on as it was, and finishing it again goes on with whoever has no number yet.
///
/// # Errors
/// [`domain::reason::PostingsWhy::WrongPhase`] before registration closed; [`ScreeningWhy::Undecided`] while a file
/// waits; [`ScreeningWhy::PassedTwice`]; [`ScreeningWhy::OpeningOpen`], [`ScreeningWhy::OpeningWaits`]; [`ScreeningWhy::NobodyPassed`]; [`ScreeningWhy::TermsRun`]
/// while somebody who was refused can still object; [`Fault::Stale`] where the posting changed since the page was opened.
pub async fn finish(service: &Service, caller: &Caller, code: Code, version: i64) -> Result<(), Fault> {
    ended(service, caller, code, (version, false)).await
}

/// The same although somebody who was refused can still object, which is on record: they can until their term is over, and a refusal is
/// set right by opening screening again.
///
/// # Errors
/// As [`finish`], but for [`ScreeningWhy::TermsRun`].
pub async fn finish_early(service: &Service, caller: &Caller, code: Code, version: i64) -> Result<(), Fault> {
    ended(service, caller, code, (version, true)).await
}

async fn ended(
    service: &Service,
    caller: &Caller,
    code: Code,
    (version, early): (i64, bool),
) -> Result<(), Fault> {
    loop {
        let turned = service
            .write(caller, "posting.finish_screening", async |op| {
                let found = store::postings::for_update(op.tx(), &code).await?.ok_or(Fault::Missing)?;
                let permit = op.permit::<FinishScreening>(found.scope())?;
                step(op, &permit, found.open(&permit)?, (version, early)).await
            })
            .await?;
        if turned {
            return Ok(());
        }
    }
}

/// Issues some numbers; where those were the last, turns the posting and answers `true`.
async fn step(
    op: &mut Op<'_>,
    permit: &Permit<FinishScreening>,
    row: PostingRow,
    (version, early): (i64, bool),
) -> Result<bool, Fault> {
    if row.phase == Phase::Examining && row.version == version.saturating_add(1) {
        op.repeat();
        return Ok(true);
    }
    let to = row.phase.after(Step::FinishScreening)?;
    if row.version != version {
        return Err(Fault::Stale);
    }
    let one_more = u64::try_from(AT_ONCE.saturating_add(1)).ok();
    let mut people = store::applications::without_ticket(op.tx(), permit, one_more).await?;
    let last = people.len() <= AT_ONCE;
    if last {
        // Before anything is counted, so that no verdict is undone between the count and the turn.
        store::postings::turn(op.tx(), permit, version, (row.phase, to), Mark::Plain).await?;
        people = store::applications::without_ticket(op.tx(), permit, None).await?;
    } else {
        people.truncate(AT_ONCE);
    }
    let counts = store::applications::counts(op.tx(), permit).await?;
    if counts.submitted > 0 {
        return Err(ScreeningWhy::Undecided { count: counts.submitted }.reason().into());
    }
    let twice = store::applications::passed_twice(op.tx(), permit).await?;
    if twice > 0 {
        return Err(ScreeningWhy::PassedTwice { count: twice }.reason().into());
    }
    expect_none(op.tx(), permit, op.now()).await?;
    expect_none_edits(op.tx(), permit, (row.id, op.now())).await?;
    openings::expect_none(open_of(op.tx(), permit, &row).await?)?;
    // Afterwards no refusal can be undone.
    let objections = store::objections::refusals_waiting(op.tx(), permit).await?;
    if objections > 0 {
        return Err(ScreeningWhy::ObjectionsWait { count: objections }.reason().into());
    }
    if counts.passed == 0 {
        return Err(ScreeningWhy::NobodyPassed.reason().into());
    }
    let terms = can_object(op.tx(), permit, (row.id, op.now())).await?;
    if let Some((count, until)) = terms.filter(|_| !early) {
        return Err(ScreeningWhy::TermsRun { count, until }.reason().into());
    }
    if !people.is_empty() {
        let count = u32::try_from(people.len()).unwrap_or(u32::MAX);
        let tickets = numbers(op, permit, people).await?;
        store::applications::issue_tickets(op.tx(), permit, &tickets, op.now()).await?;
        op.record(permit, &Event::TicketsIssued { posting: row.code, count }).await?;
    }
    if last {
        let back =
            store::applications::take_back_tickets(op.tx(), permit, counts.passed.into(), op.now()).await?;
        if back > 0 {
            op.record(permit, &Event::TicketsGivenBack { posting: row.code, count: back }).await?;
        }
        if let Some((count, until)) = terms {
            op.record(permit, &Event::FinishedEarly { posting: row.code, count, until }).await?;
        }
        let turned =
            Event::PhaseTurned { posting: row.code, from: row.phase, to, digest: None, reason: None };
        op.record(permit, &turned).await?;
    }
    Ok(last)
}

/// A number for each: the own one of whoever gave it back and passes again, else one that is drawn.
async fn numbers(
    op: &Op<'_>,
    permit: &Permit<FinishScreening>,
    people: Vec<ApplicationId>,
) -> Result<Vec<(ApplicationId, String)>, Fault> {
    let mut own = store::applications::given_back(op.tx(), permit).await?;
    let (again, new): (Vec<_>, Vec<_>) = people.into_iter().partition(|one| own.contains_key(one));
    let mut all = drawn(op, permit, new).await?;
    all.extend(again.into_iter().filter_map(|one| Some((one, own.remove(&one)?))));
    Ok(all)
}

/// A random number of nine digits for each, all different and none that somebody has or gave back: also where screening was opened again,
/// a number stands for one person for good.
async fn drawn(
    op: &Op<'_>,
    permit: &Permit<FinishScreening>,
    people: Vec<ApplicationId>,
) -> Result<Vec<(ApplicationId, String)>, Fault> {
    let random = &op.parts().effects.random;
    let (mut seen, mut numbers) = (BTreeSet::new(), Vec::with_capacity(people.len()));
    while numbers.len() < people.len() {
        let mut fresh = Vec::new();
        while numbers.len().saturating_add(fresh.len()) < people.len() {
            let number = 100_000_000_u64.saturating_add(random.below(900_000_000));
            if seen.insert(number) {
                fresh.push(number.to_string());
            }
        }
        let taken = store::applications::taken(op.tx(), permit, &fresh).await?;
        numbers.extend(fresh.into_iter().filter(|number| !taken.contains(number)));
    }
    Ok(people.into_iter().zip(numbers).collect())
}
