//! The one shape every table takes. Owns header, row, cell value, remarks and the stream of events; refuses to know
//! what a column means.

use super::fault::clip;
use super::value::tidy_title;
use super::{At, Fault, Format};
use serde::{Deserialize, Serialize};
use std::fmt;

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
    /// A number that the file stores with more digits than the fifteen that a spreadsheet keeps and shows.
    #[serde(rename = "d")]
    Rounded {
        /// As the file stores it: `84.300000000000011`.
        stored: String,
        /// As the sheet shows it: `84.3`.
        shown: String,
    },
    /// A number that its format shows as something else: a word, another number, nothing.
    #[serde(rename = "w")]
    Shown {
        /// The number itself.
        stored: String,
        /// What the sheet shows.
        shown: String,
    },
    /// A text or number of which something is struck out.
    #[serde(rename = "x")]
    Struck(String),
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
            Self::Rounded { .. } => f.write_str("Rounded"),
            Self::Shown { .. } => f.write_str("Shown"),
            Self::Struck(_) => f.write_str("Struck"),
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

    /// The text that the sheet shows, struck out or not; `None` where nothing stands or nothing that is a value to us.
    #[must_use]
    pub fn shown(&self) -> Option<&str> {
        match self {
            Self::Blank | Self::Odd(_) => None,
            Self::Text(text) | Self::Number(text) | Self::Struck(text) => Some(text),
            Self::Rounded { shown, .. } | Self::Shown { shown, .. } => Some(shown),
        }
    }
}

/// Cells of a worksheet that are merged into one, by rows and columns from one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Area {
    /// First row.
    pub top: u32,
    /// First column.
    pub left: u32,
    /// Last row.
    pub bottom: u32,
    /// Last column.
    pub right: u32,
}

impl Area {
    /// `A3:B5`, by a reader of addresses that answers row and column.
    pub(crate) fn parse(text: &str, address: impl Fn(&str) -> Option<(u32, u32)>) -> Option<Self> {
        let (first, last) = text.split_once(':')?;
        let ((top, left), (bottom, right)) = (address(first)?, address(last)?);
        (top <= bottom && left <= right).then_some(Self { top, left, bottom, right })
    }

    /// Whether a cell lies in it.
    #[must_use]
    pub fn holds(&self, row: u32, column: u32) -> bool {
        (self.top..=self.bottom).contains(&row) && (self.left..=self.right).contains(&column)
    }
}

impl fmt::Display for Area {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let at = |row, column| At { format: Format::Workbook, row, column };
        write!(f, "{}:{}", at(self.top, self.left), at(self.bottom, self.right))
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
        write!(f, "Note({} at {:?})", self.remark.name(), self.at)
    }
}

impl Remark {
    /// The variant's name: stable, for logs and tests.
    #[must_use]
    pub fn name(&self) -> String {
        let whole = format!("{self:?}");
        whole.chars().take_while(char::is_ascii_alphanumeric).collect()
    }
}

/// What was done to read a thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Remark {
    /// The file is GB18030 (GBK), not UTF-8.
    Gb18030,
    /// Only the first visible worksheet was read, and others hold something.
    OtherSheets {
        /// The worksheet that was read.
        read: String,
        /// The others, hidden ones included.
        others: Vec<String>,
    },
    /// The workbook carries macros; they are not run.
    Macros,
    /// The workbook points to other files; they are not opened.
    Links,
    /// The header is not the first row: so many rows above it were not read.
    HeaderRow {
        /// Rows above the header that hold something.
        above: u32,
    },
    /// A row of sums, averages or notes was not read.
    Summary {
        /// What stood there, clipped.
        found: String,
    },
    /// The header once more, as a print repeats it.
    RepeatedHeader,
    /// Columns that nobody reads.
    Unread {
        /// Their titles.
        columns: Vec<String>,
    },
    /// Positions of the table of which the file has nobody.
    Nobody {
        /// Their codes.
        positions: Vec<String>,
    },
    /// A number was read with the fifteen digits that a spreadsheet shows.
    Digits {
        /// As the file stores it.
        was: String,
        /// As it was read.
        read: String,
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
    /// A merged area that reaches into the rows; they come after the rows.
    #[serde(rename = "merged")]
    Merged(Area),
    /// A fault.
    #[serde(rename = "fault")]
    Fault(Fault),
}

/// A table without its rows: what tells the place of a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// Name of the file, for faults.
    pub file: String,
    /// How it was stored.
    pub format: Format,
    /// The titles.
    pub header: Vec<Header>,
}

impl Frame {
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

/// A table read whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
    /// Merged areas that reach into the rows.
    pub merged: Vec<Area>,
}

impl Sheet {
    /// The table without its rows.
    #[must_use]
    pub fn frame(&self) -> Frame {
        Frame { file: self.file.clone(), format: self.format, header: self.header.clone() }
    }

    /// What stands in a cell; `None` where the table has no such row or no title above it.
    #[must_use]
    pub fn cell(&self, at: At) -> Option<&Value> {
        let row = self.rows.binary_search_by_key(&at.row, |row| row.row).ok()?;
        let column = self.header.iter().position(|header| header.at.column == at.column)?;
        self.rows.get(row)?.cells.get(column)
    }
}

impl Row {
    /// What a row is instead of a row of the table. A sum or an average is named in one of the first three filled cells, a
    /// note in the first.
    pub(super) fn other_than(&self, header: &[Header]) -> Option<Remark> {
        let filled = || self.cells.iter().filter_map(Value::shown);
        let summed = filled().take(3).find(|text| text::headers::is_summary(text));
        let noted = filled().next().filter(|text| text::headers::is_note(text));
        if let Some(found) = summed.or(noted) {
            return Some(Remark::Summary { found: clip(found) });
        }
        let same = |(cell, title): (&Value, &Header)| {
            cell.is_blank() || cell.shown().is_some_and(|text| clip(&tidy_title(text)) == title.name)
        };
        let repeated = filled().count() >= 2 && self.cells.iter().zip(header).all(same);
        repeated.then_some(Remark::RepeatedHeader)
    }
}
