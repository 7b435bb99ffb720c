//! A candidate opens an own account.
//!
//! Owns: the form. Refuses: a name of a candidate (it belongs to the application, encrypted or masked there).

use domain::access::{AccountKind, Caller, OpenAccount, Scope, SignIn};
use domain::event::Event;
use domain::id::Code;
use domain::reason::{FieldPath, PeopleWhy, Refusals, TypedWhy};
use domain::typed::SignInName;
use serde::{Deserialize, Serialize};
use store::people::{NewAccount, Owner};
use text::Lang;
use text::standing::privacy_edition;

use super::choose;
use crate::Service;
use crate::fault::Fault;
use crate::maintenance::throttle;
use crate::op::{answered, once};

/// The form of a candidate's new account.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct AccountForm {
    /// Key of the form: the same form sent twice opens one account.
    #[serde(default)]
    pub key: String,
    /// Sign-in name.
    #[serde(default)]
    pub sign_in_name: String,
    /// Password.
    #[serde(default)]
    pub password: String,
    /// Password again.
    #[serde(default)]
    pub again: String,
    /// `yes` when the privacy page was agreed to.
    #[serde(default)]
    pub agreed: String,
    /// Digest of the privacy page as it was offered; empty for the page as it is.
    #[serde(default)]
    pub edition: String,
    /// Code of the language in which it was offered; empty for Chinese.
    #[serde(default)]
    pub lang: String,
}

/// Opens a candidate's account. The same form again opens nothing and answers alike.
///
/// # Errors
/// Every fault of the form at once; [`PeopleWhy::SignInNameTaken`]; [`domain::reason::ActsWhy::FormReused`] where the
/// key came with another name; [`Fault::Missing`] where the key is none; [`PeopleWhy::TooManyTries`] where too many
/// came from one network.
pub async fn open(service: &Service, caller: &Caller, form: &AccountForm) -> Result<(), Fault> {
    let mut all = Refusals::default();
    let name = all.take(SignInName::parse(&form.sign_in_name, &FieldPath::new("sign_in_name")));
    let password = choose(&mut all, &form.password, &[form.sign_in_name.as_str()]);
    if form.password != form.again {
        all.push(PeopleWhy::PasswordsDiffer.at("again"));
    }
    let edition = privacy_edition();
    let is_old = !form.edition.is_empty() && form.edition.parse() != Ok(edition);
    if form.agreed != "yes" || is_old {
        all.push(TypedWhy::NotAgreed.at("agreed"));
    }
    let lang = Lang::from_code(&form.lang).unwrap_or(Lang::Zh);
    let (name, password) = all.settle(name.zip(password))?;
    let key: Code = form.key.parse().map_err(|_| Fault::Missing)?;
    // The verifier is bound to the account's code, so the code is drawn before the hash is worked out.
    let account = service.effects().random.code();
    throttle::registering(service, &caller.origin).await?;
    expect_free(service, caller, (&name, key)).await?;
    let place = service.hasher().place(&throttle::network(&caller.origin)).map_err(|_| Fault::Busy)?;
    let (hasher, random) = (service.hasher().clone(), service.effects().random.clone());
    let hashed = place.hold(async move { hasher.hash(password, account, &random).await });
    let verifier = hashed.await.map_err(|_| Fault::Busy)?;
    service
        .write(caller, "account.open", async |op| {
            once(op, "account.open", key, &[name.as_str()], async |op, person| {
                let permit = op.permit::<OpenAccount>(Scope::system())?;
                let new = NewAccount {
                    code: account,
                    owner: Owner::New { code: person, name: "" },
                    kind: AccountKind::Candidate,
                    sign_in: &name,
                    verifier: Some(verifier.as_str()),
                    one_time: None,
                    at: op.now(),
                };
                let (_, owner) = store::people::insert(op.tx(), &permit, &new).await?;
                store::people::agree(op.tx(), &permit, owner, (edition, lang.code()), op.now()).await?;
                let kind = AccountKind::Candidate;
                op.record(&permit, &Event::AccountOpened { account, person, kind, personal: Vec::new() })
                    .await?;
                let lang = lang.code().to_owned();
                op.record(&permit, &Event::PrivacyAgreed { account, edition, lang }).await
            })
            .await
            .map(drop)
        })
        .await
}

/// Refuses a taken name before anything is hashed for it. The same form again is no other, and goes on.
async fn expect_free(
    service: &Service,
    caller: &Caller,
    (name, key): (&SignInName, Code),
) -> Result<(), Fault> {
    service
        .read(caller, "account.free", async |look| {
            if answered(look, "account.open", key, &[name.as_str()]).await?.is_some() {
                return Ok(());
            }
            let permit = look.permit::<SignIn>(Scope::system())?;
            match store::people::by_sign_in(look.snapshot(), &permit, name).await? {
                Some(_) => Err(PeopleWhy::SignInNameTaken.at("sign_in_name").into()),
                None => Ok(()),
            }
        })
        .await
}
