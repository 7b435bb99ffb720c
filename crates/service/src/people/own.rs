//! The own account: who one is here, by which roles, and where one is signed in.
//!
//! Owns: the view, and ending own sessions. Refuses: other people's.

use domain::access::{Caller, Denial, EndOwnSession, Person, ReadMessages, Scope, ViewOwnAccount};
use domain::event::Event;
use domain::id::{AccountId, Code};
use domain::messages::Kind;
use domain::view::desk::people::{ConsentLine, OwnAccount, ReplacedLine};
use store::people::{self, AccountRow};
use text::Lang;

use super::accounts::{role_lines, session_line};
use crate::Service;
use crate::fault::Fault;
use crate::op::Look;
use crate::tell::Said;

/// What tells that somebody else replaced the password.
const REPLACED: [Kind; 2] = [Kind::PasswordReset, Kind::PasswordRecovered];

fn signed_in(caller: &Caller) -> Result<&Person, Fault> {
    caller.person().ok_or(Fault::Denied(Denial::NotSignedIn))
}

/// The own account.
///
/// # Errors
/// [`Fault::Denied`] for whoever is not signed in.
pub async fn account(service: &Service, caller: &Caller, lang: Lang) -> Result<OwnAccount, Fault> {
    let person = signed_in(caller)?;
    service
        .read(caller, "account.view_own", async |look| {
            let permit = look.permit::<ViewOwnAccount>(Scope::own(person.id, None))?;
            let accounts = people::accounts_of(look.snapshot(), &permit, person.id).await?;
            let own = accounts.iter().find(|one| one.id == person.account).ok_or(Fault::Missing)?;
            let sessions = store::sessions::open_of(look.snapshot(), &permit, &[own.id], look.now()).await?;
            let held = people::assignments_of(look.snapshot(), &permit, person.id).await?;
            let held: Vec<_> = held.into_iter().filter(|one| one.stands(look.now())).collect();
            let agreed = people::agreed(look.snapshot(), &permit, person.id).await?;
            let session = person.session.map(|one| one.id);
            let replaced = replaced(service, look, (person, lang)).await?;
            Ok(OwnAccount {
                replaced,
                name: person.name.clone(),
                sign_in_name: own.sign_in.as_str().to_owned(),
                candidate: person.is_candidate(),
                roles: if person.is_candidate() { Vec::new() } else { role_lines(look, &held).await? },
                sessions: sessions
                    .iter()
                    .map(|one| session_line(service, one, session))
                    .collect::<Result<_, _>>()?,
                consents: agreed
                    .into_iter()
                    .map(|one| ConsentLine { edition: one.edition, lang: one.lang, at: one.at })
                    .collect(),
            })
        })
        .await
}

/// The newest message that somebody else replaced the password.
async fn replaced(
    service: &Service,
    look: &Look<'_>,
    (person, lang): (&Person, Lang),
) -> Result<Option<ReplacedLine>, Fault> {
    let permit = look.permit::<ReadMessages>(Scope::own(person.id, None))?;
    let of = (person.id, REPLACED.as_slice());
    let newest = store::messages::own(look.snapshot(), &permit, of, look.now(), (None, 1)).await?.pop();
    let Some(row) = newest else { return Ok(None) };
    let said = Said::open(service.keys(), row.code, &row.sealed)?.in_lang(lang)?;
    Ok(Some(ReplacedLine { message: row.code, at: row.due, subject: said.subject }))
}

/// Ends one own session.
///
/// # Errors
/// [`Fault::Missing`] for a session that is not one's own, or ended before.
pub async fn end_own(service: &Service, caller: &Caller, session: Code) -> Result<(), Fault> {
    let person = signed_in(caller)?;
    service
        .write(caller, "session.end_own", async |op| {
            let permit = op.permit::<EndOwnSession>(Scope::own(person.id, None))?;
            let accounts = people::accounts_of(op.tx(), &permit, person.id).await?;
            let ids: Vec<AccountId> = accounts.iter().map(|one| one.id).collect();
            let open = store::sessions::open_of(op.tx(), &permit, &ids, op.now()).await?;
            let found = open.iter().find(|one| one.code == session).ok_or(Fault::Missing)?;
            store::sessions::revoke(op.tx(), &permit, found.id, op.now()).await?;
            let account = code_of(&accounts, found.account)?;
            op.record(&permit, &Event::SessionsEnded { account, count: 1 }).await
        })
        .await
}

/// Ends every own session but this one.
///
/// # Errors
/// [`Fault::Denied`] for whoever is not signed in.
pub async fn end_others(service: &Service, caller: &Caller) -> Result<(), Fault> {
    let person = signed_in(caller)?;
    service
        .write(caller, "session.end_others", async |op| {
            let permit = op.permit::<EndOwnSession>(Scope::own(person.id, None))?;
            let accounts = people::accounts_of(op.tx(), &permit, person.id).await?;
            let ids: Vec<AccountId> = accounts.iter().map(|one| one.id).collect();
            let kept = person.session.map(|one| one.id);
            let ended = store::sessions::revoke_all(op.tx(), &permit, &ids, kept, op.now()).await?;
            let account = code_of(&accounts, person.account)?;
            let count = u32::try_from(ended).unwrap_or(u32::MAX);
            op.record(&permit, &Event::SessionsEnded { account, count }).await
        })
        .await
}

fn code_of(accounts: &[AccountRow], id: AccountId) -> Result<Code, Fault> {
    Ok(accounts.iter().find(|one| one.id == id).ok_or(Fault::Missing)?.code)
}
