//! A published list as it was sealed, for its team: on the desk it stays whole, also once it left the web.

use domain::access::{Caller, ViewRanking};
use domain::id::Code;
use domain::view::desk::lists::SealedRows;
use store::lists::leavings;

use super::desk::head_of;
use crate::Service;
use crate::fault::Fault;
use crate::rows::list_view::view;
use crate::rows::lists::sealed;
use crate::rows::postings::{find, head};
use crate::rows::schemes::public_of;

/// The version of a list of that number; 0 is the newest.
///
/// # Errors
/// [`Fault::Missing`] where there is no such version, and for those outside the team.
pub async fn kept(
    service: &Service,
    caller: &Caller,
    posting: Code,
    (stage, version): (&str, u32),
) -> Result<SealedRows, Fault> {
    service
        .read(caller, "list.kept", async |look| {
            let found = find(look.snapshot(), posting).await?;
            let permit = look.permit::<ViewRanking>(found.scope())?;
            let row = found.open(&permit)?;
            let mut all = store::lists::of_posting(look.snapshot(), row.id).await?;
            all.retain(|one| one.stage == stage && (version == 0 || one.version == version));
            let list = all.into_iter().max_by_key(|one| one.version).ok_or(Fault::Missing)?;
            let whole = sealed(look.snapshot(), &list).await?;
            let schemes = public_of(look.snapshot(), row.id, whole.head.scheme).await?;
            let signers = [list.first_signer, list.second_signer];
            let names = store::people::staff_names(look.snapshot(), &signers).await?;
            let name = |of| names.iter().find(|one| one.0 == of).map(|one| one.1.clone()).unwrap_or_default();
            Ok(SealedRows {
                posting: head(&row),
                stage: stage.to_owned(),
                published: head_of(&list),
                signers: signers.map(name),
                left: leavings::of(look.snapshot(), list.id).await?,
                list: view(list.code, list.digest, &whole, Vec::new(), schemes),
            })
        })
        .await
}
