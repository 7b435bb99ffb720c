//! Why an act was refused: codes with typed arguments and the field concerned.
//!
//! Owns: [`Reason`] and [`FieldPath`]. Refuses: text. The words live in crate `text`, one sentence a code, so that nobody
//! can put words into a page through a crafted address.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::calendar::Instant;
use crate::lifecycle::{ApplicationState, Phase};
use crate::word::words;

/// The field of a form, or the node of a document, that a refusal is about: lower-case words, digits, dots, at most 80
/// characters, for example `closes` or `components.2.weight`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct FieldPath(String);

impl FieldPath {
    /// The path spelled by `path`; other characters are dropped.
    #[must_use]
    pub fn new(path: &str) -> Self {
        Self(path.chars().filter(|ch| is_path(*ch)).take(80).collect())
    }

    /// The path as the form spells it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn is_path(ch: char) -> bool {
    ch.is_ascii_lowercase() || ch.is_ascii_digit() || matches!(ch, '_' | '.' | '-')
}

impl TryFrom<String> for FieldPath {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, &'static str> {
        if text.len() <= 80 && text.chars().all(is_path) { Ok(Self(text)) } else { Err("not a field path") }
    }
}

impl From<FieldPath> for String {
    fn from(path: FieldPath) -> Self {
        path.0
    }
}

impl fmt::Display for FieldPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

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

words! {
    /// What stands against an act on persons, accounts and roles.
    PeopleWhy {
        /// The person has a role that must not meet this one.
        RolesMeet = "roles_meet",
        /// Nobody would be left who can put others on the posting.
        LastScreener = "last_screener",
        /// The role cannot reach that far.
        RoleReach = "role_reach",
        /// No posting has this code.
        NoPosting = "no_posting",
        /// The old password is wrong.
        OldPassword = "old_password",
        /// The new password is the old one.
        SamePassword = "same_password",
        /// The one-time code is wrong, used or over.
        OneTimeCode = "one_time_code",
    }
}

impl PeopleWhy {
    /// The refusal, beside `field`.
    #[must_use]
    pub fn at(self, field: &str) -> Reason {
        Reason::People { field: FieldPath::new(field), why: self }
    }
}

#[expect(missing_docs, reason = "the sentence of each variant says what its fields are")]
/// One refusal. Those with a `field` belong beside that field; the others stand on top of the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case", deny_unknown_fields)]
pub enum Reason {
    /// A required field is empty.
    Missing { field: FieldPath },
    /// Too short or too long, in characters.
    Length { field: FieldPath, min: u32, max: u32, found: u32 },
    /// A control character in the text.
    ControlCharacter { field: FieldPath },
    /// A spreadsheet would take the text for a formula: it opens with `=`, `+`, `-` or `@`.
    FormulaSign { field: FieldPath },
    /// Holds what stands in no person's name.
    NameForm { field: FieldPath },
    /// Holds an identity number or a mobile telephone number and would be published.
    PrivateNumber { field: FieldPath },
    /// Not a date and time.
    NotATime { field: FieldPath },
    /// Not a day of the calendar.
    NotADay { field: FieldPath },
    /// Work that ends before it begins.
    SpellBackwards { field: FieldPath },
    /// Closes before it opens.
    WindowBackwards { field: FieldPath },
    /// Not 18 characters of the right kind.
    IdentityForm { field: FieldPath },
    /// Characters 7 to 14 are no date.
    IdentityDate { field: FieldPath },
    /// The last character does not fit the others.
    IdentityCheck { field: FieldPath },
    /// Not a telephone number.
    PhoneForm { field: FieldPath },
    /// Not a sign-in name.
    SignInNameForm { field: FieldPath },
    /// Not a position code or ticket number.
    LabelForm { field: FieldPath },
    /// Not a number.
    NotANumber { field: FieldPath },
    /// More decimal places than allowed.
    TooManyPlaces { field: FieldPath, places: u8 },
    /// Outside the allowed whole numbers.
    OutOfRange { field: FieldPath, min: i64, max: i64 },
    /// Above the full mark, in millionths.
    AboveFullMark { field: FieldPath, full_millionths: i64 },
    /// Not one of the choices offered.
    NotAChoice { field: FieldPath },
    /// A statement that must be agreed to was not ticked.
    NotAgreed { field: FieldPath },
    /// The password is shorter or longer than allowed.
    PasswordLength { field: FieldPath, min: u32, max: u32 },
    /// The password is on the list of common ones.
    PasswordCommon { field: FieldPath },
    /// The password holds the name or the sign-in name.
    PasswordNames { field: FieldPath },
    /// The two passwords differ.
    PasswordsDiffer { field: FieldPath },
    /// The sign-in name is taken.
    SignInNameTaken { field: FieldPath },
    /// The position code stands twice in the posting.
    PositionTaken { field: FieldPath },
    /// The scheme file or form has problems; `count` of them are listed beside it.
    SchemeFaulty { field: FieldPath, count: u32 },
    /// A ruling must order exactly those who are tied.
    RulingPeople { field: FieldPath },
    /// Two people have the same place in the lots.
    PlaceTwice { field: FieldPath },
    /// The person is not on the list.
    NotOnList { field: FieldPath },
    /// The next reserves move up, all of them where they are tied, and nobody else.
    NotNext { field: FieldPath },
    /// More rounds of replacement than the scheme allows, or one left out.
    ReplacementRound { field: FieldPath },

    /// The identity number already has an application in this posting.
    IdentityTaken,
    /// Sign-in name or password is wrong (the same for unknown, locked and disabled accounts).
    SignInFailed,
    /// Something about persons, accounts and roles stands against it.
    People { field: FieldPath, why: PeopleWhy },
    /// Too many tries; try again after `seconds`.
    TooManyTries { seconds: u32 },
    /// The posting is in another phase.
    WrongPhase { phase: Phase },
    /// The application is in another state.
    WrongState { state: ApplicationState },
    /// Registration opens later.
    NotYetOpen { opens: Instant },
    /// Registration has closed.
    AlreadyClosed { closed: Instant },
    /// There is a live application for this posting.
    AlreadyApplied,
    /// The registration window must end in the future.
    ClosesInThePast { field: FieldPath },
    /// The posting has no positions.
    NoPositions,
    /// The posting has no scheme.
    NoScheme,
    /// A position names a scheme that the posting does not have.
    UnknownSchemeName { count: u32 },
    /// The conditions have `count` faults; they are listed on their page.
    ConditionsFaulty { count: u32 },
    /// Applications are still undecided.
    Undecided { count: u32 },
    /// Nobody passed screening.
    NobodyPassed,
    /// Marks are still missing.
    MarksMissing { count: u32 },
    /// Marks do not fit the scheme or the lists before them.
    MarksFaulty { count: u32 },
    /// The digest shown is no longer the digest of what is there.
    DigestChanged,
    /// The inputs changed since the ranking was computed.
    RankingStale,
    /// Ties need a ruling before this list can be published.
    RulingNeeded { count: u32 },
    /// What was to be decided is not open.
    QuestionClosed,
    /// It is decided already; that ruling can be corrected.
    DecidedAlready,
    /// A proposal about the same thing waits for the approver.
    ProposalWaits,
    /// The proposal was approved or sent back, or the ruling no longer stands.
    RulingSettled,
    /// The scheme allows no replacement on this list.
    ReplacementNotAllowed,
    /// With this ruling marks of `count` people would no longer fit the lists before them.
    RulingAgainstMarks { count: u32 },
    /// Recorded rulings no longer fit what they answer.
    RulingsUnfit { count: u32 },
    /// The list has been published already.
    AlreadyPublished,
    /// The file has faults; they are listed and nothing was written.
    ImportFaulty { count: u32 },
    /// The dry run is gone or was confirmed already.
    ImportGone,
    /// The file says what is already there.
    NothingToDo,
    /// Two persons are needed and both are the same.
    SamePerson,
    /// The mark was changed by somebody else meanwhile.
    MarkChanged { field: FieldPath },
    /// The form was sent twice with different contents.
    FormReused,
    /// The computation needs numbers finer than can be kept exactly.
    TooFine,
    /// A list would show what must not be public, in that column of that position's rows, or in that line of its head.
    NotForPublic { position: Option<PublicCode>, column: FieldPath, why: Unfit },
}

impl Reason {
    /// The field concerned, if the refusal belongs to one.
    #[must_use]
    pub fn field(&self) -> Option<&FieldPath> {
        match self {
            Self::Missing { field }
            | Self::Length { field, .. }
            | Self::ControlCharacter { field }
            | Self::FormulaSign { field }
            | Self::NameForm { field }
            | Self::PrivateNumber { field }
            | Self::NotATime { field }
            | Self::NotADay { field }
            | Self::SpellBackwards { field }
            | Self::WindowBackwards { field }
            | Self::IdentityForm { field }
            | Self::IdentityDate { field }
            | Self::IdentityCheck { field }
            | Self::PhoneForm { field }
            | Self::SignInNameForm { field }
            | Self::LabelForm { field }
            | Self::NotANumber { field }
            | Self::TooManyPlaces { field, .. }
            | Self::OutOfRange { field, .. }
            | Self::AboveFullMark { field, .. }
            | Self::NotAChoice { field }
            | Self::NotAgreed { field }
            | Self::PasswordLength { field, .. }
            | Self::PasswordCommon { field }
            | Self::PasswordNames { field }
            | Self::PasswordsDiffer { field }
            | Self::SignInNameTaken { field }
            | Self::People { field, .. }
            | Self::PositionTaken { field }
            | Self::ClosesInThePast { field }
            | Self::MarkChanged { field }
            | Self::RulingPeople { field }
            | Self::PlaceTwice { field }
            | Self::NotOnList { field }
            | Self::NotNext { field }
            | Self::ReplacementRound { field }
            | Self::SchemeFaulty { field, .. } => Some(field),
            Self::IdentityTaken
            | Self::SignInFailed
            | Self::TooManyTries { .. }
            | Self::WrongPhase { .. }
            | Self::WrongState { .. }
            | Self::NotYetOpen { .. }
            | Self::AlreadyClosed { .. }
            | Self::AlreadyApplied
            | Self::NoPositions
            | Self::NoScheme
            | Self::UnknownSchemeName { .. }
            | Self::ConditionsFaulty { .. }
            | Self::Undecided { .. }
            | Self::NobodyPassed
            | Self::MarksMissing { .. }
            | Self::MarksFaulty { .. }
            | Self::DigestChanged
            | Self::RankingStale
            | Self::RulingNeeded { .. }
            | Self::QuestionClosed
            | Self::DecidedAlready
            | Self::ProposalWaits
            | Self::RulingSettled
            | Self::ReplacementNotAllowed
            | Self::RulingAgainstMarks { .. }
            | Self::RulingsUnfit { .. }
            | Self::AlreadyPublished
            | Self::ImportFaulty { .. }
            | Self::ImportGone
            | Self::NothingToDo
            | Self::SamePerson
            | Self::FormReused
            | Self::TooFine
            | Self::NotForPublic { .. } => None,
        }
    }
}

/// Collects every refusal of a form instead of stopping at the first.
#[derive(Debug, Default)]
pub struct Refusals(Vec<Reason>);

impl Refusals {
    /// Keeps the value, or notes the refusal.
    pub fn take<T>(&mut self, result: Result<T, Reason>) -> Option<T> {
        result.map_err(|reason| self.0.push(reason)).ok()
    }

    /// Notes a refusal.
    pub fn push(&mut self, reason: Reason) {
        self.0.push(reason);
    }

    /// The value, if every part was there and nothing was refused.
    ///
    /// # Errors
    /// All refusals noted.
    pub fn settle<T>(self, value: Option<T>) -> Result<T, Vec<Reason>> {
        match value {
            Some(value) if self.0.is_empty() => Ok(value),
            _ => Err(self.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_path_from_outside_cannot_carry_words() {
        assert!(serde_json::from_str::<FieldPath>("\"components.2.weight\"").is_ok());
        assert!(serde_json::from_str::<FieldPath>("\"Call this number\"").is_err());
        assert_eq!(FieldPath::new("<b>Ab.c").as_str(), "bb.c");
        assert!(serde_json::from_str::<PublicCode>("\"call 123\"").is_err());
        assert_eq!(PublicCode::new("A-01 <b>").as_str(), "A-01b");
    }

    #[test]
    fn every_refusal_is_reported_at_once() {
        let mut refusals = Refusals::default();
        let a: Option<u8> = refusals.take(Err(Reason::NoScheme));
        let b: Option<u8> = refusals.take(Err(Reason::NoPositions));
        assert_eq!(refusals.settle(a.zip(b)), Err(vec![Reason::NoScheme, Reason::NoPositions]));
    }
}
