//! The list that the publisher reads before signing.

use domain::access::{Caller, ViewRanking};
use domain::id::Code;
use domain::lists::difference;
use domain::view::desk::lists::Proof;
use domain::view::public::lists::Difference;

use super::desk;
use super::standing::{checked, standing};
use crate::Service;
use crate::fault::Fault;
use crate::rows::lists::{in_correction, sealed};
use crate::rows::postings::find;

/// The list exactly as it would be published at this instant, with its digest.
///
/// # Errors
/// [`domain::reason::RankingWhy::Stale`], [`domain::reason::RulingsWhy::Needed`];
/// [`domain::reason::ListsWhy::NotForPublic`] for each cell that must not be public; [`Fault::Missing`] for a stage without
/// result.
pub async fn proof(service: &Service, caller: &Caller, posting: Code, stage: &str) -> Result<Proof, Fault> {
    service
        .read(caller, "list.proof", async |look| {
            let found = find(look.snapshot(), posting).await?;
            let permit = look.permit::<ViewRanking>(found.scope())?;
            let row = found.open(&permit)?;
            let locked = store::rankings::standing(look.snapshot(), row.id).await?.ok_or(Fault::Missing)?;
            let permit = look.permit::<ViewRanking>(locked.scope())?;
            let standing = standing(look.snapshot(), &permit, locked.open(&permit)?).await?;
            let at = look.now();
            let before = in_correction(look.snapshot(), &row, stage).await?;
            let list =
                checked(look.snapshot(), &permit, &standing, (&row, before.as_ref()), (stage, at)).await?;
            let difference = match &before {
                Some(before) => {
                    let moved = difference(&sealed(look.snapshot(), &before.list).await?, &list);
                    Some(Difference::of(moved))
                }
                None => None,
            };
            let digest = list.digest().map_err(Fault::internal)?;
            let (header, rows) = (list.header(), list.cells().collect());
            let lists = desk::of(look, &row, &standing).await?;
            Ok(Proof { lists, stage: stage.to_owned(), at, digest, header, rows, difference })
        })
        .await
}
