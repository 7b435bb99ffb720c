//! Where a candidate stands with the privacy page as it is now. Refuses: keeping an answer, which is `people`'s.

use domain::access::aggregate::People;
use domain::access::{Permit, Reads};
use domain::digest::Digest;
use domain::id::PersonId;
use domain::reason::{ApplicationsWhy, Reason};
use store::Snapshot;
use store::people::ConsentRow;
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

fn of(agreed: &[ConsentRow]) -> Consent {
    let edition = privacy_edition();
    match agreed {
        [] => Consent::Never,
        all if all.iter().any(|one| one.edition == edition) => Consent::Stands,
        _ => Consent::Older,
    }
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
    let agreed = store::people::agreed(look, permit, person).await?;
    Ok((of(&agreed) != Consent::Stands).then(privacy_edition))
}

/// Refuses where the page says something else since the candidate agreed to it. Of whom nothing was ever kept is asked as well, and not
/// held up.
///
/// # Errors
/// [`ApplicationsWhy::PrivacyChanged`].
pub(crate) fn expect_current(agreed: &[ConsentRow]) -> Result<(), Reason> {
    match of(agreed) {
        Consent::Older => Err(ApplicationsWhy::PrivacyChanged.reason()),
        Consent::Never | Consent::Stands => Ok(()),
    }
}
