//! What one candidate on a list will read once it is public: the same result and the same message, before anybody signs.
//!
//! Owns: which of it they will see. Computes nothing: it reads the ranking that stands, as their own page will.

use domain::access::{Caller, Scope, ViewRankedPeople, ViewRanking};
use domain::calendar::Instant;
use domain::id::Code;
use domain::lists::{Body, Row};
use domain::messages::{Kind, Value};
use domain::placeholder::Placeholder;
use domain::reason::TypedWhy;
use domain::view::desk::lists::{AsCandidate, Pick};
use domain::view::my::applications::Scored;
use store::Snapshot;
use store::postings::PostingRow;
use text::Lang;
use text::messages::letters;

use super::release::waiting;
use crate::Service;
use crate::fault::Fault;
use crate::rows::lists::{corrected_by, newest};
use crate::rows::postings::find;
use crate::rows::rankings::Kept;
use crate::rows::standing::standing;
use crate::tell;

/// What the candidate with that ticket will read; without one, the first who goes on.
///
/// # Errors
/// [`TypedWhy::NotAChoice`] at `ticket` for somebody who is not on the list; [`domain::reason::RankingWhy::Stale`];
/// [`Fault::Missing`] for a stage without result, and for those outside the team.
pub async fn as_candidate(
    service: &Service,
    caller: &Caller,
    posting: Code,
    (stage, ticket, lang): (&str, &str, Lang),
) -> Result<AsCandidate, Fault> {
    service
        .read(caller, "list.candidate", async |look| {
            let found = find(look.snapshot(), posting).await?;
            let permit = look.permit::<ViewRanking>(found.scope())?;
            let row = found.open(&permit)?;
            let ask = |scope: Scope| {
                look.permit::<ViewRankedPeople>(scope.clone())?;
                look.permit::<ViewRanking>(scope)
            };
            let (permit, standing) = standing(look.snapshot(), row.id, ask).await?.ok_or(Fault::Missing)?;
            let ranking = standing.ranking.id;
            let kept = store::rankings::list(look.snapshot(), &permit, ranking, stage).await?;
            let kept = kept.filter(|list| list.ready).ok_or(Fault::Missing)?;
            let body = Body::read(&kept.body).map_err(Fault::internal)?;
            let picks = picks(&body.rows);
            let ticket = match ticket.trim() {
                "" => picks.first().map(|pick| pick.1.as_str()).ok_or(Fault::Missing)?,
                typed => typed,
            };
            if !body.rows.iter().any(|line| line.ticket == ticket) {
                return Err(TypedWhy::NotAChoice.at("ticket").into());
            }
            let entrants = store::applications::entrants_with(look.snapshot(), &permit, &[ticket]).await?;
            let of = entrants.first().ok_or(Fault::Missing)?;
            let at = match waiting(look.snapshot(), &row, stage).await? {
                Some((release, None)) => release.release_at,
                _ => look.now(),
            };
            // Their own page opens with the last list.
            let opens = standing.lists.last().is_some_and(|(last, _)| last.stage == stage);
            let (mut scored, mut steps) = (None, Vec::new());
            if opens {
                let line = store::rankings::lines_of(look.snapshot(), &permit, ranking, &[of.id]).await?;
                let line = line.first().ok_or(Fault::Missing)?;
                let Kept { total, rank, seats: all, .. } =
                    serde_json::from_str(&line.body).map_err(Fault::internal)?;
                let mut seats = Vec::new();
                for (list, seat) in all {
                    if list == stage || is_out(look.snapshot(), &row, (&list, at)).await? {
                        seats.push((list, seat));
                    }
                }
                scored = Some(Scored { total, rank, seats, names: standing.names.clone() });
                let told = store::rankings::steps_of(look.snapshot(), &permit, ranking, ticket).await?;
                steps = serde_json::from_str(&told.ok_or(Fault::Missing)?).map_err(Fault::internal)?;
            }
            let name = standing.lists.iter().find(|(list, _)| list.stage == stage);
            let name = name.and_then(|(_, name)| name.clone());
            let corrected = corrected_by(look.snapshot(), &row, stage, &body).await?;
            let kind = if corrected.is_some() { Kind::ListCorrected } else { Kind::ListReleased };
            let mut values = tell::of_list(&row, (stage, name.as_deref()), of.code, at);
            let mut is_told = true;
            if let Some((moved, reason)) = &corrected {
                is_told = moved.iter().any(|moved| moved.ticket == ticket);
                values.insert(Placeholder::Words, Value::Text(reason.clone()));
            }
            let template = tell::template(look.snapshot(), Some(row.id), (kind, lang)).await?;
            let origin = service.parts.letters.origin.as_str();
            let said = letters::say(&template, &values, (lang, origin)).filter(|_| is_told);
            let message = said.map(|said| (said.subject, said.body));
            let (ticket, names) = (ticket.to_owned(), standing.names);
            Ok(AsCandidate { ticket, picks, scored, steps, names, message })
        })
        .await
}

/// Whether another list of the posting is out at that time, as far as it is published or signed now.
async fn is_out(snapshot: &Snapshot, row: &PostingRow, (list, at): (&str, Instant)) -> Result<bool, Fault> {
    if newest(snapshot, row, list).await?.is_some() {
        return Ok(true);
    }
    let signed = waiting(snapshot, row, list).await?;
    Ok(signed.is_some_and(|(release, ended)| ended.is_none() && release.release_at <= at))
}

/// The first on the list of each kind.
fn picks(rows: &[Row]) -> Vec<(Pick, String)> {
    let first = |pick: Pick, is: fn(&str) -> bool| {
        rows.iter().find(|row| is(&row.result)).map(|row| (pick, row.ticket.clone()))
    };
    let all = [
        first(Pick::In, |result| result == "in"),
        first(Pick::Reserve, |result| result.starts_with("reserve ")),
        first(Pick::Out, |result| result == "out"),
    ];
    all.into_iter().flatten().collect()
}
