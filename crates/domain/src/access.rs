//! Who may do what: the only place that decides.
//!
//! Owns: roles and how far they reach, callers, the acts, [`ask`] for a [`Permit`] and [`may`] for display. Refuses: time (that is `lifecycle`) and
//! scopes from a request; a [`Scope`] comes from a loaded row only.

mod acts;
mod policy;

use std::marker::PhantomData;

use serde::{Deserialize, Serialize};

pub use acts::*;
pub use policy::{INSPECTORS, OFFICE, may};

use crate::calendar::Instant;
use crate::id::{AccountId, Code, PersonId, PostingId, SessionId};
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

impl Role {
    /// The roles of staff: all but the candidate's.
    pub fn staff() -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(|role| *role != Self::Candidate)
    }
}

words! {
    /// Which half of the site an account opens.
    AccountKind {
        /// A candidate's own account: it acts as candidate and as nothing else, whoever the person is.
        Candidate = "candidate",
        /// An account of staff: it acts by the assignments of its person.
        Staff = "staff",
    }
}

words! {
    /// Whether an account can be signed in to.
    AccountState {
        /// It can.
        Active = "active",
        /// An administrator closed it.
        Closed = "closed",
    }
}

words! {
    /// The kinds of [`Reach`], as stored.
    ReachKind {
        /// The role waits for a posting.
        Pool = "pool",
        /// One posting.
        Posting = "posting",
        /// The postings of one selecting authority.
        Authority = "authority",
        /// The whole installation.
        Installation = "installation",
    }
}

/// How far an assignment reaches.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reach {
    /// No posting yet: the person may be put on postings in this role, and a screener may start one.
    Pool,
    /// One posting.
    Posting(PostingId),
    /// The postings of one selecting authority (遴选机关), as they are named when the request comes in.
    Authority {
        /// The authority's name as postings carry it.
        name: String,
        /// Its postings.
        postings: Vec<PostingId>,
    },
    /// Every posting, present and coming.
    Installation,
}

impl Reach {
    /// The kind, as stored.
    #[must_use]
    pub const fn kind(&self) -> ReachKind {
        match self {
            Self::Pool => ReachKind::Pool,
            Self::Posting(_) => ReachKind::Posting,
            Self::Authority { .. } => ReachKind::Authority,
            Self::Installation => ReachKind::Installation,
        }
    }

    /// Whether a thing of `posting` lies within; a thing of no posting lies only within the whole installation.
    #[must_use]
    pub fn covers(&self, posting: Option<PostingId>) -> bool {
        match (self, posting) {
            (Self::Installation, _) => true,
            (Self::Posting(own), Some(posting)) => *own == posting,
            (Self::Authority { postings, .. }, Some(posting)) => postings.contains(&posting),
            (Self::Pool | Self::Posting(_) | Self::Authority { .. }, _) => false,
        }
    }

    /// Whether some posting lies within both.
    #[must_use]
    pub fn meets(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Pool, _) | (_, Self::Pool) => false,
            (Self::Installation, _) | (_, Self::Installation) => true,
            (Self::Posting(posting), reach) | (reach, Self::Posting(posting)) => reach.covers(Some(*posting)),
            (Self::Authority { name: one, .. }, Self::Authority { name: other, .. }) => one == other,
        }
    }
}

/// A role that somebody gave to a person, as far as it reaches.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assignment {
    /// The role.
    pub role: Role,
    /// How far it reaches.
    pub reach: Reach,
}

/// The session that a request came in on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// Key.
    pub id: SessionId,
    /// When it ends unless a further request comes in.
    pub idle_until: Instant,
    /// When it ends in any case.
    pub expires_at: Instant,
}

/// A signed-in person with the assignments that stand at this request.
///
/// A person and an account are two things: whoever has two accounts is one person, and the separation of duties asks for
/// the person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The person.
    pub id: PersonId,
    /// The account that was signed in to.
    pub account: AccountId,
    /// Display name of staff; empty for candidates, whose names never enter events.
    pub name: String,
    /// What the account may act by: the person's standing assignments, or that of a candidate.
    pub assignments: Vec<Assignment>,
    /// The public codes of the postings that the assignments name, for pages: they know no keys.
    pub postings: Vec<(Code, PostingId)>,
    /// The session; none where no request came in (the demonstration, a test).
    pub session: Option<Session>,
}

impl Person {
    /// Whether the person holds the role, however far it reaches.
    #[must_use]
    pub fn holds(&self, role: Role) -> bool {
        self.assignments.iter().any(|one| one.role == role)
    }

    /// Whether the person holds a role of staff. Whoever lost all of them is an outsider like a candidate.
    #[must_use]
    pub fn is_staff(&self) -> bool {
        self.assignments.iter().any(|one| one.role != Role::Candidate)
    }

    /// Whether the person acts as a candidate.
    #[must_use]
    pub fn is_candidate(&self) -> bool {
        self.holds(Role::Candidate)
    }
}

/// Whether a person who holds `held` may get `new` besides: roles that check each other never meet in one posting, and
/// an administrator or a supervisor is nothing else.
#[must_use]
pub fn compatible(held: &[Assignment], new: &Assignment) -> bool {
    let alone = |role: Role| matches!(role, Role::Administrator | Role::Supervisor);
    held.iter().all(|one| {
        one.role == new.role || !(alone(one.role) || alone(new.role) || one.reach.meets(&new.reach))
    })
}

/// Whether a role may reach that far: an administrator serves the installation, and the others of staff are put on
/// postings one by one, by authority or for all.
#[must_use]
pub const fn fits(role: Role, reach: ReachKind) -> bool {
    match role {
        Role::Candidate => false,
        Role::Administrator => matches!(reach, ReachKind::Installation),
        Role::Approver | Role::Supervisor => !matches!(reach, ReachKind::Pool),
        Role::Screener | Role::Clerk | Role::Publisher => true,
    }
}

/// How far a role reaches where nobody said so: an administrator serves the installation, those who approve or supervise
/// serve all postings, and whoever works on single ones waits for one.
#[must_use]
pub const fn usual(role: Role) -> Reach {
    match role {
        Role::Screener | Role::Clerk | Role::Publisher => Reach::Pool,
        Role::Approver | Role::Supervisor | Role::Administrator | Role::Candidate => Reach::Installation,
    }
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

    /// The key of the signed-in person.
    #[must_use]
    pub fn id(&self) -> Option<PersonId> {
        self.person().map(|person| person.id)
    }
}

/// What an act is about, as the loaded row says.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Scope {
    /// The posting concerned.
    pub posting: Option<PostingId>,
    /// The person whose own thing it is.
    pub owner: Option<PersonId>,
    /// Persons who had a hand in it and so may not be the second person.
    pub hands: Vec<PersonId>,
    /// Persons who inspect it: the members of the team who were not left out.
    pub team: Vec<PersonId>,
    /// Whether it is a ranking in which a line (合格分数线) waits to be set after marking.
    pub line_open: bool,
}

impl Scope {
    /// A thing of the posting with this public code, as far as `person` knows postings by their codes: to show or hide
    /// what the policy would allow, never to ask for a permit.
    #[must_use]
    pub fn shown(person: &Person, posting: Code) -> Self {
        let known = person.postings.iter().find(|one| one.0 == posting).map(|one| one.1);
        // Keys begin with one: a posting that no assignment names lies within the whole installation only.
        Self { posting: Some(known.unwrap_or(PostingId(0))), ..Self::default() }
    }

    /// A thing of no posting and of nobody: accounts, operation.
    #[must_use]
    pub fn system() -> Self {
        Self::default()
    }

    /// A thing of `posting`, in which `hands` had a part.
    #[must_use]
    pub fn posting(posting: PostingId, hands: &[PersonId]) -> Self {
        Self { posting: Some(posting), hands: hands.to_vec(), ..Self::default() }
    }

    /// The file of a person in `posting` whom `team` inspects, and in which `hands` had a part.
    #[must_use]
    pub fn inspected(posting: PostingId, team: Vec<PersonId>, hands: &[PersonId]) -> Self {
        Self { team, ..Self::posting(posting, hands) }
    }

    /// A ranking of `posting` that `hands` computed, in which a line may wait to be set.
    #[must_use]
    pub fn ranking(posting: PostingId, hands: &[PersonId], line_open: bool) -> Self {
        Self { line_open, ..Self::posting(posting, hands) }
    }

    /// A thing of `owner`, inside `posting` where there is one.
    #[must_use]
    pub fn own(owner: PersonId, posting: Option<PostingId>) -> Self {
        Self { posting, owner: Some(owner), ..Self::default() }
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
    /// Whoever may set a line sets it before seeing who stands where.
    LineOpen,
}

/// An act, as a type.
pub trait Act: Send + Sync + 'static {
    /// The act's value.
    const NAME: ActName;
    /// Who acts: a person, or for the few acts of the system and of strangers perhaps nobody.
    type By: By;
}

/// Who acts, as a permit knows it.
pub trait By: Copy + std::fmt::Debug + Send + Sync {
    /// Returns the actor, or `None` where the act wants a person and there is none.
    fn of(person: Option<PersonId>) -> Option<Self>;
    /// Returns the person, if one acts.
    fn person(self) -> Option<PersonId>;
}

impl By for PersonId {
    fn of(person: Option<PersonId>) -> Option<Self> {
        person
    }

    fn person(self) -> Option<PersonId> {
        Some(self)
    }
}

impl By for Option<PersonId> {
    fn of(person: Self) -> Option<Self> {
        Some(person)
    }

    fn person(self) -> Self {
        self
    }
}

/// Acts that change rows of the aggregate `T`.
pub trait Changes<T>: Act {}
/// Acts that read non-public rows of the aggregate `T`.
pub trait Reads<T>: Act {}

/// Proof that [`ask`] said yes to act `A` in a scope. Not cloned, not serialised, made nowhere else.
#[derive(Debug)]
pub struct Permit<A: Act> {
    scope: Scope,
    by: A::By,
    role: Option<Role>,
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
    pub const fn owner(&self) -> Option<PersonId> {
        self.scope.owner
    }

    /// Who acts: a [`PersonId`] for acts of persons.
    #[must_use]
    pub const fn by(&self) -> A::By {
        self.by
    }

    /// The person who acts; `None` for the system and before sign-in.
    #[must_use]
    pub fn actor(&self) -> Option<PersonId> {
        self.by.person()
    }

    /// The role by which the person acts; `None` for the system, before sign-in and for what everybody may do.
    #[must_use]
    pub const fn role(&self) -> Option<Role> {
        self.role
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
    let role = policy::decide(A::NAME, &caller.who, &scope)?;
    let by = A::By::of(caller.id()).ok_or(Denial::NotSignedIn)?;
    Ok(Permit { scope, by, role, act: PhantomData })
}
