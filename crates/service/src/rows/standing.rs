//! The ranking that stands, and the lists that it laid down.
//!
//! Refuses: a ranking whose inputs changed, and a list that something stands against. Computes nothing.

use domain::access::aggregate::{Postings, Rankings};
use domain::access::{Act, Permit, Reads};
use domain::calendar::Instant;
use domain::digest::{Digest, SealLink};
use domain::lists::{Body, Head, List, expect_fit, misfits};
use domain::reason::{RankingWhy, RulingsWhy, SchemesWhy};
use domain::scheme::{PartNames, Scheme};
use store::Snapshot;
use store::lists::firsts::FirstRow;
use store::postings::PostingRow;
use store::rankings::{RankingList, RankingRow};

use crate::fault::Fault;
use crate::rows::lists::{Corrected, seal_before};
use crate::rows::schemes::{part_names, saved};

/// The standing ranking with its lists, none of them with its rows.
pub(crate) struct Standing {
    pub ranking: RankingRow,
    /// Each list with what the scheme calls it.
    pub lists: Vec<(RankingList, Option<String>)>,
    /// What the schemes call their parts.
    pub names: PartNames,
    /// The posting's own scheme.
    pub own: Option<Scheme>,
    /// Number of the posting's revision in force.
    revision: u32,
}

/// Reads the lists of a ranking.
///
/// # Errors
/// [`RankingWhy::Stale`].
pub(crate) async fn standing<A>(
    snapshot: &Snapshot,
    permit: &Permit<A>,
    ranking: RankingRow,
) -> Result<Standing, Fault>
where
    A: Act + Reads<Postings> + Reads<Rankings>,
{
    if store::inputs::version(snapshot, permit).await? != ranking.inputs {
        return Err(RankingWhy::Stale.reason().into());
    }
    let scheme = store::schemes::newest(snapshot, permit).await?.ok_or(SchemesWhy::NoScheme.reason())?;
    let file = saved(&scheme.body)?;
    let names = part_names(&file, None);
    let named = |list: RankingList| {
        let name = names.list(&list.stage).map(str::to_owned);
        (list, name)
    };
    let lists = store::rankings::lists(snapshot, permit, ranking.id).await?;
    let revision = store::postings::revisions::in_force(snapshot, ranking.posting).await?;
    Ok(Standing { lists: lists.into_iter().map(named).collect(), names, own: file.scheme, revision, ranking })
}

impl Standing {
    /// The head of a list as it would be published at `at`.
    fn head(
        &self,
        posting: &PostingRow,
        (stage, corrected): (&str, Option<&Corrected>),
        (at, seal): (Instant, Option<SealLink>),
    ) -> Head {
        let name = self.lists.iter().find(|(list, _)| list.stage == stage).and_then(|(_, name)| name.clone());
        Head {
            posting: posting.code.to_string(),
            title: posting.title.as_str().to_owned(),
            authority: posting.authority.as_str().to_owned(),
            stage: stage.to_owned(),
            name,
            version: corrected.map_or(1, |one| one.list.version.saturating_add(1)),
            reason: corrected.map(|one| one.correction.reason.clone()),
            supersedes: corrected.map(|one| one.list.digest),
            revision: self.revision,
            scheme: self.ranking.digests.scheme,
            rulings: self.ranking.digests.rulings,
            proposal: None,
            engine: self.ranking.engine.clone(),
            audit_seal: seal,
            published_at: at,
        }
    }
}

/// Refuses a list while somebody who is called to move up on an earlier one may still answer.
async fn expect_answered<A: Act + Reads<Rankings>>(
    snapshot: &Snapshot,
    permit: &Permit<A>,
    (standing, stage): (&Standing, &str),
) -> Result<(), Fault> {
    let calls = store::departures::calls::all(snapshot, permit).await?;
    let places: Vec<_> =
        calls.iter().filter(|call| call.answered.is_none()).map(|call| call.departure).collect();
    if places.is_empty() {
        return Ok(());
    }
    let stages = standing.lists.iter().map(|(list, _)| list.stage.as_str());
    let earlier: Vec<&str> = stages.take_while(|one| *one != stage).collect();
    let departures = store::departures::all(snapshot, permit).await?;
    let of_earlier = |row: &&store::departures::DepartureRow| {
        places.contains(&row.id) && earlier.contains(&row.stage.as_str())
    };
    let count = departures.iter().filter(of_earlier).count();
    let count = u32::try_from(count).unwrap_or(u32::MAX);
    if count > 0 { Err(RulingsWhy::CallsWait { count }.reason().into()) } else { Ok(()) }
}

/// The list as it is signed at `at` to be published at `release`, or at once; the version after the one that is corrected.
///
/// # Errors
/// [`Fault::Missing`] for a stage without result; [`RulingsWhy::Needed`]; [`RulingsWhy::CallsWait`]; [`domain::reason::ListsWhy::NotForPublic`] for each cell
/// that must not be public.
pub(crate) async fn checked<A: Act + Reads<Rankings>>(
    snapshot: &Snapshot,
    permit: &Permit<A>,
    standing: &Standing,
    (row, corrected): (&PostingRow, Option<&Corrected>),
    (stage, at, release): (&str, Instant, Option<Instant>),
) -> Result<List, Fault> {
    let kept = store::rankings::list(snapshot, permit, standing.ranking.id, stage).await?;
    let kept = kept.filter(|list| list.ready).ok_or(Fault::Missing)?;
    if kept.open_questions > 0 {
        return Err(RulingsWhy::Needed { count: kept.open_questions }.reason().into());
    }
    expect_answered(snapshot, permit, (standing, stage)).await?;
    let seal = seal_before(snapshot, at).await?;
    let body = Body::read(&kept.body).map_err(Fault::internal)?;
    let list = body.under(standing.head(row, (stage, corrected), (release.unwrap_or(at), seal)));
    expect_fit(&misfits(&list))?;
    Ok(list)
}

/// Digest of what the list says by the ranking that stands, as a first signature stands under it; `None` while it has no result that can
/// be signed.
pub(crate) async fn content<A: Act + Reads<Rankings>>(
    snapshot: &Snapshot,
    permit: &Permit<A>,
    standing: &Standing,
    (row, corrected): (&PostingRow, Option<&Corrected>),
    stage: &str,
) -> Result<Option<Digest>, Fault> {
    let kept = store::rankings::list(snapshot, permit, standing.ranking.id, stage).await?;
    let Some(kept) = kept.filter(|list| list.ready && list.open_questions == 0) else { return Ok(None) };
    let body = Body::read(&kept.body).map_err(Fault::internal)?;
    // What it says names neither the instant nor the seal.
    let list = body.under(standing.head(row, (stage, corrected), (row.created_at, None)));
    Ok(Some(list.content_digest().map_err(Fault::internal)?))
}

/// The last first signature on that version of a list, unless its signer took it back. It counts only while the list says what it did
/// then.
pub(crate) fn signed_first<'a>(
    firsts: &'a [FirstRow],
    (stage, version): (&str, u32),
) -> Option<&'a FirstRow> {
    let last = firsts.iter().find(|one| one.stage == stage && one.version == version);
    last.filter(|one| one.taken_back_at.is_none())
}
