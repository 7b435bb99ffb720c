//! The way back for a candidate who forgot the password: an officer checks an identity document and hands over a one-time code.
//!
//! Owns: whom an officer finds by an identity number, which of the accounts the officer chose, and the code. Refuses: telling a number that
//! nobody has from one that is not this officer's business; an account that was not chosen; and the account of the own person.

use domain::access::{AccountKind, ActName, Caller, Denial, Permit, RecoverAccount, Scope, SeekAccount, may};
use domain::calendar::Instant;
use domain::event::Event;
use domain::id::{Code, PersonId};
use domain::lifecycle::{ApplicationState, Phase};
use domain::messages::Kind;
use domain::reason::{FieldPath, PeopleWhy, Refusals};
use domain::typed::{Grounds, IdentityNumber};
use serde::{Deserialize, Serialize};
use store::applications::Applicant;
use store::people::{self, AccountRow};
use store::postings::PostingRow;
use store::{Scoped as _, Snapshot};

use super::Issued;
use super::password::OneTimeCode;
use crate::Service;
use crate::fault::Fault;
use crate::maintenance::throttle;
use crate::rows::applications::identity_index;
use crate::tell;

/// The form of whoever issues the code.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct RecoverForm {
    /// The identity number on the document.
    #[serde(default)]
    pub identity: String,
    /// The application by which the officer chose the account; empty while none is chosen.
    #[serde(default)]
    pub number: String,
    /// How the identity was checked.
    #[serde(default)]
    pub reason: String,
}

/// Refuses whoever may look for nobody's account.
///
/// # Errors
/// [`Fault::Denied`].
pub async fn may_recover(service: &Service, caller: &Caller) -> Result<(), Fault> {
    seeking(service, caller).await
}

async fn seeking(service: &Service, caller: &Caller) -> Result<(), Fault> {
    service
        .read(caller, "account.seek", async |look| {
            look.permit::<SeekAccount>(Scope::system())?;
            Ok(())
        })
        .await
}

/// An account that an officer may help: enough to ask the person in front of the desk whether it is theirs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundAccount {
    /// The newest of its applications with that identity number, by which it is chosen.
    pub application: Code,
    /// First and last character of the sign-in name.
    pub sign_in: String,
    /// Title of the posting.
    pub title: String,
    /// When the application was sent; nothing while it is changed again.
    pub sent: Option<Instant>,
    /// Where it stands, and with it whether screening passed the identity; nothing for an administrator, who reads no application.
    pub state: Option<ApplicationState>,
}

/// Finds the accounts that sent an application with an identity number. Anybody can type anybody's number, so that no account is helped
/// before the officer has chosen it. Nothing is written.
///
/// # Errors
/// Every fault of the form at once; [`PeopleWhy::NobodyFound`] for every identity number that is not this officer's business;
/// [`PeopleWhy::TooManyTries`]; [`Fault::Denied`].
pub async fn found(
    service: &Service,
    caller: &Caller,
    form: &RecoverForm,
) -> Result<Vec<FoundAccount>, Fault> {
    let (index, _) = asked(service, caller, form).await?;
    service
        .read(caller, "account.find", async |look| {
            let with_state = !everywhere(caller);
            let (mut persons, mut accounts) = (Vec::new(), Vec::new());
            for (one, posting) in whom(look.snapshot(), caller, &index).await? {
                let permit = look.permit::<RecoverAccount>(one.scope())?;
                let own = if persons.contains(&one.person) {
                    None
                } else {
                    own_account(look.snapshot(), &permit, one.person).await?
                };
                persons.push(one.person);
                accounts.extend(own.map(|own| FoundAccount {
                    application: one.application,
                    sign_in: masked(own.sign_in.as_str()),
                    title: posting.title.as_str().to_owned(),
                    sent: one.submitted_at,
                    state: with_state.then_some(one.state),
                }));
            }
            if accounts.is_empty() { Err(nobody()) } else { Ok(accounts) }
        })
        .await
}

/// Puts a one-time code in the place of the password of the candidate who was chosen and ends the candidate's sessions.
///
/// # Errors
/// Every fault of the form at once; [`PeopleWhy::NobodyFound`] for every identity number that is not this officer's business, and where the
/// chosen application does not lead there any more; [`PeopleWhy::TooManyTries`]; [`Fault::Denied`].
pub async fn recover(service: &Service, caller: &Caller, form: &RecoverForm) -> Result<Issued, Fault> {
    let (index, reason) = asked(service, caller, form).await?;
    let chosen = form.number.trim().parse::<Code>().ok();
    let made = OneTimeCode::draw(service);
    service
        .write(caller, "account.recover", async |op| {
            let mine = whom(op.tx(), op.caller(), &index).await?;
            let of_chosen = mine.into_iter().find(|(one, _)| Some(one.application) == chosen);
            let (found, posting) = of_chosen.ok_or_else(nobody)?;
            let permit = op.permit::<RecoverAccount>(found.scope())?;
            let own = own_account(op.tx(), &permit, found.person).await?;
            // Held, so that of a double click the second finds the account as the first left it, and shows the code that counts.
            let row = people::held(op.tx(), &permit, own.ok_or_else(nobody)?.id).await?;
            let row = row.filter(|row| row.active).ok_or_else(nobody)?;
            let one_time = made.stored(service, row.code, op.now());
            people::set_one_time(op.tx(), &permit, (row.id, row.version), &one_time).await?;
            store::sessions::revoke_all(op.tx(), &permit, &[row.id], None, op.now()).await?;
            let (account, until) = (row.code, one_time.until);
            let event = |reason| Event::AccountRecovered { account, posting: posting.code, until, reason };
            op.record_because(&permit, reason.as_str(), event).await?;
            let mut values = tell::of_account(row.sign_in.as_str(), op.now());
            // An administrator serves no authority.
            let kind = if everywhere(op.caller()) {
                Kind::PasswordReset
            } else {
                values.extend(tell::of_office(posting.authority.as_str()));
                Kind::PasswordRecovered
            };
            tell::about_account(op, &permit, found.person, (kind, values)).await?;
            let sign_in_name = row.sign_in.as_str().to_owned();
            Ok(Issued { account, sign_in_name, code: Some(made.spelled()), until })
        })
        .await
}

/// Reads the form: the blind index of the identity number, and how the identity was checked. Every try counts.
async fn asked(service: &Service, caller: &Caller, form: &RecoverForm) -> Result<(Vec<u8>, Grounds), Fault> {
    seeking(service, caller).await?;
    let officer = caller.person().ok_or(Fault::Denied(Denial::NotSignedIn))?;
    let mut all = Refusals::default();
    let identity = all.take(IdentityNumber::parse(&form.identity, &FieldPath::new("identity")));
    let reason = all.take(Grounds::parse(&form.reason, &FieldPath::new("reason")));
    let (identity, reason) = all.settle(identity.zip(reason))?;
    throttle::recovering(service, officer.account).await?;
    Ok((identity_index(service.keys(), &identity), reason))
}

fn nobody() -> Fault {
    PeopleWhy::NobodyFound.at("identity").into()
}

/// Whether the caller is an administrator, who helps also where no selection goes on any more.
fn everywhere(caller: &Caller) -> bool {
    may(caller, ActName::ViewAccounts, &Scope::system())
}

/// The applications with an identity number through which this officer may help somebody, the newest first. An officer of a selection helps
/// while it goes on and the application was not withdrawn. Whatever lies outside is passed over in silence: it must not be told from what
/// is not there.
async fn whom(look: &Snapshot, caller: &Caller, index: &[u8]) -> Result<Vec<(Applicant, PostingRow)>, Fault> {
    let everywhere = everywhere(caller);
    let mut found = store::applications::of_identity(look, index).await?;
    found.retain(|one| may(caller, ActName::RecoverAccount, &one.scope()));
    found.retain(|one| everywhere || one.state != ApplicationState::Withdrew);
    let mut mine = Vec::new();
    for one in found {
        let posting = store::postings::public::by_id(look, one.posting).await?;
        let posting = posting.filter(|row| everywhere || row.phase.runs() || row.phase == Phase::Suspended);
        mine.extend(posting.map(|posting| (one, posting)));
    }
    Ok(mine)
}

/// The open candidate's account of a person.
async fn own_account(
    look: &Snapshot,
    permit: &Permit<RecoverAccount>,
    person: PersonId,
) -> Result<Option<AccountRow>, Fault> {
    let accounts = people::accounts_of(look, permit, person).await?;
    Ok(accounts.into_iter().find(|one| one.kind == AccountKind::Candidate && one.active))
}

/// Enough of a sign-in name for its owner to know it, and not enough to sign in by it.
fn masked(name: &str) -> String {
    let (first, last) = (name.chars().next(), name.chars().next_back());
    first.into_iter().chain("***".chars()).chain(last).collect()
}
