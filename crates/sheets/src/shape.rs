//! The one shape every table takes. Owns header, row, cell value, remarks and the stream of events; refuses to know
//! what a column means.

use super::{At, Fault, Format};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::ops::ControlFlow;

/// One column's title.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// Trimmed, inner white space as one blank, full-width letters and digits as plain ones.
    pub name: String,
    /// Where it stands.
    pub at: At,
}

/// What one cell holds.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Value {
    /// Nothing, or only white space.
    #[serde(rename = "b")]
    Blank,
    /// Text as it stands in the file; CSV cells are always text.
    #[serde(rename = "t")]
    Text(String),
    /// A number cell of a workbook by its shortest round-trip text: `73.1`, `85.005`, `11001011`.
    #[serde(rename = "n")]
    Number(String),
    /// Something that is no value to us.
    #[serde(rename = "o")]
    Odd(Odd),
}

/// Cells that are never read as a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Odd {
    /// A formula; its last result is not evidence.
    Formula,
    /// A date or time.
    Date,
    /// TRUE or FALSE.
    Boolean,
    /// `#N/A`, `#REF!` and their kin.
    Error,
    /// A number that has no finite value.
    Infinite,
}

/// Content stays out of logs: only the kind is shown.
impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Blank => f.write_str("Blank"),
            Self::Text(text) => write!(f, "Text({} bytes)", text.len()),
            Self::Number(_) => f.write_str("Number"),
            Self::Odd(odd) => write!(f, "Odd({odd:?})"),
        }
    }
}

impl Value {
    /// Whether the cell holds nothing.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        matches!(self, Self::Blank)
    }
}

/// One row below the header.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Row of the worksheet or line of the file.
    #[serde(rename = "r")]
    pub row: u32,
    /// One value for each header, in the header's order.
    #[serde(rename = "c")]
    pub cells: Vec<Value>,
}

/// Something that was read, but not exactly as it stood: reported one by one.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// Where, if at one place.
    pub at: Option<At>,
    /// Title of the column, if in one.
    pub column: Option<String>,
    /// What was done.
    pub remark: Remark,
}

/// Content stays out of logs.
impl fmt::Debug for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self.remark {
            Remark::Gb18030 => "Gb18030",
            Remark::OtherSheets { .. } => "OtherSheets",
            Remark::Repaired { .. } => "Repaired",
            Remark::StatusWord { .. } => "StatusWord",
            Remark::Further(_) => "Further",
        };
        write!(f, "Note({kind} at {:?})", self.at)
    }
}

/// What was done to read a thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Remark {
    /// The file is GB18030 (GBK), not UTF-8.
    Gb18030,
    /// Only the first visible worksheet was read.
    OtherSheets {
        /// The worksheet that was read.
        read: String,
        /// How many further visible ones were not.
        skipped: u32,
    },
    /// Full-width characters, surrounding or invisible characters were replaced.
    Repaired {
        /// As it stood, clipped.
        was: String,
        /// As it was read.
        read: String,
    },
    /// A status word stood where a number might.
    StatusWord {
        /// As it stood, clipped.
        was: String,
        /// The status code it means.
        read: String,
    },
    /// So many remarks beyond the listed ones.
    Further(u32),
}

/// What reading hands on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Event {
    /// The titles, once, before any row.
    #[serde(rename = "header")]
    Header(Vec<Header>),
    /// A row.
    #[serde(rename = "row")]
    Row(Row),
    /// A remark.
    #[serde(rename = "note")]
    Note(Note),
    /// A fault.
    #[serde(rename = "fault")]
    Fault(Fault),
}

/// A table read whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// Name of the file, for faults.
    pub file: String,
    /// How it was stored.
    pub format: Format,
    /// The titles.
    pub header: Vec<Header>,
    /// The rows, in file order.
    pub rows: Vec<Row>,
    /// What was repaired.
    pub notes: Vec<Note>,
}

impl Sheet {
    /// Where the cell of this row under the n-th title stands; the whole row where there is no such title.
    #[must_use]
    pub fn at(&self, row: &Row, column: usize) -> At {
        let column = self.header.get(column).map_or(0, |header| header.at.column);
        At { format: self.format, row: row.row, column }
    }

    /// The row as a whole.
    #[must_use]
    pub fn row_at(&self, row: &Row) -> At {
        At { format: self.format, row: row.row, column: 0 }
    }
}

/// Gathers events into a [`Sheet`].
pub struct Collector {
    sheet: Sheet,
    faults: Vec<Fault>,
}

impl Collector {
    /// Begins a table of the file with this name.
    #[must_use]
    pub fn new(file: &str) -> Self {
        let sheet = Sheet {
            file: file.to_owned(),
            format: Format::Text,
            header: vec![],
            rows: vec![],
            notes: vec![],
        };
        Self { sheet, faults: vec![] }
    }

    /// Keeps one event; never asks to stop.
    pub fn take(&mut self, event: Event) -> ControlFlow<()> {
        match event {
            Event::Header(header) => {
                self.sheet.format = header.first().map_or(Format::Text, |first| first.at.format);
                self.sheet.header = header;
            }
            Event::Row(row) => self.sheet.rows.push(row),
            Event::Note(note) => self.sheet.notes.push(note),
            Event::Fault(fault) => self.faults.push(fault),
        }
        ControlFlow::Continue(())
    }

    /// Returns the table that the events made.
    ///
    /// # Errors
    /// Every fault that came among the events.
    pub fn finish(self) -> Result<Sheet, Vec<Fault>> {
        if self.faults.is_empty() { Ok(self.sheet) } else { Err(self.faults) }
    }
}
