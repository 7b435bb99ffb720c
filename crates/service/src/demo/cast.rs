//! Who acts in the demonstration: one printed sign-in for every role.
//!
//! Owns: their names and how their passwords follow from the installation's key, so that they can be printed again and are
//! stored nowhere. Refuses: a password for anybody else.

use domain::access::{Caller, Origin, Role, Scope, Who};
use domain::id::PersonId;
use domain::sample::{Stream, person_name};
use domain::typed::SignInName;

use super::{DemoError, Loading, SignIn};
use crate::Service;
use crate::fault::Fault;
use crate::keys::Keys;
use crate::people::{self, AccountForm, RoleForm, StaffForm};

/// Letters and digits that nobody confuses, 32 of them.
const LETTERS: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz123456789";

/// The printed sign-ins of this installation, one for each role under its word; the candidate's comes last.
pub(super) fn sign_ins(keys: &Keys) -> Vec<SignIn> {
    roles()
        .map(|role| SignIn { role, name: role.word().to_owned(), password: password(keys, role.word()) })
        .collect()
}

/// The sign-in names of the demonstration.
pub(super) fn names() -> Vec<String> {
    roles().map(|role| role.word().to_owned()).collect()
}

fn roles() -> impl Iterator<Item = Role> {
    Role::staff().chain([Role::Candidate])
}

/// Three groups of five characters, 75 bits that only the installation's key gives.
fn password(keys: &Keys, name: &str) -> String {
    let secret = keys.blind("demonstration.sign_in", name);
    let letters: Vec<u8> =
        secret.iter().take(15).filter_map(|byte| LETTERS.get(usize::from(byte % 32)).copied()).collect();
    let groups: Vec<String> =
        letters.chunks(5).map(|group| String::from_utf8_lossy(group).into_owned()).collect();
    groups.join("-")
}

/// The accounts once they are open.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cast {
    pub screener: PersonId,
    pub clerk: PersonId,
    pub approver: PersonId,
    pub publisher: PersonId,
    pub candidate: PersonId,
}

impl Cast {
    /// Opens the accounts through the acts that open all others.
    pub(super) async fn open(service: &Service, seed: u64) -> Result<Self, DemoError> {
        let mut stream = Stream::of(seed, "staff");
        for sign_in in sign_ins(service.keys()) {
            if sign_in.role == Role::Candidate {
                open_candidate(service, sign_in).await?;
            } else {
                let name = person_name(&mut stream).as_str().to_owned();
                open_staff(service, sign_in, name).await?;
            }
        }
        Ok(Self {
            screener: find(service, "screener").await?,
            clerk: find(service, "clerk").await?,
            approver: find(service, "approver").await?,
            publisher: find(service, "publisher").await?,
            candidate: find(service, "candidate").await?,
        })
    }
}

async fn open_candidate(service: &Service, sign_in: SignIn) -> Result<(), Fault> {
    let anonymous = Caller { who: Who::Anonymous, origin: origin() };
    let form = AccountForm {
        key: service.form_key().to_string(),
        sign_in_name: sign_in.name,
        again: sign_in.password.clone(),
        password: sign_in.password,
        agreed: "yes".to_owned(),
        ..AccountForm::default()
    };
    people::open(service, &anonymous, &form).await
}

async fn open_staff(service: &Service, sign_in: SignIn, name: String) -> Result<(), Fault> {
    let role = RoleForm { role: sign_in.role.word().to_owned(), ..RoleForm::default() };
    let form = StaffForm { name, sign_in_name: sign_in.name, role };
    let system = Caller::system("demonstration");
    people::open_known(service, &system, &form, &sign_in.password).await.map(drop)
}

async fn find(service: &Service, name: &str) -> Result<PersonId, DemoError> {
    let permit = Loading::ask(Scope::system())?;
    let look = service.store().snapshot("demonstration.cast").await?;
    let found = store::people::by_sign_in(&look, &permit, &SignInName::stored(name.to_owned())).await?;
    look.close().await?;
    Ok(found.ok_or(Fault::Missing)?.person)
}

/// The person behind `account` as a request would bring it, with the postings it works on by now.
pub(super) async fn caller(service: &Service, person: PersonId) -> Result<Caller, DemoError> {
    let look = service.store().snapshot("demonstration.caller").await?;
    let account = store::people::first_of(&look, person).await?.ok_or(Fault::Missing)?;
    let found = store::people::person(&look, account, service.now()).await?;
    look.close().await?;
    let (_, person) = found.ok_or(Fault::Missing)?;
    Ok(Caller { who: Who::Person(person), origin: origin() })
}

fn origin() -> Origin {
    Origin { request: "demonstration".to_owned(), address: String::new() }
}
