//! The lists of a posting on the desk: which can be published, which are, which are under correction.

use domain::access::{ActName, Caller, Permit, ViewRanking, may};
use domain::id::{Code, ListId, PersonId};
use domain::view::desk::lists::{Lists, OpenCorrection, PublishedHead, Stage};
use store::lists::PublishedList;
use store::lists::corrections::{self, CorrectionRow};
use store::postings::PostingRow;
use store::rankings::RankingList;
use store::{Scoped as _, Snapshot};

use super::standing::{Standing, standing};
use crate::Service;
use crate::fault::Fault;
use crate::op::Look;
use crate::rows::lists::Last;
use crate::rows::postings::{find, head};

/// The lists of a posting. Where no ranking stands, or its inputs changed since, those that are published.
///
/// # Errors
/// [`Fault::Missing`] for those outside the team.
pub async fn lists(service: &Service, caller: &Caller, posting: Code) -> Result<Lists, Fault> {
    service
        .read(caller, "list.view", async |look| {
            let found = find(look.snapshot(), posting).await?;
            let permit = look.permit::<ViewRanking>(found.scope())?;
            let row = found.open(&permit)?;
            let locked = store::rankings::standing(look.snapshot(), row.id).await?;
            let Some(locked) = locked else { return published_only(look, &permit, (&row, false)).await };
            let on_ranking = look.permit::<ViewRanking>(locked.scope())?;
            match standing(look.snapshot(), &on_ranking, locked.open(&on_ranking)?).await {
                Ok(standing) => {
                    let mut lists = of(look, &row, &standing).await?;
                    for stage in lists.stages.iter_mut().filter(|stage| stage.published.is_some()) {
                        stage.differs = differs(look, &on_ranking, (&row, &standing), &stage.key).await?;
                    }
                    Ok(lists)
                }
                Err(Fault::Refused(_)) => published_only(look, &permit, (&row, true)).await,
                Err(fault) => Err(fault),
            }
        })
        .await
}

/// The lists that follow from a standing ranking.
pub(super) async fn of(look: &Look<'_>, row: &PostingRow, standing: &Standing) -> Result<Lists, Fault> {
    let by = store::people::staff_names(look.snapshot(), standing.ranking.computed_by.as_slice()).await?;
    let out = Out::of(look.snapshot(), row).await?;
    let stage =
        |(list, name): &(RankingList, Option<String>)| out.stage((&list.stage, name.clone()), Some(list));
    let may = |scope| may(look.caller(), ActName::PublishList, &scope);
    Ok(Lists {
        posting: head(row),
        stages: standing.lists.iter().map(stage).collect(),
        computed_by: by.into_iter().map(|one| one.1).collect(),
        stale: false,
        may_sign: may(row.scope()) && may(standing.ranking.scope()),
    })
}

/// Whether the ranking that stands says something else than the version that is published.
async fn differs(
    look: &Look<'_>,
    permit: &Permit<ViewRanking>,
    (row, standing): (&PostingRow, &Standing),
    stage: &str,
) -> Result<bool, Fault> {
    let kept = store::rankings::list(look.snapshot(), permit, standing.ranking.id, stage).await?;
    let Some(kept) = kept.filter(|kept| kept.ready) else { return Ok(false) };
    Ok(!Last::of(look.snapshot(), row, stage.to_owned()).await?.says(&kept.body))
}

async fn published_only(
    look: &Look<'_>,
    permit: &Permit<ViewRanking>,
    (row, stale): (&PostingRow, bool),
) -> Result<Lists, Fault> {
    let out = Out::of(look.snapshot(), row).await?;
    let names = match store::schemes::newest(look.snapshot(), permit).await? {
        Some(scheme) => crate::rows::schemes::saved(&scheme.body)?.lists(),
        None => Vec::new(),
    };
    let stages = names.into_iter().map(|(stage, name)| out.stage((&stage, name), None));
    Ok(Lists {
        posting: head(row),
        stages: stages.filter(|stage| stage.published.is_some()).collect(),
        computed_by: String::new(),
        stale,
        may_sign: false,
    })
}

/// What is published in a posting, with who corrects it.
pub(super) struct Out {
    pub lists: Vec<PublishedList>,
    /// Those that were ended too, the first begun first.
    pub corrections: Vec<CorrectionRow>,
    names: Vec<(PersonId, String)>,
}

impl Out {
    pub(super) async fn of(snapshot: &Snapshot, row: &PostingRow) -> Result<Self, Fault> {
        let corrections = corrections::of_posting(snapshot, row.id).await?;
        let ids: Vec<PersonId> = corrections.iter().map(|one| one.begun_by).collect();
        let names = store::people::staff_names(snapshot, &ids).await?;
        Ok(Self { lists: store::lists::of_posting(snapshot, row.id).await?, corrections, names })
    }

    /// The version of a stage that is in force.
    pub(super) fn newest(&self, stage: &str) -> Option<&PublishedList> {
        self.lists.iter().filter(|one| one.stage == stage).max_by_key(|one| one.version)
    }

    /// The correction of a list, while one is open.
    pub(super) fn open(&self, list: ListId) -> Option<&CorrectionRow> {
        self.corrections.iter().find(|one| one.list == list && one.ended_at.is_none())
    }

    /// The same as pages show it.
    pub(super) fn correction(&self, list: ListId) -> Option<OpenCorrection> {
        let open = self.open(list)?;
        let by = self.names.iter().find(|(id, _)| *id == open.begun_by).map(|(_, name)| name.clone());
        Some(OpenCorrection { reason: open.reason.clone(), by: by.unwrap_or_default(), since: open.begun_at })
    }

    fn stage(&self, (key, name): (&str, Option<String>), ranked: Option<&RankingList>) -> Stage {
        let newest = self.newest(key);
        Stage {
            key: key.to_owned(),
            name,
            ready: ranked.is_some_and(|list| list.ready),
            people: ranked.map_or(0, |list| list.people),
            inside: ranked.map_or(0, |list| list.inside),
            published: newest.map(head_of),
            correction: newest.and_then(|list| self.correction(list.id)),
            differs: false,
        }
    }
}

/// A published list in one line.
pub(super) fn head_of(row: &PublishedList) -> PublishedHead {
    PublishedHead { code: row.code, version: row.version, digest: row.digest, at: row.published_at }
}
