//! The page on which the correction of a list is begun, followed and ended.
//!
//! Owns: what the ranking that stands, or for proposed people the decision with the answers to objections, says against the published
//! list. Computes no ranking.

use domain::access::{ActName, Caller, Permit, ViewDecisions, ViewRanking, may};
use domain::collective::is_proposed;
use domain::id::Code;
use domain::lifecycle::Phase;
use domain::lists::{Body, Shows, difference};
use domain::view::desk::lists::{Against, Correction, EndedCorrection};
use domain::view::public::lists::Difference;
use store::Scoped as _;
use store::lists::PublishedList;
use store::lists::corrections::CorrectionRow;
use store::postings::PostingRow;

use super::desk::{Out, head_of};
use crate::Service;
use crate::fault::Fault;
use crate::op::Look;
use crate::rows::decisions::decided;
use crate::rows::lists::{only_wait, sealed};
use crate::rows::postings::{find, head};
use crate::rows::schemes::names_of;
use crate::rows::standing::{naming, with_lists};

/// The correction of a list that is published: whether one is open, what the ranking says, what the reader may do.
///
/// # Errors
/// [`Fault::Missing`] where the stage has no list, and for those outside the team.
pub async fn correction(
    service: &Service,
    caller: &Caller,
    posting: Code,
    stage: &str,
) -> Result<Correction, Fault> {
    service
        .read(caller, "list.correction", async |look| {
            let found = find(look.snapshot(), posting).await?;
            let permit = look.permit::<ViewRanking>(found.scope())?;
            let row = found.open(&permit)?;
            let out = Out::of(look.snapshot(), &row).await?;
            let list = out.newest(stage).ok_or(Fault::Missing)?;
            let open = out.open(list.id);
            let sealed = sealed(look.snapshot(), list).await?;
            let correctable = [Phase::Examining, Phase::Ranked, Phase::Published].contains(&row.phase);
            let may = |act, scope| may(look.caller(), act, &scope);
            let signed = only_wait(look.snapshot(), &row).await?;
            let signed =
                signed.into_iter().find(|one| open.is_some_and(|open| one.corrects == Some(open.id)));
            Ok(Correction {
                posting: head(&row),
                stage: stage.to_owned(),
                name: sealed.head.name.clone(),
                published: head_of(list),
                open: out.correction(list.id),
                signed: signed.map(|one| (one.version, one.release_at)),
                ended: ended(&out.corrections, &out.lists, stage),
                against: against(look, &permit, (&row, list, &sealed)).await?,
                names: names_of(look.snapshot(), &permit, None).await?,
                may_begin: open.is_none() && correctable && may(ActName::CorrectList, row.scope()),
                may_keep: open.is_some_and(|open| may(ActName::KeepList, open.scope())),
            })
        })
        .await
}

/// The corrections of a stage that were ended, the newest first.
fn ended(all: &[CorrectionRow], versions: &[PublishedList], stage: &str) -> Vec<EndedCorrection> {
    let of = |one: &CorrectionRow| {
        let list = versions.iter().find(|list| list.id == one.list && list.stage == stage)?;
        Some(EndedCorrection {
            version: list.version,
            reason: one.reason.clone(),
            since: one.begun_at,
            at: one.ended_at?,
            kept: one.ended_reason.clone(),
        })
    };
    all.iter().rev().filter_map(of).collect()
}

/// What was decided and answered by now says of a published list of proposed people.
async fn against_decided(
    look: &Look<'_>,
    (row, sealed): (&PostingRow, &domain::lists::List),
) -> Result<Against, Fault> {
    let permit = look.permit::<ViewDecisions>(row.scope())?;
    let agrees = decided(look.snapshot(), &permit, row).await?.agrees(sealed);
    Ok(if agrees { Against::Same } else { Against::DecidedOtherwise })
}

/// What the ranking that stands says of a published list; for proposed people, who are in no ranking, what was decided says it.
async fn against(
    look: &Look<'_>,
    permit: &Permit<ViewRanking>,
    (row, list, sealed): (&PostingRow, &PublishedList, &domain::lists::List),
) -> Result<Against, Fault> {
    if is_proposed(&list.stage) {
        return against_decided(look, (row, sealed)).await;
    }
    let Some(locked) = store::rankings::standing(look.snapshot(), row.id).await? else {
        return Ok(Against::Nothing);
    };
    if !may(look.caller(), ActName::ViewRankedPeople, &locked.scope()) {
        return Ok(Against::Withheld);
    }
    let on_ranking = look.permit::<ViewRanking>(locked.scope())?;
    let standing = match with_lists(look.snapshot(), permit, locked.open(&on_ranking)?).await {
        Ok(standing) => standing,
        Err(Fault::Refused(_)) => return Ok(Against::Nothing),
        Err(fault) => return Err(fault),
    };
    let ranking = standing.ranking.id;
    let kept = store::rankings::list(look.snapshot(), &on_ranking, ranking, &list.stage).await?;
    let Some(kept) = kept.filter(|kept| kept.ready) else { return Ok(Against::NotReady) };
    let (bare, head) = (sealed.bare(), sealed.head.clone());
    let same = kept.body == bare.text();
    let body = Body::read(&kept.body).map_err(Fault::internal)?;
    // As the next version would show its people; one who cannot be named any more leaves the comparison to numbers.
    let from = (look.keys(), look.snapshot());
    let (before, now) = match naming(from, permit, &standing, (&list.stage, body.clone())).await {
        Ok(named) => (sealed.clone(), named.under(head)),
        Err(Fault::Stale) => (bare.under(head.clone()), body.under(head)),
        Err(fault) => return Err(fault),
    };
    let (shows, moved) = (Shows::of(&before, &now), difference(&before, &now));
    Ok(match same {
        true if shows == Shows::default() && moved.is_empty() => Against::Same,
        true => Against::ShownOtherwise(shows, Difference::of(moved)),
        false => Against::Differs(shows, Difference::of(moved)),
    })
}
