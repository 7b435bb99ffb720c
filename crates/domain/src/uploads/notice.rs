//! A file of a notice (公告附件): what everybody may know of it.

use serde::{Deserialize, Serialize};

use super::Kind;
use crate::digest::Digest;
use crate::id::Code;
use crate::typed::Line;

/// Files that one notice may have at a time.
pub const PER_NOTICE: u32 = 20;

/// A file of a notice, as its revision names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeFile {
    /// Public code.
    pub code: Code,
    /// What the notice calls it.
    pub title: Line,
    /// What it is.
    pub kind: Kind,
    /// Bytes.
    pub size: u64,
    /// SHA-256 of its bytes as they are handed out: what is public is what was approved.
    pub digest: Digest,
}

impl NoticeFile {
    /// Returns the name under which it is kept by whoever takes it: its title with the ending of what it is.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{}.{}", self.title.as_str(), self.kind.ending())
    }
}
