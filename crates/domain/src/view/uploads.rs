//! A file of an application, as its owner and as officers see it.

use serde::{Deserialize, Serialize};

use crate::calendar::Instant;
use crate::digest::Digest;
use crate::id::Code;
use crate::uploads::{Kind, Purpose};

/// A file of an application.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Uploaded {
    /// Public code.
    pub code: Code,
    /// What it is for.
    pub purpose: Purpose,
    /// What it is.
    pub kind: Kind,
    /// The name that it came with.
    pub name: String,
    /// Bytes.
    pub size: u64,
    /// When it was handed in.
    pub at: Instant,
    /// When another took its place, or its owner took it away; officers still see it.
    pub ended_at: Option<Instant>,
    /// When its contents left the store after their term; the rest stays.
    pub left_at: Option<Instant>,
}

/// A file that went with what was sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentFile {
    /// Public code.
    pub code: Code,
    /// What it is for.
    pub purpose: Purpose,
    /// The name that it came with.
    pub name: String,
    /// Bytes.
    pub size: u64,
    /// Keyed: it tells whether a file is the one that was sent to whoever has the key file.
    pub digest: Digest,
}

impl Uploaded {
    /// Whether it counts now.
    #[must_use]
    pub const fn stands(&self) -> bool {
        self.ended_at.is_none()
    }
}
