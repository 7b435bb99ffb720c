//! What stands against an act on persons, accounts and roles, signing in among them.

use serde::{Deserialize, Serialize};

/// What stands against an act on persons, accounts and roles, signing in among them.
#[expect(missing_docs, reason = "the sentence of each variant says what its fields are")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum PeopleWhy {
    /// The person has a role that must not meet this one.
    RolesMeet,
    /// Nobody would be left who can put others on the posting.
    LastScreener,
    /// The role cannot reach that far.
    RoleReach,
    /// No posting has this code.
    NoPosting,
    /// The old password is wrong.
    OldPassword,
    /// The new password is the old one.
    SamePassword,
    /// The one-time code is wrong, used or over.
    OneTimeCode,
    /// The password is shorter or longer than allowed.
    PasswordLength { min: u32, max: u32 },
    /// The password is on the list of common ones.
    PasswordCommon,
    /// The password holds the name or the sign-in name.
    PasswordNames,
    /// The two passwords differ.
    PasswordsDiffer,
    /// The sign-in name is taken.
    SignInNameTaken,
    /// Sign-in name or password is wrong (the same for unknown, locked and disabled accounts).
    SignInFailed,
    /// No account that this officer may recover belongs to that identity number (the same for one that nobody has).
    NobodyFound,
    /// There were too many tries; the next may come after `seconds`.
    TooManyTries { seconds: u32 },
}
