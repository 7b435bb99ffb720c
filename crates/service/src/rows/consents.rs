//! Where a candidate stands with the privacy page as it is now. Refuses: keeping an answer, which is `people`'s.

use domain::access::aggregate::People;
use domain::access::{Permit, Reads};
use domain::digest::Digest;
use domain::id::PersonId;
use domain::reason::ApplicationsWhy;
use store::Snapshot;
use text::standing::privacy_edition;

use crate::fault::Fault;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Consent {
    /// Nothing was ever kept: the account is older than that table, or nobody opened it by the form.
    Never,
    /// The page says something else since.
    Older,
    /// What the page says now was agreed to.
    Stands,
}

async fn of<A: Reads<People>>(
    look: &Snapshot,
    permit: &Permit<A>,
    person: PersonId,
) -> Result<Consent, Fault> {
    let agreed = store::people::agreed(look, permit, person).await?;
    let edition = privacy_edition();
    Ok(match agreed.as_slice() {
        [] => Consent::Never,
        all if all.iter().any(|one| one.edition == edition) => Consent::Stands,
        _ => Consent::Older,
    })
}

/// The edition of the privacy page that a candidate is asked to agree to; `None` where it stands.
///
/// # Errors
/// The database's.
pub(crate) async fn asked<A: Reads<People>>(
    look: &Snapshot,
    permit: &Permit<A>,
    person: PersonId,
) -> Result<Option<Digest>, Fault> {
    Ok((of(look, permit, person).await? != Consent::Stands).then(privacy_edition))
}

/// Refuses where the page says something else since the candidate agreed to it. Of whom nothing was ever kept is asked as well, and not
/// held up.
///
/// # Errors
/// [`ApplicationsWhy::PrivacyChanged`].
pub(crate) async fn expect_current<A: Reads<People>>(
    look: &Snapshot,
    permit: &Permit<A>,
    person: PersonId,
) -> Result<(), Fault> {
    match of(look, permit, person).await? {
        Consent::Older => Err(ApplicationsWhy::PrivacyChanged.reason().into()),
        Consent::Never | Consent::Stands => Ok(()),
    }
}
