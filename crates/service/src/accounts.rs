//! Accounts: a candidate opens an own one, an administrator opens those of staff.
//!
//! Owns: what an account needs. Refuses: two accounts of one sign-in name; a name of a candidate (it belongs to the
//! application, encrypted or masked there).

use domain::access::aggregate::People;
use domain::access::{
    Act, Caller, Changes, OpenAccount, OpenStaffAccount, Reads, Role, Scope, SignIn, ViewAccounts,
};
use domain::event::Event;
use domain::id::{AccountId, Code};
use domain::reason::{FieldPath, Reason, Refusals};
use domain::typed::{Line, SignInName};
use domain::view::desk::StaffLine;
use serde::{Deserialize, Serialize};
use store::people::NewAccount;

use crate::Service;
use crate::fault::Fault;
use crate::maintenance::throttle;
use crate::op::{Op, answered, once};
use crate::password::{Password, Verifier};

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
}

/// The form of a staff account.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct StaffForm {
    /// Display name.
    #[serde(default)]
    pub name: String,
    /// Sign-in name.
    #[serde(default)]
    pub sign_in_name: String,
    /// First password.
    #[serde(default)]
    pub password: String,
    /// Role word.
    #[serde(default)]
    pub role: String,
}

/// Opens a candidate's account. The same form again opens nothing and answers alike.
///
/// # Errors
/// Every fault of the form at once; [`Reason::SignInNameTaken`]; [`Reason::FormReused`] where the key came with another name;
/// [`Fault::Missing`] where the key is none; [`Reason::TooManyTries`] where too many came from one network.
pub async fn open(service: &Service, caller: &Caller, form: &AccountForm) -> Result<(), Fault> {
    let mut all = Refusals::default();
    let name = all.take(SignInName::parse(&form.sign_in_name, &FieldPath::new("sign_in_name")));
    let password = choose(&mut all, &form.password, &[form.sign_in_name.as_str()]);
    if form.password != form.again {
        all.push(Reason::PasswordsDiffer { field: FieldPath::new("again") });
    }
    if form.agreed != "yes" {
        all.push(Reason::NotAgreed { field: FieldPath::new("agreed") });
    }
    let (name, password) = all.settle(name.zip(password))?;
    let key: Code = form.key.parse().map_err(|_| Fault::Missing)?;
    throttle::registering(service, &caller.origin).await?;
    expect_free(service, caller, (&name, key)).await?;
    let place = service.hasher().place(&throttle::network(&caller.origin)).map_err(|_| Fault::Busy)?;
    let (hasher, random) = (service.hasher().clone(), service.effects().random.clone());
    let verifier =
        place.hold(async move { hasher.hash(password, &random).await }).await.map_err(|_| Fault::Busy)?;
    service
        .write(caller, "account.open", async |op| {
            once(op, "account.open", key, &[name.as_str()], async |op, code| {
                insert::<OpenAccount>(op, code, &name, "", &verifier, Role::Candidate).await.map(drop)
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
                Some(_) => Err(Reason::SignInNameTaken { field: FieldPath::new("sign_in_name") }.into()),
                None => Ok(()),
            }
        })
        .await
}

/// Opens an account for staff, once for each `key`. For an administrator, and for the system (the first administrator, the
/// demonstration). Answers the account's code.
///
/// # Errors
/// Every fault of the form at once; [`Reason::SignInNameTaken`]; [`Reason::FormReused`].
pub async fn open_staff(
    service: &Service,
    caller: &Caller,
    key: Code,
    form: &StaffForm,
) -> Result<Code, Fault> {
    let mut all = Refusals::default();
    let display = all.take(Line::parse(&form.name, &FieldPath::new("name")));
    let name = all.take(SignInName::parse(&form.sign_in_name, &FieldPath::new("sign_in_name")));
    let password = choose(&mut all, &form.password, &[form.sign_in_name.as_str(), form.name.as_str()]);
    let role = Role::from_word(&form.role).filter(|role| *role != Role::Candidate);
    let role = all.take(role.ok_or_else(|| Reason::NotAChoice { field: FieldPath::new("role") }));
    let (((display, name), password), role) = all.settle(display.zip(name).zip(password).zip(role))?;
    let verifier = hash(service, password).await?;
    service
        .write(caller, "account.open_staff", async |op| {
            let words = [name.as_str(), display.as_str(), role.word()];
            once(op, "account.open_staff", key, &words, async |op, code| {
                insert::<OpenStaffAccount>(op, code, &name, display.as_str(), &verifier, role).await.map(drop)
            })
            .await
        })
        .await
}

fn choose(all: &mut Refusals, typed: &str, own: &[&str]) -> Option<Password> {
    let own: Vec<&str> = own.iter().copied().filter(|name| !name.is_empty()).collect();
    match Password::choose(typed, &FieldPath::new("password"), &own) {
        Ok(password) => Some(password),
        Err(reasons) => {
            reasons.into_iter().for_each(|reason| all.push(reason));
            None
        }
    }
}

async fn hash(service: &Service, password: Password) -> Result<Verifier, Fault> {
    service.hasher().hash(password, &service.effects().random).await.map_err(|_| Fault::Busy)
}

async fn insert<A: Act + Changes<People> + Reads<People>>(
    op: &mut Op<'_>,
    code: Code,
    name: &SignInName,
    display: &str,
    verifier: &Verifier,
    role: Role,
) -> Result<AccountId, Fault> {
    let permit = op.permit::<A>(Scope::system())?;
    let new = NewAccount {
        code,
        sign_in: name,
        display_name: display,
        verifier: Some(verifier.as_str()),
        role,
        at: op.now(),
    };
    let id = store::people::insert(op.tx(), &permit, &new).await?;
    op.record(&permit, &Event::AccountOpened { account: code, role, personal: Vec::new() }).await?;
    Ok(id)
}

/// Staff accounts, for an administrator.
///
/// # Errors
/// [`Fault::Denied`] for others.
pub async fn staff(service: &Service, caller: &Caller) -> Result<Vec<StaffLine>, Fault> {
    service
        .read(caller, "account.view", async |look| {
            let permit = look.permit::<ViewAccounts>(Scope::system())?;
            let rows = store::people::staff(look.snapshot(), &permit, None).await?;
            Ok(rows
                .into_iter()
                .map(|row| StaffLine {
                    code: row.code,
                    name: row.display_name,
                    sign_in_name: row.sign_in.as_str().to_owned(),
                    role: row.role,
                    active: row.active,
                })
                .collect())
        })
        .await
}
