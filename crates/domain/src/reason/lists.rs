//! What stands against publishing a list.

use serde::{Deserialize, Serialize};

use super::FieldPath;
use crate::calendar::Instant;
use crate::word::words;

words! {
    /// Why a text may not stand on a list.
    Unfit {
        /// It holds a line break, another control character or one that nobody sees, or begins or ends with a blank.
        Unseen = "unseen",
        /// A spreadsheet takes it for a formula.
        Formula = "formula",
        /// It holds a resident identity number.
        IdentityNumber = "identity_number",
        /// It holds a mobile telephone number.
        Phone = "phone",
    }
}

/// A position code as a refusal names it: letters, digits and hyphens, at most 32, so that an address cannot carry words in
/// it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PublicCode(String);

impl PublicCode {
    /// The code; other characters are dropped.
    #[must_use]
    pub fn new(code: &str) -> Self {
        Self(code.chars().filter(|ch| is_code(*ch)).take(32).collect())
    }

    /// The code as the table spells it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

const fn is_code(ch: char) -> bool {
    ch.is_ascii_alphanumeric() || ch == '-'
}

impl TryFrom<String> for PublicCode {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, &'static str> {
        if text.len() <= 32 && text.chars().all(is_code) {
            Ok(Self(text))
        } else {
            Err("not a position code")
        }
    }
}

impl From<PublicCode> for String {
    fn from(code: PublicCode) -> Self {
        code.0
    }
}

/// What stands against publishing a list.
#[expect(missing_docs, reason = "the sentence of each variant says what its fields are")]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum ListsWhy {
    /// The list has been published already, and nobody began to correct it.
    AlreadyPublished,
    /// The correction of this list was begun already.
    UnderCorrection,
    /// Nobody began to correct this list.
    NotUnderCorrection,
    /// The next version would say what the published one says.
    NothingCorrected,
    /// The list does not say what the ranking says, so that it cannot be kept.
    NotAsRanked,
    /// Nobody signed first what the list says now.
    NotSignedFirst,
    /// Another person signed first what the list says now.
    SignedFirst,
    /// The caller has no first signature to take back: it was taken back, or the version that it was for is public.
    NoFirstSignature,
    /// A version of this list is signed already, and waits for its instant.
    ReleaseWaits,
    /// The signature does not wait any more: the list is public, was taken back, or something under it changed.
    ReleaseNotWaiting,
    /// The instant of release has come already.
    ReleaseOver,
    /// The instant of release lies more than thirty days ahead; `last` is the last possible one.
    ReleaseFar { last: Instant },
    /// A list would show what must not be public, in that column of that position's rows, or in that line of its head.
    NotForPublic { position: Option<PublicCode>, column: FieldPath, why: Unfit },
}
