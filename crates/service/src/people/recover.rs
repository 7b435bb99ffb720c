//! The way back for a candidate who forgot the password: an officer checks an identity document and hands over a one-time code.
//!
//! Owns: whom an officer finds by an identity number, and the code. Refuses: telling a number that nobody has from one that is not
//! this officer's business; and the account of the own person.

use domain::access::{AccountKind, ActName, Caller, Denial, RecoverAccount, Scope, SeekAccount, may};
use domain::event::Event;
use domain::id::Code;
use domain::messages::Kind;
use domain::reason::{FieldPath, PeopleWhy, Refusals};
use domain::typed::{Grounds, IdentityNumber};
use serde::{Deserialize, Serialize};
use store::Scoped as _;
use store::applications::Applicant;
use store::people;

use super::Issued;
use super::password::OneTimeCode;
use crate::Service;
use crate::fault::Fault;
use crate::maintenance::throttle;
use crate::op::Op;
use crate::rows::applications::identity_index;
use crate::tell;

/// The form of whoever issues the code.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct RecoverForm {
    /// The identity number on the document.
    #[serde(default)]
    pub identity: String,
    /// The number of an application, where one identity number has several accounts.
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

/// Puts a one-time code in the place of a candidate's password and ends the candidate's sessions.
///
/// # Errors
/// Every fault of the form at once; [`PeopleWhy::NobodyFound`] for every identity number that is not this officer's business;
/// [`PeopleWhy::SeveralAccounts`]; [`PeopleWhy::TooManyTries`]; [`Fault::Denied`].
pub async fn recover(service: &Service, caller: &Caller, form: &RecoverForm) -> Result<Issued, Fault> {
    seeking(service, caller).await?;
    let officer = caller.person().ok_or(Fault::Denied(Denial::NotSignedIn))?;
    let mut all = Refusals::default();
    let identity = all.take(IdentityNumber::parse(&form.identity, &FieldPath::new("identity")));
    let reason = all.take(Grounds::parse(&form.reason, &FieldPath::new("reason")));
    let (identity, reason) = all.settle(identity.zip(reason))?;
    throttle::recovering(service, officer.account).await?;
    let (index, made) = (identity_index(service.keys(), &identity), OneTimeCode::draw(service));
    service
        .write(caller, "account.recover", async |op| {
            let found = whom(op, &index, form.number.trim()).await?;
            let permit = op.permit::<RecoverAccount>(found.scope())?;
            let accounts = people::accounts_of(op.tx(), &permit, found.person).await?;
            let own = accounts.iter().find(|one| one.kind == AccountKind::Candidate && one.active);
            // Held, so that of a double click the second finds the account as the first left it, and shows the code that counts.
            let row = people::held(op.tx(), &permit, own.ok_or_else(nobody)?.id).await?;
            let row = row.filter(|row| row.active).ok_or_else(nobody)?;
            let posting = store::postings::public::by_id(op.tx(), found.posting).await?;
            let posting = posting.ok_or(Fault::Missing)?;
            let one_time = made.stored(service, row.code, op.now());
            people::set_one_time(op.tx(), &permit, (row.id, row.version), &one_time).await?;
            store::sessions::revoke_all(op.tx(), &permit, &[row.id], None, op.now()).await?;
            let (account, until) = (row.code, one_time.until);
            let event = |reason| Event::AccountRecovered { account, posting: posting.code, until, reason };
            op.record_because(&permit, reason.as_str(), event).await?;
            let mut values = tell::of_account(row.sign_in.as_str(), op.now());
            // An administrator serves no authority.
            let kind = if may(op.caller(), ActName::ViewAccounts, &Scope::system()) {
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

fn nobody() -> Fault {
    PeopleWhy::NobodyFound.at("identity").into()
}

/// Whom of an identity number this officer may help, by the newest such application. Whatever lies outside is passed over in silence: it
/// must not be told from what is not there.
async fn whom(op: &Op<'_>, index: &[u8], number: &str) -> Result<Applicant, Fault> {
    let mut found = store::applications::of_identity(op.tx(), index).await?;
    found.retain(|one| may(op.caller(), ActName::RecoverAccount, &one.scope()));
    if !number.is_empty() {
        let code = number.parse::<Code>().ok();
        let named = found.iter().find(|one| Some(one.application) == code).map(|one| one.person);
        found.retain(|one| Some(one.person) == named);
    }
    let newest = *found.first().ok_or_else(nobody)?;
    if found.iter().any(|one| one.person != newest.person) {
        return Err(PeopleWhy::SeveralAccounts.at("number").into());
    }
    Ok(newest)
}
