//! What supervisors read and sign in a posting.

use serde::{Deserialize, Serialize};

use super::postings::PostingHead;
use super::rulings::ListWord;
use crate::calendar::Instant;
use crate::digest::Digest;
use crate::id::Code;
use crate::supervision::Supervised;

/// Something that supervisors sign.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SupervisedLine {
    /// What.
    pub what: Supervised,
    /// Its public code.
    pub of: Code,
    /// The position of a draw.
    pub position: Option<String>,
    /// A list with its version.
    pub list: Option<(ListWord, u32)>,
    /// What is signed.
    pub digest: Digest,
    /// Whose act it is: who proposed or computed it, and who approved or published it.
    pub by: Vec<String>,
    /// Since when it stands.
    pub at: Instant,
    /// Supervisors who signed it under this digest, and when.
    pub signed: Vec<(String, Instant)>,
    /// Whether the reader may sign it now.
    pub may_sign: bool,
}

/// The page of a posting's supervision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SupervisionPage {
    /// The posting.
    pub posting: PostingHead,
    /// The panels, the interview's plan, draws, the totals that stand, and the newest version of each list.
    pub lines: Vec<SupervisedLine>,
}
