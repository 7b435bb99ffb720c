//! A ranking as staff read it, and the steps of one person.
//!
//! Owns: read models. Refuses: names; staff read ticket numbers here.

use domain::access::{ActName, Caller, ViewOwnApplication, ViewRanking, may};
use domain::id::Code;
use domain::marks::trace::Step;
use domain::ranking::Question;
use domain::view::desk::ranking::{RankedLine, RankedPosition, RankingHead, RankingPage};

use super::inputs::load;
use store::Scoped as _;

use crate::Service;
use crate::fault::Fault;
use crate::rows::postings::{find, head};
use crate::rows::rankings::Kept;

/// The standing ranking of a posting: an index of positions, and the lines of one of them (`position` is its number; empty
/// for the first).
///
/// # Errors
/// [`Fault::Missing`] for those outside the team.
pub async fn view(
    service: &Service,
    caller: &Caller,
    posting: Code,
    position: &str,
) -> Result<RankingPage, Fault> {
    service
        .read(caller, "ranking.view", async |look| {
            let found = find(look.snapshot(), posting).await?;
            let scope = found.scope();
            let permit = look.permit::<ViewRanking>(scope.clone())?;
            let row = found.open(&permit)?;
            let mut page = RankingPage {
                posting: head(&row),
                head: None,
                positions: Vec::new(),
                lines: Vec::new(),
                shown: String::new(),
                may_compute: may(caller, ActName::ComputeRanking, &scope),
            };
            let Some(standing) = store::rankings::standing(look.snapshot(), row.id).await? else {
                return Ok(page);
            };
            let permit = look.permit::<ViewRanking>(standing.scope())?;
            let ranking = standing.open(&permit)?;
            let inputs = load(look.snapshot(), &permit).await?;
            let questions: Vec<Question> = serde_json::from_str(&ranking.body).map_err(Fault::internal)?;
            let by = store::people::staff_names(look.snapshot(), ranking.computed_by.as_slice()).await?;
            page.head = Some(RankingHead {
                at: ranking.computed_at,
                by: by.into_iter().map(|one| one.1).collect(),
                inputs: ranking.digests.inputs,
                result: ranking.digests.result,
                stale: inputs.is_newer_than(&ranking.digests),
                published: ranking.published,
                questions: questions.into_iter().map(|one| (one.id, one.candidates)).collect(),
            });
            let lines = store::rankings::lines(look.snapshot(), &permit, ranking.id, None).await?;
            for one in &inputs.positions {
                let people = lines.iter().filter(|line| line.line.position == one.id).count();
                if people == 0 {
                    continue;
                }
                page.positions.push(RankedPosition {
                    number: one.terms.code.as_str().to_owned(),
                    unit: one.terms.unit.as_str().to_owned(),
                    title: one.terms.title.as_str().to_owned(),
                    plan: one.terms.plan,
                    people: u32::try_from(people).unwrap_or(u32::MAX),
                });
            }
            let chosen =
                inputs.positions.iter().find(|one| one.terms.code.as_str() == position).or_else(|| {
                    inputs.positions.iter().find(|one| lines.iter().any(|line| line.line.position == one.id))
                });
            if let Some(chosen) = chosen {
                page.shown = chosen.terms.code.as_str().to_owned();
                for line in lines.into_iter().filter(|line| line.line.position == chosen.id) {
                    let kept: Kept = serde_json::from_str(&line.line.body).map_err(Fault::internal)?;
                    page.lines.push(RankedLine {
                        ticket: line.ticket.unwrap_or_default(),
                        values: kept.values,
                        total: kept.total,
                        rank: kept.rank,
                        tied: line.line.tied,
                        seats: kept.seats,
                    });
                }
            }
            Ok(page)
        })
        .await
}

/// Every step of one person's computation, for staff.
///
/// # Errors
/// [`Fault::Missing`] for an unknown ticket number and for those outside the team.
pub async fn steps(
    service: &Service,
    caller: &Caller,
    posting: Code,
    ticket: &str,
) -> Result<Vec<Step>, Fault> {
    service
        .read(caller, "ranking.steps", async |look| {
            let found = find(look.snapshot(), posting).await?;
            let permit = look.permit::<ViewRanking>(found.scope())?;
            let row = found.open(&permit)?;
            if store::rankings::standing(look.snapshot(), row.id).await?.is_none() {
                return Err(Fault::Missing);
            }
            let inputs = load(look.snapshot(), &permit).await?;
            of_ticket(&inputs, ticket)
        })
        .await
}

fn of_ticket(inputs: &super::Inputs, ticket: &str) -> Result<Vec<Step>, Fault> {
    let all = inputs.compute()?;
    let mine = |one: &&super::Computed| one.outcome.ranking().rows().any(|row| row.candidate == ticket);
    inputs.steps(all.iter().find(mine).ok_or(Fault::Missing)?, ticket)
}

/// Every step of the candidate's own computation, once the posting's inspection list is public.
///
/// # Errors
/// [`Fault::Missing`] for somebody else's application, and before the list is public.
pub async fn own_steps(service: &Service, caller: &Caller, application: Code) -> Result<Vec<Step>, Fault> {
    let (posting, ticket) = service
        .read(caller, "application.result", async |look| {
            let found =
                store::applications::by_code(look.snapshot(), &application).await?.ok_or(Fault::Missing)?;
            let permit = look.permit::<ViewOwnApplication>(found.scope())?;
            let row = found.open(&permit)?;
            let line = store::rankings::own_published_line(look.snapshot(), &permit, row.id).await?;
            let public = store::postings::public::by_id(look.snapshot(), row.posting).await?;
            match (line, public, row.ticket) {
                (Some(_), Some(posting), Some(ticket))
                    if posting.phase == domain::lifecycle::Phase::Published =>
                {
                    Ok((posting, ticket))
                }
                _ => Err(Fault::Missing),
            }
        })
        .await?;
    let snapshot = service.store().snapshot("ranking.own_steps").await?;
    let reader = Caller::system("ranking.own_steps");
    let scope = posting.scope();
    let permit = domain::access::ask::<domain::access::TraceResult>(&reader, scope).map_err(Fault::Denied)?;
    let inputs = load(&snapshot, &permit).await?;
    snapshot.close().await?;
    of_ticket(&inputs, &ticket)
}
