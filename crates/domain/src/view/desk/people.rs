//! Accounts of staff, the roles and the open sessions of a person.

use serde::{Deserialize, Serialize};

use crate::access::{ReachKind, Role};
use crate::calendar::Instant;
use crate::digest::Digest;
use crate::id::Code;

/// An account as an administrator sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffLine {
    /// Public code.
    pub code: Code,
    /// Display name.
    pub name: String,
    /// Sign-in name.
    pub sign_in_name: String,
    /// Roles that stand, and how far each reaches.
    pub roles: Vec<(Role, ReachKind)>,
    /// Whether it may sign in.
    pub active: bool,
    /// Whether it waits for the person to choose a password.
    pub waiting: bool,
}

/// An account of staff with the roles and sessions of its person, as an administrator sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffMember {
    /// The account's public code.
    pub code: Code,
    /// The person's public code.
    pub person: Code,
    /// The person's name.
    pub name: String,
    /// Sign-in name.
    pub sign_in_name: String,
    /// Whether it may sign in.
    pub active: bool,
    /// When the one-time code ends, where one waits.
    pub code_until: Option<Instant>,
    /// Whether the person has not chosen a password yet.
    pub waiting: bool,
    /// Whether it is the administrator's own person, to whom nothing may be done here.
    pub own: bool,
    /// The roles, newest first, also those that ended.
    pub roles: Vec<RoleLine>,
    /// The open sessions.
    pub sessions: Vec<SessionLine>,
}

/// The own account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnAccount {
    /// Name; empty for candidates.
    pub name: String,
    /// Sign-in name.
    pub sign_in_name: String,
    /// Whether it is a candidate's.
    pub candidate: bool,
    /// The roles that stand.
    pub roles: Vec<RoleLine>,
    /// The open sessions, newest first.
    pub sessions: Vec<SessionLine>,
    /// What was agreed to of the privacy page, the newest first.
    pub consents: Vec<ConsentLine>,
    /// The newest message that somebody else replaced the password, as long as it is kept.
    pub replaced: Option<ReplacedLine>,
}

/// That somebody else replaced the password of the account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReplacedLine {
    /// The message's public code.
    pub message: Code,
    /// When.
    pub at: Instant,
    /// Its subject, which says by whom.
    pub subject: String,
}

/// That the owner agreed to an edition of the privacy page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsentLine {
    /// The edition: the digest of what the page said.
    pub edition: Digest,
    /// Code of the language in which it was read.
    pub lang: String,
    /// When.
    pub at: Instant,
}

/// A role of a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleLine {
    /// The assignment's public code.
    pub code: Code,
    /// Role.
    pub role: Role,
    /// How far it reaches.
    pub reach: ReachKind,
    /// The posting's title or the authority's name; empty for the other reaches.
    pub scope: String,
    /// From when.
    pub from: Instant,
    /// Until when, where a term was set.
    pub until: Option<Instant>,
    /// Who gave it; empty for the system.
    pub given_by: String,
    /// Who took it; empty while nobody did, and for the system.
    pub taken_by: String,
    /// When it was taken.
    pub taken_at: Option<Instant>,
    /// Whether it stands.
    pub stands: bool,
}

/// An open session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionLine {
    /// Public code.
    pub code: Code,
    /// When the person signed in.
    pub since: Instant,
    /// When it was last used.
    pub seen: Instant,
    /// When it ends unless it is used.
    pub until: Instant,
    /// The address that it was opened from.
    pub address: String,
    /// Whether it is the session of this request.
    pub own: bool,
}
