//! The dry run of an imported file: faults, repairs and changes.

use serde::{Deserialize, Serialize};

use super::postings::PostingHead;
use crate::calendar::Instant;
use crate::digest::Digest;
use crate::id::Code;

/// One line of faults or notes of a dry run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportFault {
    /// Place in the file, such as `C17`; empty for the whole file.
    pub at: String,
    /// Title of the column.
    pub column: String,
    /// What and how to mend it.
    pub sentence: String,
}

/// One change that a dry run found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportChange {
    /// Place in the file.
    pub at: String,
    /// Position code or ticket number.
    pub key: String,
    /// Column, where one cell is concerned.
    pub column: String,
    /// What is there; empty for something new.
    pub before: String,
    /// What would be there; empty for something that goes.
    pub after: String,
}

/// A dry run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportPreview {
    /// Public code of the dry run.
    pub code: Code,
    /// The posting.
    pub posting: PostingHead,
    /// Marks; otherwise positions.
    pub marks: bool,
    /// Name of the file.
    pub file_name: String,
    /// Digest of the file.
    pub file: Digest,
    /// Its size in bytes.
    pub size: i64,
    /// Name of who handed it in; empty where the account has none.
    pub by: String,
    /// When.
    pub at: Instant,
    /// Can be confirmed.
    pub open: bool,
    /// Was confirmed.
    pub applied: bool,
    /// Faults; with one, nothing can be confirmed.
    pub faults: Vec<ImportFault>,
    /// Repairs.
    pub notes: Vec<ImportFault>,
    /// New.
    pub added: u32,
    /// Changed.
    pub changed: u32,
    /// The same.
    pub same: u32,
    /// Removed.
    pub removed: u32,
    /// The changes of this page.
    pub changes: Vec<ImportChange>,
    /// Page of the changes, from 1.
    pub page: u32,
    /// Changes a page.
    pub per_page: u32,
}
