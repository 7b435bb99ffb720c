//! A computed ranking as use cases read it, and what its owner reads of it: what is released, and nothing before.

use std::collections::HashMap;

use domain::access::{Permit, ViewOwnApplication};
use domain::calendar::Instant;
use domain::id::{ApplicationId, RankingId};
use domain::lifecycle::Phase;
use domain::view::my::applications::{OnList, Scored};
use serde::{Deserialize, Serialize};
use store::Snapshot;
use store::lists::PublishedList;
use store::postings::PostingRow;
use store::rankings::Traced;

use super::schemes::{public_names, saved};
use crate::fault::Fault;

/// What is kept of one person's line: as shown, so that a page needs no computation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// Component name and shown value.
    pub values: Vec<(String, String)>,
    /// Composite score.
    pub total: String,
    /// Rank.
    pub rank: String,
    /// Shortlist key and seat.
    pub seats: Vec<(String, String)>,
}

/// A list of a posting that is out: its version in force, and what the scheme calls it.
struct Out {
    list: PublishedList,
    name: Option<String>,
    /// Whether it is the last list of the scheme, with which own results open.
    last: bool,
}

/// The lists of the schemes that are out, each in its newest version. Who is proposed was decided and is on no ranking.
async fn out(snapshot: &Snapshot, posting: &PostingRow) -> Result<Vec<Out>, Fault> {
    let all = store::lists::of_posting(snapshot, posting.id).await?;
    if all.is_empty() {
        return Ok(Vec::new());
    }
    let names = match store::schemes::public_newest(snapshot, posting.id).await? {
        Some(scheme) => saved(&scheme.body)?.lists(),
        None => Vec::new(),
    };
    let last = names.last().map(|(stage, _)| stage.clone());
    let newest = |stage: &str| all.iter().filter(|one| one.stage == stage).max_by_key(|one| one.version);
    let of = |(stage, name): (String, Option<String>)| {
        let list = newest(&stage)?.clone();
        Some(Out { list, name, last: last.as_ref() == Some(&stage) })
    };
    Ok(names.into_iter().filter_map(of).collect())
}

/// The owner's line behind the last list: of the newest ranking that is published as a whole, and while a list is under correction of
/// the one that the last list was made from. Nothing before that list is out; long after the selection was closed it still stands.
///
/// # Errors
/// The database's.
pub(crate) async fn own_line(
    snapshot: &Snapshot,
    permit: &Permit<ViewOwnApplication>,
    (posting, of): (&PostingRow, ApplicationId),
) -> Result<Option<Traced>, Fault> {
    if matches!(posting.beneath(), Phase::Published | Phase::Closed) {
        return Ok(store::rankings::own_published(snapshot, permit, of).await?);
    }
    let Some(last) = out(snapshot, posting).await?.into_iter().find(|one| one.last) else { return Ok(None) };
    Ok(store::rankings::own_in(snapshot, permit, of, last.list.ranking).await?)
}

/// Where the newest released list that concerns the owner puts them, and the own result in short once the last list is out. Each seat
/// is that of the version in force: what a correction prepares is nothing before its version is out.
///
/// # Errors
/// The database's; [`Fault::Internal`] where a line cannot be read.
pub(crate) async fn own_lists(
    snapshot: &Snapshot,
    permit: &Permit<ViewOwnApplication>,
    (posting, of): (&PostingRow, ApplicationId),
) -> Result<(Option<OnList>, Option<Scored>), Fault> {
    let out = out(snapshot, posting).await?;
    let behind: Vec<RankingId> = out.iter().map(|one| one.list.ranking).collect();
    let lines = store::rankings::own_lines(snapshot, permit, of, &behind).await?;
    let mut kept = HashMap::new();
    for (ranking, line) in &lines {
        kept.insert(*ranking, serde_json::from_str::<Kept>(&line.body).map_err(Fault::internal)?);
    }
    // The lists of the person's own scheme, in its order.
    let order = behind.iter().filter_map(|ranking| kept.get(ranking)).next_back();
    let order = order.map(|own| own.seats.iter().map(|(stage, _)| stage.as_str())).into_iter().flatten();
    let mut seats: Vec<(&Out, String)> = Vec::new();
    for stage in order {
        let Some(one) = out.iter().find(|one| one.list.stage == stage) else { continue };
        let own = kept.get(&one.list.ranking).into_iter().flat_map(|own| &own.seats);
        let seat = own.filter(|(of, _)| of == stage).map(|(_, seat)| seat.clone()).next();
        seats.extend(seat.filter(|seat| !seat.is_empty()).map(|seat| (one, seat)));
    }
    // Whoever is not on a list is on none after it, and was told so by the first of them.
    let outside = seats.iter().rev().take_while(|(_, seat)| seat == "out").last();
    let on = match outside.or(seats.last()) {
        Some((one, seat)) => Some(OnList {
            stage: one.list.stage.clone(),
            name: one.name.clone(),
            list: one.list.code,
            seat: seat.clone(),
            correcting: correcting(snapshot, posting, one).await?,
        }),
        None => None,
    };
    let scored = own_line(snapshot, permit, (posting, of)).await?;
    let scored = match scored {
        Some(own) => {
            let Kept { total, rank, .. } = serde_json::from_str(&own.line.body).map_err(Fault::internal)?;
            let seats = seats.iter().map(|(one, seat)| (one.list.stage.clone(), seat.clone())).collect();
            let place = store::postings::public::position_by_id(snapshot, own.line.position).await?;
            let position = place.as_ref().map(|(_, position)| position);
            let names = public_names(snapshot, posting.id, position).await?;
            Some(Scored { total, rank, seats, names })
        }
        None => None,
    };
    Ok((on, scored))
}

/// Since when a list is under correction.
async fn correcting(snapshot: &Snapshot, posting: &PostingRow, one: &Out) -> Result<Option<Instant>, Fault> {
    let all = store::lists::corrections::of_posting(snapshot, posting.id).await?;
    let open = all.iter().find(|of| of.list == one.list.id && of.ended_at.is_none());
    Ok(open.map(|of| of.begun_at))
}
