//! The ranking that stands, computed again from its inputs, and the lists that follow from it.
//!
//! Refuses: a ranking whose inputs changed or that comes out otherwise than it was kept.

use domain::access::aggregate::{Applications, Marks, Postings, Rankings};
use domain::access::{Act, Permit, Reads};
use domain::calendar::Instant;
use domain::digest::Digest;
use domain::lists::{Group, Head, List, build, expect_fit, misfits};
use domain::reason::{RankingWhy, RulingsWhy};
use store::Snapshot;
use store::postings::PostingRow;
use store::rankings::RankingRow;

use crate::fault::Fault;
use crate::ranking::{Computed, Inputs, load};

/// The standing ranking with everything recomputed from its inputs.
pub(super) struct Standing {
    pub ranking: RankingRow,
    pub inputs: Inputs,
    pub all: Vec<Computed>,
}

pub(super) async fn standing<A>(
    snapshot: &Snapshot,
    permit: &Permit<A>,
    ranking: RankingRow,
) -> Result<Standing, Fault>
where
    A: Act + Reads<Postings> + Reads<Applications> + Reads<Marks> + Reads<Rankings>,
{
    let inputs = load(snapshot, permit).await?;
    if inputs.is_newer_than(&ranking.digests) {
        return Err(RankingWhy::Stale.reason().into());
    }
    let all = inputs.compute()?;
    let outcomes: Vec<_> = all.iter().map(|one| &one.outcome).collect();
    if domain::ranking::digest(&outcomes) != ranking.digests.result {
        return Err(Fault::internal("recomputing the ranking gave another digest"));
    }
    Ok(Standing { ranking, inputs, all })
}

impl Standing {
    /// Whether everybody whom the stage concerns has a result.
    pub(super) fn is_ready(&self, stage: &str) -> bool {
        self.all.iter().all(|one| {
            let Some(scheme) = self.inputs.scheme_of(one.at) else { return false };
            let Some((at, _)) = scheme.list_to(stage) else { return true };
            one.outcome.ranking().rows().all(|row| row.seat(at).is_some())
        })
    }

    pub(super) fn list(
        &self,
        posting: &PostingRow,
        stage: &str,
        version: u32,
        at: Instant,
        root: Option<Digest>,
    ) -> List {
        let groups: Vec<Group<'_>> = self
            .all
            .iter()
            .filter_map(|one| {
                let position = self.inputs.positions.get(one.at)?;
                Some(Group {
                    position: position.terms.code.as_str(),
                    unit: position.terms.unit.as_str(),
                    title: position.terms.title.as_str(),
                    plan: Some(position.terms.plan),
                    scheme: self.inputs.scheme_of(one.at)?,
                    outcome: &one.outcome,
                })
            })
            .collect();
        let name =
            self.inputs.file.lists().into_iter().find(|known| known.0 == stage).and_then(|known| known.1);
        let head = Head {
            posting: posting.code.to_string(),
            title: posting.title.as_str().to_owned(),
            authority: posting.authority.as_str().to_owned(),
            stage: stage.to_owned(),
            name,
            version,
            reason: None,
            supersedes: None,
            scheme: self.ranking.digests.scheme,
            rulings: self.ranking.digests.rulings,
            engine: env!("CARGO_PKG_VERSION").to_owned(),
            audit_root: root,
            published_at: at,
        };
        build(head, &groups, |_| None)
    }
}

/// The newest seal that was made before `at`.
pub(super) async fn root_before(snapshot: &Snapshot, at: Instant) -> Result<Option<Digest>, Fault> {
    let Some(head) = store::audit::head(snapshot).await? else { return Ok(None) };
    let mut from = head.no;
    loop {
        let start = from.saturating_sub(200).max(1);
        let seals = store::audit::seals(snapshot, start, 201).await?;
        if let Some(seal) = seals.iter().rev().find(|seal| seal.at <= at) {
            return Ok(Some(seal.root));
        }
        if start == 1 {
            return Ok(None);
        }
        from = start;
    }
}

/// The list as it would be published at `at`, once nothing stands against it.
///
/// # Errors
/// [`Fault::Missing`] for a stage without result; [`RulingsWhy::Needed`]; [`domain::reason::ListsWhy::NotForPublic`] for each cell that must not be public.
pub(super) fn checked(
    standing: &Standing,
    row: &PostingRow,
    stage: &str,
    at: Instant,
    root: Option<Digest>,
) -> Result<List, Fault> {
    if !standing.inputs.file.lists().iter().any(|known| known.0 == stage) || !standing.is_ready(stage) {
        return Err(Fault::Missing);
    }
    let open = standing.all.iter().flat_map(|one| one.outcome.questions());
    let open = open.filter(|question| question.stage.as_deref().is_none_or(|of| of == stage)).count();
    if open > 0 {
        return Err(RulingsWhy::Needed { count: u32::try_from(open).unwrap_or(u32::MAX) }.reason().into());
    }
    let list = standing.list(row, stage, 1, at, root);
    expect_fit(&misfits(&list))?;
    Ok(list)
}
