//! Vacant places of a posting for which somebody could be called up now.
//!
//! Owns: telling them from the rankings that stand and those behind the public lists. Refuses: computing anything.

use std::collections::BTreeSet;

use domain::access::{Permit, ViewDepartures, ViewRanking};
use domain::course::Waiting;
use domain::departure::{Called, DepartureState, next_round};
use domain::id::{ApplicationId, PositionId, RankingId};
use store::Scoped as _;
use store::departures::DepartureRow;
use store::departures::calls::CallRow;
use store::postings::PostingRow;

use super::Found;
use crate::fault::Fault;
use crate::op::Look;
use crate::rows::deadlines::Calendar;
use crate::rows::departures::{called, is_filled};
use crate::rows::rankings::{Kept, Ranked};

/// Vacant places for which somebody in reserve could be called now.
pub(super) async fn vacancies(
    look: &Look<'_>,
    (row, ranked): (&PostingRow, &Ranked<'_>),
) -> Result<Option<Found>, Fault> {
    let snapshot = look.snapshot();
    let permit = look.permit::<ViewDepartures>(row.scope())?;
    let departures = store::departures::all(snapshot, &permit).await?;
    let calls = store::departures::calls::all(snapshot, &permit).await?;
    let is_called = |one: &DepartureRow| {
        is_filled(&calls, one) || calls.iter().any(|call| call.departure == one.id && call.answered.is_none())
    };
    let open: Vec<&DepartureRow> =
        departures.iter().filter(|one| one.state == DepartureState::Stands && !is_called(one)).collect();
    if open.is_empty() {
        return Ok(None);
    }
    let Some((_, ranking)) = ranked.open(|scope| look.permit::<ViewRanking>(scope)).await? else {
        return Ok(None);
    };
    let of = (departures.as_slice(), calls.as_slice());
    let calendar = Calendar::of(snapshot, &permit).await?;
    let rankings = Seats { look, row, permit: &permit, ranking: ranking.id, of, calendar };
    let (mut places, mut since) = (0_u32, None);
    for one in open {
        if rankings.is_vacant(one).await? {
            places = places.saturating_add(1);
            since = since.into_iter().chain([one.entered_at]).min();
        }
    }
    Ok((places > 0).then(|| Found::new(Waiting::Vacancy, places, since)))
}

/// What the rankings behind the public lists, and the one that stands, say of places.
struct Seats<'a> {
    look: &'a Look<'a>,
    row: &'a PostingRow,
    permit: &'a Permit<ViewDepartures>,
    ranking: RankingId,
    of: (&'a [DepartureRow], &'a [CallRow]),
    calendar: Calendar,
}

impl Seats<'_> {
    /// Whether the departure left a place on its list for which somebody is next.
    async fn is_vacant(&self, of: &DepartureRow) -> Result<bool, Fault> {
        let snapshot = self.look.snapshot();
        let mut before: BTreeSet<RankingId> = BTreeSet::from([self.ranking]);
        let public = store::lists::of_posting(snapshot, self.row.id).await?;
        before.extend(public.iter().filter(|list| list.stage == of.stage).map(|list| list.ranking));
        let mut position = None;
        for ranking in before {
            for line in store::rankings::lines_of(snapshot, self.permit, ranking, &[of.application]).await? {
                if seat(&line.body, &of.stage)?.as_deref() == Some("in") {
                    position = Some(line.position);
                }
            }
        }
        match position {
            Some(position) => self.has_next(of, position).await,
            None => Ok(false),
        }
    }

    /// Whether the list is filled again in this round, and now.
    async fn allows(&self, of: &DepartureRow, position: PositionId, round: u8) -> Result<bool, Fault> {
        let snapshot = self.look.snapshot();
        let file = crate::rows::schemes::newest(snapshot, self.permit).await?;
        let Some(file) = file else { return Ok(false) };
        let all = store::postings::positions::all(snapshot, self.permit).await?;
        let Some(position) = all.iter().find(|one| one.id == position) else { return Ok(false) };
        let scheme = file.get(position.terms.scheme_name());
        let Some((_, list)) = scheme.and_then(|scheme| scheme.list_to(&of.stage)) else { return Ok(false) };
        let most = list.replacement.rounds;
        let until = self.calendar.filling(&file, position, &of.stage);
        if until.is_over(self.look.now()) {
            return Ok(false);
        }
        Ok(list.replacement.allowed && most.is_none_or(|most| round <= most))
    }

    /// Whether somebody of the position stands in reserve who is not called, and the round of a call is allowed.
    async fn has_next(&self, of: &DepartureRow, position: PositionId) -> Result<bool, Fault> {
        let (departures, calls) = self.of;
        let lines =
            store::rankings::lines(self.look.snapshot(), self.permit, self.ranking, Some(position)).await?;
        let ours: BTreeSet<ApplicationId> = lines.iter().map(|named| named.line.application).collect();
        let same = |call: &&CallRow| {
            let list = departures.iter().any(|one| one.id == call.departure && one.stage == of.stage);
            list && ours.contains(&call.application)
        };
        let used: Vec<(u8, Called)> =
            calls.iter().filter(same).map(|call| (call.round, called(call))).collect();
        if !self.allows(of, position, next_round(of.id.0, &used, 0)).await? {
            return Ok(false);
        }
        for named in lines {
            let waits = seat(&named.line.body, &of.stage)?.is_some_and(|seat| seat.starts_with("reserve"));
            if waits && !calls.iter().any(|call| call.application == named.line.application) {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// The seat on a list that a line of a ranking keeps.
fn seat(body: &str, stage: &str) -> Result<Option<String>, Fault> {
    let kept: Kept = serde_json::from_str(body).map_err(Fault::internal)?;
    Ok(kept.seats.into_iter().find(|one| one.0 == stage).map(|one| one.1))
}
