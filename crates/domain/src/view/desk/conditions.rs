//! Conditions as officers set them, and what an application comes to under them.

use serde::{Deserialize, Serialize};

use super::postings::PostingHead;
use crate::calendar::Instant;
use crate::digest::Digest;
use crate::eligibility::{Asked, ColumnWords, Conditions, Day, Fault, Finding, Judgement};

/// The conditions of a posting on the desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConditionsPage {
    /// The posting.
    pub posting: PostingHead,
    /// Version of the conditions, or of the draft of a further revision; every form carries it. 0 where there is none yet.
    pub version: i64,
    /// The conditions.
    pub conditions: Conditions,
    /// The day at which ages and years are counted.
    pub at: Option<Day>,
    /// Digest of all of them; none where nothing is asked.
    pub digest: Option<Digest>,
    /// The columns of the position table whose words ask something.
    pub columns: Vec<ColumnWords>,
    /// What keeps them from being sent for approval.
    pub faults: Vec<Fault>,
    /// Whether they are those of a further revision, in whose draft every change goes.
    pub drafts: bool,
    /// Whether the reader may change them now.
    pub may_edit: bool,
}

/// What an application comes to under the conditions of its position, judged for this reader from what was told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checked {
    /// The conditions with their day and revision.
    pub asked: Asked,
    /// Each of them with the values used.
    pub judgement: Judgement,
    /// Whether it stands against the officer's verdict.
    pub against: bool,
    /// When the finding in the queue was made; none where it never was.
    pub stored_at: Option<Instant>,
    /// The finding in the queue, where it was made under another revision or from other words.
    pub stored: Option<Finding>,
}
