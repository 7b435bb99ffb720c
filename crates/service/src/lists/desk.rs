//! The lists of a posting on the desk: which can be published, which are, which wait for their instant or are under correction.

use domain::access::{ActName, Caller, Permit, ViewRanking, may};
use domain::digest::Digest;
use domain::id::{Code, ListId, PersonId};
use domain::release::ReleaseState;
use domain::rulings::{Asked, Question};
use domain::supervision::Supervised;
use domain::view::desk::lists::{FirstSignature, Lists, OpenCorrection, PublishedHead, Signature, Stage};
use domain::view::desk::rulings::{ListWord, OpenRatio, PositionWord};
use store::lists::PublishedList;
use store::lists::corrections::{self, CorrectionRow};
use store::lists::firsts::{self, FirstRow};
use store::lists::releases::{self, ReleaseRow};
use store::postings::PostingRow;
use store::postings::positions::PositionRow;
use store::rankings::RankingList;
use store::{Scoped as _, Snapshot};

use super::release::ended_by;
use crate::Service;
use crate::fault::Fault;
use crate::op::Look;
use crate::rows::lists::{Last, in_correction};
use crate::rows::officers::names;
use crate::rows::postings::{find, head};
use crate::rows::standing::{Standing, content, signed_first, standing};

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
            let mut lists = shown(look, &permit, &row).await?;
            supervised(look, &permit, &mut lists).await?;
            Ok(lists)
        })
        .await
}

async fn shown(look: &Look<'_>, permit: &Permit<ViewRanking>, row: &PostingRow) -> Result<Lists, Fault> {
    match standing(look.snapshot(), row.id, |scope| look.permit::<ViewRanking>(scope)).await {
        Ok(None) => published_only(look, permit, (row, false)).await,
        Ok(Some((on_ranking, standing))) => {
            let mut lists = of(look, &on_ranking, (row, &standing)).await?;
            for stage in lists.stages.iter_mut().filter(|stage| stage.published.is_some()) {
                stage.differs = differs(look, &on_ranking, (row, &standing), &stage.key).await?;
            }
            Ok(lists)
        }
        Err(Fault::Refused(_)) => published_only(look, permit, (row, true)).await,
        Err(fault) => Err(fault),
    }
}

/// Says of each published list which supervisors signed it.
async fn supervised(look: &Look<'_>, permit: &Permit<ViewRanking>, lists: &mut Lists) -> Result<(), Fault> {
    let signed = store::supervisions::all(look.snapshot(), permit).await?;
    let names = names(look.snapshot(), signed.iter().map(|one| one.by).collect()).await?;
    for stage in &mut lists.stages {
        let Some(head) = &stage.published else { continue };
        let own = signed.iter().filter(|one| one.is_on((Supervised::List, head.code, head.digest)));
        let named = |by| names.get(&by).cloned().unwrap_or_default();
        stage.supervised = own.map(|one| (named(one.by), one.at)).collect();
    }
    Ok(())
}

/// The lists that follow from a standing ranking.
pub(super) async fn of(
    look: &Look<'_>,
    permit: &Permit<ViewRanking>,
    (row, standing): (&PostingRow, &Standing),
) -> Result<Lists, Fault> {
    let by = store::people::staff_names(look.snapshot(), standing.ranking.computed_by.as_slice()).await?;
    let out = Out::of(look.snapshot(), row).await?;
    let stage =
        |(list, name): &(RankingList, Option<String>)| out.stage((&list.stage, name.clone()), Some(list));
    let mut stages: Vec<Stage> = standing.lists.iter().map(stage).collect();
    for stage in &mut stages {
        let few = standing.few(&stage.key)?;
        if !few.is_empty() {
            let permit = look.permit::<ViewRanking>(row.scope())?;
            let positions = store::postings::positions::all(look.snapshot(), &permit).await?;
            let list = ListWord { key: stage.key.clone(), name: stage.name.clone() };
            stage.thin = few.iter().filter_map(|question| thin(question, &list, &positions)).collect();
        }
        if out.first(&stage.key).is_some() {
            let before = in_correction(look.snapshot(), row, &stage.key).await?;
            let of = (row, before.as_ref());
            let said = content((look.keys(), look.snapshot()), permit, standing, of, &stage.key).await?;
            stage.first = out.first_signature(look, (&stage.key, said));
        }
    }
    let may = |scope| may(look.caller(), ActName::PublishList, &scope);
    Ok(Lists {
        posting: head(row),
        stages,
        computed_by: by.into_iter().map(|one| one.1).collect(),
        stale: false,
        may_sign_first: may_sign_first(look, row),
        may_sign: may(row.scope()) && may(standing.ranking.scope()),
        may_take_back: may_take_back(look, row),
    })
}

/// A position with too few people for the list.
fn thin(question: &Question, list: &ListWord, positions: &[PositionRow]) -> Option<OpenRatio> {
    let Asked::Ratio { qualified, least } = question.asked else { return None };
    let terms = &positions.iter().find(|one| one.terms.code.as_str() == question.position)?.terms;
    let words = format!("{} {}", terms.unit.as_str(), terms.title.as_str());
    let position = PositionWord { number: question.position.clone(), words };
    let seats = question.seats;
    Some(OpenRatio { position, list: list.clone(), qualified, seats, least, waiting: None })
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
    let file = crate::rows::schemes::newest(look.snapshot(), permit).await?;
    let names = file.map(|file| file.lists()).unwrap_or_default();
    let stages = names.into_iter().map(|(stage, name)| {
        let first = out.first_signature(look, (&stage, None));
        Stage { first, ..out.stage((&stage, name), None) }
    });
    Ok(Lists {
        posting: head(row),
        stages: stages
            .filter(|stage| stage.published.is_some() || stage.signature.is_some() || stage.first.is_some())
            .collect(),
        computed_by: String::new(),
        stale,
        may_sign_first: false,
        may_sign: false,
        may_take_back: may_take_back(look, row),
    })
}

fn may_sign_first(look: &Look<'_>, row: &PostingRow) -> bool {
    may(look.caller(), ActName::SignFirst, &row.scope())
}

fn may_take_back(look: &Look<'_>, row: &PostingRow) -> bool {
    may(look.caller(), ActName::TakeBackList, &row.scope())
}

/// What is published in a posting, with who corrects it and what is signed for an instant.
pub(super) struct Out {
    pub lists: Vec<PublishedList>,
    /// Those that were ended too, the first begun first.
    pub corrections: Vec<CorrectionRow>,
    /// The last signature of each list, with what ended it.
    signed: Vec<(ReleaseRow, Option<ReleaseState>)>,
    firsts: Vec<FirstRow>,
    names: Vec<(PersonId, String)>,
}

impl Out {
    pub(super) async fn of(snapshot: &Snapshot, row: &PostingRow) -> Result<Self, Fault> {
        let corrections = corrections::of_posting(snapshot, row.id).await?;
        let signed = signed(snapshot, row).await?;
        let begun = corrections.iter().map(|one| one.begun_by);
        let firsts = firsts::of_posting(snapshot, row.id).await?;
        let hands = signed.iter().map(|one| one.0.second_signer).chain(firsts.iter().map(|one| one.by));
        let ids: Vec<PersonId> = begun.chain(hands).collect();
        let names = store::people::staff_names(snapshot, &ids).await?;
        let lists = store::lists::of_posting(snapshot, row.id).await?;
        Ok(Self { lists, corrections, signed, firsts, names })
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
        let by = self.name(open.begun_by);
        Some(OpenCorrection { reason: open.reason.clone(), by, since: open.begun_at })
    }

    fn name(&self, of: PersonId) -> String {
        self.names.iter().find(|(id, _)| *id == of).map(|(_, name)| name.clone()).unwrap_or_default()
    }

    /// The last signature of a list, unless the version that it was for, or a later one, is public.
    fn signature(&self, stage: &str) -> Option<Signature> {
        let (row, ended) = self.signed.iter().find(|(row, _)| row.stage == stage)?;
        if self.newest(stage).is_some_and(|list| list.version >= row.version) {
            return None;
        }
        Some(Signature {
            code: row.code,
            version: row.version,
            digest: row.digest,
            at: row.release_at,
            by: self.name(row.second_signer),
            signed: row.signed_at,
            ended: *ended,
            reason: row.ended_reason.clone(),
        })
    }

    /// The last first signature on the version that is not public yet.
    fn first(&self, stage: &str) -> Option<&FirstRow> {
        let version = self.newest(stage).map_or(1, |list| list.version.saturating_add(1));
        signed_first(&self.firsts, (stage, version))
    }

    /// The same as pages show it, beside the digest of what the list says now.
    fn first_signature(
        &self,
        look: &Look<'_>,
        (stage, said): (&str, Option<Digest>),
    ) -> Option<FirstSignature> {
        let first = self.first(stage)?;
        Some(FirstSignature {
            by: self.name(first.by),
            at: first.at,
            digest: first.digest,
            stands: said == Some(first.digest),
            own: look.caller().id() == Some(first.by),
        })
    }

    fn stage(&self, (key, name): (&str, Option<String>), ranked: Option<&RankingList>) -> Stage {
        let newest = self.newest(key);
        Stage {
            key: key.to_owned(),
            name,
            ready: ranked.is_some_and(|list| list.ready),
            people: ranked.map_or(0, |list| list.people),
            inside: ranked.map_or(0, |list| list.inside),
            thin: Vec::new(),
            published: newest.map(head_of),
            correction: newest.and_then(|list| self.correction(list.id)),
            signature: self.signature(key),
            first: None,
            supervised: Vec::new(),
            differs: false,
        }
    }
}

/// The last signature of each list of a posting, with what ended it: by what stands now, also where nobody wrote it down yet.
async fn signed(
    snapshot: &Snapshot,
    row: &PostingRow,
) -> Result<Vec<(ReleaseRow, Option<ReleaseState>)>, Fault> {
    let mut last: Vec<(ReleaseRow, Option<ReleaseState>)> = Vec::new();
    for release in releases::of_posting(snapshot, row.id).await? {
        if last.iter().any(|(known, _)| known.stage == release.stage) {
            continue;
        }
        let ended =
            if release.waits() { ended_by(snapshot, row, &release).await? } else { Some(release.state) };
        last.push((release, ended));
    }
    Ok(last)
}

/// A published list in one line.
pub(super) fn head_of(row: &PublishedList) -> PublishedHead {
    PublishedHead { code: row.code, version: row.version, digest: row.digest, at: row.published_at }
}
