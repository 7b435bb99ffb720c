//! The lists of a posting on the desk: which can be published, which are, and what the publisher signs.

use serde::{Deserialize, Serialize};

use super::postings::PostingHead;
use crate::calendar::Instant;
use crate::digest::Digest;
use crate::id::Code;

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
    /// The published version, if there is one.
    pub published: Option<PublishedHead>,
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
    /// Who computed the standing ranking.
    pub computed_by: String,
    /// Whether the reader may sign.
    pub may_sign: bool,
}

/// What the publisher signs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proof {
    /// The lists page it belongs to.
    pub lists: Lists,
    /// Key of the shortlist.
    pub stage: String,
    /// Instant that the list will carry.
    pub at: Instant,
    /// Digest of the list as it would be published.
    pub digest: Digest,
    /// Header of the rows.
    pub header: Vec<String>,
    /// Rows as they would be published.
    pub rows: Vec<Vec<String>>,
}
