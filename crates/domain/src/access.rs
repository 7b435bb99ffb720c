//! Who may do what: the only place that decides.
//!
//! Owns: roles, callers, the acts, [`ask`] for a [`Permit`] and [`may`] for display. Refuses: time (that is `lifecycle`) and
//! scopes from a request; a [`Scope`] comes from a loaded row only.

mod acts;
mod policy;

use std::marker::PhantomData;

use serde::{Deserialize, Serialize};

pub use acts::*;
pub use policy::may;

use crate::id::{AccountId, PostingId};
use crate::word::words;

words! {
    /// What a person is here. `administrator` touches no selection; `supervisor` (纪检监察监督员) reads all and signs.
    Role {
        /// Candidate (考生).
        Candidate = "candidate",
        /// Screener (审核员): officer of the selecting authority; writes postings, judges applications, computes rankings.
        Screener = "screener",
        /// Clerk (录入员): brings marks in.
        Clerk = "clerk",
        /// Approver (审批人): competent department.
        Approver = "approver",
        /// Publisher (发布人): the second signature.
        Publisher = "publisher",
        /// Supervisor (监督员).
        Supervisor = "supervisor",
        /// Administrator (管理员): accounts and operation, no selection.
        Administrator = "administrator",
    }
}

/// A signed-in person as loaded from the session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The account.
    pub account: AccountId,
    /// Display name of staff; empty for candidates, whose names never enter events.
    pub name: String,
    /// The one role of the account: combining roles would break the separation of duties.
    pub role: Role,
    /// Postings the account is assigned to.
    pub postings: Vec<PostingId>,
}

/// Who acts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Who {
    /// Nobody signed in.
    Anonymous,
    /// A signed-in person.
    Person(Person),
    /// The system's own jobs and commands.
    System,
}

/// Where a request came from.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Origin {
    /// Request identifier, also in the log.
    pub request: String,
    /// Client address.
    pub address: String,
}

/// Who acts, and from where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Caller {
    /// Who.
    pub who: Who,
    /// From where.
    pub origin: Origin,
}

impl Caller {
    /// The system itself, acting for `request` (a job or a command).
    #[must_use]
    pub fn system(request: &str) -> Self {
        Self { who: Who::System, origin: Origin { request: request.to_owned(), address: String::new() } }
    }

    /// The signed-in person.
    #[must_use]
    pub const fn person(&self) -> Option<&Person> {
        match &self.who {
            Who::Person(person) => Some(person),
            Who::Anonymous | Who::System => None,
        }
    }

    /// The account of the signed-in person.
    #[must_use]
    pub fn account(&self) -> Option<AccountId> {
        self.person().map(|person| person.account)
    }

    /// The role of the signed-in person.
    #[must_use]
    pub fn role(&self) -> Option<Role> {
        self.person().map(|person| person.role)
    }
}

/// What an act is about, as the loaded row says.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Scope {
    /// The posting concerned.
    pub posting: Option<PostingId>,
    /// The account whose own thing it is.
    pub owner: Option<AccountId>,
    /// Persons who had a hand in it and so may not be the second person.
    pub hands: Vec<AccountId>,
}

impl Scope {
    /// A thing of no posting and of nobody: accounts, operation.
    #[must_use]
    pub fn system() -> Self {
        Self::default()
    }

    /// A thing of `posting`, in which `hands` had a part.
    #[must_use]
    pub fn posting(posting: PostingId, hands: &[AccountId]) -> Self {
        Self { posting: Some(posting), owner: None, hands: hands.to_vec() }
    }

    /// A thing of `owner`, inside `posting` where there is one.
    #[must_use]
    pub fn own(owner: AccountId, posting: Option<PostingId>) -> Self {
        Self { posting, owner: Some(owner), hands: Vec::new() }
    }
}

/// Why the policy said no.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Denial {
    /// Nobody is signed in.
    NotSignedIn,
    /// The role does not do this.
    Role,
    /// The role does, but not in this posting.
    NotAssigned,
    /// It belongs to somebody else; outsiders read "does not exist".
    NotYours,
    /// The second person must be another one.
    SamePerson,
}

/// An act, as a type.
pub trait Act: Send + Sync + 'static {
    /// The act's value.
    const NAME: ActName;
}

/// Acts that change rows of the aggregate `T`.
pub trait Changes<T>: Act {}
/// Acts that read non-public rows of the aggregate `T`.
pub trait Reads<T>: Act {}

/// Proof that [`ask`] said yes to act `A` in a scope. Not cloned, not serialised, made nowhere else.
#[derive(Debug)]
pub struct Permit<A: Act> {
    scope: Scope,
    by: Option<AccountId>,
    act: PhantomData<A>,
}

impl<A: Act> Permit<A> {
    /// The scope asked for.
    #[must_use]
    pub const fn scope(&self) -> &Scope {
        &self.scope
    }

    /// The posting of the scope.
    #[must_use]
    pub const fn posting(&self) -> Option<PostingId> {
        self.scope.posting
    }

    /// The owner of the scope.
    #[must_use]
    pub const fn owner(&self) -> Option<AccountId> {
        self.scope.owner
    }

    /// The account that acts; `None` for the system and before sign-in.
    #[must_use]
    pub const fn by(&self) -> Option<AccountId> {
        self.by
    }

    /// The act.
    #[must_use]
    pub const fn act(&self) -> ActName {
        A::NAME
    }
}

/// Asks whether `caller` may do `A` in `scope`.
///
/// # Errors
/// A [`Denial`] that says why not.
pub fn ask<A: Act>(caller: &Caller, scope: Scope) -> Result<Permit<A>, Denial> {
    policy::decide(A::NAME, &caller.who, &scope)?;
    Ok(Permit { scope, by: caller.account(), act: PhantomData })
}
