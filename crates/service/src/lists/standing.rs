//! The ranking that stands, and the lists that it laid down.
//!
//! Refuses: a ranking whose inputs changed, and a list that something stands against. Computes nothing.

use domain::access::aggregate::{Postings, Rankings};
use domain::access::{Act, Permit, Reads};
use domain::calendar::Instant;
use domain::digest::SealLink;
use domain::lists::{Body, Head, List, expect_fit, misfits};
use domain::reason::{RankingWhy, Reason, RulingsWhy, SchemesWhy};
use domain::rulings::{Asked, Question};
use domain::scheme::{PartNames, Scheme};
use store::Snapshot;
use store::postings::PostingRow;
use store::rankings::{RankingList, RankingRow};

use crate::fault::Fault;
use crate::rows::lists::{Corrected, seal_before};
use crate::rows::schemes::{part_names, saved};

/// The standing ranking with its lists, none of them with its rows.
pub(super) struct Standing {
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
pub(super) async fn standing<A>(
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
    /// The questions that the ranking leaves open about positions with too few people for this list.
    pub(super) fn few(&self, stage: &str) -> Result<Vec<Question>, Fault> {
        let mut all: Vec<Question> = serde_json::from_str(&self.ranking.body).map_err(Fault::internal)?;
        all.retain(|one| one.stage.as_deref() == Some(stage) && matches!(one.asked, Asked::Ratio { .. }));
        Ok(all)
    }

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
/// [`Fault::Missing`] for a stage without result; [`RulingsWhy::Needed`]; [`RulingsWhy::FewQualified`]; [`RulingsWhy::CallsWait`]; [`domain::reason::ListsWhy::NotForPublic`] for each cell
/// that must not be public.
pub(super) async fn checked<A: Act + Reads<Rankings>>(
    snapshot: &Snapshot,
    permit: &Permit<A>,
    standing: &Standing,
    (row, corrected): (&PostingRow, Option<&Corrected>),
    (stage, at, release): (&str, Instant, Option<Instant>),
) -> Result<List, Fault> {
    let kept = store::rankings::list(snapshot, permit, standing.ranking.id, stage).await?;
    let kept = kept.filter(|list| list.ready).ok_or(Fault::Missing)?;
    let few = u32::try_from(standing.few(stage)?.len()).unwrap_or(u32::MAX);
    let others = kept.open_questions.saturating_sub(few);
    let open = [
        (others > 0).then(|| RulingsWhy::Needed { count: others }.reason()),
        (few > 0).then(|| RulingsWhy::FewQualified { count: few }.reason()),
    ];
    let open: Vec<Reason> = open.into_iter().flatten().collect();
    if !open.is_empty() {
        return Err(open.into());
    }
    expect_answered(snapshot, permit, (standing, stage)).await?;
    let seal = seal_before(snapshot, at).await?;
    let body = Body::read(&kept.body).map_err(Fault::internal)?;
    let list = body.under(standing.head(row, (stage, corrected), (release.unwrap_or(at), seal)));
    expect_fit(&misfits(&list))?;
    Ok(list)
}
