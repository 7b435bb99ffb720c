//! Signing a list: published at once, or at an instant that is named.
//!
//! Owns: the digest that is signed, which is that of what the list says: when it is published is the instant of the act, or the one that
//! was named for it. Refuses: anything but the digest shown.

use domain::access::{Caller, Permit, PublishList};
use domain::calendar::Instant;
use domain::digest::Digest;
use domain::id::{Code, ListId, RankingId};
use domain::lifecycle::Phase;
use domain::lists::List;
use domain::reason::{ActsWhy, ListsWhy, RankingWhy};
use domain::release::expect_release;
use store::lists::firsts::{self, FirstRow};
use store::postings::PostingRow;
use store::rankings::{Digests, RankingRow};
use store::{Scoped as _, Snapshot};

use super::published::last_beside;
use super::release::{Going, Signing, complete, end, keep_until, make_public, waiting};
use super::told;
use crate::Service;
use crate::fault::Fault;
use crate::op::{Look, Op};
use crate::ranking::{Computation, Inputs, load};
use crate::rows::lists::{Corrected, Last, body, corrected, published_so, sealed};
use crate::rows::postings::{find, hold};
use crate::rows::rankings::named;
use crate::rows::standing::{checked, signed_first, standing};
use crate::rows::uploads::contents_of;
use crate::tell::Ready;

/// The phases in which lists are published.
pub(super) const PUBLISHES: [Phase; 2] = [Phase::Examining, Phase::Ranked];

/// What is signed: read and computed again before the act, so that the act itself only compares and writes.
struct Signed {
    digest: Digest,
    bytes: Vec<u8>,
    /// The same without names and units, as it is kept until its instant.
    kept: Vec<u8>,
    ranking: RankingId,
    /// The revision in force, whose number the head says.
    revision: u32,
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

/// What the publisher signs: what the list says, under the digest that was shown.
#[derive(Clone, Copy, Debug)]
struct Shown<'a> {
    posting: Code,
    stage: &'a str,
    digest: &'a str,
    /// When it is to be released; `None` for at once.
    release: Option<Instant>,
}

/// Signs and publishes a list: sealed with the instant of this act, immutable, public at once. Once all lists of the ranking are out, the
/// posting moves on. Where the list is under correction, it is the next version, which ends the correction. The ranking is computed once more
/// before: a program that comes to another result publishes nothing, and neither is a ranking published of which something else is kept than
/// it was computed from. Doing it twice does it once.
///
/// # Errors
/// [`ActsWhy::DigestChanged`] where the list no longer says what was shown; [`ListsWhy::AlreadyPublished`];
/// [`ListsWhy::NothingCorrected`]; [`ListsWhy::ReleaseWaits`]; [`RankingWhy::Stale`]; [`RankingWhy::BasisLost`];
/// [`ListsWhy::NotSignedFirst`]; `same_person` for whoever signed first, computed the ranking or began the correction.
pub async fn publish(
    service: &Service,
    caller: &Caller,
    posting: Code,
    stage: &str,
    digest: &str,
) -> Result<Code, Fault> {
    let shown = Shown { posting, stage, digest, release: None };
    service
        .write_prepared(
            caller,
            "list.publish",
            async |look| {
                let found = find(look.snapshot(), posting).await?;
                let permit = look.permit::<PublishList>(found.scope())?;
                let row = found.open(&permit)?;
                match published_so(look.snapshot(), &row, stage, (digest, permit.by())).await? {
                    Some(_) => Ok(None),
                    None => sign(service, look, &shown).await.map(Some),
                }
            },
            async |op, signed| make(op, &shown, signed.as_ref()).await,
        )
        .await
}

async fn make(op: &mut Op<'_>, shown: &Shown<'_>, signed: Option<&Signed>) -> Result<Code, Fault> {
    let Shown { posting, stage, .. } = *shown;
    let found = hold(op.tx(), posting).await?;
    let permit = op.permit::<PublishList>(found.scope())?;
    let row = found.open(&permit)?;
    if let Some(code) = published_so(op.tx(), &row, stage, (shown.digest, permit.by())).await? {
        op.repeat();
        return Ok(code);
    }
    let signed = signed.ok_or(Fault::Stale)?;
    let (row, permit, before) = expect_unchanged(op, shown, signed).await?;
    let (code, told) = signed.at_once.as_ref().ok_or(Fault::Missing)?;
    let going = Going {
        code: *code,
        stage,
        ranking: signed.ranking,
        bytes: &signed.bytes,
        digest: signed.digest,
        first_signer: signed.first.by,
        second_signer: permit.by(),
        at: op.now(),
        before: before.as_ref(),
        told,
    };
    make_public(op, &permit, (posting, &going)).await?;
    complete(op, &permit, &row, (&signed.last, signed.says, &[stage])).await?;
    Ok(*code)
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
    digest: &str,
    release: Instant,
) -> Result<(), Fault> {
    let shown = Shown { posting, stage, digest, release: Some(release) };
    service
        .write_prepared(
            caller,
            "list.sign",
            async |look| sign(service, look, &shown).await,
            async |op, signed| keep(op, &shown, (&signed, release)).await,
        )
        .await
}

async fn keep(
    op: &mut Op<'_>,
    shown: &Shown<'_>,
    (signed, release): (&Signed, Instant),
) -> Result<(), Fault> {
    let Shown { posting, stage, .. } = *shown;
    let (row, permit, before) = expect_unchanged(op, shown, signed).await?;
    let signing = Signing {
        stage,
        ranking: signed.ranking,
        kept: &signed.kept,
        digest: signed.digest,
        first_signer: signed.first.by,
        second_signer: permit.by(),
        before: before.as_ref(),
        release,
    };
    keep_until(op, &permit, (posting, &row), &signing).await
}

/// What the ranking is computed from once more, and what has to come of it.
struct Ground {
    inputs: Inputs,
    digests: Digests,
    body: String,
}

/// Reads what is signed, and computes the ranking once more.
async fn sign(service: &Service, look: &Look<'_>, shown: &Shown<'_>) -> Result<Signed, Fault> {
    let (signed, ground) = prepare(service, look, shown).await?;
    let key = shown.stage.to_owned();
    tokio::task::spawn_blocking(move || ground.expect_same(&key)).await.map_err(Fault::internal)??;
    Ok(signed)
}

async fn prepare(service: &Service, look: &Look<'_>, shown: &Shown<'_>) -> Result<(Signed, Ground), Fault> {
    let Shown { posting, stage, .. } = *shown;
    let found = find(look.snapshot(), posting).await?;
    let on_posting = look.permit::<PublishList>(found.scope())?;
    let row = found.open(&on_posting)?;
    row.phase.expect(&PUBLISHES)?;
    if let Some(release) = shown.release {
        expect_release(release, look.now())?;
    }
    let before = corrected(look.snapshot(), &row, stage, |scope| look.permit::<PublishList>(scope)).await?;
    if let Some((_, None)) = waiting(look.snapshot(), &row, stage).await? {
        return Err(ListsWhy::ReleaseWaits.reason().into());
    }
    let ask = |scope| look.permit::<PublishList>(scope);
    let (permit, standing) = standing(look.snapshot(), row.id, ask).await?.ok_or(Fault::Missing)?;
    let of = (&row, before.as_ref());
    let list =
        checked((look.keys(), look.snapshot()), &permit, &standing, of, (stage, look.now(), shown.release))
            .await?;
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
    if shown.digest.parse() != Ok(list.content_digest().map_err(Fault::internal)?) {
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
    let (ranking, revision) = (standing.ranking.id, standing.revision);
    let follows = before.map(|before| before.list.id);
    let signed = Signed { digest, bytes, kept, ranking, revision, first, follows, last, says, at_once };
    let inputs = load(service.keys(), look.snapshot(), &permit).await?;
    expect_basis(service, look, &permit, &standing.ranking).await?;
    let ground = Ground { inputs, digests: standing.ranking.digests, body: list.bare().text() };
    Ok((signed, ground))
}

/// Refuses a ranking of which something else is kept than it was computed from. What opens is what was sealed when some ranking was
/// computed, and its head says which; a ranking that is older than the keeping has nothing.
///
/// # Errors
/// [`RankingWhy::BasisLost`] where it is gone, does not open or is another's; [`domain::reason::UploadsWhy::NotKept`] where the store of
/// files is out of reach.
async fn expect_basis(
    service: &Service,
    look: &Look<'_>,
    permit: &Permit<PublishList>,
    ranking: &RankingRow,
) -> Result<(), Fault> {
    let kept = store::rankings::basis_of(look.snapshot(), permit, ranking.id).await?;
    let Some(kept) = kept else { return Ok(()) };
    match contents_of(service, kept.lies).await {
        Ok(bytes) if files::basis::head(&bytes) == Some(named(ranking)) => Ok(()),
        Ok(_) | Err(Fault::Internal(_)) => Err(RankingWhy::BasisLost.reason().into()),
        Err(other) => Err(other),
    }
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
    let stands = standing(op.tx(), row.id, |scope| op.permit::<PublishList>(scope)).await?;
    let (permit, standing) = stands.ok_or(Fault::Missing)?;
    let follows = before.as_ref().map(|before| before.list.id);
    // A revision of words alone leaves the ranking as it is, and the head would say the one before.
    let shown_so = (signed.ranking, signed.revision, signed.follows);
    if (standing.ranking.id, standing.revision, follows) != shown_so {
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

impl Ground {
    /// Refuses a ranking that this program computes otherwise than it was kept.
    fn expect_same(&self, stage: &str) -> Result<(), Fault> {
        let again = Computation::of(&self.inputs)?;
        let same = again.lists.iter().any(|list| list.stage == stage && list.body == self.body);
        if again.digests != self.digests || !same {
            return Err(Fault::internal("recomputing the ranking gave another result"));
        }
        Ok(())
    }
}
