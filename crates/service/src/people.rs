//! Persons, accounts, roles and sessions.
//!
//! Owns: signing in and out, a candidate's registration, what an administrator does with accounts and roles, the one-time
//! code by which a person chooses a password, and the own account. Refuses: a password that anybody but its person knows,
//! and telling an unknown name from a wrong password.

mod accounts;
mod consent;
mod own;
mod password;
mod recover;
mod register;
mod roles;
mod sessions;
mod sign_in;

pub use accounts::{
    Issued, StaffForm, close, end_sessions, issue_code, open_known, open_staff, reopen, staff, staff_member,
};
pub use consent::{agree, asked};
pub use own::{account, end_others, end_own};
pub use password::{ChangeForm, CodeForm, change, set_by_code};
pub use recover::{FoundAccount, RecoverForm, found, may_recover, recover};
pub use register::{AccountForm, open};
pub(crate) use roles::put;
pub use roles::{RoleForm, give, take};
pub use sign_in::{Opened, caller, session_ends, sign_in, sign_out};

use domain::id::Code;
use domain::reason::{FieldPath, Refusals};

use crate::Service;
use crate::fault::Fault;
use crate::password::{Password, Verifier};

/// A password that a person wants to have; every reason against it is noted.
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

/// The verifier of a password for the account of that code.
async fn hash(service: &Service, password: Password, owner: Code) -> Result<Verifier, Fault> {
    service.hasher().hash(password, owner, &service.effects().random).await.map_err(|_| Fault::Busy)
}
