//! Beginning the correction (更正) of a published list, and ending it with the statement that the list stands.
//!
//! Owns: both acts. Refuses: the same person for both, and keeping a list that does not say what the ranking says. The other
//! way to end a correction is the next version, which [`super::publish`] seals.

use domain::access::{Caller, CorrectList, KeepList};
use domain::collective::is_proposed;
use domain::event::Event;
use domain::id::Code;
use domain::lifecycle::{Phase, Step};
use domain::lists::public_reason;
use domain::reason::{FieldPath, ListsWhy};
use store::lists::corrections::{self, Ended};
use store::postings::Mark;

use super::published::{last_beside, rank_again};
use crate::Service;
use crate::fault::Fault;
use crate::op::Op;
use crate::rows::decisions::decided;
use crate::rows::lists::{Last, newest, sealed};
use crate::rows::postings::{find, hold};
use crate::rows::standing::standing;

/// Begins to correct the version of a list that is in force. The public reads since when and why; where every list was published,
/// marks can be changed again. Doing it twice does it once.
///
/// # Errors
/// As [`public_reason`] at `reason`; [`Fault::Missing`] where the stage has no list; [`Fault::Stale`] where another version is in
/// force; [`ListsWhy::UnderCorrection`]; [`domain::reason::PostingsWhy::WrongPhase`].
pub async fn correct(
    service: &Service,
    caller: &Caller,
    posting: Code,
    (stage, version): (&str, u32),
    reason: &str,
) -> Result<(), Fault> {
    let reason = public_reason(reason, &FieldPath::new("reason"))?;
    service
        .write(caller, "list.correct", async |op| {
            let found = hold(op.tx(), posting).await?;
            let permit = op.permit::<CorrectList>(found.scope())?;
            let row = found.open(&permit)?;
            let list = newest(op.tx(), &row, stage).await?.ok_or(Fault::Missing)?;
            let begun = corrections::of_posting(op.tx(), row.id).await?;
            if let Some(open) = begun.iter().find(|one| one.list == list.id && one.ended_at.is_none()) {
                if open.begun_by == permit.by() && open.reason == reason.as_str() {
                    op.repeat();
                    return Ok(());
                }
                return Err(ListsWhy::UnderCorrection.reason().into());
            }
            row.phase.expect(&[Phase::Examining, Phase::Ranked, Phase::Published])?;
            if list.version != version {
                return Err(Fault::Stale);
            }
            let begun = ((list.id, reason.as_str()), (permit.by(), op.now()));
            corrections::begin(op.tx(), &permit, begun.0, begun.1).await?;
            rank_again(op.tx(), &permit, stage).await?;
            // Who is proposed rests on no mark: nothing has to be ranked again for it.
            if row.phase == Phase::Published && !is_proposed(stage) {
                let to = row.phase.after(Step::Correct)?;
                store::postings::turn(op.tx(), &permit, row.version, (row.phase, to), Mark::Plain).await?;
            }
            let event = |reason| Event::ListCorrectionBegun {
                posting,
                list: list.code,
                stage: list.stage.clone(),
                version: list.version,
                reason,
            };
            op.record_because(&permit, reason.as_str(), event).await
        })
        .await
}

/// Ends a correction: the list stands as it was published, for a reason that the public reads. Where it was the last one that was
/// open and every list is out, the posting is published again.
///
/// # Errors
/// As [`public_reason`] at `reason`; [`ListsWhy::NotUnderCorrection`]; [`ListsWhy::NotAsRanked`] where the ranking says
/// otherwise; [`domain::reason::RankingWhy::Stale`]; [`Fault::Missing`] where no ranking stands; [`Fault::Stale`] where another
/// version is in force; `same_person` for whoever began it.
pub async fn keep(
    service: &Service,
    caller: &Caller,
    posting: Code,
    (stage, version): (&str, u32),
    reason: &str,
) -> Result<(), Fault> {
    let reason = public_reason(reason, &FieldPath::new("reason"))?;
    service
        .write_prepared(
            caller,
            "list.keep",
            async |look| {
                let found = find(look.snapshot(), posting).await?;
                let permit = look.permit::<KeepList>(found.scope())?;
                let row = found.open(&permit)?;
                if is_proposed(stage) {
                    return Ok(None);
                }
                let ask = |scope| look.permit::<KeepList>(scope);
                let (permit, standing) =
                    standing(look.snapshot(), row.id, ask).await?.ok_or(Fault::Missing)?;
                let of_list = Last::of(look.snapshot(), &row, stage.to_owned()).await?;
                let kept =
                    store::rankings::list(look.snapshot(), &permit, standing.ranking.id, stage).await?;
                if !kept.is_some_and(|kept| of_list.says(&kept.body)) {
                    return Err(ListsWhy::NotAsRanked.reason().into());
                }
                let last = last_beside(look.snapshot(), &permit, (&row, &standing)).await?;
                Ok(Some((standing.ranking.id, last)))
            },
            async |op, kept| {
                let Some((ranking, (last, last_is_out))) = kept else {
                    return keep_proposed(op, posting, (stage, version), reason.as_str()).await;
                };
                let found = hold(op.tx(), posting).await?;
                let permit = op.permit::<KeepList>(found.scope())?;
                let row = found.open(&permit)?;
                let list = newest(op.tx(), &row, stage).await?.ok_or(Fault::Missing)?;
                let open = corrections::open(op.tx(), list.id).await?;
                let open = open.ok_or_else(|| ListsWhy::NotUnderCorrection.reason())?;
                let own = op.permit::<KeepList>(open.scope())?;
                let open = open.open(&own)?;
                let stands = standing(op.tx(), row.id, |scope| op.permit::<KeepList>(scope)).await?;
                let (on_ranking, standing) = stands.ok_or(Fault::Missing)?;
                if list.version != version || standing.ranking.id != ranking {
                    return Err(Fault::Stale);
                }
                let completes = last.nothing_else_is_open(op.tx(), &row, Some(&open)).await?
                    && last_is_out
                    && row.phase == Phase::Ranked;
                let ended = (open.id, Ended::Kept(reason.as_str()), ranking);
                corrections::end(op.tx(), &permit, ended, (permit.by(), op.now())).await?;
                rank_again(op.tx(), &permit, stage).await?;
                if completes {
                    store::rankings::confirm(op.tx(), &on_ranking, ranking).await?;
                    let to = row.phase.after(Step::Publish)?;
                    store::postings::turn(op.tx(), &permit, row.version, (row.phase, to), Mark::Plain)
                        .await?;
                }
                let event = |reason| Event::ListKept {
                    posting,
                    list: list.code,
                    stage: list.stage.clone(),
                    version,
                    reason,
                };
                op.record_because(&permit, reason.as_str(), event).await
            },
        )
        .await
}

/// Ends the correction of a list of proposed people, which says what was decided and answered by now.
async fn keep_proposed(
    op: &mut Op<'_>,
    posting: Code,
    (stage, version): (&str, u32),
    reason: &str,
) -> Result<(), Fault> {
    let found = hold(op.tx(), posting).await?;
    let permit = op.permit::<KeepList>(found.scope())?;
    let row = found.open(&permit)?;
    let list = newest(op.tx(), &row, stage).await?.ok_or(Fault::Missing)?;
    let open = corrections::open(op.tx(), list.id).await?;
    let open = open.ok_or_else(|| ListsWhy::NotUnderCorrection.reason())?;
    let own = op.permit::<KeepList>(open.scope())?;
    let open = open.open(&own)?;
    if list.version != version {
        return Err(Fault::Stale);
    }
    if !decided(op.tx(), &own, &row).await?.agrees(&sealed(op.tx(), &list).await?) {
        return Err(ListsWhy::NotAsRanked.reason().into());
    }
    let ended = (open.id, Ended::Kept(reason), list.ranking);
    corrections::end(op.tx(), &own, ended, (own.by(), op.now())).await?;
    let event =
        |reason| Event::ListKept { posting, list: list.code, stage: list.stage.clone(), version, reason };
    op.record_because(&own, reason, event).await
}
