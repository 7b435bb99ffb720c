//! The lists of a posting on the desk: which can be published, which are, which are under correction.

use domain::access::{ActName, Caller, Permit, ViewRanking, may};
use domain::id::{Code, ListId};
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
use crate::rows::lists::{body, sealed};
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
                Ok(standing) => of(look, &on_ranking, (&row, &standing)).await,
                Err(Fault::Refused(_)) => published_only(look, &permit, (&row, true)).await,
                Err(fault) => Err(fault),
            }
        })
        .await
}

/// The lists that follow from a standing ranking.
pub(super) async fn of(
    look: &Look<'_>,
    permit: &Permit<ViewRanking>,
    (row, standing): (&PostingRow, &Standing),
) -> Result<Lists, Fault> {
    let by = store::people::staff_names(look.snapshot(), standing.ranking.computed_by.as_slice()).await?;
    let out = Out::of(look.snapshot(), row).await?;
    let mut stages = Vec::with_capacity(standing.lists.len());
    for (list, name) in &standing.lists {
        let mut stage = out.stage((&list.stage, name.clone()), Some(list));
        if let Some(published) = out.newest(&list.stage) {
            let ranking = standing.ranking.id;
            let kept = store::rankings::list(look.snapshot(), permit, ranking, &list.stage).await?;
            let sealed = body(&sealed(look.snapshot(), published).await?);
            stage.differs = kept.is_some_and(|kept| kept.ready && kept.body != sealed);
        }
        stages.push(stage);
    }
    let may = |scope| may(look.caller(), ActName::PublishList, &scope);
    Ok(Lists {
        posting: head(row),
        stages,
        computed_by: by.into_iter().map(|one| one.1).collect(),
        stale: false,
        may_sign: may(row.scope()) && may(standing.ranking.scope()),
    })
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
    lists: Vec<PublishedList>,
    open: Vec<(CorrectionRow, String)>,
}

impl Out {
    pub(super) async fn of(snapshot: &Snapshot, row: &PostingRow) -> Result<Self, Fault> {
        let all = corrections::of_posting(snapshot, row.id).await?;
        let open: Vec<CorrectionRow> = all.into_iter().filter(|one| one.ended_at.is_none()).collect();
        let ids: Vec<_> = open.iter().map(|one| one.begun_by).collect();
        let names = store::people::staff_names(snapshot, &ids).await?;
        let named = |one: CorrectionRow| {
            let name = names.iter().find(|(id, _)| *id == one.begun_by).map(|(_, name)| name.clone());
            (one, name.unwrap_or_default())
        };
        let lists = store::lists::of_posting(snapshot, row.id).await?;
        Ok(Self { lists, open: open.into_iter().map(named).collect() })
    }

    /// The version of a stage that is in force.
    pub(super) fn newest(&self, stage: &str) -> Option<&PublishedList> {
        self.lists.iter().filter(|one| one.stage == stage).max_by_key(|one| one.version)
    }

    /// The correction of a list, while one is open.
    pub(super) fn correction(&self, list: ListId) -> Option<OpenCorrection> {
        let (row, by) = self.open.iter().find(|(row, _)| row.list == list)?;
        Some(OpenCorrection { reason: row.reason.clone(), by: by.clone(), since: row.begun_at })
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
