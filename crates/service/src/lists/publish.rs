//! Signing a list: published at once, or at an instant that is named.
//!
//! Owns: the digest that is signed. Refuses: anything but the digest shown, and a proof older than [`PROOF_SECONDS`].

use domain::access::{Caller, Permit, PublishList};
use domain::calendar::Instant;
use domain::digest::Digest;
use domain::event::Event;
use domain::id::{Code, ListId, RankingId};
use domain::lifecycle::Phase;
use domain::lists::List;
use domain::reason::{ActsWhy, ListsWhy};
use domain::release::expect_release;
use store::lists::firsts::{self, FirstRow};
use store::lists::releases::{self, NewRelease};
use store::postings::PostingRow;
use store::rankings::Digests;
use store::{Scoped as _, Snapshot};

use super::published::last_beside;
use super::release::{Going, complete, end, make_public, waiting};
use super::told;
use crate::Service;
use crate::fault::Fault;
use crate::jobs::{self, Job};
use crate::op::{Look, Op};
use crate::ranking::{Computation, Inputs, load};
use crate::rows::lists::{Corrected, Last, body, corrected, sealed};
use crate::rows::postings::{find, hold};
use crate::rows::standing::{checked, signed_first, standing};
use crate::tell::Ready;

/// How long a proof may be signed after it was shown.
const PROOF_SECONDS: i64 = 15 * 60;

/// The phases in which lists are published.
pub(super) const PUBLISHES: [Phase; 2] = [Phase::Examining, Phase::Ranked];

/// What is signed: read and computed again before the act, so that the act itself only compares and writes.
struct Signed {
    digest: Digest,
    bytes: Vec<u8>,
    /// The same without names and units, as it is kept until its instant.
    kept: Vec<u8>,
    ranking: RankingId,
    /// Who signed what it says first.
    first: FirstRow,
    /// The version that it follows.
    follows: Option<ListId>,
    last: Last,
    /// Whether the last list is out as the ranking has it already.
    says: bool,
    /// The code that the list gets where it is published at once, with what its candidates are told then.
    at_once: Option<(Code, Vec<Ready>)>,
}

/// What the publisher signs: the list that was shown at `at` under the digest `shown`.
#[derive(Clone, Copy, Debug)]
struct Shown<'a> {
    posting: Code,
    stage: &'a str,
    at: Instant,
    digest: &'a str,
    /// When it is to be released; `None` for at once.
    release: Option<Instant>,
}

/// Signs and publishes a list: sealed, immutable, public at once. The last list of the scheme moves the posting. Where the list is
/// under correction, it is the next version, which ends the correction. The ranking is computed once more before: a program that
/// comes to another result publishes nothing.
///
/// # Errors
/// [`ActsWhy::DigestChanged`] where the list is no longer what was shown; [`ListsWhy::AlreadyPublished`];
/// [`ListsWhy::NothingCorrected`]; [`ListsWhy::ReleaseWaits`]; [`domain::reason::RankingWhy::Stale`];
/// [`ListsWhy::NotSignedFirst`]; `same_person` for whoever signed first, computed the ranking or began the correction.
pub async fn publish(
    service: &Service,
    caller: &Caller,
    posting: Code,
    stage: &str,
    (at, digest): (Instant, &str),
) -> Result<Code, Fault> {
    let shown = Shown { posting, stage, at, digest, release: None };
    let signed = sign(service, caller, &shown).await?;
    service
        .write(caller, "list.publish", async |op| {
            let (row, permit, before) = expect_unchanged(op, &shown, &signed).await?;
            let (code, told) = signed.at_once.as_ref().ok_or(Fault::Missing)?;
            let going = Going {
                code: *code,
                stage,
                ranking: signed.ranking,
                bytes: &signed.bytes,
                digest: signed.digest,
                first_signer: signed.first.by,
                second_signer: permit.by(),
                at,
                before: before.as_ref(),
                told,
            };
            make_public(op, &permit, (posting, &going)).await?;
            complete(op, &permit, &row, (&signed.last, signed.says, &[stage])).await?;
            Ok(*code)
        })
        .await
}

/// Signs a list that becomes public at a later instant: sealed now with that instant in it, and seen by nobody outside before.
///
/// # Errors
/// As [`publish`]; as [`expect_release`].
pub async fn schedule(
    service: &Service,
    caller: &Caller,
    posting: Code,
    stage: &str,
    (at, digest): (Instant, &str),
    release: Instant,
) -> Result<(), Fault> {
    let shown = Shown { posting, stage, at, digest, release: Some(release) };
    let signed = sign(service, caller, &shown).await?;
    service
        .write(caller, "list.sign", async |op| {
            let (row, permit, before) = expect_unchanged(op, &shown, &signed).await?;
            expect_release(release, op.now())?;
            let code = op.code();
            let version = before.as_ref().map_or(1, |before| before.list.version.saturating_add(1));
            let new = NewRelease {
                code,
                stage,
                version,
                bytes: &signed.kept,
                digest: signed.digest,
                ranking: signed.ranking,
                ground: releases::ground(op.tx(), row.id).await?,
                corrects: before.as_ref().map(|before| before.correction.id),
                first_signer: signed.first.by,
                second_signer: permit.by(),
                at: op.now(),
                release_at: release,
            };
            releases::sign(op.tx(), &permit, &new).await?;
            let event = Event::ListSigned {
                posting,
                release: code,
                stage: stage.to_owned(),
                version,
                digest: signed.digest,
                at: release,
            };
            op.record(&permit, &event).await?;
            jobs::enqueue(op, &Job::ReleaseLists, release, &format!("release/{code}")).await
        })
        .await
}

/// Reads what is signed on a snapshot, and computes the ranking once more.
async fn sign(service: &Service, caller: &Caller, shown: &Shown<'_>) -> Result<Signed, Fault> {
    let (signed, again) =
        service.read(caller, "list.publish", async |look| prepare(service, look, shown).await).await?;
    let key = shown.stage.to_owned();
    tokio::task::spawn_blocking(move || expect_same(&again.0, &again.1, (&key, &again.2)))
        .await
        .map_err(Fault::internal)??;
    Ok(signed)
}

async fn prepare(
    service: &Service,
    look: &Look<'_>,
    shown: &Shown<'_>,
) -> Result<(Signed, (Inputs, Digests, String)), Fault> {
    let Shown { posting, stage, at, .. } = *shown;
    let found = find(look.snapshot(), posting).await?;
    let on_posting = look.permit::<PublishList>(found.scope())?;
    let row = found.open(&on_posting)?;
    row.phase.expect(&PUBLISHES)?;
    expect_fresh(at, look.now())?;
    if let Some(release) = shown.release {
        expect_release(release, look.now())?;
    }
    let before = corrected(look.snapshot(), &row, stage, |scope| look.permit::<PublishList>(scope)).await?;
    if let Some((_, None)) = waiting(look.snapshot(), &row, stage).await? {
        return Err(ListsWhy::ReleaseWaits.reason().into());
    }
    let locked = store::rankings::standing(look.snapshot(), row.id).await?.ok_or(Fault::Missing)?;
    let permit = look.permit::<PublishList>(locked.scope())?;
    let standing = standing(look.snapshot(), &permit, locked.open(&permit)?).await?;
    let of = (&row, before.as_ref());
    let list =
        checked((look.keys(), look.snapshot()), &permit, &standing, of, (stage, at, shown.release)).await?;
    let earlier = match &before {
        Some(before) => Some(sealed(look.snapshot(), &before.list).await?),
        None => None,
    };
    if earlier.as_ref().is_some_and(|earlier| body(earlier) == body(&list)) {
        return Err(ListsWhy::NothingCorrected.reason().into());
    }
    let bytes = list.bytes().map_err(Fault::internal)?;
    let digest = Digest::of(&bytes);
    let kept = list.bare().under(list.head.clone()).bytes().map_err(Fault::internal)?;
    if shown.digest.parse() != Ok(digest) {
        return Err(ActsWhy::DigestChanged.reason().into());
    }
    let first = signed_before(look.snapshot(), &row, &list).await?;
    look.permit::<PublishList>(first.scope())?;
    let (last, says) = last_beside(look.snapshot(), &permit, (&row, &standing)).await?;
    let code = service.parts.effects.random.code();
    let at_once = match shown.release {
        Some(_) => None,
        None => {
            let on = (look.snapshot(), &permit);
            let ready = told::ready(&service.parts, on, (&row, code), (&list, earlier.as_ref()));
            Some((code, ready.await?))
        }
    };
    let ranking = standing.ranking.id;
    let follows = before.map(|before| before.list.id);
    let signed = Signed { digest, bytes, kept, ranking, first, follows, last, says, at_once };
    let inputs = load(service.keys(), look.snapshot(), &permit).await?;
    Ok((signed, (inputs, standing.ranking.digests, list.bare().text())))
}

/// The first signature on what the list says.
///
/// # Errors
/// [`ListsWhy::NotSignedFirst`] where none stands, or the last one stands under another content.
async fn signed_before(snapshot: &Snapshot, row: &PostingRow, list: &List) -> Result<FirstRow, Fault> {
    let digest = list.content_digest().map_err(Fault::internal)?;
    let all = firsts::of_posting(snapshot, row.id).await?;
    let first = signed_first(&all, (&list.head.stage, list.head.version));
    let first = first.filter(|one| one.digest == digest).cloned();
    Ok(first.ok_or_else(|| ListsWhy::NotSignedFirst.reason())?)
}

/// Refuses where something changed between the proof and the act; a signature that does not stand any more ends here. Gives the
/// permit that names who computed the ranking.
async fn expect_unchanged(
    op: &mut Op<'_>,
    shown: &Shown<'_>,
    signed: &Signed,
) -> Result<(PostingRow, Permit<PublishList>, Option<Corrected>), Fault> {
    let found = hold(op.tx(), shown.posting).await?;
    let permit = op.permit::<PublishList>(found.scope())?;
    let row = found.open(&permit)?;
    row.phase.expect(&PUBLISHES)?;
    let before = corrected(op.tx(), &row, shown.stage, |scope| op.permit::<PublishList>(scope)).await?;
    let locked = store::rankings::standing(op.tx(), row.id).await?.ok_or(Fault::Missing)?;
    let permit = op.permit::<PublishList>(locked.scope())?;
    let standing = standing(op.tx(), &permit, locked.open(&permit)?).await?;
    expect_fresh(shown.at, op.now())?;
    let follows = before.as_ref().map(|before| before.list.id);
    if standing.ranking.id != signed.ranking || follows != signed.follows {
        return Err(ActsWhy::DigestChanged.reason().into());
    }
    let all = firsts::of_posting(op.tx(), row.id).await?;
    let first = signed_first(&all, (shown.stage, signed.first.version));
    if first != Some(&signed.first) {
        return Err(ListsWhy::NotSignedFirst.reason().into());
    }
    op.permit::<PublishList>(signed.first.scope())?;
    match waiting(op.tx(), &row, shown.stage).await? {
        Some((release, Some(by))) => end(op, &permit, (shown.posting, &release), by).await?,
        Some((_, None)) => return Err(ListsWhy::ReleaseWaits.reason().into()),
        None => {}
    }
    Ok((row, permit, before))
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
