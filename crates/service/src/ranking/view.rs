//! A ranking as staff read it, and the steps of one person.
//!
//! Owns: read models. Refuses: names to whoever may not read applications; they read ticket numbers here.

use std::collections::BTreeMap;

use domain::access::{
    ActName, Caller, Permit, ViewApplications, ViewOwnApplication, ViewRankedPeople, ViewRanking, may,
};
use domain::id::{ApplicationId, Code};
use domain::marks::trace::Step;
use domain::ranking::Question;
use domain::scheme::PartNames;
use domain::view::desk::ranking::{Explained, RankedLine, RankedPosition, RankingHead, RankingPage};
use store::Scoped as _;
use store::postings::PostingRow;
use store::postings::positions::PositionRow;
use store::rankings::{NamedLine, RankingRow};

use super::book::names;
use crate::Service;
use crate::fault::Fault;
use crate::op::Look;
use crate::rows::postings::{find, head};
use crate::rows::rankings::{self, Kept, own_line};
use crate::rows::schemes;

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
                names: PartNames::default(),
                named: false,
                withheld: false,
                may_compute: may(caller, ActName::ComputeRanking, &scope),
            };
            let ask = |scope| look.permit::<ViewRanking>(scope);
            let Some((permit, ranking)) = rankings::standing(look.snapshot(), row.id, ask).await? else {
                return Ok(page);
            };
            let people = ranking.scope();
            page.withheld = !may(caller, ActName::ViewRankedPeople, &people);
            let withheld = page.withheld;
            let questions: Vec<Question> = serde_json::from_str(&ranking.body).map_err(Fault::internal)?;
            let by = store::people::staff_names(look.snapshot(), ranking.computed_by.as_slice()).await?;
            page.head = Some(RankingHead {
                at: ranking.computed_at,
                revision: ranking.revision,
                by: by.into_iter().map(|one| one.1).collect(),
                inputs: (!withheld).then_some(ranking.digests.inputs),
                rulings: (!withheld).then_some(ranking.digests.rulings),
                result: (!withheld).then_some(ranking.digests.result),
                stale: store::inputs::version(look.snapshot(), &permit).await? != ranking.inputs,
                published: ranking.published,
                questions: questions
                    .into_iter()
                    .map(|one| (one.id, if withheld { Vec::new() } else { one.candidates }))
                    .collect(),
            });
            let tally = store::rankings::tally(look.snapshot(), &permit, ranking.id).await?;
            let positions = store::postings::positions::all(look.snapshot(), &permit).await?;
            let ranked = || positions.iter().filter_map(|one| Some((one, *tally.get(&one.id)?)));
            page.positions = ranked().map(|(one, people)| index_line(one, people)).collect();
            let asked = positions.iter().find(|one| one.terms.code.as_str() == position);
            if let Some(chosen) = asked.or_else(|| ranked().next().map(|(one, _)| one)) {
                page.shown = chosen.terms.code.as_str().to_owned();
                page.names = schemes::names_of(look.snapshot(), &permit, Some(chosen)).await?;
                if withheld {
                    return Ok(page);
                }
                let permit = look.permit::<ViewRankedPeople>(people)?;
                let lines =
                    store::rankings::lines(look.snapshot(), &permit, ranking.id, Some(chosen.id)).await?;
                let mut people = BTreeMap::new();
                if may(caller, ActName::ViewApplications, &row.scope()) {
                    let permit = look.permit::<ViewApplications>(row.scope())?;
                    let of: Vec<ApplicationId> = lines.iter().map(|named| named.line.application).collect();
                    people = names(service, look, &permit, &of).await?;
                }
                page.named = !people.is_empty();
                let line = |named: NamedLine| {
                    let name = people.get(&named.line.application).cloned().unwrap_or_default();
                    ranked_line(named, name)
                };
                page.lines = lines.into_iter().map(line).collect::<Result<_, Fault>>()?;
            }
            Ok(page)
        })
        .await
}

fn index_line(position: &PositionRow, people: u32) -> RankedPosition {
    let terms = &position.terms;
    RankedPosition {
        number: terms.code.as_str().to_owned(),
        unit: terms.unit.as_str().to_owned(),
        title: terms.title.as_str().to_owned(),
        plan: position.places(),
        people,
    }
}

fn ranked_line(named: NamedLine, name: String) -> Result<RankedLine, Fault> {
    let kept: Kept = serde_json::from_str(&named.line.body).map_err(Fault::internal)?;
    Ok(RankedLine {
        application: named.application,
        ticket: named.ticket.unwrap_or_default(),
        name,
        values: kept.values,
        total: kept.total,
        rank: kept.rank,
        tied: named.line.tied,
        seats: kept.seats,
    })
}

/// Every step of one person's computation in the ranking that stands, for staff.
///
/// # Errors
/// [`Fault::Missing`] for an application of another posting and for those outside the team; a denial for whoever may set a line that is still open.
pub async fn steps(
    service: &Service,
    caller: &Caller,
    posting: Code,
    application: Code,
) -> Result<Explained, Fault> {
    service
        .read(caller, "ranking.steps", async |look| {
            let (_, permit, ranking) = standing(look, posting).await?;
            let of = store::applications::entrant(look.snapshot(), &permit, application).await?;
            let of = of.ok_or(Fault::Missing)?;
            let ticket = of.ticket.ok_or(Fault::Missing)?;
            let steps = store::rankings::steps_of(look.snapshot(), &permit, ranking.id, &ticket).await?;
            let steps = read(&steps.ok_or(Fault::Missing)?)?;
            let place = store::postings::public::position_by_id(look.snapshot(), of.position).await?;
            let position = place.as_ref().map(|(_, position)| position);
            let names = schemes::names_of(look.snapshot(), &permit, position).await?;
            Ok(Explained { ticket, steps, names })
        })
        .await
}

/// The ranking that stands in a posting, for whoever may read who stands where in it.
///
/// # Errors
/// A denial for whoever may set a line that is still open; [`Fault::Missing`] before the first computation, and for those outside the team.
pub(super) async fn standing(
    look: &Look<'_>,
    posting: Code,
) -> Result<(PostingRow, Permit<ViewRankedPeople>, RankingRow), Fault> {
    let found = find(look.snapshot(), posting).await?;
    let permit = look.permit::<ViewRanking>(found.scope())?;
    let row = found.open(&permit)?;
    let ask = |scope| look.permit::<ViewRankedPeople>(scope);
    let (permit, ranking) = rankings::standing(look.snapshot(), row.id, ask).await?.ok_or(Fault::Missing)?;
    Ok((row, permit, ranking))
}

fn read(steps: &str) -> Result<Vec<Step>, Fault> {
    serde_json::from_str(steps).map_err(Fault::internal)
}

/// Every step of the candidate's own computation in the ranking whose list was published, once the posting's inspection list is
/// public.
///
/// # Errors
/// [`Fault::Missing`] for somebody else's application, and before the list is public.
pub async fn own_steps(service: &Service, caller: &Caller, application: Code) -> Result<Explained, Fault> {
    service
        .read(caller, "application.result", async |look| {
            let found =
                store::applications::by_code(look.snapshot(), &application).await?.ok_or(Fault::Missing)?;
            let permit = look.permit::<ViewOwnApplication>(found.scope())?;
            let row = found.open(&permit)?;
            let public = store::postings::public::by_id(look.snapshot(), row.posting).await?;
            let posting = public.ok_or(Fault::Missing)?;
            let own = own_line(look.snapshot(), &permit, (&posting, row.id)).await?;
            let own = own.ok_or(Fault::Missing)?;
            let steps = read(&own.steps)?;
            // Whoever moved since was computed under the scheme of the first position.
            let place = store::postings::public::position_by_id(look.snapshot(), own.line.position).await?;
            let position = place.as_ref().map(|(_, position)| position);
            let file = schemes::public_newest(look.snapshot(), row.posting).await?;
            let names = file.map(|file| schemes::part_names(&file, position)).unwrap_or_default();
            Ok(Explained { ticket: row.ticket.unwrap_or_default(), steps, names })
        })
        .await
}
