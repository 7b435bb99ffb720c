//! The first signature (第一签署): a screener signs what a list says, before the publisher signs the same.
//!
//! Owns: both acts. Refuses: another content than the one shown, and taking back what another person signed, or what the publisher signed
//! after it.

use domain::access::{Caller, SignFirst, UnsignFirst};
use domain::digest::Digest;
use domain::event::Event;
use domain::id::{Code, RankingId};
use domain::reason::{ActsWhy, ListsWhy};
use store::Snapshot;
use store::lists::firsts;
use store::postings::PostingRow;

use super::publish::PUBLISHES;
use super::release::waiting;
use crate::Service;
use crate::fault::Fault;
use crate::op::Op;
use crate::rows::lists::{body, corrected, newest, sealed};
use crate::rows::postings::{find, hold};
use crate::rows::standing::{checked, signed_first, standing};

/// What is signed first, read before the act.
struct Said {
    digest: Digest,
    ranking: RankingId,
    version: u32,
}

/// Signs first what a list says, under the digest that was shown. Doing it twice does it once.
///
/// # Errors
/// As [`super::proof`]; [`ActsWhy::DigestChanged`] where the list says something else than what was shown;
/// [`ListsWhy::SignedFirst`] where another person did; [`ListsWhy::AlreadyPublished`]; [`ListsWhy::NothingCorrected`];
/// [`ListsWhy::ReleaseWaits`].
pub async fn sign_first(
    service: &Service,
    caller: &Caller,
    posting: Code,
    stage: &str,
    digest: &str,
) -> Result<(), Fault> {
    service
        .write_prepared(
            caller,
            "list.sign_first",
            async |look| {
                let found = find(look.snapshot(), posting).await?;
                let on_posting = look.permit::<SignFirst>(found.scope())?;
                let row = found.open(&on_posting)?;
                row.phase.expect(&PUBLISHES)?;
                let ask = |scope| look.permit::<SignFirst>(scope);
                let (permit, standing) =
                    standing(look.snapshot(), row.id, ask).await?.ok_or(Fault::Missing)?;
                let before =
                    corrected(look.snapshot(), &row, stage, |scope| look.permit::<SignFirst>(scope)).await?;
                let of = (&row, before.as_ref());
                let list = checked(
                    (look.keys(), look.snapshot()),
                    &permit,
                    &standing,
                    of,
                    (stage, look.now(), None),
                )
                .await?;
                if let Some(before) = &before
                    && body(&sealed(look.snapshot(), &before.list).await?) == body(&list)
                {
                    return Err(ListsWhy::NothingCorrected.reason().into());
                }
                let said = list.content_digest().map_err(Fault::internal)?;
                if digest.parse() != Ok(said) {
                    return Err(ActsWhy::DigestChanged.reason().into());
                }
                Ok(Said { digest: said, ranking: standing.ranking.id, version: list.head.version })
            },
            async |op, said| sign(op, posting, (stage, &said)).await,
        )
        .await
}

async fn sign(op: &mut Op<'_>, posting: Code, (stage, said): (&str, &Said)) -> Result<(), Fault> {
    let found = hold(op.tx(), posting).await?;
    let permit = op.permit::<SignFirst>(found.scope())?;
    let row = found.open(&permit)?;
    row.phase.expect(&PUBLISHES)?;
    let stands = standing(op.tx(), row.id, |scope| op.permit::<SignFirst>(scope)).await?;
    let (_, standing) = stands.ok_or(Fault::Missing)?;
    if standing.ranking.id != said.ranking || next(op.tx(), &row, stage).await? != said.version {
        return Err(ActsWhy::DigestChanged.reason().into());
    }
    if let Some((_, None)) = waiting(op.tx(), &row, stage).await? {
        return Err(ListsWhy::ReleaseWaits.reason().into());
    }
    let all = firsts::of_posting(op.tx(), row.id).await?;
    if let Some(last) = signed_first(&all, (stage, said.version)).filter(|one| one.digest == said.digest) {
        if last.by != permit.by() {
            return Err(ListsWhy::SignedFirst.reason().into());
        }
        op.repeat();
        return Ok(());
    }
    let (version, digest) = (said.version, said.digest);
    firsts::sign(op.tx(), &permit, (stage, version, digest), op.now()).await?;
    let stage = stage.to_owned();
    op.record(&permit, &Event::ListSignedFirst { posting, stage, version, digest }).await
}

/// The version that a list has next.
async fn next(snapshot: &Snapshot, row: &PostingRow, stage: &str) -> Result<u32, Fault> {
    Ok(newest(snapshot, row, stage).await?.map_or(1, |list| list.version.saturating_add(1)))
}

/// Takes the own first signature on a list back. Doing it twice does it once.
///
/// # Errors
/// [`ListsWhy::NoFirstSignature`] where the last one is another person's, or there is none; [`ListsWhy::ReleaseWaits`] where the publisher
/// signed after it, who takes that back first; [`Fault::Missing`] for those outside the team.
pub async fn unsign_first(
    service: &Service,
    caller: &Caller,
    posting: Code,
    stage: &str,
) -> Result<(), Fault> {
    service
        .write(caller, "list.unsign_first", async |op| {
            let found = hold(op.tx(), posting).await?;
            let permit = op.permit::<UnsignFirst>(found.scope())?;
            let row = found.open(&permit)?;
            let version = next(op.tx(), &row, stage).await?;
            let all = firsts::of_posting(op.tx(), row.id).await?;
            let last = all.iter().find(|one| one.stage == stage && one.version == version);
            let own = last.filter(|one| one.by == permit.by());
            let own = own.ok_or_else(|| ListsWhy::NoFirstSignature.reason())?;
            if own.taken_back_at.is_some() {
                op.repeat();
                return Ok(());
            }
            if let Some((_, None)) = waiting(op.tx(), &row, stage).await? {
                return Err(ListsWhy::ReleaseWaits.reason().into());
            }
            firsts::take_back(op.tx(), &permit, own.id, op.now()).await?;
            let (stage, digest) = (stage.to_owned(), own.digest);
            op.record(&permit, &Event::ListUnsignedFirst { posting, stage, version, digest }).await
        })
        .await
}
