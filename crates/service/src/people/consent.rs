//! Agreeing to the privacy page: to which edition, when, and in which language it was read.
//!
//! Owns: keeping it, and asking again once the page says something else. Refuses: holding anybody up over it here: whoever does not answer
//! fills in as before and is asked again; only sending an application waits for it (`applications`).

use domain::access::{AgreePrivacy, Caller, Denial, Scope, ViewOwnAccount};
use domain::digest::Digest;
use domain::event::Event;
use domain::reason::ActsWhy;
use store::people;
use text::Lang;
use text::standing::privacy_edition;

use crate::Service;
use crate::fault::Fault;
use crate::rows::consents::asked as asked_of;

/// The edition of the privacy page that a candidate is asked to agree to; `None` where it stands, and for staff.
///
/// # Errors
/// [`Fault::Denied`] for whoever is not signed in.
pub async fn asked(service: &Service, caller: &Caller) -> Result<Option<Digest>, Fault> {
    let person = caller.person().ok_or(Fault::Denied(Denial::NotSignedIn))?;
    service
        .read(caller, "account.view_own", async |look| {
            let permit = look.permit::<ViewOwnAccount>(Scope::own(person.id, None))?;
            if person.is_candidate() { asked_of(look.snapshot(), &permit, person.id).await } else { Ok(None) }
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
            if asked_of(op.tx(), &permit, person.id).await?.is_none() {
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
