//! The list that the publisher reads before signing.

use domain::access::{Caller, ViewRanking};
use domain::calendar::Instant;
use domain::id::Code;
use domain::lists::difference;
use domain::reason::{FieldPath, Reason};
use domain::release::expect_release;
use domain::typed::moment;
use domain::view::desk::lists::Proof;
use domain::view::public::lists::Difference;

use super::desk;
use crate::Service;
use crate::fault::Fault;
use crate::rows::list_view::view;
use crate::rows::lists::{in_correction, sealed};
use crate::rows::postings::find;
use crate::rows::schemes::named;
use crate::rows::standing::{checked, standing};

/// The list exactly as it would be published, with the digest of what it says: when it is published is the instant of that act.
///
/// # Errors
/// [`domain::reason::RankingWhy::Stale`], [`domain::reason::RulingsWhy::Needed`];
/// [`domain::reason::ListsWhy::NotForPublic`] for each cell that must not be public; [`Fault::Missing`] for a stage without
/// result.
pub async fn proof(service: &Service, caller: &Caller, posting: Code, stage: &str) -> Result<Proof, Fault> {
    shown(service, caller, posting, (stage, "")).await
}

/// The same as it would be released at the instant that was typed; an empty one is at once. One that cannot be is named in the proof,
/// which then is for at once.
///
/// # Errors
/// As [`proof`].
pub async fn proof_for(
    service: &Service,
    caller: &Caller,
    posting: Code,
    (stage, typed): (&str, &str),
) -> Result<Proof, Fault> {
    shown(service, caller, posting, (stage, typed)).await
}

async fn shown(
    service: &Service,
    caller: &Caller,
    posting: Code,
    (stage, typed): (&str, &str),
) -> Result<Proof, Fault> {
    service
        .read(caller, "list.proof", async |look| {
            let found = find(look.snapshot(), posting).await?;
            let permit = look.permit::<ViewRanking>(found.scope())?;
            let row = found.open(&permit)?;
            let ask = |scope| look.permit::<ViewRanking>(scope);
            let (permit, standing) = standing(look.snapshot(), row.id, ask).await?.ok_or(Fault::Missing)?;
            let at = look.now();
            let (release, wrong) = match chosen(typed, at) {
                Ok(release) => (release, None),
                Err(wrong) => (None, Some(wrong)),
            };
            let before = in_correction(look.snapshot(), &row, stage).await?;
            let of = (&row, before.as_ref());
            let list =
                checked((look.keys(), look.snapshot()), &permit, &standing, of, (stage, at, release)).await?;
            let difference = match &before {
                Some(before) => {
                    let moved = difference(&sealed(look.snapshot(), &before.list).await?, &list);
                    Some(Difference::of(moved))
                }
                None => None,
            };
            let digest = list.content_digest().map_err(Fault::internal)?;
            let lists = desk::of(look, &permit, (&row, &standing)).await?;
            let list = view(Code::from_bits(0), digest, &list, Vec::new(), named(&standing.file));
            let stage = stage.to_owned();
            Ok(Proof { lists, stage, release, wrong, digest, list, difference })
        })
        .await
}

/// The instant of release that was typed; an empty one is at once.
///
/// # Errors
/// [`domain::reason::TypedWhy::NotATime`] at `release`; as [`expect_release`].
pub(crate) fn chosen(typed: &str, now: Instant) -> Result<Option<Instant>, Reason> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    let at = moment(typed, &FieldPath::new("release"))?;
    expect_release(at, now)?;
    Ok(Some(at))
}
