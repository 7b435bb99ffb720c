//! The lists of a posting on the desk: which can be published, which are, and what the publisher signs.

use serde::{Deserialize, Serialize};

use super::postings::PostingHead;
use super::rulings::OpenRatio;
use crate::calendar::Instant;
use crate::digest::Digest;
use crate::id::Code;
use crate::lists::Shows;
use crate::marks::trace::Step;
use crate::reason::Reason;
use crate::release::ReleaseState;
use crate::scheme::PartNames;
use crate::view::my::applications::Scored;
use crate::view::public::lists::{Difference, List};

/// A list that can be published, or was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stage {
    /// Key of the shortlist.
    pub key: String,
    /// What the scheme calls it.
    pub name: Option<String>,
    /// Everybody concerned has a result.
    pub ready: bool,
    /// People on the list's rows.
    pub people: u32,
    /// Of them inside.
    pub inside: u32,
    /// Positions with fewer people than the ratio takes, on which nobody decided: the list is not signed before.
    pub thin: Vec<OpenRatio>,
    /// The newest published version, if there is one.
    pub published: Option<PublishedHead>,
    /// Its correction, while one is open.
    pub correction: Option<OpenCorrection>,
    /// The last signature for an instant, while it waits, or where it ended and nothing came after it.
    pub signature: Option<Signature>,
    /// The last first signature of the version that is not public yet, unless its signer took it back.
    pub first: Option<FirstSignature>,
    /// Supervisors who signed the published version, and when. Only the page of all lists asks; elsewhere nobody.
    pub supervised: Vec<(String, Instant)>,
    /// Whether the ranking that stands says something else than the published version. Only the page of all lists asks; elsewhere false.
    pub differs: bool,
}

/// A first signature on what a list says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FirstSignature {
    /// Who signed.
    pub by: String,
    /// When.
    pub at: Instant,
    /// Digest of what the list said.
    pub digest: Digest,
    /// Whether the list says that still; a signature under another content counts for nothing.
    pub stands: bool,
    /// Whether it is the reader's own.
    pub own: bool,
}

/// A list that was signed to become public at an instant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// Its code, which only the desk shows.
    pub code: Code,
    /// Version that it is signed as.
    pub version: u32,
    /// Digest that was signed.
    pub digest: Digest,
    /// When it becomes public.
    pub at: Instant,
    /// Who signed it.
    pub by: String,
    /// When it was signed.
    pub signed: Instant,
    /// What ended it; `None` while it waits.
    pub ended: Option<ReleaseState>,
    /// Why a person took it back.
    pub reason: Option<String>,
}

/// A correction that nobody ended yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenCorrection {
    /// Why it was begun: public words.
    pub reason: String,
    /// Who began it.
    pub by: String,
    /// When.
    pub since: Instant,
}

/// A published list on the desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublishedHead {
    /// Public code.
    pub code: Code,
    /// Version.
    pub version: u32,
    /// Digest.
    pub digest: Digest,
    /// When.
    pub at: Instant,
}

/// The lists of a posting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lists {
    /// The posting.
    pub posting: PostingHead,
    /// Its shortlists in order.
    pub stages: Vec<Stage>,
    /// Who computed the standing ranking; empty where none stands or its inputs changed since.
    pub computed_by: String,
    /// Whether there is a ranking whose inputs changed since.
    pub stale: bool,
    /// Whether the reader may sign first.
    pub may_sign_first: bool,
    /// Whether the reader may sign second, and so publish.
    pub may_sign: bool,
    /// Whether the reader may take the signature of a list back.
    pub may_take_back: bool,
}

/// What the publisher signs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proof {
    /// The lists page it belongs to.
    pub lists: Lists,
    /// Key of the shortlist.
    pub stage: String,
    /// When it would be released; `None` for at once. The list carries this instant then.
    pub release: Option<Instant>,
    /// Why the instant that was asked for cannot be.
    pub wrong: Option<Reason>,
    /// Digest of what it says: it does not age, and both signatures stand under it.
    pub digest: Digest,
    /// The list as pages would show it; the code in its head is nobody's yet.
    pub list: List,
    /// What a further version says differently; `None` for the first.
    pub difference: Option<Difference>,
}

/// A published list as it was sealed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SealedRows {
    /// The posting.
    pub posting: PostingHead,
    /// Key of the shortlist.
    pub stage: String,
    /// The version.
    pub published: PublishedHead,
    /// Who signed it first, and who second.
    pub signers: [String; 2],
    /// When it left the web.
    pub left: Option<Instant>,
    /// The list as it was sealed.
    pub list: List,
}

/// Which of the people on a list is picked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pick {
    /// Goes on.
    In,
    /// Is in reserve.
    Reserve,
    /// Does not go on.
    Out,
}

/// What one candidate on a list will read once it is public.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AsCandidate {
    /// The ticket number.
    pub ticket: String,
    /// The first of each kind, by ticket.
    pub picks: Vec<(Pick, String)>,
    /// The own result in short; `None` where this is not the last list, with which own results open.
    pub scored: Option<Scored>,
    /// Its steps.
    pub steps: Vec<Step>,
    /// What the schemes call their parts.
    pub names: PartNames,
    /// Subject and body of the message; `None` where the person is not told.
    pub message: Option<(String, String)>,
}

/// What the ranking, or for proposed people what was decided and answered, says of a list that is published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Against {
    /// No ranking stands, or its inputs changed since: it has to be computed.
    Nothing,
    /// The list has no result yet in the ranking that stands.
    NotReady,
    /// Withheld: the reader may set a line of that ranking that is still open.
    Withheld,
    /// The same.
    Same,
    /// Something else; with how its people are shown otherwise.
    Differs(Shows, Difference),
    /// The same ranks and results, of people who are shown otherwise than in the published version.
    ShownOtherwise(Shows, Difference),
    /// What was decided and answered by now is another list of proposed people; the page of the decision shows it.
    DecidedOtherwise,
}

/// A correction that was ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EndedCorrection {
    /// The version that was corrected.
    pub version: u32,
    /// Why it was begun.
    pub reason: String,
    /// When it was begun.
    pub since: Instant,
    /// When it was ended.
    pub at: Instant,
    /// Why the list stands as it was published; `None` where the next version came.
    pub kept: Option<String>,
}

/// The page on which the correction of a list is begun, followed and ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// The posting.
    pub posting: PostingHead,
    /// Key of the shortlist.
    pub stage: String,
    /// What the scheme calls it.
    pub name: Option<String>,
    /// The newest version.
    pub published: PublishedHead,
    /// Its correction, while one is open.
    pub open: Option<OpenCorrection>,
    /// The next version where it is signed and only waits for its instant: its number, and when it becomes public.
    pub signed: Option<(u32, Instant)>,
    /// Corrections that were ended, the newest first.
    pub ended: Vec<EndedCorrection>,
    /// What the ranking says of it.
    pub against: Against,
    /// What the schemes call their parts.
    pub names: PartNames,
    /// Whether the reader may begin a correction.
    pub may_begin: bool,
    /// Whether the reader may say that the list stands.
    pub may_keep: bool,
}
