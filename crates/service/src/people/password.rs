//! Passwords: chosen by the person, with a one-time code the first time and with the old password later.
//!
//! Owns: the one-time code, and both changes. Refuses: a password that is the old one; codes beyond 72 hours; telling an
//! unknown name from a wrong code.

use domain::access::{Caller, Scope, SetPassword, SignIn};
use domain::calendar::Instant;
use domain::event::Event;
use domain::id::{AccountId, Code};
use domain::messages::Kind;
use domain::reason::{FieldPath, PeopleWhy, Refusals};
use domain::typed::SignInName;
use serde::{Deserialize, Serialize};
use store::people::{self, AccountRow, OneTime};
use subtle::ConstantTimeEq;

use super::{choose, hash};
use crate::Service;
use crate::fault::Fault;
use crate::maintenance::throttle;
use crate::password::{Password, Verdict, Verifier};
use crate::tell;

/// How long a one-time code can be used, in seconds.
const LIFE: i64 = 72 * 3600;

/// A one-time code as it is handed over: twenty characters, 100 random bits.
pub(super) struct OneTimeCode([Code; 2]);

impl OneTimeCode {
    /// Draws one.
    pub(super) fn draw(service: &Service) -> Self {
        Self([service.effects().random.code(), service.effects().random.code()])
    }

    /// What somebody typed, without the dashes and spaces; nothing that cannot be a code.
    fn parse(typed: &str) -> Option<Self> {
        let plain: String = typed.chars().filter(|c| !matches!(c, '-' | ' ')).collect();
        let (first, second) = plain.split_at_checked(domain::id::CODE_LENGTH)?;
        Some(Self([first.parse().ok()?, second.parse().ok()?]))
    }

    /// Four groups of five that can be read out.
    pub(super) fn spelled(&self) -> String {
        let halves = self.0.iter().flat_map(|code| {
            let (left, right) = code.as_str().split_at(5);
            [left, right]
        });
        halves.collect::<Vec<_>>().join("-")
    }

    /// When one that is issued at `now` ends.
    pub(super) const fn ends(now: Instant) -> Instant {
        now.plus_seconds(LIFE)
    }

    /// What is stored of it: a keyed digest that is bound to the account.
    pub(super) fn stored(&self, service: &Service, account: Code, now: Instant) -> OneTime {
        OneTime { digest: self.digest(service, account), until: Self::ends(now) }
    }

    fn digest(&self, service: &Service, account: Code) -> Vec<u8> {
        let [first, second] = &self.0;
        service.keys().blind("account.one_time", &format!("{account}:{first}{second}")).to_vec()
    }
}

/// The form of whoever comes with a one-time code.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct CodeForm {
    /// Sign-in name.
    #[serde(default)]
    pub sign_in_name: String,
    /// The one-time code.
    #[serde(default)]
    pub code: String,
    /// The password that the person wants.
    #[serde(default)]
    pub password: String,
    /// Password again.
    #[serde(default)]
    pub again: String,
}

/// The form of a change.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct ChangeForm {
    /// The password until now.
    #[serde(default)]
    pub old: String,
    /// The password that the person wants.
    #[serde(default)]
    pub password: String,
    /// Password again.
    #[serde(default)]
    pub again: String,
}

/// Sets the password of an account by its one-time code, which is used up by it.
///
/// # Errors
/// Every fault of the form at once; [`PeopleWhy::OneTimeCode`] for every wrong pair of name and code;
/// [`PeopleWhy::TooManyTries`] after failures.
pub async fn set_by_code(service: &Service, caller: &Caller, form: &CodeForm) -> Result<(), Fault> {
    let wrong = || Fault::from(PeopleWhy::OneTimeCode.at("code"));
    let mut all = Refusals::default();
    let password = wanted(&mut all, &form.password, &form.again, &[form.sign_in_name.as_str()]);
    let password = all.settle(password)?;
    let name = SignInName::parse(&form.sign_in_name, &FieldPath::new("sign_in_name")).map_err(|_| wrong())?;
    let counted = throttle::signing_in(service, &name, &caller.origin).await?;
    let (account, display) = service
        .read(caller, "account.one_time", async |look| {
            let permit = look.permit::<SignIn>(Scope::system())?;
            let account = people::by_sign_in(look.snapshot(), &permit, &name).await?;
            let person = account.as_ref().map(|one| one.person);
            let named = people::staff_names(look.snapshot(), person.as_slice()).await?;
            Ok((account, named.into_iter().next().map(|one| one.1)))
        })
        .await?;
    let typed = OneTimeCode::parse(&form.code);
    let right =
        account.as_ref().zip(typed.as_ref()).is_some_and(|(account, typed)| fits(service, account, typed));
    let Some(account) = account.as_ref().filter(|_| right) else {
        return Err(wrong());
    };
    let mut all = Refusals::default();
    choose(&mut all, &form.password, &[display.as_deref().unwrap_or_default()]);
    all.settle(Some(()))?;
    let verifier = hash(service, password, account.code).await?;
    service
        .write(caller, "account.password_set", async |op| {
            let permit = op.permit::<SetPassword>(own_scope(caller, account))?;
            replace(op, &permit, account, &verifier, None).await?;
            op.record(&permit, &Event::PasswordSet { account: account.code }).await?;
            let values = tell::of_account(account.sign_in.as_str(), op.now());
            tell::about_account(op, &permit, account.person, (Kind::PasswordChanged, values)).await
        })
        .await?;
    counted.succeeded(service).await
}

/// Before the first sign-in nobody is known; whoever is signed in may do this with an own account only.
fn own_scope(caller: &Caller, account: &AccountRow) -> Scope {
    caller.person().map_or_else(Scope::system, |_| Scope::own(account.person, None))
}

fn fits(service: &Service, account: &AccountRow, typed: &OneTimeCode) -> bool {
    let stored = account.one_time.as_ref().filter(|one| account.active && service.now() < one.until);
    stored.is_some_and(|one| one.digest.ct_eq(&typed.digest(service, account.code)).into())
}

fn wanted(all: &mut Refusals, password: &str, again: &str, own: &[&str]) -> Option<Password> {
    let chosen = choose(all, password, own);
    if password != again {
        all.push(PeopleWhy::PasswordsDiffer.at("again"));
    }
    chosen
}

/// Changes the own password. Every other session of the person ends.
///
/// # Errors
/// Every fault of the form at once; [`PeopleWhy::OldPassword`], counted like a failed sign-in;
/// [`PeopleWhy::SamePassword`].
pub async fn change(service: &Service, caller: &Caller, form: &ChangeForm) -> Result<(), Fault> {
    let person = caller.person().ok_or(Fault::Denied(domain::access::Denial::NotSignedIn))?;
    let account = service
        .read(caller, "account.own", async |look| {
            let permit = look.permit::<SetPassword>(Scope::own(person.id, None))?;
            let accounts = people::accounts_of(look.snapshot(), &permit, person.id).await?;
            accounts.into_iter().find(|one| one.id == person.account).ok_or(Fault::Missing)
        })
        .await?;
    let mut all = Refusals::default();
    let names = [account.sign_in.as_str(), person.name.as_str()];
    let password = wanted(&mut all, &form.password, &form.again, &names);
    if !form.password.is_empty() && form.password == form.old {
        all.push(PeopleWhy::SamePassword.at("password"));
    }
    let password = all.settle(password)?;
    let counted = throttle::signing_in(service, &account.sign_in, &caller.origin).await?;
    let stored = account.verifier.clone().map(|found| (Verifier::stored(found), account.code));
    let attempt = Password::attempt(&form.old);
    match service.hasher().verify(stored, attempt).await.map_err(|_| Fault::Busy)? {
        Verdict::Right { .. } => {}
        Verdict::Wrong => {
            return Err(PeopleWhy::OldPassword.at("old").into());
        }
    }
    let verifier = hash(service, password, account.code).await?;
    service
        .write(caller, "account.password", async |op| {
            let permit = op.permit::<SetPassword>(Scope::own(person.id, None))?;
            let kept = person.session.map(|one| one.id);
            replace(op, &permit, &account, &verifier, kept).await?;
            op.record(&permit, &Event::PasswordChanged { account: account.code }).await?;
            let values = tell::of_account(account.sign_in.as_str(), op.now());
            tell::about_account(op, &permit, account.person, (Kind::PasswordChanged, values)).await
        })
        .await?;
    counted.succeeded(service).await
}

/// Stores the verifier and ends the sessions of the person, but the one that is kept.
async fn replace(
    op: &crate::op::Op<'_>,
    permit: &domain::access::Permit<SetPassword>,
    account: &AccountRow,
    verifier: &Verifier,
    kept: Option<domain::id::SessionId>,
) -> Result<(), Fault> {
    people::set_verifier(op.tx(), permit, (account.id, account.version), verifier.as_str()).await?;
    let accounts = people::accounts_of(op.tx(), permit, account.person).await?;
    let ids: Vec<AccountId> = accounts.iter().map(|one| one.id).collect();
    store::sessions::revoke_all(op.tx(), permit, &ids, kept, op.now()).await?;
    Ok(())
}
