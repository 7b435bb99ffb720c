//! The dry run of an imported file: faults, repairs and changes.

use serde::{Deserialize, Serialize};

use super::postings::PostingHead;
use crate::calendar::Instant;
use crate::digest::Digest;
use crate::id::Code;
use crate::import::ColumnUse;
use crate::posting::Column;
use crate::scheme::PartNames;

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

/// A column of a position table, and what it was read as.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportColumn {
    /// Its place among the titles, from 0: what a form names it by.
    pub index: u32,
    /// Place of the title in the file, such as `C3`.
    pub at: String,
    /// The title as the file has it.
    pub title: String,
    /// The first filled cell below it, shortened.
    pub example: String,
    /// What it was read as.
    pub read_as: ColumnUse,
    /// Whether neither the title is a usual one nor somebody chose: such a column is to be looked at.
    pub unknown: bool,
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
    /// Of a position table every column of the file; empty for marks, and where the file could not be opened.
    pub columns: Vec<ImportColumn>,
    /// Columns that stop being covered by typed conditions, since their words change.
    pub uncovered: Vec<Column>,
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
    /// What the schemes call the columns of marks.
    pub names: PartNames,
    /// The changes of this page.
    pub changes: Vec<ImportChange>,
    /// Page of the changes, from 1.
    pub page: u32,
    /// Changes a page.
    pub per_page: u32,
}
