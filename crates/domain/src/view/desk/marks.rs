//! Marks as a clerk types them: columns, cells and what became of them.

use serde::{Deserialize, Serialize};

use super::postings::PostingHead;

/// What stands in a column of the sheets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ColumnKind {
    /// A mark, or a status.
    Mark,
    /// A status only: examiners' marks come in by file.
    Panel,
    /// A room.
    Room,
    /// Points added.
    Bonus,
    /// Yes or no, written 1 or 0.
    YesNo,
    /// A number.
    Number,
}

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

/// One person's cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MarkLine {
    /// Ticket number.
    pub ticket: String,
    /// Position code.
    pub position: String,
    /// What is there.
    pub value: String,
    /// Version of the cell, 0 where it is empty.
    pub version: i64,
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
