//! Signing and publishing a list.
//!
//! Owns: the digest that is signed. Refuses: anything but the digest shown, and a proof older than [`PROOF_SECONDS`].

use domain::access::{Caller, PublishList};
use domain::calendar::Instant;
use domain::digest::Digest;
use domain::event::Event;
use domain::id::{Code, ListId, RankingId};
use domain::lifecycle::{Phase, Step};
use domain::reason::{ActsWhy, ListsWhy};
use store::lists::NewList;
use store::lists::corrections::{self, Ended};
use store::postings::Mark;
use store::rankings::Digests;

use super::published::{last_beside, rank_again};
use super::standing::{checked, standing};
use crate::Service;
use crate::fault::Fault;
use crate::jobs::{self, Job};
use crate::ranking::{Computation, Inputs, load};
use crate::rows::lists::{Last, body, corrected, sealed};
use crate::rows::postings::{find, hold};

/// How long a proof may be signed after it was shown.
const PROOF_SECONDS: i64 = 15 * 60;

/// The phases in which lists are published.
const PUBLISHES: [Phase; 2] = [Phase::Examining, Phase::Ranked];

/// What is signed: read and computed again before the act, so that the act itself only compares and writes.
struct Signed {
    digest: Digest,
    bytes: Vec<u8>,
    ranking: RankingId,
    /// The version that it follows.
    follows: Option<ListId>,
    last: Last,
    /// Whether the last list is out as the ranking has it once this one is published.
    last_is_out: bool,
}

/// Signs and publishes a list: sealed, immutable, public at once. The last list of the scheme moves the posting. Where the list is
/// under correction, it is the next version, which ends the correction. The ranking is computed once more before: a program that
/// comes to another result publishes nothing.
///
/// # Errors
/// [`ActsWhy::DigestChanged`] where the list is no longer what was shown; [`ListsWhy::AlreadyPublished`];
/// [`ListsWhy::NothingCorrected`]; [`domain::reason::RankingWhy::Stale`]; `same_person` for whoever computed the ranking or began the
/// correction.
pub async fn publish(
    service: &Service,
    caller: &Caller,
    posting: Code,
    stage: &str,
    (at, shown): (Instant, &str),
) -> Result<Code, Fault> {
    let (signed, again) = service
        .read(caller, "list.publish", async |look| {
            let found = find(look.snapshot(), posting).await?;
            let permit = look.permit::<PublishList>(found.scope())?;
            let row = found.open(&permit)?;
            row.phase.expect(&PUBLISHES)?;
            expect_fresh(at, look.now())?;
            let before =
                corrected(look.snapshot(), &row, stage, |scope| look.permit::<PublishList>(scope)).await?;
            let locked = store::rankings::standing(look.snapshot(), row.id).await?.ok_or(Fault::Missing)?;
            let permit = look.permit::<PublishList>(locked.scope())?;
            let standing = standing(look.snapshot(), &permit, locked.open(&permit)?).await?;
            let list =
                checked(look.snapshot(), &permit, &standing, (&row, before.as_ref()), (stage, at)).await?;
            if let Some(before) = &before
                && body(&sealed(look.snapshot(), &before.list).await?) == body(&list)
            {
                return Err(ListsWhy::NothingCorrected.reason().into());
            }
            let bytes = list.bytes().map_err(Fault::internal)?;
            let digest = Digest::of(&bytes);
            if shown.parse() != Ok(digest) {
                return Err(ActsWhy::DigestChanged.reason().into());
            }
            let (last, says) = last_beside(look.snapshot(), &permit, (&row, &standing)).await?;
            let signed = Signed {
                digest,
                bytes,
                ranking: standing.ranking.id,
                follows: before.map(|before| before.list.id),
                last_is_out: says || last.is(stage),
                last,
            };
            let inputs = load(look.snapshot(), &permit).await?;
            Ok((signed, (inputs, standing.ranking.digests, body(&list))))
        })
        .await?;
    let key = stage.to_owned();
    tokio::task::spawn_blocking(move || expect_same(&again.0, &again.1, (&key, &again.2)))
        .await
        .map_err(Fault::internal)??;
    service
        .write(caller, "list.publish", async |op| {
            let found = hold(op.tx(), posting).await?;
            let permit = op.permit::<PublishList>(found.scope())?;
            let row = found.open(&permit)?;
            row.phase.expect(&PUBLISHES)?;
            let before = corrected(op.tx(), &row, stage, |scope| op.permit::<PublishList>(scope)).await?;
            let locked = store::rankings::standing(op.tx(), row.id).await?.ok_or(Fault::Missing)?;
            let permit = op.permit::<PublishList>(locked.scope())?;
            let standing = standing(op.tx(), &permit, locked.open(&permit)?).await?;
            expect_fresh(at, op.now())?;
            let follows = before.as_ref().map(|before| before.list.id);
            if standing.ranking.id != signed.ranking || follows != signed.follows {
                return Err(ActsWhy::DigestChanged.reason().into());
            }
            let ending = before.as_ref().map(|before| &before.correction);
            let completes = signed.last.nothing_else_is_open(op.tx(), &row, ending).await?
                && signed.last_is_out
                && row.phase == Phase::Ranked;
            let code = op.code();
            let new = NewList {
                code,
                stage,
                ranking: signed.ranking,
                bytes: &signed.bytes,
                first_signer: standing.ranking.computed_by.ok_or(Fault::Missing)?,
                second_signer: permit.by(),
                at,
                corrects: before.as_ref().map(|before| (&before.list, before.correction.reason.as_str())),
            };
            store::lists::seal(op.tx(), &permit, &new).await?;
            if let Some(ending) = ending {
                let ended = (ending.id, Ended::Corrected, signed.ranking);
                corrections::end(op.tx(), &permit, ended, (permit.by(), op.now())).await?;
                rank_again(op.tx(), &permit, stage).await?;
            }
            if completes {
                let to = row.phase.after(Step::Publish)?;
                store::postings::turn(op.tx(), &permit, row.version, (row.phase, to), Mark::Plain).await?;
            }
            let event = Event::ListPublished {
                posting,
                list: code,
                stage: stage.to_owned(),
                version: before.as_ref().map_or(1, |before| before.list.version.saturating_add(1)),
                digest: signed.digest,
            };
            op.record(&permit, &event).await?;
            let told = Job::TellList { list: code };
            jobs::enqueue(op, &told, op.now(), &format!("list/{code}/told")).await?;
            Ok(code)
        })
        .await
}

/// Refuses a proof that was shown too long ago, or not yet: asked before anything is loaded, and again at the act.
fn expect_fresh(shown: Instant, now: Instant) -> Result<(), Fault> {
    let late = shown > now || shown.plus_seconds(PROOF_SECONDS) < now;
    if late { Err(ActsWhy::DigestChanged.reason().into()) } else { Ok(()) }
}

/// Refuses a ranking that this program computes otherwise than it was kept.
fn expect_same(inputs: &Inputs, kept: &Digests, (stage, body): (&str, &str)) -> Result<(), Fault> {
    let again = Computation::of(inputs)?;
    let same = again.lists.iter().any(|list| list.stage == stage && list.body == body);
    if again.digests == *kept && same {
        Ok(())
    } else {
        Err(Fault::internal("recomputing the ranking gave another result"))
    }
}
