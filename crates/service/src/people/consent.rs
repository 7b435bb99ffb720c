//! Agreeing to the privacy page: to which edition, when, and in which language it was read.
//!
//! Owns: keeping it, and asking again once the page says something else. Refuses: holding anybody up over it: whoever does not answer goes
//! on as before and is asked again.

use domain::access::aggregate::People;
use domain::access::{AgreePrivacy, Caller, Denial, Permit, Reads, Scope, ViewOwnAccount};
use domain::digest::Digest;
use domain::event::Event;
use domain::id::PersonId;
use domain::reason::ActsWhy;
use store::Snapshot;
use store::people;
use text::Lang;
use text::standing::privacy_edition;

use crate::Service;
use crate::fault::Fault;

async fn stands<A: Reads<People>>(
    look: &Snapshot,
    permit: &Permit<A>,
    person: PersonId,
    edition: Digest,
) -> Result<bool, Fault> {
    let agreed = people::agreed(look, permit, person).await?;
    Ok(agreed.iter().any(|one| one.edition == edition))
}

/// The edition of the privacy page that a candidate is asked to agree to; `None` where it stands, and for staff.
///
/// # Errors
/// [`Fault::Denied`] for whoever is not signed in.
pub async fn asked(service: &Service, caller: &Caller) -> Result<Option<Digest>, Fault> {
    let person = caller.person().ok_or(Fault::Denied(Denial::NotSignedIn))?;
    let edition = privacy_edition();
    service
        .read(caller, "account.view_own", async |look| {
            let permit = look.permit::<ViewOwnAccount>(Scope::own(person.id, None))?;
            let asks = person.is_candidate() && !stands(look.snapshot(), &permit, person.id, edition).await?;
            Ok(asks.then_some(edition))
        })
        .await
}

/// Agrees to the edition that was shown, read in that language. Doing it twice does it once.
///
/// # Errors
/// [`ActsWhy::DigestChanged`] where the page says something else by now; [`Fault::Denied`] for others than candidates.
pub async fn agree(service: &Service, caller: &Caller, shown: &str, lang: Lang) -> Result<(), Fault> {
    let person = caller.person().ok_or(Fault::Denied(Denial::NotSignedIn))?;
    let edition = privacy_edition();
    service
        .write(caller, "account.agree", async |op| {
            let permit = op.permit::<AgreePrivacy>(Scope::own(person.id, None))?;
            if shown.parse() != Ok(edition) {
                return Err(ActsWhy::DigestChanged.reason().into());
            }
            if stands(op.tx(), &permit, person.id, edition).await? {
                op.repeat();
                return Ok(());
            }
            let accounts = people::accounts_of(op.tx(), &permit, person.id).await?;
            let account = accounts.iter().find(|one| one.id == person.account).ok_or(Fault::Missing)?.code;
            people::agree(op.tx(), &permit, person.id, (edition, lang.code()), op.now()).await?;
            let lang = lang.code().to_owned();
            op.record(&permit, &Event::PrivacyAgreed { account, edition, lang }).await
        })
        .await
}
