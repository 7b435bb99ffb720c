//! Marks as a clerk types them: columns, cells and what became of them.

use serde::{Deserialize, Serialize};

use super::audit::Beside;
use super::postings::PostingHead;
use crate::calendar::Instant;
use crate::digest::Digest;
pub use crate::entering::ColumnKind;
use crate::entering::MarkRule;
use crate::id::Code;
use crate::import::MarkEnd;

/// A component on the marks page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ComponentHead {
    /// Column name.
    pub name: String,
    /// What the scheme calls it.
    pub label: Option<String>,
    /// What stands in it.
    pub kind: ColumnKind,
    /// Full mark; empty where there is none.
    pub full: String,
    /// Decimal places allowed.
    pub places: u8,
    /// Marks there are.
    pub done: u32,
    /// Marks there should be.
    pub all: u32,
}

/// A column of marks by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MarkColumn {
    /// Column name.
    pub name: String,
    /// What the scheme calls it.
    pub label: Option<String>,
    /// What stands in it.
    pub kind: ColumnKind,
}

/// A file that a mark came from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MarkFile {
    /// Public code of the import.
    pub import: Code,
    /// Name of the file.
    pub name: String,
    /// Digest of the file.
    pub digest: Digest,
    /// The cell of its sheet; empty where a file ended a mark that it no longer has.
    pub place: String,
}

/// Who did something to a mark, when, and by which file; by hand where there is none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MarkOrigin {
    /// The officer's name; empty where the account has none.
    pub by: String,
    /// When.
    pub at: Instant,
    /// Number of the posting's revision in force then; 0 where none was numbered.
    pub revision: u32,
    /// The file.
    pub file: Option<MarkFile>,
}

/// A mark with where it came from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MarkState {
    /// Examiner, element and panel, where it is an examiner's.
    pub examiner: String,
    /// What stands or stood there.
    pub value: String,
    /// Who entered it.
    pub entered: MarkOrigin,
}

/// A mark that is no longer valid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MarkPast {
    /// What stood there.
    pub state: MarkState,
    /// Why it is no longer valid.
    pub ended: MarkEnd,
    /// Who ended it.
    pub by: MarkOrigin,
    /// The reason, where the cell was emptied.
    pub reason: Beside,
}

/// Everything that ever stood in one person's cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MarkHistoryPage {
    /// The posting.
    pub posting: PostingHead,
    /// The code of the application, by which addresses name it.
    pub application: Code,
    /// Ticket number.
    pub ticket: String,
    /// Position code.
    pub position: String,
    /// The column.
    pub component: String,
    /// What the scheme calls it.
    pub label: Option<String>,
    /// What stands in it.
    pub kind: ColumnKind,
    /// What is valid now: one mark at most, or the examiners' marks.
    pub now: Vec<MarkState>,
    /// Version of the cell, 0 where it is empty.
    pub version: i64,
    /// What stood there before, newest first.
    pub past: Vec<MarkPast>,
    /// Marks can be entered now.
    pub open: bool,
}

/// One person's cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MarkLine {
    /// The code of the application, by which addresses name it.
    pub application: Code,
    /// Ticket number.
    pub ticket: String,
    /// Position code.
    pub position: String,
    /// What is there.
    pub value: String,
    /// Version of the cell, 0 where it is empty.
    pub version: i64,
    /// What may stand there.
    pub rule: MarkRule,
    /// Who entered it and when.
    pub entered: Option<MarkOrigin>,
    /// Something stood there before.
    pub past: bool,
}

/// A page of marks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MarksPage {
    /// The posting.
    pub posting: PostingHead,
    /// Components with their progress.
    pub components: Vec<ComponentHead>,
    /// The one shown.
    pub chosen: String,
    /// Lines of this page.
    pub lines: Vec<MarkLine>,
    /// Lines that match.
    pub matching: u32,
    /// Page, from 1.
    pub page: u32,
    /// Lines a page.
    pub per_page: u32,
    /// Marks can be entered now.
    pub open: bool,
}

/// What became of one typed mark.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MarkSaved {
    /// Ticket number.
    pub ticket: String,
    /// What was typed, or is saved.
    pub typed: String,
    /// Why it was not saved; empty for a conflict.
    pub why: String,
    /// What somebody else saved meanwhile.
    pub theirs: String,
    /// Saved.
    pub saved: bool,
}
