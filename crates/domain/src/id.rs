//! Keys of rows and the random public codes that stand for them.
//!
//! Owns: one newtype per table key, and [`Code`]. Refuses: showing a row key to anybody; every address, file and receipt
//! carries a code, so that no number tells how many rows there are.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

macro_rules! keys {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);
    )+};
}

keys! {
    /// A person, with one account or several.
    PersonId,
    /// An account (candidate or staff).
    AccountId,
    /// An assignment of a role to a person.
    AssignmentId,
    /// A server-side session.
    SessionId,
    /// A posting (遴选项目): the selection with its positions, dates and scheme.
    PostingId,
    /// A position (职位): one line of a posting's position table.
    PositionId,
    /// A version of a posting that was put before the competent department (公告版次).
    RevisionId,
    /// A saved revision of a posting's scheme (计分规则).
    SchemeId,
    /// An application (报名申请): one person's registration for one position.
    ApplicationId,
    /// An individual extension (个别延期) of an application, or its proposal.
    ExtensionId,
    /// A confirmation of openings (开考确认), or its proposal.
    OpeningId,
    /// A round of moves after the marks (调剂), or its proposal.
    AdjustmentId,
    /// What a person chose in such a round.
    AdjustmentChoiceId,
    /// A departure (退出) of a person who passed screening.
    DepartureId,
    /// The proposal to take a departure back.
    RecallId,
    /// A member of an inspection team (考察组成员).
    MemberId,
    /// The inspection (考察) of one person.
    InspectionId,
    /// A call to move up (递补通知).
    CallId,
    /// A mark (成绩): one cell of one person's sheet.
    MarkId,
    /// One mark of one examiner.
    ExaminerMarkId,
    /// A ruling (裁决) or its proposal.
    RulingId,
    /// A staged import (导入): rows shown in a dry run, not yet confirmed.
    ImportId,
    /// A computed ranking of a posting.
    RankingId,
    /// A published, sealed list (名单).
    ListId,
    /// A signed list that waits for its instant.
    ReleaseId,
    /// The correction of a published list.
    CorrectionId,
    /// An audit event.
    EventId,
    /// A queued job.
    JobId,
    /// A message (消息) to one person.
    MessageId,
    /// The delivery of a message on one way besides the account.
    DeliveryId,
    /// An address of a person besides the account.
    ContactId,
    /// Key of a decision on the course of a posting.
    DecisionId,
    /// A file that belongs to an application.
    UploadId,
    /// A collective decision (集体研究决定) on who is proposed.
    CollectiveId,
    /// What a collective decision says of one person.
    ChoiceId,
    /// The transfer (转任) of one person, with the probation that may follow.
    TransferId,
    /// An objection, a report, an enquiry or a request for information.
    ObjectionId,
    /// An answer to one of these.
    AnswerId,
}

/// Length of a public code in characters (50 random bits).
pub const CODE_LENGTH: usize = 10;
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// A random public code: ten characters of Crockford's base 32, upper case.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Code([u8; CODE_LENGTH]);

/// The text is not a public code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a public code")]
pub struct NotACode;

impl Code {
    /// The code spelled by the low 50 of `bits`, which must come from the random source.
    #[must_use]
    pub fn from_bits(bits: u64) -> Self {
        let mut out = [b'0'; CODE_LENGTH];
        let mut rest = bits;
        for slot in &mut out {
            let index = usize::try_from(rest & 31).unwrap_or(0);
            *slot = ALPHABET.get(index).copied().unwrap_or(b'0');
            rest >>= 5;
        }
        Self(out)
    }

    /// The ten characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl FromStr for Code {
    type Err = NotACode;

    fn from_str(text: &str) -> Result<Self, NotACode> {
        let bytes: [u8; CODE_LENGTH] = text.as_bytes().try_into().map_err(|_| NotACode)?;
        let upper = bytes.map(|b| b.to_ascii_uppercase());
        if upper.iter().all(|b| ALPHABET.contains(b)) { Ok(Self(upper)) } else { Err(NotACode) }
    }
}

impl TryFrom<String> for Code {
    type Error = NotACode;
    fn try_from(text: String) -> Result<Self, NotACode> {
        text.parse()
    }
}

impl From<Code> for String {
    fn from(code: Code) -> Self {
        code.as_str().to_owned()
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Code({})", self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_reads_back_in_either_case_and_refuses_confusable_letters() {
        let code = Code::from_bits(0x0003_1415_9265_3589);
        assert_eq!(code.to_string().parse(), Ok(code));
        assert_eq!(code.to_string().to_lowercase().parse(), Ok(code));
        assert_eq!("ILOU000000".parse::<Code>(), Err(NotACode));
        assert_eq!("123".parse::<Code>(), Err(NotACode));
    }
}
