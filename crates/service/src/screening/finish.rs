//! The end of screening: everybody is decided, those who passed get ticket numbers, the posting moves on.

use std::collections::BTreeSet;

use domain::access::{ActName, Caller, FinishScreening, ViewApplications, may};
use domain::event::Event;
use domain::id::{ApplicationId, Code};
use domain::lifecycle::{ApplicationState, Phase, Step};
use domain::reason::ScreeningWhy;
use domain::view::desk::screening::Finish;
use store::Scoped as _;
use store::postings::Mark;

use super::{look, positions, posting};
use crate::Service;
use crate::effects::Random;
use crate::fault::Fault;
use crate::rows::extensions::{expect_none, standing};
use crate::rows::openings::{self, open_of};

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
                extensions: standing(op.snapshot(), &permit, op.now()).await?,
                openings: open_of(op.snapshot(), &permit, &row).await?,
                may_finish: may(op.caller(), ActName::FinishScreening, &scope),
            })
        })
        .await
}

/// Finishes screening: issues random ticket numbers to those who passed and moves the posting on to examination. Doing it
/// twice does it once.
///
/// # Errors
/// [`domain::reason::PostingsWhy::WrongPhase`] before registration closed; [`ScreeningWhy::Undecided`] while a file
/// waits; [`ScreeningWhy::OpeningOpen`], [`ScreeningWhy::OpeningWaits`]; [`ScreeningWhy::NobodyPassed`]; [`Fault::Stale`] where the posting changed since the page was opened.
pub async fn finish(service: &Service, caller: &Caller, code: Code, version: i64) -> Result<(), Fault> {
    // Read and drawn before: the act itself only compares and writes.
    let (tickets, openings) = service
        .read(caller, "screening.tickets", async |look| {
            let found = store::postings::by_code(look.snapshot(), &code).await?.ok_or(Fault::Missing)?;
            let permit = look.permit::<FinishScreening>(found.scope())?;
            let row = found.open(&permit)?;
            let openings = open_of(look.snapshot(), &permit, &row).await?;
            let passed = store::applications::entrants(look.snapshot(), &permit).await?;
            Ok((tickets(passed.iter().map(|person| person.id), &service.effects().random), openings))
        })
        .await?;
    service
        .write(caller, "posting.finish_screening", async |op| {
            let found = store::postings::for_update(op.tx(), &code).await?.ok_or(Fault::Missing)?;
            let permit = op.permit::<FinishScreening>(found.scope())?;
            let row = found.open(&permit)?;
            if row.phase == Phase::Examining && row.version == version.saturating_add(1) {
                op.repeat();
                return Ok(());
            }
            let to = row.phase.after(Step::FinishScreening)?;
            // First, so that no verdict is undone between the count and the turn.
            store::postings::turn(op.tx(), &permit, version, (row.phase, to), Mark::Plain).await?;
            let counts = store::applications::counts(op.tx(), &permit).await?;
            if counts.submitted > 0 {
                return Err(ScreeningWhy::Undecided { count: counts.submitted }.reason().into());
            }
            expect_none(op.tx(), &permit, op.now()).await?;
            // A confirmation raises the version of the posting, so that what was counted before it is refused above.
            openings::expect_none(openings)?;
            if counts.passed == 0 {
                return Err(ScreeningWhy::NobodyPassed.reason().into());
            }
            let count = u32::try_from(tickets.len()).unwrap_or(u32::MAX);
            // Somebody was judged since: a number for each of the others would leave that person without.
            if counts.passed != count {
                return Err(Fault::Stale);
            }
            store::applications::issue_tickets(op.tx(), &permit, &tickets, op.now()).await?;
            op.record(&permit, &Event::TicketsIssued { posting: row.code, count }).await?;
            let turned =
                Event::PhaseTurned { posting: row.code, from: row.phase, to, digest: None, reason: None };
            op.record(&permit, &turned).await
        })
        .await
}

/// A random number of nine digits for each, all different. A posting finishes screening once, and a number stays with its
/// application for good, so none is ever used twice.
fn tickets(of: impl Iterator<Item = ApplicationId>, random: &Random) -> Vec<(ApplicationId, String)> {
    let mut drawn = BTreeSet::new();
    of.map(|id| {
        let number = loop {
            let number = 100_000_000_u64.saturating_add(random.below(900_000_000));
            if drawn.insert(number) {
                break number;
            }
        };
        (id, number.to_string())
    })
    .collect()
}
