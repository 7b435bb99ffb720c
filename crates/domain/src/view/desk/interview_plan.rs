//! The interview's plan of a posting at the desk.

use serde::{Deserialize, Serialize};

use super::postings::PostingHead;
use crate::calendar::Instant;
use crate::digest::Digest;
use crate::interview_plan::{InterviewPlan, PlanState};

/// A version of the plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanVersion {
    /// Its number, from 1.
    pub no: u32,
    /// How far it has come.
    pub state: PlanState,
    /// What it says.
    pub plan: InterviewPlan,
    /// The digest of that.
    pub digest: Digest,
    /// Who wrote it last, and when.
    pub written: (String, Instant),
    /// Who sent it, and when.
    pub sent: Option<(String, Instant)>,
    /// Who decided on it, and when.
    pub decided: Option<(String, Instant)>,
    /// Why it was sent back.
    pub returned_because: Option<String>,
}

/// The interview's plan of a posting, with what its forms need.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InterviewPlanPage {
    /// Head of the posting.
    pub posting: PostingHead,
    /// Whether a scheme says that the interviews need a plan that was approved.
    pub needed: bool,
    /// Every version, newest first.
    pub versions: Vec<PlanVersion>,
    /// Digest of the newest version; empty where there is none. Every form carries it.
    pub shown: String,
    /// Whether the caller may write it now.
    pub may_write: bool,
    /// Whether the caller may send the newest version now.
    pub may_send: bool,
    /// Whether the caller may decide on the newest version now.
    pub may_decide: bool,
}
