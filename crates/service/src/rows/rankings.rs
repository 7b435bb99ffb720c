//! A computed ranking as use cases read it, and what its owner reads of it: what is released, and nothing before.

use std::collections::HashMap;
use std::sync::Arc;

use domain::access::aggregate::Rankings;
use domain::access::{ActName, Permit, Reads, Scope, ViewOwnApplication, ViewRankedPeople, may};
use domain::calendar::Instant;
use domain::id::{ApplicationId, PostingId, RankingId};
use domain::lifecycle::Phase;
use domain::view::my::applications::{OnList, Scored};
use files::basis::{FORMAT, Head};
use serde::{Deserialize, Serialize};
use store::lists::PublishedList;
use store::postings::PostingRow;
use store::rankings::{RankingRow, Traced};
use store::{Locked, Snapshot};
use tokio::sync::OnceCell;

use super::schemes::{part_names, public_newest};
use crate::fault::Fault;
use crate::op::Look;
use crate::scheme_file::SchemeFile;

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

/// What names a ranking, as its basis must name it.
pub(crate) fn named(row: &RankingRow) -> Head {
    Head {
        format: FORMAT.to_owned(),
        ranking: row.code,
        engine: row.engine.clone(),
        scheme: row.digests.scheme,
        inputs: row.digests.inputs,
        rulings: row.digests.rulings,
        result: row.digests.result,
    }
}

/// The ranking that stands in a posting, opened with the permit that `ask` gives for it, which is handed on; `None` before the first
/// computation.
///
/// # Errors
/// What `ask` answers; the database's.
pub(crate) async fn standing<A: Reads<Rankings>>(
    snapshot: &Snapshot,
    posting: PostingId,
    ask: impl FnOnce(Scope) -> Result<Permit<A>, Fault>,
) -> Result<Option<(Permit<A>, RankingRow)>, Fault> {
    let Some(locked) = store::rankings::standing(snapshot, posting).await? else { return Ok(None) };
    let permit = ask(locked.scope())?;
    let ranking = locked.open(&permit)?;
    Ok(Some((permit, ranking)))
}

/// The ranking that stands in a posting, for a view whose parts all ask for it: the first of them looks for it, and nobody else.
pub(crate) struct Ranked<'a> {
    snapshot: &'a Snapshot,
    posting: PostingId,
    found: OnceCell<Option<Locked<RankingRow, Rankings>>>,
}

impl<'a> Ranked<'a> {
    pub(crate) fn of(snapshot: &'a Snapshot, posting: PostingId) -> Self {
        Self { snapshot, posting, found: OnceCell::new() }
    }

    /// The scope of the ranking; `None` before the first computation.
    ///
    /// # Errors
    /// The database's.
    pub(crate) async fn scope(&self) -> Result<Option<Scope>, Fault> {
        Ok(self.locked().await?.map(Locked::scope))
    }

    /// As [`standing`].
    ///
    /// # Errors
    /// As [`standing`].
    pub(crate) async fn open<A: Reads<Rankings>>(
        &self,
        ask: impl FnOnce(Scope) -> Result<Permit<A>, Fault>,
    ) -> Result<Option<(Permit<A>, &RankingRow)>, Fault> {
        let Some(locked) = self.locked().await? else { return Ok(None) };
        let permit = ask(locked.scope())?;
        let ranking = locked.show(&permit)?;
        Ok(Some((permit, ranking)))
    }

    async fn locked(&self) -> Result<Option<&Locked<RankingRow, Rankings>>, Fault> {
        let look = || store::rankings::standing(self.snapshot, self.posting);
        Ok(self.found.get_or_try_init(look).await?.as_ref())
    }
}

/// Refuses whoever may set a line of the standing ranking that is still open: they see nobody of it before.
///
/// # Errors
/// [`Denial::LineOpen`](domain::access::Denial::LineOpen).
pub(crate) async fn expect_people_seen(look: &Look<'_>, row: &PostingRow) -> Result<(), Fault> {
    if let Some(standing) = store::rankings::standing(look.snapshot(), row.id).await? {
        look.permit::<ViewRankedPeople>(standing.scope())?;
    }
    Ok(())
}

/// Whether the caller sees who stands where in the standing ranking; before the first there is nothing to see.
///
/// # Errors
/// The database's.
pub(crate) async fn sees_people(look: &Look<'_>, posting: PostingId) -> Result<bool, Fault> {
    sees_people_of(look, &Ranked::of(look.snapshot(), posting)).await
}

/// The same in a view that asks for the ranking elsewhere too.
///
/// # Errors
/// The database's.
pub(crate) async fn sees_people_of(look: &Look<'_>, ranked: &Ranked<'_>) -> Result<bool, Fault> {
    let scope = ranked.scope().await?;
    Ok(scope.is_none_or(|scope| may(look.caller(), ActName::ViewRankedPeople, &scope)))
}

/// Whether the caller sees people while a line is open too, because they set none. What is computed for a page now is asked by this, and not
/// by the ranking that stands alone: that one may have fallen, or be older than the marks.
pub(crate) fn sets_no_line(look: &Look<'_>, posting: PostingId) -> bool {
    may(look.caller(), ActName::ViewRankedPeople, &Scope::ranking(posting, &[], true))
}

/// Whether the caller sees digests of marks and totals, against which those of few people can be guessed: also of a ranking that fell.
///
/// # Errors
/// The database's.
pub(crate) async fn sees_digests(look: &Look<'_>, ranked: &Ranked<'_>) -> Result<bool, Fault> {
    let stands = ranked.scope().await?.is_some();
    Ok(sees_people_of(look, ranked).await? && (stands || sets_no_line(look, ranked.posting)))
}

/// A list of a posting that is out: its version in force, and what the scheme calls it.
struct Out {
    list: PublishedList,
    name: Option<String>,
    /// Whether it is the last list of the scheme, with which own results open.
    last: bool,
}

/// The lists of the schemes that are out, each in its newest version, with the schemes. Who is proposed was decided and is on no ranking.
async fn out(
    snapshot: &Snapshot,
    posting: &PostingRow,
) -> Result<(Option<Arc<SchemeFile>>, Vec<Out>), Fault> {
    let all = store::lists::of_posting(snapshot, posting.id).await?;
    if all.is_empty() {
        return Ok((None, Vec::new()));
    }
    let file = public_newest(snapshot, posting.id).await?;
    let names = file.as_deref().map(SchemeFile::lists).unwrap_or_default();
    let last = names.last().map(|(stage, _)| stage.clone());
    let newest = |stage: &str| all.iter().filter(|one| one.stage == stage).max_by_key(|one| one.version);
    let of = |(stage, name): (String, Option<String>)| {
        let list = newest(&stage)?.clone();
        Some(Out { list, name, last: last.as_ref() == Some(&stage) })
    };
    let lists = names.into_iter().filter_map(of).collect();
    Ok((file, lists))
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
    if is_whole(posting) {
        return Ok(store::rankings::own_published(snapshot, permit, of).await?);
    }
    behind_last(snapshot, permit, of, &out(snapshot, posting).await?.1).await
}

/// Whether the ranking behind the last list is published as a whole.
fn is_whole(posting: &PostingRow) -> bool {
    matches!(posting.beneath(), Phase::Published | Phase::Closed)
}

/// The owner's line of the ranking that the last list was made from, where that list is out.
async fn behind_last(
    snapshot: &Snapshot,
    permit: &Permit<ViewOwnApplication>,
    of: ApplicationId,
    out: &[Out],
) -> Result<Option<Traced>, Fault> {
    let Some(last) = out.iter().find(|one| one.last) else { return Ok(None) };
    Ok(store::rankings::own_in(snapshot, permit, of, last.list.ranking).await?)
}

/// A list that is out, and the owner's seat on it.
type Seat<'a> = (&'a Out, String);

/// The owner's seats on the lists that are out, in the order of the own scheme. Each is that of the version in force: what a correction
/// prepares is nothing before its version is out.
async fn seats<'a>(
    snapshot: &Snapshot,
    permit: &Permit<ViewOwnApplication>,
    of: ApplicationId,
    out: &'a [Out],
) -> Result<Vec<Seat<'a>>, Fault> {
    let behind: Vec<RankingId> = out.iter().map(|one| one.list.ranking).collect();
    let lines = store::rankings::own_lines(snapshot, permit, of, &behind).await?;
    let mut kept = HashMap::new();
    for (ranking, line) in &lines {
        kept.insert(*ranking, serde_json::from_str::<Kept>(&line.body).map_err(Fault::internal)?);
    }
    let order = behind.iter().filter_map(|ranking| kept.get(ranking)).next_back();
    let order = order.map(|own| own.seats.iter().map(|(stage, _)| stage.as_str())).into_iter().flatten();
    let mut seats = Vec::new();
    for stage in order {
        let Some(one) = out.iter().find(|one| one.list.stage == stage) else { continue };
        let own = kept.get(&one.list.ranking).into_iter().flat_map(|own| &own.seats);
        let seat = own.filter(|(of, _)| of == stage).map(|(_, seat)| seat.clone()).next();
        seats.extend(seat.filter(|seat| !seat.is_empty()).map(|seat| (one, seat)));
    }
    Ok(seats)
}

/// Where the newest released list that concerns the owner puts them.
///
/// # Errors
/// The database's; [`Fault::Internal`] where a line cannot be read.
pub(crate) async fn own_place(
    snapshot: &Snapshot,
    permit: &Permit<ViewOwnApplication>,
    (posting, of): (&PostingRow, ApplicationId),
) -> Result<Option<OnList>, Fault> {
    let (_, out) = out(snapshot, posting).await?;
    on_list(snapshot, posting, &seats(snapshot, permit, of, &out).await?).await
}

async fn on_list(
    snapshot: &Snapshot,
    posting: &PostingRow,
    seats: &[Seat<'_>],
) -> Result<Option<OnList>, Fault> {
    // Whoever is not on a list is on none after it, and was told so by the first of them.
    let outside = seats.iter().rev().take_while(|(_, seat)| seat == "out").last();
    let Some((one, seat)) = outside.or(seats.last()) else { return Ok(None) };
    Ok(Some(OnList {
        stage: one.list.stage.clone(),
        name: one.name.clone(),
        list: one.list.code,
        seat: seat.clone(),
        correcting: correcting(snapshot, posting, one).await?,
    }))
}

/// As [`own_place`], and the own result in short once the last list is out.
///
/// # Errors
/// As [`own_place`].
pub(crate) async fn own_lists(
    snapshot: &Snapshot,
    permit: &Permit<ViewOwnApplication>,
    (posting, of): (&PostingRow, ApplicationId),
) -> Result<(Option<OnList>, Option<Scored>), Fault> {
    let (file, out) = out(snapshot, posting).await?;
    let seats = seats(snapshot, permit, of, &out).await?;
    let on = on_list(snapshot, posting, &seats).await?;
    let line = match is_whole(posting) {
        true => store::rankings::own_published(snapshot, permit, of).await?,
        false => behind_last(snapshot, permit, of, &out).await?,
    };
    let Some(own) = line else { return Ok((on, None)) };
    let Kept { total, rank, .. } = serde_json::from_str(&own.line.body).map_err(Fault::internal)?;
    let seats = seats.iter().map(|(one, seat)| (one.list.stage.clone(), seat.clone())).collect();
    let place = store::postings::public::position_by_id(snapshot, own.line.position).await?;
    let position = place.as_ref().map(|(_, position)| position);
    let names = file.map(|file| part_names(&file, position)).unwrap_or_default();
    Ok((on, Some(Scored { total, rank, seats, names })))
}

/// Since when a list is under correction.
async fn correcting(snapshot: &Snapshot, posting: &PostingRow, one: &Out) -> Result<Option<Instant>, Fault> {
    let all = store::lists::corrections::of_posting(snapshot, posting.id).await?;
    let open = all.iter().find(|of| of.list == one.list.id && of.ended_at.is_none());
    Ok(open.map(|of| of.begun_at))
}
